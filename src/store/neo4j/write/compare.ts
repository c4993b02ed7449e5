import type { AddOn, Crosswalk } from '../../records.ts';
import type { Bolt } from '../driver.ts';
import { BUNDLE, RELEASE_ROWS, ROWS } from '../release-rows.ts';
import type { Staged } from './staged.ts';

/** How the rows of a release compare with those of the make of it that is seen. */
export interface Comparison {
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
}

interface Met {
  /** Rows of the former make. */
  readonly former: number;
  readonly paired: number;
  readonly equal: number;
}

/** Compares a release that has arrived with the one that it replaces. */
export async function compare(
  bolt: Bolt,
  files: readonly number[],
  former: readonly number[],
  staged: Pick<Staged, 'addOns' | 'crosswalks'>,
): Promise<Comparison> {
  const met: Met[] = [];
  for (const of of ROWS) met.push(...(await bolt.alone<Met>(releaseRows(of), { files, former })));
  met.push(...(await bolt.alone<Met>(BUNDLES, { files, former })));
  met.push(await compareEdges(bolt, former, 'ADD_ON_TO', ['type'], staged.addOns.map(ofAddOn)));
  const says = ['relationship', 'confidence', 'justification'];
  met.push(await compareEdges(bolt, former, 'MAPS_TO', says, staged.crosswalks.map(ofCrosswalk)));
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

function releaseRows(of: keyof typeof RELEASE_ROWS): string {
  const { type, key, says } = RELEASE_ROWS[of];
  const keys = key.map((name) => `AND new.${name} = old.${name}`).join(' ');
  return `MATCH (s:Source)<-[old:${type}]-(c:Code) WHERE s.file IN $former
    OPTIONAL MATCH (c)-[new:${type}]->(t:ArrivingSource) WHERE t.file IN $files ${keys}
    RETURN count(DISTINCT old) AS former, count(new) AS paired,
      sum(CASE WHEN new IS NOT NULL AND ${same(says)} THEN 1 ELSE 0 END) AS equal`;
}

/** By code, so that the pairs of a code are read once and no more of them are held at a time. */
const BUNDLES = `MATCH (c:Code)
  CALL (c) {
    MATCH (c)-[b:BUNDLES]->(other) WHERE b.file IN $former OR b.file IN $files
    WITH other, b.line AS line, [one IN collect(b) WHERE one.file IN $former][0] AS old,
      [one IN collect(b) WHERE one.file IN $files][0] AS new
    RETURN sum(CASE WHEN old IS NULL THEN 0 ELSE 1 END) AS former,
      sum(CASE WHEN old IS NULL OR new IS NULL THEN 0 ELSE 1 END) AS paired,
      sum(CASE WHEN old IS NOT NULL AND new IS NOT NULL AND ${same(BUNDLE.slice(2))} THEN 1 ELSE 0 END) AS equal
  }
  RETURN sum(former) AS former, sum(paired) AS paired, sum(equal) AS equal`;

interface Edge {
  readonly pair: string;
  readonly says: string;
}

const ofAddOn = ({ addOn, primary, type }: AddOn): Edge => ({
  pair: `${addOn} ${primary}`,
  says: JSON.stringify([type]),
});

const ofCrosswalk = ({ from, to, relationship, confidence, justification }: Crosswalk): Edge => ({
  pair: `${from} ${to}`,
  says: JSON.stringify([relationship, confidence, justification]),
});

async function compareEdges(
  bolt: Bolt,
  former: readonly number[],
  type: string,
  says: readonly string[],
  edges: readonly Edge[],
): Promise<Met> {
  const rows = await bolt.alone<{ pair: string; says: unknown[] }>(
    `MATCH (a:Code)-[e:${type}]->(b:Code) WHERE e.file IN $former
     RETURN a.id + ' ' + b.id AS pair, [${says.map((name) => `e.${name}`).join(', ')}] AS says`,
    { former },
  );
  const held = new Map(rows.map(({ pair, says }) => [pair, JSON.stringify(says)]));
  const paired = edges.filter(({ pair }) => held.has(pair));
  return {
    former: rows.length,
    paired: paired.length,
    equal: paired.filter(({ pair, says }) => held.get(pair) === says).length,
  };
}
