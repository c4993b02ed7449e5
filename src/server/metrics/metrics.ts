import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../../store/store.ts';
import type { Observer } from './observer.ts';

/** Seconds, up to the default deadline of a request (LIMIT_DEADLINE_MS). */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STORE_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

/** What is read whenever the figures are asked for. */
export interface Watched {
  readonly store: Store;
  inFlight(): number;
  connections(): Promise<number>;
}

export interface Metrics {
  readonly watch: Observer;
  /** From now on the figures speak of this too. */
  look(at: Watched): void;
  /** All figures in the text form of Prometheus. */
  text(): Promise<string>;
}

/** Figures for Prometheus. docs/operations.md says what each one means. */
export function createMetrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: 'codelattice_requests_total',
    help: 'Requests answered, by route, outcome (OK, or the first code of the errors) and whether the answer came from memory (hit) or not (miss).',
    labelNames: ['path', 'outcome', 'cache'],
    registers,
  });
  const seconds = new Histogram({
    name: 'codelattice_request_seconds',
    help: 'How long requests took from their headers to the end of their answer, by route.',
    labelNames: ['path'],
    buckets: REQUEST_BUCKETS,
    registers,
  });
  const storeSeconds = new Histogram({
    name: 'codelattice_store_call_seconds',
    help: 'How long calls of the store took, by its method.',
    labelNames: ['method'],
    buckets: STORE_BUCKETS,
    registers,
  });
  const storeFailures = new Counter({
    name: 'codelattice_store_failures_total',
    help: 'Calls of the store that failed, by its method.',
    labelNames: ['method'],
    registers,
  });
  let observed: Watched | undefined;
  new Gauge({
    name: 'codelattice_in_flight',
    help: 'Requests that are worked on now.',
    registers,
    collect() {
      this.set(observed?.inFlight() ?? 0);
    },
  });
  new Gauge({
    name: 'codelattice_connections',
    help: 'Connections that are open now.',
    registers,
    async collect() {
      this.set((await observed?.connections()) ?? 0);
    },
  });
  new Gauge({
    name: 'codelattice_store_up',
    help: 'Whether the store is reached: 1 or 0.',
    registers,
    async collect() {
      this.set(await version().then(Boolean).then(Number));
    },
  });
  new Gauge({
    name: 'codelattice_dataset_info',
    help: 'Which dataset is answered from: 1 for its version.',
    labelNames: ['version'],
    registers,
    async collect() {
      this.reset();
      const now = await version();
      if (now !== null) this.set({ version: now }, 1);
    },
  });
  const version = async () =>
    (await observed?.store.at().then(
      (snapshot) => snapshot.version,
      () => null,
    )) ?? null;
  return {
    watch: {
      answered({ path, outcome, isHit, seconds: taken }) {
        requests.inc({ path, outcome, cache: isHit ? 'hit' : 'miss' });
        seconds.observe({ path }, taken);
      },
      storeCall(method) {
        const end = storeSeconds.startTimer({ method });
        return (failure) => {
          end();
          if (failure !== undefined) storeFailures.inc({ method });
        };
      },
    },
    look(at) {
      observed = at;
    },
    text: () => register.metrics(),
  };
}
