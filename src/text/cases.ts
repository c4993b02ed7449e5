import type { Code } from '../lattice/code.ts';
import { type ExampleFacts, exampleFacts } from './examples.ts';
import { isFromBehind, pieceOf, valuesOf } from './pieces.ts';
import type { Values } from './values.ts';
import type { Words } from './words.ts';

/**
 * Three invented cases in words. Pieces for the operation or lesion of a case stand before those for any; of symptoms, the
 * lesion's before the operation's, but those of blood or pus that is let out first of all.
 */
export function cases(code: Code, words: Words): string[] {
  return exampleFacts(code).map((facts) => inWords(code, facts, words));
}

function inWords(
  code: Code,
  { number, age, weeks, days, course, terms }: ExampleFacts,
  words: Words,
): string {
  const own = valuesOf(code, words, (axis) => terms[axis] ?? []);
  const [operation] = terms.OPERATION ?? [];
  const [lesion] = code.addOn ? [] : (terms.LESION ?? []);
  /** The most special piece: for what is done in this case, for what is found, for what the case turns on. */
  const special = (key: string, ...by: readonly (string | null | undefined)[]) =>
    by.reduce<string | null>((found, term) => found ?? (term ? pieceOf(key, term, words) : null), null) ??
    key;
  const values: Values = {
    ...own,
    age: String(age),
    weeks: String(weeks),
    days: String(days),
    number: String(number),
    step: own.operation_step ?? '',
    place: [own.region_at, own.compartment].filter(Boolean).join(words.say('list.comma')),
  };
  const seen = own.lesion ? (values.place ? 'finding' : 'findingOnly') : values.place ? 'place' : 'noPlace';
  const sudden = operation === 'operation:evacuation' ? operation : null;
  const symptom = words.say(special(`example.symptom.${number}`, sudden, lesion, operation), values);
  return words.join(
    [
      'example.intro',
      special(`example.${number}`, operation, lesion, course),
      `example.${seen}`,
      ...(code.addOn ? ['plain.inherited'] : []),
      special(`example.course.${number}`, operation, course),
      ...(own.approach && !isFromBehind(code, words) ? ['example.approach'] : []),
      ...(own.extent ? ['example.extent'] : []),
    ].map((key) => words.say(key, { ...values, symptom })),
  );
}
