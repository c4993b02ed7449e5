import type { Browser } from 'playwright-core';
import { findChromium, openBrowser } from '../test/browser/browser.ts';
import { median, ROUNDS, ratio } from './load.ts';
import { startServer } from './servers.ts';
import { leaveOut, other } from './table.ts';

/** The least that the same server shows a browser: a few words, without style or script. */
const BARE = '/healthz';
const CODE = '/codes/63278';

/** Opens the bare page and the page of a code by turns in a real browser, each with nothing kept from before. */
export async function measurePaint(environment: Readonly<Record<string, string>>): Promise<void> {
  if (!findChromium()) return leaveOut('the pages', 'there is no Chromium.');
  const server = await startServer(environment);
  const browser = await openBrowser();
  try {
    const visitBoth = async () => {
      const bare = await visit(browser, server.url + BARE);
      const { paint, there } = await visit(browser, server.url + CODE, '.related .sentences li');
      return { bare: bare.paint, code: paint, related: there };
    };
    await visitBoth();
    const rounds: Awaited<ReturnType<typeof visitBoth>>[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await visitBoth());
    const of = (name: 'bare' | 'code' | 'related') => rounds.map((times) => times[name]);
    const shown = (name: 'code' | 'related') =>
      `${median(of(name)).toFixed(0)} ms; ${ratio(of(name), of('bare'))}`;
    other(
      'bare page of the server (`/healthz`) in headless Chromium, first contentful paint',
      `${median(of('bare')).toFixed(0)} ms`,
    );
    other('page of 63278: first contentful paint; against the bare page', shown('code'));
    other('the same to its list of related codes; against the bare page', shown('related'));
  } finally {
    await browser.close();
  }
}

/** When a page paints its first content, and when what is asked for stands on it. */
async function visit(
  browser: Browser,
  address: string,
  part = 'body',
): Promise<{ paint: number; there: number }> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, locale: 'en-US' });
  try {
    const page = await context.newPage();
    await page.goto(address);
    await page.locator(part).first().waitFor();
    return (await page.evaluate(`new Promise((resolve) => {
      const there = performance.now();
      new PerformanceObserver((seen) => {
        const [first] = seen.getEntriesByName('first-contentful-paint');
        if (first) resolve({ paint: first.startTime, there });
      }).observe({ type: 'paint', buffered: true });
    })`)) as { paint: number; there: number };
  } finally {
    await context.close();
  }
}
