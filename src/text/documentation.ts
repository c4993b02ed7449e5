import { type Code, isExample, termsOn } from '../lattice/code.ts';
import { compareFacts } from '../lattice/differences.ts';
import { differing } from '../lattice/sentence.ts';
import { familyKey, familyPieces, pieces, specialKey } from './pieces.ts';
import type { Surroundings } from './surroundings.ts';
import { VALUE_NAMES, type Values } from './values.ts';
import type { Words } from './words.ts';

/** What the record must show for a code, a point each: its facts, what its family asks for, what tells it from its nearest sibling. */
export function documentation(code: Code, around: Surroundings, values: Values, words: Words): string[] {
  const say = (key: string, more: Values = {}) => words.say(key, { ...values, ...more });
  const [sibling] = around.related;
  return [
    say(familyKey('documentation.level', code, words)),
    ...VALUE_NAMES.filter(([name]) => values[name]).map(([name, axis]) =>
      say(
        isExample(code, axis)
          ? `documentation.${name}.example`
          : specialKey(`documentation.${name}`, code, [axis], words),
      ),
    ),
    ...familyPieces('documentation.family', code, values, words),
    ...pieces('documentation.side', code, 'OPERATION', values, words),
    ...(sibling
      ? [say('documentation.notSibling', { sibling: sibling.code, axes: tellingApart(code, sibling, words) })]
      : []),
    ...bodyRemoved(code, values, words),
    ...(code.addOn ? [say('documentation.primary')] : []),
  ];
}

/**
 * What the record must show of this code that is otherwise in its sibling: "sacral instead of lumbar"; the axes alone where
 * one says nothing. What they have in part in common tells nothing where something else does.
 */
function tellingApart(code: Code, sibling: Code, words: Words): string {
  const comparison = compareFacts(sibling, code, words.vocabulary);
  const stated = comparison.differences.filter(({ relation }) => relation !== 'NOT_STATED');
  if (stated.length === 0)
    return words.and(comparison.differences.map(({ axis }) => words.say(`axis.${axis}`)));
  const apart = stated.filter(({ relation }) => relation !== 'OVERLAPS');
  const differences = apart.length > 0 ? apart : stated;
  const told = differing(sibling, code, { ...comparison, differences }, words.vocabulary, words);
  return told.join(words.say('sentence.join'));
}

/** How much of a vertebral body must be gone for a corpectomy, by region; both where the region is that of the primary code. */
function bodyRemoved(code: Code, values: Values, words: Words): string[] {
  const isCorpectomy = termsOn(code, 'OPERATION').some((term) =>
    words.vocabulary.isAtOrUnder(term, 'operation:corpectomy'),
  );
  if (!isCorpectomy) return [];
  const regions = termsOn(code, 'REGION');
  const inNeck = (region: string) => region === 'region:cervical';
  return [
    ...(regions.length === 0 || regions.some(inNeck) ? ['documentation.corpectomy.cervical'] : []),
    ...(regions.length === 0 || !regions.every(inNeck) ? ['documentation.corpectomy.thoracic'] : []),
  ].map((key) => words.say(key, values));
}
