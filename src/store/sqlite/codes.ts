import { mapSlices, mapYielding } from '../../event-loop.ts';
import type { Axis, CodeSystem } from '../../lattice/axes.ts';
import type { Basis, Code, CodeStatus, Fact, LabelKind } from '../../lattice/code.ts';
import type { Snapshot } from '../store.ts';
import type { ReadCodes } from './code-cache.ts';
import { axisOrder } from './sql.ts';
import { type Read, statement } from './statement.ts';

/** How many codes are read at a time; other requests get their turn in between. */
const SLICE = 50;

/** The values of the statement `codes`, in its order. */
type CodeValues = readonly [
  n: number,
  id: string,
  code: string,
  system: CodeSystem,
  edition: string,
  status: CodeStatus,
  lastValidDay: string | null,
  successors: string | null,
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
type FactValues = readonly [
  code: number,
  axis: Axis,
  basis: Basis,
  inherited: number,
  terms: string | null,
  source: string,
  line: number,
  evidence: string | null,
];

export const CODES = {
  termNumbers: statement<{ n: number; id: string }>('select n, id from term'),
  codes: statement<CodeValues>(
    `select c.n, c.id, c.code, c.system, c.edition, c.status, c.last_valid_day, c.successors, c.label, c.label_kind, c.add_on, c.curated,
      c.family, c.broader, c.specialties, c.source, c.line, c.evidence
    from json_each(@ids) k cross join code c on c.id = k.value`,
  ),
  facts: statement<FactValues>(
    `select f.code, f.axis, f.basis, f.inherited, f.terms, f.source, f.line, f.evidence
    from json_each(@ids) k cross join code c on c.id = k.value join fact f on f.code = c.n`,
  ),
  members: statement<{ id: string; request: number }>(
    `select c.id, k.key as request from json_each(@families) k, json_each(k.value) f
    cross join code c on c.family = f.value where c.status = 'ACTIVE' order by c.id`,
  ),
  ranges: statement<{ count: number; ids: string }>(
    `with x as materialized (select c.id from code c where c.id >= @from and c.id < @to
      and (@endings is null or substr(c.id, -1) in (select value from json_each(@endings))) order by c.id limit @counted)
    select count(*) as count, (select json_group_array(y.id) from (select x.id from x limit @first) y) as ids from x`,
  ),
  candidates: statement<{ id: string }>(
    `select c.id from json_each(@groups) g, json_each(g.value) k
    cross join term t on t.id = k.value cross join fact_term x on x.term = t.n cross join code c on c.n = x.code
    where c.system = @system and c.status = 'ACTIVE'
    group by c.n order by count(distinct g.key) desc, c.id limit @first`,
  ),
};

/** Codes as a whole, which `codes` gives. */
export function coding(
  read: Read,
  codes: ReadCodes,
): Pick<Snapshot, 'codes' | 'members' | 'candidates' | 'ranges'> {
  const known = (ids: readonly string[]) => codes(ids).filter((code) => code !== null);
  return {
    codes: (ids, signal) => mapSlices(ids, SLICE, codes, signal),
    async members(families, signal) {
      const rows = read.rows(CODES.members, { families: JSON.stringify(families) });
      const ids = [...new Set(rows.map(({ id }) => id))];
      const found = new Map((await mapSlices(ids, SLICE, known, signal)).map((code) => [code.id, code]));
      const members = families.map((): Code[] => []);
      for (const { id, request } of rows) {
        const code = found.get(id);
        if (code !== undefined) members[request]?.push(code);
      }
      return members;
    },
    ranges: (requests, signal) =>
      mapYielding(
        requests,
        ({ endings, ...request }) => {
          const [row] = read.rows(CODES.ranges, { ...request, endings: endings && JSON.stringify(endings) });
          return { count: row?.count ?? 0, ids: JSON.parse(row?.ids ?? '[]') as string[] };
        },
        signal,
      ),
    async candidates(groups, system, first, signal) {
      const parameters = { groups: JSON.stringify(groups), system, first };
      const rows = await read.aside(CODES.candidates, parameters, signal);
      const ids = rows.map(({ id }) => id);
      return mapSlices(ids, SLICE, known, signal);
    },
  };
}

/** Reads codes from the file, each time anew. */
export function readsCodes(read: Read): ReadCodes {
  const list = readLists(read.rows(CODES.termNumbers));
  return (ids) => {
    const wanted = { ids: JSON.stringify([...new Set(ids)]) };
    const found = toCodes(read.values(CODES.codes, wanted), read.values(CODES.facts, wanted), list);
    return ids.map((id) => found.get(id) ?? null);
  };
}

/** The ids of terms in a list of their numbers. */
type ReadList = (list: string | null) => readonly string[];

/** There are few different lists and many codes, so each list is parsed once. */
function readLists(terms: readonly { readonly n: number; readonly id: string }[]): ReadList {
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
function toCodes(
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
    successors,
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
      successors: successors?.split(' ') ?? [],
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
