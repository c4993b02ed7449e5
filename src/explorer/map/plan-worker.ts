import type { Family, MapEdge } from './choice.ts';
import { netsOf } from './nets.ts';
import { placesOf } from './places.ts';
import { planOf } from './plan.ts';

/** What a map is laid out from, in a worker where it takes long. */
export interface Planned extends Pick<Family, 'grid' | 'codes'> {
  readonly edges: readonly MapEdge[];
  readonly rightToLeft: boolean;
}

addEventListener('message', ({ data }: MessageEvent<Planned>) =>
  postMessage(planOf(netsOf(data.edges), placesOf(data), data.rightToLeft)),
);
