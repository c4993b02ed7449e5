import type { Size } from './lanes.ts';
import type { Net } from './nets.ts';
import type { Places } from './places.ts';
import { planOf } from './plan.ts';

/** What a map is laid out from, in a worker where it takes long. */
export interface Planned {
  readonly nets: readonly Net[];
  readonly places: Places;
  readonly rightToLeft: boolean;
  readonly size?: Size | undefined;
}

addEventListener('message', ({ data: { nets, places, rightToLeft, size } }: MessageEvent<Planned>) =>
  postMessage(planOf(nets, places, rightToLeft, size)),
);
