import type { CodeKindRange } from '../../lattice/code-kinds.ts';
import { COMPANION_RELATIONS, type CompanionPair } from '../../lattice/companions.ts';
import type { ConfusedPair } from '../../lattice/confused.ts';
import { grouped } from '../../lattice/grouped.ts';
import type { SpokenName } from '../../lattice/spoken-name.ts';
import type { Performs } from '../../lattice/vocabulary.ts';
import { createVocabulary, type Vocabulary } from '../../lattice/vocabulary.ts';
import { type Cited, cited, type FamilyRow, familyOf, type TermRow, termOf } from '../cited.ts';
import { CODE, type CodeRow, FACTS } from './codes.ts';
import type { FileRow } from './imported.ts';

/** All terms and families, what people say for operations, who performs what, what goes with codes and what they are taken for, and the imported files: one row. */
export const VOCABULARY = `RETURN
  COLLECT {
    MATCH (t:Term)
    RETURN t {
      .id, .axis, .name, .phrase, .short, .participle, .synonyms, .definition, .explanation, .includes, .rank,
      .unit, .least, .most, .repeat, .notation, .title,
      .position, .codeCount, .source, .line, .evidence,
      broader: head(COLLECT { MATCH (t)-[:BROADER]->(b:Term) RETURN b.id }),
      overlaps: COLLECT { MATCH (t)-[:OVERLAPS]-(o:Term) RETURN o.id ORDER BY o.position }
    } ORDER BY t.position
  } AS terms,
  COLLECT {
    MATCH (f:Family)
    RETURN f {
      .id, .name, .includes, .rows, .columns, .position, .codeCount, .source, .line, .evidence,
      broader: head(COLLECT { MATCH (f)-[:PART_OF]->(b:Family) RETURN b.id })
    } ORDER BY f.position
  } AS families,
  COLLECT {
    MATCH (n:Name)
    RETURN n {
      .id, .name, .abbreviations, .byFacts, .conveys, .position, .source, .line, .evidence,
      asks: COLLECT { MATCH (n)-[a:ASKS]->(t:Term) RETURN {part: a.part, term: t.id} ORDER BY a.part, a.position },
      codes: COLLECT { MATCH (n)-[o:SAID_OF]->(c:Code) RETURN c.id ORDER BY o.position }
    } ORDER BY n.position
  } AS names,
  COLLECT {
    MATCH (f:Family)-[p:PERFORMED_BY]->(s:Specialty)
    RETURN {family: f.id, specialty: s.id, role: p.role} ORDER BY p.position
  } AS performs,
  COLLECT {
    MATCH (k:CodeKind)
    RETURN k {.kind, .first, .last, .position, .source, .line, .evidence} ORDER BY k.position
  } AS kinds,
  COLLECT {
    MATCH (o:Code)-[r:${COMPANION_RELATIONS.join('|')}]->(c:Code)
    RETURN {
      code: c.id, companion: o.id, relation: type(r), kind: r.kind, source: r.source, line: r.line, evidence: r.evidence
    } ORDER BY c.id, type(r), o.id
  } AS companions,
  COLLECT {
    MATCH (a:Code)-[r:CONFUSED_WITH]->(b:Code)
    RETURN {
      from: a.id, to: b.id, source: r.source, line: r.line, evidence: r.evidence
    } ORDER BY a.id, b.id
  } AS confused,
  COLLECT {
    MATCH (c:Code)-[:${COMPANION_RELATIONS.join('|')}]->()
    WITH DISTINCT c
    ${FACTS}
    RETURN ${CODE}
  } AS codes,
  COLLECT {
    MATCH (:Dataset {name: 'codelattice'})-[:CURRENT]->(s:Source)
    RETURN s {.id, .kind, .release, .starts, .file, .part, .firstCode, .lastCode} ORDER BY s.file
  } AS files`;

/** A row that is ordered by its position holds it: in a projection of a node, its name means what is projected. */
type NameRow = Cited<Omit<SpokenName, 'parts'>> & {
  readonly position: number;
  readonly asks: readonly { readonly part: number; readonly term: string }[];
};

export interface VocabularyRow {
  readonly terms: TermRow[];
  readonly families: FamilyRow[];
  readonly names: NameRow[];
  readonly performs: Performs[];
  readonly kinds: (Cited<CodeKindRange> & { readonly position: number })[];
  readonly companions: Cited<CompanionPair>[];
  readonly confused: Cited<ConfusedPair>[];
  readonly codes: CodeRow[];
  readonly files: FileRow[];
}

export function vocabularyOf(row: VocabularyRow | undefined): Vocabulary {
  const { terms = [], families = [], names = [] } = row ?? {};
  return createVocabulary(
    terms.map(termOf),
    families.map(familyOf),
    names.map(({ asks, position: _, ...name }) => ({
      ...cited(name),
      parts: [...grouped(asks, ({ part }) => part).values()].map((part) => part.map(({ term }) => term)),
    })),
  );
}
