import type { Run } from './bolt.ts';
import type { ImportedSnapshot } from './imported.ts';
import { type CitedRow, citation } from './neo4j-graph.ts';

const ADD_ONS_AMONG = `UNWIND range(0, size($requests) - 1) AS index
  UNWIND $requests[index] AS id
  MATCH (a:Code {id: id})-[e:ADD_ON_TO]->(p:Code) USING INDEX SEEK a:Code(id)
  WHERE p.id IN $requests[index]
  RETURN index, a.id AS addOn, p.id AS primary, e.type AS type,
    e.source AS source, e.line AS line, e.evidence AS evidence
  ORDER BY index, addOn, primary`;

type AddOnRow = CitedRow & { index: number; addOn: string; primary: string; type: number | null };

/** What this store says of imported files: no file can be taken into it, so that there is no release to ask for. */
export function imported(read: Run): ImportedSnapshot {
  const none = async (requests: readonly unknown[]) => requests.map(() => null);
  const empty = async (requests: readonly unknown[]) => requests.map(() => []);
  return {
    releases: [],
    contractorDefinedPrimaries: none,
    billing: none,
    unitsPerDay: none,
    bundles: empty,
    bundleCount: async (requests) => requests.map(() => 0),
    async together(requests) {
      const rows = await read<AddOnRow>(ADD_ONS_AMONG, { requests: requests.map(({ ids }) => ids) });
      return requests.map((_, index) => ({
        bundles: [],
        addOns: rows
          .filter((row) => row.index === index)
          .map(({ addOn, primary, type, ...row }) => ({ addOn, primary, type, citation: citation(row) })),
      }));
    },
    descriptor: none,
    changes: empty,
    changeCounts: empty,
  };
}
