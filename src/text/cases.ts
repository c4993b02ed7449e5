import type { Axis } from '../lattice/axes.ts';
import type { Code } from '../lattice/code.ts';
import { type ExampleFacts, exampleFacts, isAfterCare } from './examples.ts';
import { deviceBeside, isFromBehind, pieceOf, stepWith, valuesOf } from './pieces.ts';
import type { Values } from './values.ts';
import type { Words } from './words.ts';

/**
 * Three invented cases in words. Pieces for the operation or lesion of a case stand before those for any; of symptoms, the
 * lesion's before the operation's, by region where there is such a piece, but those of blood or pus that is let out first of
 * all. An add-on has no complaint of its own: its cases tell how the step came to the primary operation.
 */
export function cases(code: Code, words: Words): string[] {
  return exampleFacts(code).map((facts) => inWords(code, facts, words));
}

function inWords(code: Code, facts: ExampleFacts, words: Words): string {
  const { number, terms, course } = facts;
  const own = valuesOf(code, words, (axis) => terms[axis] ?? []);
  const [operation] = terms.OPERATION ?? [];
  const [lesion] = terms.LESION ?? [];
  /** The most special piece: for what is done in this case, for what is found, for what the case turns on. */
  const special = (key: string, ...by: readonly (string | null | undefined)[]) =>
    by.reduce<string | null>((found, term) => found ?? (term ? pieceOf(key, term, words) : null), null) ??
    key;
  /** A worn disc or a narrow canal lies on no side of the dura. */
  const isOfCanal = lesion !== undefined && words.vocabulary.isAtOrUnder(lesion, 'lesion:intraspinal-lesion');
  const values: Values = {
    ...own,
    age: String(facts.age),
    weeks: String(facts.weeks),
    days: String(facts.days),
    number: String(number),
    step: stepWith(own, detailsOf(code, facts, own, words), words),
    place: [own.region_at, isOfCanal ? own.compartment : ''].filter(Boolean).join(words.say('list.comma')),
  };
  const sudden = operation === 'operation:evacuation' ? operation : null;
  const seen = own.lesion
    ? [special(values.place ? 'example.finding' : 'example.findingOnly', sudden)]
    : values.place
      ? [special('example.place', operation)]
      : [];
  if (code.addOn) {
    const keys = ['example.intro', special('example.addOn', operation), ...seen, `example.addOn.${number}`];
    return words.join(keys.map((key) => words.say(key, values)));
  }
  const complaint = special(`example.symptom.${number}`, sudden, lesion, operation);
  const symptom = words.say(special(complaint, ...(terms.REGION ?? [])), values);
  return words.join(
    [
      'example.intro',
      special(
        `example.${number}`,
        operation,
        lesion,
        course,
        isAfterCare(code) ? 'operation:decompression' : null,
      ),
      ...seen,
      special(`example.course.${number}`, operation, course),
    ].map((key) => words.say(key, { ...values, symptom })),
  );
}

/** The part of the vertebrae, the way in, where it is not straight from behind, and how much is treated; one further segment stands for each. */
function detailsOf(code: Code, { terms }: ExampleFacts, own: Values, words: Words): (string | undefined)[] {
  const piece = (axis: Axis) => terms[axis]?.map((term) => pieceOf('example.extent', term, words))[0];
  const further = piece('EXTENT');
  return [
    own.column,
    deviceBeside(own),
    isFromBehind(code, words) ? '' : own.approach,
    further ? words.say(further) : own.extent,
  ];
}
