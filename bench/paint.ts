import type { Browser } from 'playwright-core';
import { findChromium, openBrowser } from '../test/browser/browser.ts';
import { median } from './load.ts';

/** The least that the same server shows a browser: a few words, without style or script. */
const BARE = '/healthz';
const MOST_MS = 30_000;
const CODE = '/codes/63278';

/** In milliseconds from the start of the navigation, each the median of several visits with nothing kept from before. */
export interface Paint {
  /** First contentful paint of the bare page, and of the page of a code. */
  readonly bare: number;
  readonly code: number;
  /** When the list of related codes stands on the page. */
  readonly related: number;
  /** The last two, each against the bare page of its round: the median of the ratios. */
  readonly codeRatio: number;
  readonly relatedRatio: number;
}

/** Opens the bare page and the page of a code by turns in a real browser; null where there is no Chromium. */
export async function measurePaint(url: string, rounds: number): Promise<Paint | null> {
  if (!findChromium()) return null;
  const browser = await openBrowser();
  try {
    await visit(browser, url + BARE);
    await visit(browser, url + CODE);
    const times: { bare: number; code: number; related: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      const bare = await visit(browser, url + BARE);
      const code = await visit(browser, url + CODE, '.related .sentences li');
      times.push({ bare: bare.paint, code: code.paint, related: code.there });
    }
    const of = (name: 'bare' | 'code' | 'related') => median(times.map((time) => time[name]));
    const ratio = (name: 'code' | 'related') => median(times.map((time) => time[name] / time.bare));
    return {
      bare: of('bare'),
      code: of('code'),
      related: of('related'),
      codeRatio: ratio('code'),
      relatedRatio: ratio('related'),
    };
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
    await page.addInitScript(`new MutationObserver((_, watcher) => {
      if (!document.querySelector('${part}')) return;
      watcher.disconnect();
      requestAnimationFrame(() => { window.there = performance.now(); });
    }).observe(document, { childList: true, subtree: true });`);
    await page.goto(address);
    const read = `[performance.getEntriesByName('first-contentful-paint')[0]?.startTime, window.there]`;
    const until = Date.now() + MOST_MS;
    while (Date.now() < until) {
      const [paint, there] = (await page.evaluate(read)) as [number | null, number | null];
      if (typeof paint === 'number' && typeof there === 'number') return { paint, there };
      await page.waitForTimeout(20);
    }
    throw new Error(`${address} did not paint ${part} within ${MOST_MS} ms`);
  } finally {
    await context.close();
  }
}
