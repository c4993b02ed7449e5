import type { Code } from '../../lattice/code.ts';
import type { Mapping } from '../../lattice/crosswalk.ts';
import type { Source } from '../records.ts';
import type { GuidanceRequest, GuidanceRow } from '../store.ts';
import type { Run } from './statements.ts';

interface Named {
  readonly id: string;
}

/** All that the texts of these codes look at; the codes that are met are read together, at the end. */
export function guidanceBy(
  run: Run,
  codes: (ids: readonly string[]) => (Code | null)[],
  sourceOf: (id: string) => Source | undefined,
  requests: readonly GuidanceRequest[],
): GuidanceRow[] {
  const found = requests.map(({ id, first, family, sources }) => {
    const page = { id, first, after: null };
    const any = { axes: -1, within: '[]', count: null, distance: null };
    return {
      related: run<Named>('related', { ...page, ...any }),
      addOns: run<Named>('addOnsOf', page),
      primaries: run<Named>('primariesOf', page),
      members: family === null ? [] : run<Named>('members', { families: JSON.stringify([[family]]) }),
      diagnoses: run<Named & Mapping>('crosswalk', { id, to: 'ICD10CM' }),
      never: run<Named>('never', { id }),
      sources: sources.flatMap((id) => sourceOf(id) ?? []),
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
    never: all(never),
    sources,
  }));
}
