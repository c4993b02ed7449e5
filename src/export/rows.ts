import type { Citation, Code } from '../lattice/code.ts';
import { endsOf } from '../lattice/releases.ts';
import { sentenceOf } from '../lattice/sentence.ts';
import type { Family, Term, Vocabulary } from '../lattice/vocabulary.ts';
import type { Source } from '../store/records.ts';
import type { Words } from '../text/words.ts';
import type { Row } from './columns.ts';
import { labelIn } from './making.ts';
import type { Visited } from './walk.ts';

/** Stands between the items of a list in a cell; no item holds it. */
const BETWEEN = ' | ';
export const listed = (items: readonly string[]) => (items.length === 0 ? null : items.join(BETWEEN));

/** Where a row stands, for the last cells of a row. */
const cited = ({ source, line, evidence }: Citation): Row => [source, line, evidence];

export const codeRow = (code: Code, words: Words): Row => [
  code.id,
  code.system,
  code.code,
  code.edition,
  code.status,
  code.lastValidDay,
  listed(code.successors),
  labelIn(code, words),
  code.labelKind,
  code.addOn,
  code.curated,
  code.family,
  code.broader,
  ...cited(code.citation),
];

/** What a code states, a term a row; and who performs it, which its family says. */
export function factRows({ id, facts, specialties, family }: Code, { families }: Vocabulary): Row[] {
  const stated = facts.flatMap(({ axis, basis, inherited, terms, citation }) =>
    (inherited ? [null] : terms).map((term): Row => [id, axis, term, basis, inherited, ...cited(citation)]),
  );
  const home = families.get(family ?? '');
  if (home === undefined) return stated;
  const performed = specialties.map(
    (term): Row => [id, 'SPECIALTY', term, 'FAMILY', false, ...cited(home.citation)],
  );
  return [...stated, ...performed];
}

export const termRow = (term: Term, isThere: (id: string) => boolean): Row => [
  term.id,
  term.axis,
  term.name,
  listed(term.synonyms),
  term.definition,
  term.broader,
  listed(term.overlaps.filter(isThere)),
  term.position,
  term.notation,
  term.counts?.unit ?? null,
  term.counts?.repeat ?? null,
  term.counts?.least ?? null,
  term.counts?.most ?? null,
  ...cited(term.citation),
];

export const familyRow = ({ id, name, broader, rows, columns, position, citation }: Family): Row => [
  id,
  name,
  broader,
  rows,
  columns,
  position,
  ...cited(citation),
];

/** The release, days and modifier indicator that pairs of NCCI have; other edges have none. */
const NO_DAYS = [null, null, null, null] as const;

/** The edges that lead from a code to codes and to its family; of the pairs of NCCI all rows, whenever they are in force. */
export const edgeRows = ({ code: { id }, related, edges, pairs, crosswalk }: Visited): Row[] => [
  ...related.map((other): Row => ['AXIS', id, other.id, listed(other.axes), ...NO_DAYS]),
  ...edges.map(({ kind, target }): Row => [kind, id, target, null, ...NO_DAYS]),
  ...pairs.map(
    (pair): Row => [
      'BUNDLE',
      id,
      pair.id,
      null,
      pair.release,
      pair.effective,
      pair.lastDay,
      pair.modifierIndicator,
    ],
  ),
  ...crosswalk.map((other): Row => ['CROSSWALK', id, other.id, null, ...NO_DAYS]),
];

/** The edge from a term or family to the one above it. */
export const broaderRows = ({ id, broader }: Pick<Term, 'id' | 'broader'>): Row[] =>
  broader === null ? [] : [['HIERARCHY', id, broader, null, ...NO_DAYS]];

/** The pairs of a code, with a sentence where both codes are described here; of the others their facts say as much. */
export const relatedRows = ({ code, related }: Visited, words: Words): Row[] =>
  related.map(({ id, axes, count, distance, to }) => [
    code.id,
    id,
    listed(axes),
    count,
    distance,
    to === null ? null : sentenceOf(code, to, words.vocabulary, words, axes),
  ]);

export const crosswalkRows = ({ code, crosswalk }: Visited): Row[] =>
  crosswalk.map(({ id, relationship, confidence, justification, citation }) => [
    code.id,
    id,
    relationship,
    confidence,
    justification,
    ...cited(citation),
  ]);

/** The day of the import is left out: the same dataset gives the same bytes. */
export const sourceRow = (source: Source): Row => [
  source.id,
  source.title,
  source.publisher,
  source.release,
  source.sha256,
  source.licence,
  source.rows,
  source.kind,
  source.starts,
  endsOf(source.kind, source.starts),
];
