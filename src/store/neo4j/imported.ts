import { compareIds } from '../../lattice/edges.ts';
import { grouped } from '../../lattice/grouped.ts';
import type { Part } from '../../lattice/parts.ts';
import { releaseOf } from '../../lattice/releases.ts';
import { ADD_ON_FILE } from '../../lattice/standing.ts';
import { type CitedRow, citation } from '../cited.ts';
import type { ImportedSnapshot, PairRow as PairOfRelease, Release } from '../imported.ts';
import type { Billing, Bundle, ImportKind } from '../records.ts';
import { groupByRequest, heardAddOn, inForceAt, limitsOf, most, unlimited, withIndex } from './cypher.ts';
import { RELEASE_ROWS } from './release-rows.ts';
import { type Read, statement } from './statement.ts';

/** An imported file that is seen. */
export interface FileRow extends Omit<Release, 'parts'>, Part {
  readonly id: string;
  /** The number by which pairs of codes name it. */
  readonly file: number;
}

/** What imported files say of the codes of a graph; each release is known by its files. */
export function imported(
  read: Read,
  files: readonly FileRow[],
): Omit<ImportedSnapshot, 'changes' | 'changeCounts'> {
  const names = Object.fromEntries(files.map(({ file, id }) => [file, id]));
  const filesOf = (kind: ImportKind, release: string) =>
    files.filter((one) => one.kind === kind && one.release === release).map(({ file }) => file);
  const pairs = <Query extends { readonly release: string }>(requests: readonly Query[]) =>
    withIndex(requests.map((query) => ({ ...query, files: filesOf('ncci-ptp', query.release) })));
  const releases = Object.fromEntries(
    files.filter(({ kind }) => kind === 'ncci-ptp').map(({ file, release }) => [file, release]),
  );
  const addOnFiles = newestAddOnFiles(files);
  const toBundle = (row: PairRow): Omit<Bundle, 'column1' | 'column2'> => ({
    modifierIndicator: row.modifierIndicator,
    effective: row.effective,
    lastDay: row.lastDay,
    rationale: row.rationale,
    citation: { source: names[row.file] ?? '', line: row.line, evidence: null },
  });

  return {
    releases: releasesOf(files),
    async billing(requests, signal) {
      const rows = await read(BILLING, { requests: withIndex(requests) }, signal);
      const found = new Map(rows.map((row) => [row.index, row]));
      return requests.map(({ id }, index) => {
        const row = found.get(index);
        return row === undefined ? null : { ...row.says, code: id, citation: filed(row) };
      });
    },
    async unitsPerDay(requests, signal) {
      const rows = await read(UNITS_PER_DAY, { requests: withIndex(requests) }, signal);
      const found = new Map(rows.map((row) => [row.index, row]));
      return requests.map(({ id }, index) => {
        const row = found.get(index);
        if (row === undefined) return null;
        const { units, adjudication, rationale } = row;
        return { code: id, units, adjudication, rationale, citation: filed(row) };
      });
    },
    async bundles(requests, signal) {
      const rows = await read(
        BUNDLES,
        {
          requests: pairs(requests),
          names,
          most: most(requests),
        },
        signal,
      );
      return groupByRequest(limitsOf(requests), rows, (row) => ({ id: row.id, ...toBundle(row) }));
    },
    async bundleCount(requests, signal) {
      const rows = await read(BUNDLE_COUNT, { requests: pairs(requests) }, signal);
      return rows.map(({ count }) => count);
    },
    async pairs(ids, signal) {
      const rows = await read(PAIRS, { ids, releases }, signal);
      return groupByRequest(unlimited(ids), rows, ({ index, ...row }) => row);
    },
    async contractorDefinedPrimaries(ids, signal) {
      const rows = await read(CONTRACTOR_DECIDES, { ids, addOnFiles }, signal);
      const found = new Map(rows.map(({ id, ...row }) => [id, citation(row)]));
      return ids.map((id) => found.get(id) ?? null);
    },
    async together(requests, signal) {
      const asked = requests.map(({ ids, bundles, addOns, primaries }, index) => ({
        index,
        ids,
        primaries,
        day: bundles?.day ?? null,
        files: bundles === null ? [] : filesOf('ncci-ptp', bundles.release),
        addOnFiles: addOns === null ? [] : filesOf('ncci-aoc', addOns),
      }));
      const rows = await read(TOGETHER, { requests: asked, names }, signal);
      return groupByRequest(unlimited(requests), rows, (row) => row).map((own) => {
        const rowsIn = <List extends TogetherRow['list']>(list: List) =>
          own.filter((row): row is TogetherRow & { list: List } => row.list === list);
        return {
          bundles: rowsIn('bundles').map(({ from, to, line, says }) => ({
            column1: from,
            column2: to,
            ...toBundle({ ...says, line }),
          })),
          addOns: rowsIn('addOns').map(toAddOn),
          otherPrimaries: rowsIn('otherPrimaries').map((row) => ({ ...toAddOn(row), count: row.says.count })),
          contractors: rowsIn('contractors').map(({ from, source, line }) => ({
            addOn: from,
            citation: { source, line, evidence: null },
          })),
        };
      });
    },
    async descriptor(requests, signal) {
      const rows = await read(DESCRIPTOR, { requests: withIndex(requests) }, signal);
      const found = new Map(rows.map((row) => [row.index, row]));
      return requests.map(({ id, kind }, index) => {
        const row = found.get(index);
        return row === undefined ? null : { code: id, kind, text: row.text, citation: filed(row) };
      });
    },
  };
}

