import { type Code, termsOn } from '../lattice/code.ts';
import type { Performs } from '../lattice/vocabulary.ts';
import { duraOf } from './dura.ts';
import { familyPieces, keyBy, keysOf, pieceOf, pieces } from './pieces.ts';
import type { Values } from './values.ts';
import type { Words } from './words.ts';

/** Those whose ways in have risks of their own. */
const REGIONS = ['region:cervical', 'region:thoracic'];

const RISKS = { opened: 'intradural', usual: 'intradural', closed: 'extradural' };

/** Who does what around an operation, and which complications are to be watched for there. */
export function responsibility(
  code: Code,
  performs: readonly Performs[],
  values: Values,
  words: Words,
): string[] {
  const families = code.family === null ? [] : [code.family, ...words.vocabulary.ancestors(code.family)];
  const performing = new Set(
    performs
      .filter(({ family, role }) => role === 'PERFORMS' && families.includes(family))
      .map(({ specialty }) => specialty),
  );
  const named = (isPerforming: boolean) =>
    code.specialties
      .filter((term) => performing.has(term) === isPerforming)
      .map((term) => words.vocabulary.terms.get(term)?.name ?? term);
  const operations = termsOn(code, 'OPERATION');
  const tissue = operations.some((term) =>
    /:(biopsy|excision|corpectomy-excision|vertebra-partial-excision)$/.test(term),
  );
  const dura = duraOf(code, words.vocabulary);
  const say = (key: string, specialties: readonly string[] = []) =>
    words.say(key, { ...values, specialties: words.and(specialties) });
  const saidOf = (key: string, specialties: readonly string[]) =>
    specialties.length > 0 ? [say(key, specialties)] : [];
  return [
    say('responsibility.surgeon'),
    ...saidOf('responsibility.who', named(true)),
    ...saidOf('responsibility.supports', named(false)),
    say('responsibility.assistant'),
    say('responsibility.before'),
    say('responsibility.during'),
    ...(tissue ? [say('responsibility.specimen')] : []),
    say('responsibility.after'),
    say(`responsibility.risks.${dura === null ? 'other' : RISKS[dura]}`),
    ...risksOfWay(code, words).map((key) => say(key)),
    ...pieces('responsibility.risks.at', code, 'REGION', values, words),
    ...familyPieces('responsibility.family', code, values, words),
  ];
}

/** The risks of the ways in, by region; of a code that names no region, those of all: a front is in the neck as well as in the belly. */
function risksOfWay(code: Code, words: Words): readonly string[] {
  const keys = keysOf('responsibility.risks.way', code, 'APPROACH', words);
  if (termsOn(code, 'REGION').length > 0) return keys.map((key) => keyBy(key, code, 'REGION', words));
  return keys.flatMap((key) => {
    const own = REGIONS.map((region) => pieceOf(key, region, words));
    return [...own.filter((one) => one !== null), key];
  });
}
