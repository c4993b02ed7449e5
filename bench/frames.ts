import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';
import { readSeed } from '../src/load/seed/seed.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { loadSqlite } from '../src/store/sqlite/write/load-seed.ts';
import { findChromium, openBrowser } from '../test/browser/browser.ts';
import { startTestServer } from '../test/served.ts';
import { answerOf, percentile, post } from './load.ts';
import { leaveOut, other } from './table.ts';

/** Made up; with the 12 of the seed, the family has 500. */
const CODES = 488;
/** How many frames are measured, the mouse moving in each. */
const FRAMES = 240;
const FAMILY = 'family:lesion-neoplasm';

/** Moves the map of a family of 500 codes in a real browser and measures its frames. */
export async function measureFrames(): Promise<void> {
  if (!findChromium()) return leaveOut('the map', 'there is no Chromium.');
  const { codes, lines, drawnMs, times } = await framesOfMap();
  const map = `map of ${codes} codes and ${lines} lines, made up, in headless Chromium without a GPU`;
  other(`${map}: from opening to drawn`, `${(drawnMs / 1_000).toFixed(1)} s`);
  const [half, most] = [0.5, 0.95].map((part) => `${percentile(times, part).toFixed(0)} ms`);
  other('the same while it is moved: from frame to frame, median; 95 of 100 below', `${half}; ${most}`);
}

/**
 * The codes are made up, in a copy of the seed that is thrown away. They are more alike than real ones, so that the server
 * looks at more edges than it takes on by default; everything else is as it is served.
 */
async function framesOfMap() {
  const folder = mkdtempSync(join(tmpdir(), 'codelattice-frames-'));
  try {
    cpSync(join(root, 'seed'), join(folder, 'seed'), { recursive: true });
    appendFileSync(join(folder, 'seed/cpt/codes.csv'), madeUp(CODES).join(''));
    const path = join(folder, 'frames.db');
    loadSqlite(path, readSeed(folder, new Date(0)));
    const store = openSqlite(path);
    const server = await startTestServer({ store, responseCacheBytes: 0, limits: { edges: 1_000_000 } });
    try {
      return await moved(server.url);
    } finally {
      await server.stop();
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Rows of codes that stand one step from about ten others each. */
function madeUp(count: number): string[] {
  const regions = 'cervical thoracic lumbar sacral'.split(' ');
  const compartments = 'extradural intradural intradural-extramedullary intramedullary'.split(' ');
  const lesions =
    'neoplasm non-neoplastic cyst syrinx herniated-disc osteophyte spinal-stenosis tethered-cord'.split(' ');
  const operations =
    'biopsy excision evacuation occlusion myelotomy rhizotomy untethering laminoplasty'.split(' ');
  return regions
    .flatMap((region) => compartments.map((compartment) => `${region},${compartment}`))
    .flatMap((place) =>
      lesions.flatMap((lesion) => operations.map((operation) => `${place},${lesion},${operation}`)),
    )
    .filter((_, index) => (index * 7) % 16 < 8)
    .slice(0, count)
    .map(
      (axes, index) =>
        `${9_000 + index}T,ACTIVE,,,${FAMILY},${axes},posterior-laminectomy,,cms-pfs-2025,codelattice-spine\n`,
    );
}

/** How long the map takes from the first byte of its page to being drawn, and from one frame to the next while it is moved. */
async function moved(url: string) {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
    await page.goto(`${url}/families/${FAMILY}`);
    const frame = page.locator('.graph .frame');
    await page.locator('.graph .frame[data-drawn=true]').waitFor({ timeout: 120_000 });
    const drawnMs = (await page.evaluate('performance.now()')) as number;
    await frame.scrollIntoViewIfNeeded();
    const box = await frame.boundingBox();
    if (!box) throw new Error('the graph has no place');
    const before = await frame.screenshot();
    // Held in the corner, where no code stands, and led in circles, one step a frame: the graph stays in sight.
    const [x, y] = [box.x + 6, box.y + 6];
    await page.mouse.move(x, y);
    await page.mouse.down();
    const times = (await page.evaluate(`new Promise((resolve) => {
      const times = [];
      let last = performance.now();
      const tick = (now) => {
        times.push(now - last);
        last = now;
        const turn = (times.length / ${FRAMES}) * Math.PI * 4;
        const place = { clientX: ${x} + (1 - Math.cos(turn)) * 80 + 3, clientY: ${y} + Math.sin(turn / 2) ** 2 * 60 + 3 };
        dispatchEvent(new MouseEvent('mousemove', { ...place, buttons: 1, bubbles: true }));
        if (times.length < ${FRAMES}) requestAnimationFrame(tick);
        else resolve(times.slice(1));
      };
      requestAnimationFrame(tick);
    })`)) as number[];
    if ((await frame.screenshot()).equals(before)) throw new Error('the graph did not move');
    await page.mouse.up();
    const { data } = await answerOf(
      url,
      post(`{ family(id: "${FAMILY}") { codeCount graph { edges { kind } } } }`),
    );
    const { codeCount, graph } = data.family as { codeCount: number; graph: { edges: { kind: string }[] } };
    const lines = graph.edges.filter(({ kind }) => kind === 'AXIS').length;
    return { codes: codeCount, lines, drawnMs, times };
  } finally {
    await browser.close();
  }
}
