import { mapSlices } from '../../event-loop.ts';
import type { Mapping, NotMet } from '../../lattice/crosswalk.ts';
import type { Source } from '../records.ts';
import type { GuidanceRequest, GuidanceRow, Snapshot } from '../store.ts';
import type { ReadCodes } from './code-cache.ts';
import { CODES } from './codes.ts';
import { EDGES } from './edges.ts';
import { type Read, statement } from './statement.ts';

interface Named {
  readonly id: string;
}
type Why = Pick<NotMet, 'why'>;

export const GUIDANCE = {
  never: statement<Named & Why>(
    `select c.id, w.why from code a join never w on w.code = a.n join code c on c.n = w.other where a.id = @id order by c.id`,
  ),
};

/** What the texts of codes look at. */
export function guiding(
  read: Read,
  codes: ReadCodes,
  sources: () => ReadonlyMap<string, Source>,
): Pick<Snapshot, 'guidance'> {
  return {
    guidance: (requests, signal) =>
      mapSlices(requests, 10, (some) => guidanceRows(read, codes, sources(), some), signal),
  };
}

/** The codes that are met are read together, at the end. */
function guidanceRows(
  read: Read,
  codes: ReadCodes,
  known: ReadonlyMap<string, Source>,
  requests: readonly GuidanceRequest[],
): GuidanceRow[] {
  const found = requests.map(({ id, first, family, sources }) => {
    const page = { id, first, after: null };
    const any = { axes: -1, within: '[]', count: null, distance: null };
    return {
      related: read.rows<Named>(EDGES.related, { ...page, ...any }),
      addOns: read.rows<Named>(EDGES.addOnsOf, page),
      primaries: read.rows<Named>(EDGES.primariesOf, page),
      members:
        family === null ? [] : read.rows<Named>(CODES.members, { families: JSON.stringify([[family]]) }),
      diagnoses: read.rows<Named & Mapping>(EDGES.crosswalk, { id, to: 'ICD10CM' }),
      never: read.rows<Named & Why>(GUIDANCE.never, { id }),
      sources: sources.flatMap((id) => known.get(id) ?? []),
    };
  });
  const ids = new Set(
    found.flatMap(({ sources, ...lists }) =>
      Object.values(lists).flatMap((rows) => rows.map(({ id }) => id)),
    ),
  );
  const byId = new Map(codes([...ids]).flatMap((code) => (code === null ? [] : [[code.id, code]])));
  const all = (rows: readonly Named[]) => rows.flatMap(({ id }) => byId.get(id) ?? []);
  return found.map(({ related, addOns, primaries, members, diagnoses, never, sources }) => ({
    related: all(related),
    addOns: all(addOns),
    primaries: all(primaries),
    members: all(members),
    diagnoses: diagnoses.flatMap(({ id, relationship, confidence, justification }) => {
      const code = byId.get(id);
      return code ? [{ id, code, relationship, confidence, justification }] : [];
    }),
    never: never.flatMap(({ id, why }) => {
      const code = byId.get(id);
      return code ? [{ code, why }] : [];
    }),
    sources,
  }));
}