/** The files of the newest release of NCCI pairs, and its first day. */
export function newestPairs(files: readonly FileRow[]): { files: readonly number[]; day: string | null } {
  const pairs = files.filter(({ kind }) => kind === 'ncci-ptp');
  const [day = null] = pairs.map(({ starts }) => starts).sort((a, b) => (a < b ? 1 : -1));
  return { files: pairs.filter(({ starts }) => starts === day).map(({ file }) => file), day };
}

/** The files of the newest release of add-ons. */
export function newestAddOnFiles(files: readonly FileRow[]): readonly number[] {
  const newest = releaseOf(files, ADD_ON_FILE, null)?.release;
  return files
    .filter(({ kind, release }) => kind === ADD_ON_FILE && release === newest)
    .map(({ file }) => file);
}

/** By kind, first day and name; the files of each by id. */
function releasesOf(files: readonly FileRow[]): Release[] {
  const releases = grouped(
    [...files].sort((a, b) => compareIds(a.id, b.id)),
    ({ kind, starts, release }) => `${kind} ${starts} ${release}`,
  );
  return [...releases].sort(([a], [b]) => compareIds(a, b)).flatMap(([, own]) => releaseOfFiles(own));
}

function releaseOfFiles(files: readonly FileRow[]): Release[] {
  const parts = files.map(({ part, firstCode, lastCode }) => ({ part, firstCode, lastCode }));
  return files.slice(0, 1).map(({ kind, release, starts }) => ({ kind, release, starts, parts }));
}

interface FiledRow {
  readonly index: number;
  readonly file: string;
  readonly line: number;
}

const filed = ({ file, line }: FiledRow) => ({ source: file, line, evidence: null });

interface PairRow extends Omit<Bundle, 'column1' | 'column2' | 'citation'> {
  readonly file: number;
  readonly line: number;
}

/** A row of one of the lists that `together` gives. */
type TogetherRow = {
  readonly index: number;
  readonly from: string;
  readonly to: string;
  readonly source: string;
  readonly line: number;
} & (
  | { readonly list: 'bundles'; readonly says: Omit<PairRow, 'line'> }
  | { readonly list: 'addOns'; readonly says: AddOnSays }
  | { readonly list: 'otherPrimaries'; readonly says: AddOnSays & { readonly count: number } }
  | { readonly list: 'contractors'; readonly says: object }
);

