import { type Code, isExample, termsOn } from '../lattice/code.ts';
import { byMapping, CONFIDENCE, type Diagnosis, isMet, type NotMet } from '../lattice/crosswalk.ts';
import { grouped } from '../lattice/grouped.ts';
import { counted, isFromBehind, keyBy, keysOf, piecesByRegion, specialKey } from './pieces.ts';
import type { Surroundings } from './surroundings.ts';
import type { Values } from './values.ts';
import type { Words } from './words.ts';

/** How many diagnoses the texts name. */
const HANDFUL = 4;
const MOST_DIAGNOSES = 12;

/** What records show that support a code: by lesion, by operation, by place, way in and extent; then the diagnoses. */
export function necessity(code: Code, around: Surroundings, values: Values, words: Words): string[] {
  const say = (key: string) => words.say(key, values);
  return [
    say('necessity.intro'),
    ...reasons(code, values, words),
    ...(values.column ? [say('necessity.column')] : []),
    ...(values.device ? [say(specialKey('necessity.device', code, ['OPERATION'], words))] : []),
    ...(values.region ? [say(specialKey('necessity.region', code, ['REGION'], words))] : []),
    ...(termsOn(code, 'APPROACH').length === 0 || isFromBehind(code, words)
      ? []
      : [say('necessity.approach')]),
    ...(values.extent ? [say('necessity.extent')] : []),
    ...(code.addOn ? [] : [say('necessity.tried'), say('necessity.benefit')]),
    ...diagnoses(code, around, values, words),
    say('necessity.noPromise'),
  ];
}

function reasons(code: Code, values: Values, words: Words): string[] {
  if (code.addOn) return [words.say('necessity.add-on', values)];
  const own = [...lesions(code, values, words), ...operations(code, values, words)];
  return own.length > 0 ? own : [words.say('necessity.other', values)];
}

/** Why this was done, by place or by what was found: a bend is fused for other reasons than wear. */
function operations(code: Code, values: Values, words: Words): string[] {
  return keysOf('necessity', code, 'OPERATION', words)
    .map((key) => keyBy(keyBy(key, code, 'REGION', words), code, 'LESION', words))
    .map((key) => words.say(key, values));
}

/** What is found, as examples where the code gives examples; of several lesions one is enough. */
function lesions(code: Code, values: Values, words: Words): string[] {
  const found = piecesByRegion('necessity', code, 'LESION', values, words);
  const isGiven = isExample(code, 'LESION');
  return [
    ...(found.length > 0 && isGiven ? [words.say('necessity.example')] : []),
    ...(found.length > 1 && !isGiven ? [words.say('necessity.choice')] : []),
    ...counted(found, words),
  ];
}

/** The diagnoses met with a code and those that belong elsewhere, as bare codes; where none are known, that. */
function diagnoses(code: Code, around: Surroundings, values: Values, words: Words): string[] {
  const say = (key: string, named: readonly { readonly code: string }[]) =>
    named.length === 0
      ? []
      : [words.say(key, { ...values, diagnoses: words.or(named.map((one) => one.code)) })];
  const ofPrimary =
    code.addOn && around.primaries.some(({ facts }) => facts.length > 0)
      ? [words.say('necessity.primaryDiagnoses', values)]
      : [];
  if (!around.diagnoses.some(isMet)) {
    return ofPrimary.length > 0 ? ofPrimary : [words.say('necessity.noDiagnoses', values)];
  }
  return [
    ...ofPrimary,
    ...say('necessity.diagnoses', telling(around.diagnoses, 'INDICATION')),
    ...say('necessity.beside', telling(around.diagnoses, 'SUPPORTING')),
    ...notMet(around.never, values, words),
  ];
}

/** Those easily taken for one that is met: such as belong to other codes, which are named, and such as belong to none of these. */
function notMet(never: readonly NotMet[], values: Values, words: Words): string[] {
  const named = [...grouped(never, ({ why }) => why)].map(([why, some]) => {
    const [reason = '', codes = ''] = why.split(': ');
    const told = words.say(codes === '' ? 'never.item' : 'never.itemCodes', {
      diagnoses: words.or(some.map(({ code }) => code.code)),
      reason: words.say(`never.${reason}`),
      codes: words.or(codes.split(', ').map((range) => spoken(range, words))),
    });
    return { key: codes === '' ? 'necessity.never' : 'necessity.elsewhere', told };
  });
  return [...grouped(named, ({ key }) => key)].map(([key, some]) =>
    words.say(key, { ...values, diagnoses: some.map(({ told }) => told).join(words.say('sentence.join')) }),
  );
}

/** "63285-63287" as "63285 to 63287". */
function spoken(range: string, words: Words): string {
  const [from = '', to] = range.split('-');
  return to === undefined ? from : words.say('guide.range', { from, to });
}

/** The surest diagnoses: where fewer than a handful are, those that are less sure as well, but no rare ones. */
function telling(all: readonly Diagnosis[], relationship: Diagnosis['relationship']): Code[] {
  const own = all.filter((one) => one.relationship === relationship).sort(byMapping);
  const sure = own.filter(({ confidence }) => (confidence ?? 0) >= CONFIDENCE.high);
  const named =
    sure.length >= HANDFUL ? sure : own.filter(({ confidence }) => (confidence ?? 0) >= CONFIDENCE.medium);
  return named.slice(0, MOST_DIAGNOSES).map((one) => one.code);
}
