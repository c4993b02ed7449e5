import { useEffect, useMemo, useState } from 'preact/hooks';
import { LANGUAGES } from '../language.ts';
import { useSpeech } from '../words.ts';
import { type Family, MOST_SMALL } from './choice.ts';
import { drawnEdges, netsOf } from './nets.ts';
import { placesOf } from './places.ts';
import { type Plan, planOf } from './plan.ts';
import type { Planned } from './plan-worker.ts';

/** The map of a family, laid out at once where it is small, else by a worker: null until it has done so, or if it fails. */
export function usePlan(family: Family): { readonly plan: Plan | null; readonly failed: boolean } {
  const { language } = useSpeech();
  const rightToLeft = LANGUAGES[language].direction === 'rtl';
  const [made, setMade] = useState<{ family: Family; plan: Plan | null } | null>(null);
  const isSmall = family.codes.edges.length <= MOST_SMALL;
  const small = useMemo(
    () => (isSmall ? planOf(netsOf(drawnEdges(family)), placesOf(family), rightToLeft) : null),
    [family, isSmall, rightToLeft],
  );

  useEffect(() => {
    if (isSmall) return;
    const { grid, codes } = family;
    const worker = new Worker(new URL('./plan-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Plan>) => setMade({ family, plan: data }));
    worker.addEventListener('error', () => setMade({ family, plan: null }));
    worker.postMessage({ grid, codes, edges: drawnEdges(family), rightToLeft } satisfies Planned);
    return () => worker.terminate();
  }, [family, isSmall, rightToLeft]);

  const large = made?.family === family ? made : null;
  return { plan: small ?? large?.plan ?? null, failed: !isSmall && large?.plan === null };
}