interface AddOnSays {
  readonly type: number | null;
  readonly evidence: string | null;
}

const toAddOn = ({ from, to, source, line, says }: TogetherRow & { readonly says: AddOnSays }) => ({
  addOn: from,
  primary: to,
  type: says.type,
  citation: { source, line, evidence: says.evidence },
});

const AT_CODE = 'USING INDEX SEEK c:Code(id)';

const BILLING = statement<FiledRow & { says: Billing }>(
  ['index', 'says', 'file', 'line'],
  `UNWIND $requests AS q
  MATCH (c:Code {id: q.id})-[b:BILLED_IN {modifier: q.modifier}]->(s:Source) ${AT_CODE}
  WHERE s.release = q.release
  RETURN q.index AS index, b {.modifier, ${RELEASE_ROWS.billing.says.map((name) => `.${name}`).join(', ')}} AS says,
    s.id AS file, b.line AS line`,
);

const UNITS_PER_DAY = statement<FiledRow & { units: number; adjudication: number; rationale: string }>(
  ['index', 'units', 'adjudication', 'rationale', 'file', 'line'],
  `UNWIND $requests AS q
  MATCH (c:Code {id: q.id})-[u:LIMITED_IN]->(s:Source) ${AT_CODE}
  WHERE s.release = q.release
  RETURN q.index AS index, u.units AS units, u.adjudication AS adjudication, u.rationale AS rationale,
    s.id AS file, u.line AS line`,
);

const CONTRACTOR_DECIDES = statement<CitedRow & { id: string }>(
  ['id', 'source', 'line', 'evidence'],
  `UNWIND $ids AS id
  MATCH (c:Code {id: id})-[d:CONTRACTOR_DECIDES_IN]->(s:Source) ${AT_CODE} WHERE s.file IN $addOnFiles
  RETURN id, s.id AS source, d.line AS line, null AS evidence ORDER BY line`,
);

/** Of several files that give a text, the user's own, then the newest, and its last line. */
const DESCRIPTOR = statement<FiledRow & { text: string }>(
  ['index', 'text', 'file', 'line'],
  `UNWIND $requests AS q
  MATCH (c:Code {id: q.id})-[t:DESCRIBED_IN {kind: q.kind}]->(s:Source) ${AT_CODE}
  RETURN q.index AS index, t.text AS text, s.id AS file, t.line AS line
  ORDER BY s.kind = 'licensed-text', s.starts, s.release, line`,
);

const IN_FORCE = `b.file IN q.files AND ${inForceAt('b', 'q.day')}`;

/** The pairs `b` of a code and the other code `o`; one of the two branches gives none. */
const eachBundle = (end: string) => `CALL (q) {
    WITH q WHERE q.direction = 'OUT'
    MATCH (c:Code {id: q.id})-[b:BUNDLES]->(o:Code) ${AT_CODE} WHERE ${IN_FORCE}
    ${end}
    UNION ALL
    WITH q WHERE q.direction = 'IN'
    MATCH (c:Code {id: q.id})<-[b:BUNDLES]-(o:Code) ${AT_CODE} WHERE ${IN_FORCE}
    ${end}
  }`;

const PAIR_COLUMNS = ['file', 'line', 'modifierIndicator', 'effective', 'lastDay', 'rationale'] as const;
const PAIR = `b.file AS file, b.line AS line, b.modifierIndicator AS modifierIndicator, b.effective AS effective,
      b.lastDay AS lastDay, b.rationale AS rationale`;

