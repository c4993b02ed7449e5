import type { CodeSystem } from '../../lattice/axes.ts';
import { ALL_AXES, type Axis } from '../../lattice/axes.ts';
import type { Basis, Citation, Code, CodeStatus, Fact, LabelKind } from '../../lattice/code.ts';
import type { Family, Term } from '../../lattice/vocabulary.ts';
import type { ImportKind, Source } from '../records.ts';

/** Rows as the tables of seed/sqlite.sql give them, and what they become. */
export interface CitedRow {
  source: string;
  line: number;
  evidence: string | null;
}

/** The values of the statement `codes`, in its order. */
export type CodeValues = readonly [
  n: number,
  id: string,
  code: string,
  system: CodeSystem,
  edition: string,
  status: CodeStatus,
  lastValidDay: string | null,
  label: string,
  labelKind: LabelKind,
  addOn: number,
  curated: number,
  family: string | null,
  broader: string | null,
  specialties: string | null,
  source: string,
  line: number,
  evidence: string | null,
];

/** The values of the statement `facts`. */
export type FactValues = readonly [
  code: number,
  axis: Axis,
  basis: Basis,
  inherited: number,
  terms: string | null,
  source: string,
  line: number,
  evidence: string | null,
];

export interface TermRow extends CitedRow {
  n: number;
  id: string;
  axis: Axis;
  name: string;
  phrase: string;
  short: string;
  participle: string | null;
  definition: string | null;
  rank: number | null;
  notation: string | null;
  title: string | null;
  broader: string | null;
  position: number;
  code_count: number;
}

export interface FamilyRow extends CitedRow {
  id: string;
  name: string;
  broader: string | null;
  rows_axis: Axis;
  columns_axis: Axis;
  position: number;
  code_count: number;
}

export interface SourceRow {
  id: string;
  title: string;
  publisher: string;
  release: string;
  sha256: string | null;
  licence: string;
  rows: number | null;
  imported_at: string;
  kind: ImportKind | null;
  starts: string | null;
  part: string | null;
  first_code: string | null;
  last_code: string | null;
}

const axisOrder = new Map(ALL_AXES.map((axis, index) => [axis, index]));

export function citation({ source, line, evidence }: CitedRow): Citation {
  return { source, line, evidence };
}

/** The numbers of terms as a row holds them; null for none. */
export function listOf(terms: readonly string[], numberOf: (id: string) => number): string | null {
  const [first] = terms;
  if (first === undefined) return null;
  return terms.length === 1 ? String(numberOf(first)) : terms.map(numberOf).join(' ');
}

/** The ids in such a list. */
export type ReadList = (list: string | null) => readonly string[];

/** Lists are few and codes many: each is read once. */
export function readLists(terms: readonly TermRow[]): ReadList {
  const idOf = new Map(terms.map(({ n, id }) => [n, id]));
  const known = new Map<string, readonly string[]>();
  const none: readonly string[] = [];
  return (list) => {
    if (list === null) return none;
    let ids = known.get(list);
    if (ids === undefined) {
      ids = list.split(' ').map((n) => idOf.get(Number(n)) ?? '');
      known.set(list, ids);
    }
    return ids;
  };
}

/** Puts codes together from their values and those of their facts. */
export function toCodes(
  rows: readonly CodeValues[],
  facts: readonly FactValues[],
  read: ReadList,
): Map<string, Code> {
  const factsOf = new Map<number, Fact[]>(rows.map(([n]) => [n, []]));
  for (const [code, axis, basis, inherited, terms, source, line, evidence] of facts) {
    factsOf.get(code)?.push({
      axis,
      basis,
      inherited: inherited === 1,
      terms: read(terms),
      citation: { source, line, evidence },
    });
  }
  const codes = new Map<string, Code>();
  for (const [
    n,
    id,
    code,
    system,
    edition,
    status,
    lastValidDay,
    label,
    labelKind,
    addOn,
    curated,
    family,
    broader,
    specialties,
    source,
    line,
    evidence,
  ] of rows) {
    codes.set(id, {
      id,
      system,
      code,
      edition,
      status,
      lastValidDay,
      addOn: addOn === 1,
      curated: curated === 1,
      family,
      broader,
      facts: (factsOf.get(n) ?? []).sort(
        (a, b) => (axisOrder.get(a.axis) ?? 0) - (axisOrder.get(b.axis) ?? 0),
      ),
      specialties: read(specialties),
      citation: { source, line, evidence },
      label,
      labelKind,
    });
  }
  return codes;
}

export function toTerm(row: TermRow, synonyms: readonly string[], overlaps: readonly string[]): Term {
  const { id, axis, name, phrase, short, participle, definition, rank, notation, title, broader, position } =
    row;
  return {
    id,
    axis,
    name,
    phrase,
    short,
    participle,
    synonyms,
    definition,
    rank,
    notation,
    title,
    broader,
    overlaps,
    position,
    codeCount: row.code_count,
    citation: citation(row),
  };
}

export function toFamily(row: FamilyRow): Family {
  const { id, name, broader, position } = row;
  return {
    id,
    name,
    broader,
    rows: row.rows_axis,
    columns: row.columns_axis,
    position,
    codeCount: row.code_count,
    citation: citation(row),
  };
}

export function toSource({ imported_at, first_code, last_code, ...row }: SourceRow): Source {
  return { ...row, importedAt: imported_at, firstCode: first_code, lastCode: last_code };
}

/** A set of axes as bits, in the order of the axes. */
export function axisBits(axes: readonly Axis[]): number {
  return axes.reduce((bits, axis) => bits | (1 << (axisOrder.get(axis) ?? 0)), 0);
}

const axesOf = new Map<number, readonly Axis[]>();

export function bitsToAxes(bits: number): readonly Axis[] {
  let axes = axesOf.get(bits);
  if (axes === undefined) {
    axes = ALL_AXES.filter((_, index) => (bits & (1 << index)) !== 0);
    axesOf.set(bits, axes);
  }
  return axes;
}
