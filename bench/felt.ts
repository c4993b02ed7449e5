import type { Browser, Page } from 'playwright-core';
import { findChromium, openBrowser } from '../test/browser/browser.ts';
import { median, ROUNDS } from './load.ts';
import { startServer } from './servers.ts';
import { figure, leaveOut } from './table.ts';

/** A page as it is measured: its name, its path, and what stands there when it can be read. */
type Measured = readonly [name: string, path: string, part: string];

const PAGES: readonly Measured[] = [
  ['home', '/', '.picture td'],
  ['page of 63278', '/codes/63278', '.grid td'],
  ['family map', '/families/family:lesion-neoplasm', '.graph .frame[data-drawn=true]'],
];

/** Those that have most to show once all public files are loaded; a family of 80 codes is the largest that is drawn. */
const LARGE_PAGES: readonly Measured[] = [
  ['home', '/', '.picture td'],
  ['a family of 80 codes of ICD-10-PCS', '/families/family:icd10pcs-0yj', '.graph .frame[data-drawn=true]'],
  ['a family of 68,000 codes', '/families/family:icd10pcs-0', 'td a'],
  ['a code of ICD-10-PCS', '/codes/ICD10PCS:0SG00A0', '.facts .chip'],
  ['the table of ICD-10-PCS', '/browse?system=ICD10PCS', 'td a'],
  ['Find by facts', '/spine', '.anatomy .region-mark, .anatomy .bone'],
];

const GROUP = 'Pages on a phone';
const GROUP_LARGE = 'Pages with all public files loaded';

type Environment = Readonly<Record<string, string>>;
/** Processor and line as of the phone, or as of this machine. */
type Speed = 'slowed' | 'whole';

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
  /** Milliseconds of the longest task. */
  readonly longest: number;
}

/** Measures the pages as readers with a phone on a poor line feel them, each with nothing kept from before. */
export const measureFelt = (environment: Environment) =>
  withPages(environment, async (felt) => {
    for (const [name, path, part] of PAGES) {
      const of = await felt(path, part, 'slowed');
      figure(GROUP, `${name}: largest paint`, seconds(of('largest')), '≤ 1.8 s');
      figure(GROUP, `${name}: readable`, seconds(of('readable')), '≤ 2.5 s');
      figure(GROUP, `${name}: layout shift`, of('shift').toFixed(3), '≤ 0.05');
      figure(GROUP, `${name}: blocked`, seconds(of('blocked')), '≤ 0.4 s');
    }
  });

/** The same of the pages that have most to show, and the longest time that one of them freezes at the full speed of the machine. */
export const measureFeltLarge = (environment: Environment) =>
  withPages(environment, async (felt) => {
    for (const [name, path, part] of LARGE_PAGES) {
      const slowed = await felt(path, part, 'slowed');
      figure(GROUP_LARGE, `${name}: largest paint`, seconds(slowed('largest')), '≤ 1.8 s');
      figure(GROUP_LARGE, `${name}: blocked`, seconds(slowed('blocked')), '≤ 0.5 s');
      const whole = await felt(path, part, 'whole');
      figure(
        GROUP_LARGE,
        `${name}: longest task at full speed`,
        `${whole('longest').toFixed(0)} ms`,
        '≤ 200 ms',
      );
    }
  });

type Feel = (path: string, part: string, speed: Speed) => Promise<(value: keyof Felt) => number>;

/** Runs with a server and a browser; what it is given opens a page some times and gives the medians. */
async function withPages(environment: Environment, measure: (felt: Feel) => Promise<void>): Promise<void> {
  if (!findChromium()) return leaveOut('the pages as felt', 'there is no Chromium.');
  const server = await startServer(environment);
  const browser = await openBrowser();
  try {
    await measure(async (path, part, speed) => {
      const rounds: Felt[] = [];
      for (let round = 0; round < ROUNDS; round++)
        rounds.push(await feel(browser, server.url + path, part, speed));
      return (value) => median(rounds.map((felt) => felt[value]));
    });
  } finally {
    await browser.close();
  }
}

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;

/** Opens a page once and waits for a part of it. */
async function feel(browser: Browser, address: string, part: string, speed: Speed): Promise<Felt> {
  const context = await browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    if (speed === 'slowed') await slow(page);
    await page.addInitScript(`{
      globalThis.felt = { largest: 0, shift: 0, blocked: 0, longest: 0 };
      const watch = (type, note) =>
        new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
      watch('largest-contentful-paint', ({ startTime }) => { felt.largest = startTime; });
      watch('layout-shift', ({ value, hadRecentInput }) => { if (!hadRecentInput) felt.shift += value; });
      watch('longtask', ({ duration }) => {
        felt.blocked += Math.max(0, duration - ${TASK_MS});
        felt.longest = Math.max(felt.longest, duration);
      });
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

async function slow(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', LINE);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: CPU_DIVIDED_BY });
}