const BUNDLES = statement<PairRow & { index: number; id: string }>(
  ['index', 'id', ...PAIR_COLUMNS],
  `UNWIND $requests AS q
  ${eachBundle(`AND (q.after IS NULL OR o.id > q.after.id OR o.id = q.after.id AND (
      b.line > q.after.line OR b.line = q.after.line AND $names[toString(b.file)] > q.after.file))
    RETURN o.id AS id, ${PAIR} ORDER BY id, line, $names[toString(file)] LIMIT $most`)}
  RETURN q.index AS index, id, file, line, modifierIndicator, effective, lastDay, rationale
  ORDER BY index, id, line, $names[toString(file)]`,
);

const BUNDLE_COUNT = statement<{ count: number }>(
  ['count'],
  `UNWIND $requests AS q
  ${eachBundle('RETURN count(*) AS count')}
  WITH q.index AS index, sum(count) AS count
  RETURN count ORDER BY index`,
);

/** Nulls first, as elsewhere. */
const PAIRS = statement<PairOfRelease & { index: number }>(
  ['index', 'id', 'release', 'effective', 'lastDay', 'modifierIndicator'],
  `UNWIND range(0, size($ids) - 1) AS index
  MATCH (c:Code {id: $ids[index]})-[b:BUNDLES]->(o:Code) ${AT_CODE} WHERE toString(b.file) IN keys($releases)
  RETURN index, o.id AS id, $releases[toString(b.file)] AS release, b.effective AS effective, b.lastDay AS lastDay,
    b.modifierIndicator AS modifierIndicator
  ORDER BY index, id, release, coalesce(effective, ''), coalesce(lastDay, ''), modifierIndicator`,
);

const HEARD = heardAddOn('q.addOnFiles');
/** Where the seed and a file hold an edge, that of the file. */
const ONE_EDGE = `WITH q, c, o, e ORDER BY e.file IS NULL, e.source DESC
    WITH q, c, o, head(collect(e)) AS e`;

const TOGETHER = statement<TogetherRow>(
  ['index', 'list', 'from', 'to', 'source', 'line', 'says'],
  `UNWIND $requests AS q
  CALL (q) {
    UNWIND q.ids AS id
    MATCH (c:Code {id: id})-[b:BUNDLES]->(o:Code) ${AT_CODE} WHERE o.id IN q.ids AND ${IN_FORCE}
    RETURN 'bundles' AS list, c.id AS from, o.id AS to, $names[toString(b.file)] AS source, b.line AS line,
      b {.file, .modifierIndicator, .effective, .lastDay, .rationale} AS says
    UNION ALL
    UNWIND q.ids AS id
    MATCH (c:Code {id: id})-[e:ADD_ON_TO]->(o:Code) ${AT_CODE} WHERE o.id IN q.ids AND ${HEARD}
    ${ONE_EDGE}
    RETURN 'addOns' AS list, c.id AS from, o.id AS to, e.source AS source, e.line AS line, e {.evidence, .type} AS says
    UNION ALL
    UNWIND q.ids AS id
    MATCH (c:Code {id: id})-[e:ADD_ON_TO]->(o:Code) ${AT_CODE} WHERE NOT o.id IN q.ids AND ${HEARD}
    ${ONE_EDGE} ORDER BY o.id
    WITH q, c, collect({to: o.id, edge: e}) AS others
    UNWIND others[..q.primaries] AS other
    WITH c, other.to AS to, other.edge AS e, size(others) AS count
    RETURN 'otherPrimaries' AS list, c.id AS from, to, e.source AS source, e.line AS line,
      e {.evidence, .type, count: count} AS says
    UNION ALL
    UNWIND q.ids AS id
    MATCH (c:Code {id: id})-[d:CONTRACTOR_DECIDES_IN]->(s:Source) ${AT_CODE} WHERE s.file IN q.addOnFiles
    RETURN 'contractors' AS list, c.id AS from, '' AS to, s.id AS source, d.line AS line, {} AS says
  }
  RETURN q.index AS index, list, from, to, source, line, says ORDER BY index, list, from, to, source, line`,
);
