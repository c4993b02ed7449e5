import type { Bolt } from '../driver.ts';
import { RELEASE_ROWS } from '../release-rows.ts';
import type { JoinRow } from './join.ts';
import type { EdgeType, Staged } from './staged.ts';

/** How the rows of a release compare with its version that is stored and visible. */
export interface Comparison {
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

interface Met {
  /** Rows of the former version. */
  readonly former: number;
  readonly paired: number;
  readonly equal: number;
}

/** Compares a release that has arrived with the one that it replaces, each by the numbers of its files. */
export async function compare(
  bolt: Bolt,
  files: readonly number[],
  former: readonly number[],
  edges: Partial<Staged['edges']> = {},
): Promise<Comparison> {
  const met: Met[] = [];
  for (const text of former.length === 0 ? [] : [...RELEASE_ROWS_MET, BUNDLES_MET]) {
    met.push(...(await bolt.alone<Met>(text, { files, former })));
  }
  for (const [type, says] of Object.entries(EDGES)) {
    met.push(await compareEdges(bolt, former, type as EdgeType, says, edges[type as EdgeType] ?? []));
  }
  const sum = (of: (one: Met) => number) => met.reduce((total, one) => total + of(one), 0);
  return {
    changed: sum(({ paired, equal }) => paired - equal),
    unchanged: sum(({ equal }) => equal),
    removed: sum(({ former, paired }) => former - paired),
  };
}

const same = (names: readonly string[]) =>
  names
    .map((name) => `coalesce(toString(new.${name}), '') = coalesce(toString(old.${name}), '')`)
    .join(' AND ');

/** That a row only names a code goes with what else it says. */
const RELEASE_ROWS_MET = Object.values(RELEASE_ROWS).flatMap(({ type, key, says }) => {
  if (type === RELEASE_ROWS.named.type) return [];
  const keys = key.map((name) => `AND new.${name} = old.${name}`).join(' ');
  return `MATCH (s:Source)<-[old:${type}]-(c:Code) WHERE s.file IN $former
    OPTIONAL MATCH (c)-[new:${type}]->(t:ArrivingSource) WHERE t.file IN $files ${keys}
    RETURN count(DISTINCT old) AS former, count(new) AS paired,
      sum(CASE WHEN new IS NOT NULL AND ${same(says)} THEN 1 ELSE 0 END) AS equal`;
});

const BUNDLE = ['modifierIndicator', 'effective', 'lastDay', 'rationale'];

/** By code, so that the pairs of a code are read once and no more of them are held at a time. */
const BUNDLES_MET = `MATCH (c:Code)
  CALL (c) {
    MATCH (c)-[b:BUNDLES]->(other) WHERE b.file IN $former OR b.file IN $files
    WITH other, b.line AS line, [one IN collect(b) WHERE one.file IN $former][0] AS old,
      [one IN collect(b) WHERE one.file IN $files][0] AS new
    RETURN sum(CASE WHEN old IS NULL THEN 0 ELSE 1 END) AS former,
      sum(CASE WHEN old IS NULL OR new IS NULL THEN 0 ELSE 1 END) AS paired,
      sum(CASE WHEN old IS NOT NULL AND new IS NOT NULL AND ${same(BUNDLE)} THEN 1 ELSE 0 END) AS equal
  }
  RETURN sum(former) AS former, sum(paired) AS paired, sum(equal) AS equal`;

/** What is compared of relationships between codes. */
const EDGES: Readonly<Record<EdgeType, readonly string[]>> = {
  ADD_ON_TO: ['type'],
  MAPS_TO: ['relationship', 'confidence', 'justification'],
};

async function compareEdges(
  bolt: Bolt,
  former: readonly number[],
  type: EdgeType,
  says: readonly string[],
  edges: readonly JoinRow[],
): Promise<Met> {
  const rows = await bolt.alone<{ pair: string; says: unknown[] }>(
    `MATCH (a:Code)-[e:${type}]->(b:Code) WHERE e.file IN $former
     RETURN a.id + ' ' + b.id AS pair, [${says.map((name) => `e.${name}`).join(', ')}] AS says`,
    { former },
  );
  const held = new Map(rows.map(({ pair, says }) => [pair, JSON.stringify(says)]));
  const olds = edges.flatMap((edge) => {
    const old = held.get(`${edge.from} ${edge.to}`);
    return old === undefined ? [] : [old === JSON.stringify(says.map((name) => edge[name] ?? null))];
  });
  return { former: rows.length, paired: olds.length, equal: olds.filter(Boolean).length };
}
