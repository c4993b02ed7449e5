import type { CodeKindRange } from '../../lattice/code-kinds.ts';
import type { CompanionPair } from '../../lattice/companions.ts';
import type { ConfusedPair } from '../../lattice/confused.ts';
import { grouped } from '../../lattice/grouped.ts';
import type { SpokenName } from '../../lattice/spoken-name.ts';
import { createVocabulary, type Performs, type Vocabulary } from '../../lattice/vocabulary.ts';
import { type Cited, cited, type FamilyRow, familyOf, type TermRow, termOf } from '../cited.ts';
import { type Read, statement } from './statement.ts';

interface ListedRow {
  readonly term: string;
  readonly value: string;
}

export const VOCABULARY = {
  terms: statement<Omit<TermRow, 'synonyms' | 'overlaps'>>(
    `select id, axis, name, phrase, short, participle, definition, explanation, includes, rank, unit, least, most, repeat,
      notation, title, broader, position,
      code_count as codeCount, source, line, evidence from term order by position`,
  ),
  synonyms: statement<ListedRow>('select term, text as value from synonym order by term, position'),
  overlaps: statement<ListedRow>('select term, other as value from overlap order by term, position'),
  families: statement<FamilyRow>(
    `select id, name, includes, broader, rows_axis as rows, columns_axis as columns, position, code_count as codeCount,
      source, line, evidence from family order by position`,
  ),
  names: statement<Cited<NameRow & Pick<SpokenName, 'citation'>>>(
    `select id, name, abbreviations, by_facts as byFacts, parts, codes, conveys, source, line, evidence
    from spoken_name order by position`,
  ),
  performs: statement<Performs>('select family, specialty, role from performs order by position'),
  kinds: statement<Cited<CodeKindRange>>(
    'select kind, first, last, source, line, evidence from code_kind order by position',
  ),
  companions: statement<Cited<CompanionPair>>(
    `select a.id as code, c.id as companion, e.relation, e.kind, e.source, e.line, e.evidence
    from companion e join code a on a.n = e.code join code c on c.n = e.companion order by e.position`,
  ),
  confused: statement<Cited<ConfusedPair>>(
    `select a.id as "from", c.id as "to", f.source, f.line, f.evidence
    from confused f cross join code a on a.n = f.code cross join code c on c.n = f.other order by a.id, c.id`,
  ),
};

interface NameRow extends Pick<SpokenName, 'id' | 'name'> {
  readonly byFacts: number;
  readonly abbreviations: string;
  readonly parts: string;
  readonly codes: string;
  readonly conveys: string;
}

/** All terms and families, and what people say for operations. */
export function readVocabulary(read: Read): Vocabulary {
  const synonyms = listsByTerm(read.rows(VOCABULARY.synonyms));
  const overlaps = listsByTerm(read.rows(VOCABULARY.overlaps));
  const terms = read
    .rows(VOCABULARY.terms)
    .map((row) =>
      termOf({ ...row, synonyms: synonyms.get(row.id) ?? [], overlaps: overlaps.get(row.id) ?? [] }),
    );
  const names = read.rows(VOCABULARY.names).map((row) => ({
    ...cited(row),
    byFacts: row.byFacts === 1,
    abbreviations: JSON.parse(row.abbreviations) as string[],
    parts: JSON.parse(row.parts) as string[][],
    codes: JSON.parse(row.codes) as string[],
    conveys: JSON.parse(row.conveys) as SpokenName['conveys'],
  }));
  return createVocabulary(terms, read.rows(VOCABULARY.families).map(familyOf), names);
}

function listsByTerm(rows: readonly ListedRow[]): Map<string, string[]> {
  const own = grouped(rows, ({ term }) => term);
  return new Map([...own].map(([term, rows]) => [term, rows.map(({ value }) => value)]));
}
