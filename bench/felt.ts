import type { Browser } from 'playwright-core';
import { findChromium, openBrowser } from '../test/browser/browser.ts';
import { median, ROUNDS } from './load.ts';
import { startServer } from './servers.ts';
import { figure, leaveOut } from './table.ts';

/** A page as it is measured: its name, its path, and what stands there when it can be read. */
type Page = readonly [name: string, path: string, part: string];

const PAGES: readonly Page[] = [
  ['home', '/', '.picture td'],
  ['page of 63278', '/codes/63278', '.grid td'],
  ['family map', '/families/family:lesion-neoplasm', '.graph .frame[data-drawn=true]'],
];

const GROUP = 'Pages on a phone';

/** A phone of the middle class on a poor line: a screen of 390 pixels, a processor of a quarter of this one, 300 ms, 1.4 Mbit/s. */
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, locale: 'en-US' };
const CPU_DIVIDED_BY = 4;
const LINE = {
  offline: false,
  latency: 300,
  downloadThroughput: 1_400_000 / 8,
  uploadThroughput: 700_000 / 8,
};
/** Longer than this, a task blocks; what is above it counts. */
const TASK_MS = 50;

interface Felt {
  /** Milliseconds from opening to the largest paint, and to what makes the page readable. */
  readonly largest: number;
  readonly readable: number;
  /** Layout shift, as CLS counts it; milliseconds of tasks above 50 ms. */
  readonly shift: number;
  readonly blocked: number;
}

/** Measures the pages as readers with a phone on a poor line feel them, each with nothing kept from before. */
export async function measureFelt(environment: Readonly<Record<string, string>>): Promise<void> {
  if (!findChromium()) return leaveOut('the pages as felt', 'there is no Chromium.');
  const server = await startServer(environment);
  const browser = await openBrowser();
  try {
    for (const [name, path, part] of PAGES) {
      const rounds: Felt[] = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await feel(browser, server.url + path, part));
      const of = (value: keyof Felt) => median(rounds.map((felt) => felt[value]));
      figure(GROUP, `${name}: largest paint`, seconds(of('largest')), '≤ 1.8 s');
      figure(GROUP, `${name}: readable`, seconds(of('readable')), '≤ 2.5 s');
      figure(GROUP, `${name}: layout shift`, of('shift').toFixed(3), '≤ 0.05');
      figure(GROUP, `${name}: blocked`, seconds(of('blocked')), '≤ 0.4 s');
    }
  } finally {
    await browser.close();
  }
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** Opens a page once and waits for a part of it. */
export async function feel(browser: Browser, address: string, part: string): Promise<Felt> {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    await devtools.send('Network.enable');
    await devtools.send('Network.emulateNetworkConditions', LINE);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_DIVIDED_BY });
    await page.addInitScript(`{
      globalThis.felt = { largest: 0, shift: 0, blocked: 0 };
      const watch = (type, note) =>
        new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
      watch('largest-contentful-paint', ({ startTime }) => { felt.largest = startTime; });
      watch('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) felt.shift += value; });
      watch('longtask', ({ duration }) => { felt.blocked += Math.max(0, duration - ${TASK_MS}); });
    }`);
    await page.goto(address, { waitUntil: 'commit' });
    await page.locator(part).first().waitFor({ timeout: 120_000 });
    const readable = (await page.evaluate('performance.now()')) as number;
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    return { ...((await page.evaluate('felt')) as Omit<Felt, 'readable'>), readable };
  } finally {
    await context.close();
  }
}
