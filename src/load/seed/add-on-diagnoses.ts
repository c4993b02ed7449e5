import { byMapping, CONFIDENCE } from '../../lattice/crosswalk.ts';
import { grouped } from '../../lattice/grouped.ts';
import type { AddOn, Crosswalk } from '../../store/records.ts';

/**
 * The diagnoses of add-ons that have no rows of their own: what their primaries in the seed are done for, since both are billed
 * for one patient; signs beside it and what is rare stand with the primary alone. An edge is as sure as the surest of its
 * primaries, names them all, and cites that one's row.
 */
export function ofPrimaries(met: readonly Crosswalk[], addOns: readonly AddOn[]): Crosswalk[] {
  const edgesOf = grouped(met, ({ from }) => from);
  return [...grouped(addOns, ({ addOn }) => addOn)]
    .filter(([addOn]) => !edgesOf.has(addOn))
    .flatMap(([addOn, rows]) => {
      const usual = rows.flatMap(({ primary }) => edgesOf.get(primary) ?? []).filter(isUsual);
      return [...grouped(usual, ({ to }) => to).values()].flatMap((some) => inherited(addOn, some));
    });
}

function isUsual({ relationship, confidence }: Crosswalk): boolean {
  return relationship === 'INDICATION' && (confidence ?? 0) >= CONFIDENCE.medium;
}

/** The one edge for a diagnosis that primaries of an add-on have. */
function inherited(from: string, edges: readonly Crosswalk[]): Crosswalk[] {
  const [surest] = [...edges].sort((a, b) => byMapping({ ...a, id: a.from }, { ...b, id: b.from }));
  const primaries = edges.map((edge) => edge.from.slice('CPT:'.length)).sort();
  return surest
    ? [{ ...surest, from, justification: `as with its primary code: ${primaries.join(', ')}` }]
    : [];
}
