import { useEffect, useMemo, useState } from 'preact/hooks';
import { LANGUAGES } from '../language.ts';
import { useSpeech } from '../words.ts';
import { MOST_SMALL } from './choice.ts';
import type { Size } from './lanes.ts';
import type { Net } from './nets.ts';
import type { Places } from './places.ts';
import { type Plan, planOf } from './plan.ts';
import type { Planned } from './plan-worker.ts';

/** A map laid out, at once where it is small, else by a worker: null until it has done so, or if it fails. */
export function usePlan(
  nets: readonly Net[],
  places: Places,
  size?: Size,
): { readonly plan: Plan | null; readonly failed: boolean } {
  const { language } = useSpeech();
  const rightToLeft = LANGUAGES[language].direction === 'rtl';
  const [made, setMade] = useState<{ of: object; plan: Plan | null } | null>(null);
  const isSmall = places.at.size <= MOST_SMALL;
  const asked = useMemo<Planned>(
    () => ({ nets, places, rightToLeft, size }),
    [nets, places, rightToLeft, size],
  );
  const small = useMemo(
    () => (isSmall ? planOf(asked.nets, asked.places, asked.rightToLeft, asked.size) : null),
    [asked, isSmall],
  );

  useEffect(() => {
    if (isSmall) return;
    const worker = new Worker(new URL('./plan-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Plan>) => setMade({ of: asked, plan: data }));
    worker.addEventListener('error', () => setMade({ of: asked, plan: null }));
    worker.postMessage(asked);
    return () => worker.terminate();
  }, [asked, isSmall]);

  const large = made?.of === asked ? made : null;
  return { plan: small ?? large?.plan ?? null, failed: !isSmall && large?.plan === null };
}
