import { ALL_AXES, type Axis } from '../lattice/axes.ts';
import type { Basis, Citation, Code, CodeStatus, CodeSystem, Fact, LabelKind } from '../lattice/code.ts';
import type { Family, Term } from '../lattice/vocabulary.ts';
import type { ImportKind, Source } from './store.ts';

/** Rows as the tables of seed/sqlite.sql give them, and what they become. */
export interface CitedRow {
  source: string;
  line: number;
  evidence: string | null;
}

export interface CodeRow extends CitedRow {
  n: number;
  id: string;
  code: string;
  system: CodeSystem;
  edition: string;
  status: CodeStatus;
  last_valid_day: string | null;
  label: string;
  label_kind: LabelKind;
  add_on: number;
  curated: number;
  family: string | null;
  broader: string | null;
  specialties: string | null;
}

export interface FactRow extends CitedRow {
  code: number;
  axis: Axis;
  basis: Basis;
  inherited: number;
  terms: string | null;
}

export interface TermRow extends CitedRow {
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
}

const axisOrder = new Map(ALL_AXES.map((axis, index) => [axis, index]));

export function citation({ source, line, evidence }: CitedRow): Citation {
  return { source, line, evidence };
}

/** Puts codes together from their rows and those of their facts. */
export function toCodes(rows: readonly CodeRow[], facts: readonly FactRow[]): Map<string, Code> {
  const factsOf = new Map<number, Fact[]>();
  for (const row of facts) {
    const fact: Fact = {
      axis: row.axis,
      basis: row.basis,
      inherited: row.inherited === 1,
      terms: row.terms?.split(' ') ?? [],
      citation: citation(row),
    };
    const list = factsOf.get(row.code);
    if (list === undefined) factsOf.set(row.code, [fact]);
    else list.push(fact);
  }
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        system: row.system,
        code: row.code,
        edition: row.edition,
        status: row.status,
        lastValidDay: row.last_valid_day,
        addOn: row.add_on === 1,
        curated: row.curated === 1,
        family: row.family,
        broader: row.broader,
        facts: (factsOf.get(row.n) ?? []).sort(
          (a, b) => (axisOrder.get(a.axis) ?? 0) - (axisOrder.get(b.axis) ?? 0),
        ),
        specialties: row.specialties?.split(' ') ?? [],
        citation: citation(row),
        label: row.label,
        labelKind: row.label_kind,
      },
    ]),
  );
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

export function toSource({ imported_at, ...row }: SourceRow): Source {
  return { ...row, importedAt: imported_at };
}

/** A set of axes as bits, in the order of the axes. */
export function axisBits(axes: readonly Axis[]): number {
  return axes.reduce((bits, axis) => bits | (1 << (axisOrder.get(axis) ?? 0)), 0);
}

export function bitsToAxes(bits: number): Axis[] {
  return ALL_AXES.filter((_, index) => (bits & (1 << index)) !== 0);
}
