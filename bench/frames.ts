import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { openTexts, readSeed } from '../src/load/seed.ts';
import { root } from '../src/root.ts';
import { serve } from '../src/server.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import { loadSqlite } from '../src/store/sqlite-load.ts';
import { createSpeaker } from '../src/text/speaker.ts';
import { findChromium, openBrowser } from '../test/browser/browser.ts';
import { median } from './load.ts';

/** Made up; with the 12 of the seed, the family has 500. */
const CODES = 488;
/** How many frames are measured, the mouse moving in each. */
const FRAMES = 240;
const FAMILY = 'family:lesion-neoplasm';

export interface Frames {
  readonly codes: number;
  readonly lines: number;
  /** From the first byte of the page to the drawn graph, in milliseconds. */
  readonly drawnMs: number;
  /** Milliseconds from one frame to the next while the graph is moved: the median, and what 95 of 100 stay below. */
  readonly medianMs: number;
  readonly p95Ms: number;
}

/**
 * Moves the map of a family of 500 codes in a real browser and measures its frames; null where there is no Chromium. The
 * codes are made up, in a copy of the seed that is thrown away; everything else is as it is served.
 */
export async function measureFrames(): Promise<Frames | null> {
  if (!findChromium()) return null;
  const folder = mkdtempSync(join(tmpdir(), 'codelattice-frames-'));
  try {
    cpSync(join(root, 'seed'), join(folder, 'seed'), { recursive: true });
    appendFileSync(join(folder, 'seed/cpt/codes.csv'), madeUp(CODES).join(''));
    const path = join(folder, 'frames.db');
    loadSqlite(path, readSeed(folder, new Date(0)));
    const store = openSqlite(path);
    const speaker = createSpeaker(openTexts(root));
    const log = pino({ level: 'silent' });
    const server = await serve(store, {
      port: 0,
      host: '127.0.0.1',
      speaker,
      limits: DEFAULT_LIMITS,
      responseCacheBytes: 0,
      corsOrigins: '*',
      publicUrl: null,
      onlyKnownDocuments: false,
      rateLimit: { perMinute: 0, proxies: [] },
      watches: [],
      log,
    });
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
  const regions = ['cervical', 'thoracic', 'lumbar', 'sacral'];
  const compartments = ['extradural', 'intradural', 'intradural-extramedullary', 'intramedullary'];
  const lesions = [
    'neoplasm',
    'non-neoplastic',
    'cyst',
    'syrinx',
    'herniated-disc',
    'osteophyte',
    'spinal-stenosis',
    'tethered-cord',
  ];
  const operations = [
    'biopsy',
    'excision',
    'evacuation',
    'occlusion',
    'myelotomy',
    'rhizotomy',
    'untethering',
    'laminoplasty',
  ];
  const all = regions.flatMap((region) =>
    compartments.flatMap((compartment) =>
      lesions.flatMap((lesion) =>
        operations.map((operation) => ({ region, compartment, lesion, operation })),
      ),
    ),
  );
  return all
    .filter((_, index) => (index * 7) % 16 < 8)
    .slice(0, count)
    .map(
      ({ region, compartment, lesion, operation }, index) =>
        `${9_000 + index}T,ACTIVE,,,${FAMILY},${region},${compartment},${lesion},${operation},posterior-laminectomy,,cms-pfs-2025,codelattice-spine\n`,
    );
}

async function moved(url: string): Promise<Frames> {
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
        else resolve(times.slice(1).sort((a, b) => a - b));
      };
      requestAnimationFrame(tick);
    })`)) as number[];
    if ((await frame.screenshot()).equals(before)) throw new Error('the graph did not move');
    await page.mouse.up();
    const [codes, lines] = (await page.evaluate(`fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ family(id: "${FAMILY}") { codeCount graph { edges { kind } } } }' }),
    }).then((answer) => answer.json()).then(({ data }) =>
      [data.family.codeCount, data.family.graph.edges.filter(({ kind }) => kind === 'AXIS').length])`)) as [
      number,
      number,
    ];
    const p95Ms = times[Math.floor(times.length * 0.95)] ?? Number.NaN;
    return { codes, lines, drawnMs, medianMs: median(times), p95Ms };
  } finally {
    await browser.close();
  }
}
