import { worksOf } from '../lattice/code.ts';

/** The sources that a request has met; null where it does not ask for them. */
export interface Cited {
  sources: Set<string> | null;
}

/** Notes what something that an answer has, or each of a list, rests on: its file and its works; of a source, the source. */
export function noteSources(found: unknown, { sources }: Cited): void {
  if (sources === null || typeof found !== 'object' || found === null) return;
  if (Array.isArray(found)) {
    for (const one of found) noteSources(one, { sources });
    return;
  }
  const { citation = found, id, licence } = found as Readonly<Record<string, unknown>>;
  if (typeof licence === 'string' && typeof id === 'string') sources.add(id);
  const { source, line, evidence } = (citation ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof source !== 'string' || typeof line !== 'number') return;
  sources.add(source);
  if (typeof evidence === 'string') for (const work of worksOf({ evidence })) sources.add(work);
}
