import type { Costs, Point } from './costs.ts';
import { drawPanels, type Line } from './panels.ts';
import { machine } from './readme.ts';

/** What one database, and a server on it, cost. */
export interface Measured {
  readonly name: string;
  readonly rows: number;
  readonly costs: Costs;
  readonly startMs: number;
  readonly heldMb: number;
}

/** What is to be reached with all files loaded. */
const MOST_MB = 250;
const MOST_MS = 1_000;

/** The same color for the same question in all panels. */
const COLORS: Readonly<Record<string, string>> = {
  flagship: '#1f7a4d',
  search: '#2b6cb0',
  facets: '#b3541e',
  'facets, CPT': '#b7791f',
  'facets, PCS': '#b3541e',
  path: '#8a3f8f',
  together: '#8a6d00',
  codes: '#4a5560',
  graph: '#b0305c',
};

const OF_ANSWER = 'milliseconds of processor for an answer';
const PAGES = 'page size; together: codes asked about';
const WALKS = 'levels around 63278; hops from 63267 to 63303';
const LEVELS = ['1', '2', '3', '4'];

/** The points of a question, one for each database. */
export function stagesOf(measured: readonly Measured[], of: 'same' | 'growing') {
  return Object.keys(measured[0]?.costs[of] ?? {}).map(
    (name) => [name, measured.flatMap(({ costs }) => costs[of][name] ?? [])] as const,
  );
}

/** What answers cost by what is loaded, by page size and by depth, as a picture. */
export function drawGrowth(measured: readonly Measured[]): string {
  const steps = measured.map(({ name }) => name);
  const last = measured.at(-1);
  const codes = (last?.costs.codes ?? 0).toLocaleString('en');
  const loaded = `${codes} codes and ${((last?.rows ?? 0) / 1e6).toFixed(1)} million rows in the end`;
  const paged = Object.entries(last?.costs.paged ?? {});
  const deep = Object.entries(last?.costs.deep ?? {});
  return drawPanels(
    'What an answer costs',
    `Embedded store, nothing kept; of an answer the least of seven turns. ${machine()}.`,
    [
      {
        kind: 'lines',
        title: 'The same answer, more and more loaded',
        unit: OF_ANSWER,
        below: loaded,
        steps,
        inStep: false,
        lines: linesOf(stagesOf(measured, 'same'), step, inMs),
      },
      {
        kind: 'lines',
        title: 'An answer that grows with what is loaded',
        unit: 'microseconds of processor for each code counted or found',
        below: 'all codes of a system; hits of "excision"',
        steps,
        inStep: false,
        lines: linesOf(stagesOf(measured, 'growing'), step, perObject),
      },
      {
        kind: 'bars',
        title: 'Memory of a server',
        unit: 'megabytes: resident after 200 requests; heap after collection',
        below: loaded,
        groups: measured.map(({ name, heldMb, costs }) => ({ name, values: [heldMb, costs.heapMb] })),
        parts: [
          { name: 'resident', color: '#1f7a4d' },
          { name: 'heap', color: '#4c9a67' },
        ],
        most: MOST_MB,
        mostText: `at most ${MOST_MB} MB`,
      },
      {
        kind: 'bars',
        title: 'From its start to its first answer',
        unit: 'milliseconds',
        below: loaded,
        groups: measured.map(({ name, startMs }) => ({ name, values: [startMs] })),
        parts: [{ name: 'start', color: '#2b6cb0' }],
        most: MOST_MS,
        mostText: 'at most 1 s',
      },
      {
        kind: 'lines',
        title: 'Longer pages, all loaded',
        unit: OF_ANSWER,
        below: `${PAGES}; dotted: in step`,
        steps: null,
        inStep: true,
        lines: linesOf(paged, asked, inMs),
      },
      {
        kind: 'lines',
        title: 'The same for each object of the answer',
        unit: 'microseconds of processor for an object',
        below: PAGES,
        steps: null,
        inStep: false,
        lines: linesOf(paged, asked, perObject),
      },
      {
        kind: 'lines',
        title: 'Deeper walks, all loaded',
        unit: OF_ANSWER,
        below: WALKS,
        steps: LEVELS,
        inStep: false,
        lines: linesOf(deep, step, inMs),
      },
      {
        kind: 'lines',
        title: 'The same for each object, and each edge walked',
        unit: 'microseconds of processor',
        below: WALKS,
        steps: LEVELS,
        inStep: false,
        lines: linesOf(deep, step, perObject),
      },
    ],
  );
}

type Value = Readonly<{ of: (point: Point) => number; unit: string }>;

function linesOf(
  rows: readonly (readonly [string, readonly Point[]])[],
  at: (point: Point, index: number) => number,
  { of, unit }: Value,
): Line[] {
  return rows.map(([name, points]) => {
    const end = points.at(-1);
    return {
      name,
      color: COLORS[name] ?? '#000',
      points: points.map((point, index) => [at(point, index), of(point)] as const),
      end: end === undefined ? '' : `${figure(of(end))} ${unit}`,
    };
  });
}

const inMs: Value = { of: ({ ms }) => ms, unit: 'ms' };
const perObject: Value = { of: ({ ms, size }) => (ms * 1_000) / Math.max(1, size), unit: 'µs' };
const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(2));

const step = (_: Point, index: number) => index;
const asked = ({ at }: Point) => at;
