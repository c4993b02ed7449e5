import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/root.ts';
import { load, startServer, warm } from './load.ts';
import { escaped } from './panels.ts';

const related = {
  query: readFileSync(join(root, 'test/operations/related.graphql'), 'utf8'),
  variables: { code: '63278', first: 30 },
};
const SECONDS = 5;
const WIDTH = 1_200;
const ROW = 17;
const DEEPEST = 36;
/** Frames narrower than this many pixels are left out. */
const NARROWEST = 1;

/** Whose code a frame is, and its color. */
const OWNERS = [
  ['codelattice', '/dist/src/', '#7cc38a'],
  ['graphql', '/node_modules/graphql/', '#e7a86a'],
  ['Apollo', '/node_modules/@apollo/', '#d98c9f'],
  ['the driver of SQLite', '/node_modules/libsql/', '#c9b458'],
  ['other packages', '/node_modules/', '#b3a6d9'],
  ['Node', '', '#b9c4cc'],
] as const;

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface Frame {
  readonly name: string;
  readonly url: string;
  time: number;
  readonly children: Map<string, Frame>;
}

/** Where the time of the server goes while it answers the flagship, nothing kept, as a picture. */
export async function flame(title: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'codelattice-flame-'));
  try {
    const given = {
      CODELATTICE_DB: join(folder, 'flame.db'),
      NEO4J_URI: '',
      KEPT_BYTES: '0',
      KEPT_CODES: '0',
      ...environment,
    };
    const server = await startServer(4292, given, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    await warm(server.url, [related]);
    const { rate } = await load(server, [related], SECONDS);
    await server.stop();
    const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
    const profile = JSON.parse(readFileSync(join(folder, file ?? ''), 'utf8')) as Profile;
    return draw(`${title}: ${Math.round(rate)} requests a second while profiled`, gather(profile));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** All calls as one tree; what waits is left out. */
function gather({ nodes, samples, timeDeltas }: Profile): Frame {
  const own = new Map<number, number>();
  for (const [index, id] of samples.entries()) own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const add = (id: number, into: Frame): number => {
    const node = byId.get(id);
    if (node === undefined || ['(idle)', '(program)'].includes(node.callFrame.functionName)) return 0;
    const { functionName, url } = node.callFrame;
    const name = functionName || '(anonymous)';
    const key = `${name} ${url}`;
    const frame = into.children.get(key) ?? { name, url, time: 0, children: new Map() };
    into.children.set(key, frame);
    let time = own.get(id) ?? 0;
    for (const child of node.children ?? []) time += add(child, frame);
    frame.time += time;
    return time;
  };
  const all: Frame = { name: 'all', url: '', time: 0, children: new Map() };
  const [first] = nodes;
  for (const child of first?.children ?? []) all.time += add(child, all);
  return all;
}

function draw(title: string, all: Frame): string {
  const boxes: string[] = [];
  let deepest = 0;
  const place = (frame: Frame, x: number, depth: number) => {
    let at = x;
    for (const child of [...frame.children.values()].sort((a, b) => b.time - a.time)) {
      const width = (child.time / all.time) * WIDTH;
      if (width < NARROWEST || depth > DEEPEST) continue;
      deepest = Math.max(deepest, depth);
      const share = `${((child.time / all.time) * 100).toFixed(1)} %`;
      const text = child.name.slice(0, Math.max(0, Math.floor((width - 4) / 6)));
      const y = 52 + depth * ROW;
      boxes.push(
        `<g><title>${escaped(child.name)} ${share}</title><rect x="${at.toFixed(1)}" y="${y}" width="${Math.max(0.5, width - 0.5).toFixed(1)}" height="${ROW - 1}" fill="${colorOf(child.url)}"/>${text.length < 3 ? '' : `<text x="${(at + 2).toFixed(1)}" y="${y + 12}">${escaped(text)}</text>`}</g>`,
      );
      place(child, at, depth + 1);
      at += width;
    }
  };
  place(all, 0, 0);
  const legend = OWNERS.map(
    ([name, , color], index) =>
      `<rect x="${8 + index * 170}" y="30" width="12" height="12" fill="${color}"/><text x="${24 + index * 170}" y="40">${name}</text>`,
  );
  const height = 60 + (deepest + 1) * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="monospace" font-size="10">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="8" y="18" font-size="13">${escaped(title)}</text>`,
    ...legend,
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

const colorOf = (url: string) => OWNERS.find(([, part]) => url.includes(part))?.[2] ?? '#ccc';
