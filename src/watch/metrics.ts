import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../store/store.ts';
import type { Watch } from './watch.ts';

/** Seconds; the deadline of a request is 10. */
const REQUEST_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const STORE_BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

/** What is looked at when the figures are asked for. */
export interface Watched {
  readonly store: Store;
  inFlight(): number;
  connections(): number;
}

export interface Metrics {
  readonly watch: Watch;
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
    help: 'Requests answered, by route, outcome (OK, or the first code of the errors) and whether the answer was kept.',
    labelNames: ['path', 'outcome', 'kept'],
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
  let watched: Watched | undefined;
  new Gauge({
    name: 'codelattice_in_flight',
    help: 'Requests that are worked on now.',
    registers,
    collect() {
      this.set(watched?.inFlight() ?? 0);
    },
  });
  new Gauge({
    name: 'codelattice_connections',
    help: 'Connections that are open now.',
    registers,
    collect() {
      this.set(watched?.connections() ?? 0);
    },
  });
  new Gauge({
    name: 'codelattice_store_up',
    help: 'How many processes reach the store: 1 or 0; with workers, their number.',
    registers,
    async collect() {
      this.set(await version().then(Boolean).then(Number));
    },
  });
  new Gauge({
    name: 'codelattice_dataset_info',
    help: 'How many processes answer from the dataset of this version.',
    labelNames: ['version'],
    registers,
    async collect() {
      this.reset();
      const now = await version();
      if (now !== null) this.set({ version: now }, 1);
    },
  });
  const version = async () =>
    (await watched?.store.at().then(
      (snapshot) => snapshot.version,
      () => null,
    )) ?? null;
  // A worker is asked for its figures by the process that started it.
  new AggregatorRegistry();
  AggregatorRegistry.setRegistries(register);
  return {
    watch: {
      answered({ path, outcome, kept, seconds: taken }) {
        requests.inc({ path, outcome, kept: kept ? 'yes' : 'no' });
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
      watched = at;
    },
    text: () => register.metrics(),
  };
}

/** The figures of all workers in one text: sums, but of lags of the event loop, which are averages. */
export function allText(): () => Promise<string> {
  const all = new AggregatorRegistry();
  return () => all.clusterMetrics();
}
