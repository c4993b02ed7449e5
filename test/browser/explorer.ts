import { join } from 'node:path';
import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Offer } from '../../src/export/offer.ts';
import type { Limits } from '../../src/limits.ts';
import type { Store } from '../../src/store/store.ts';
import { startTestServer, type TestServer } from '../served.ts';
import { findChromium, needChromium, openBrowser, openPage } from './browser.ts';

const screenshots = join(import.meta.dirname, 'screenshots');

export interface Explorer {
  /** Opens a path; what is wrong with the page is in `complaints`, filled while it runs. */
  open(path: string, options?: Parameters<Browser['newContext']>[0]): ReturnType<typeof openPage>;
  /** The options of a browser that has kept this, by its keys, from an earlier visit. */
  keeping(kept: Kept): Pick<NonNullable<Parameters<Browser['newContext']>[0]>, 'storageState'>;
  readonly url: string;
}

type Kept = Readonly<Record<string, unknown>>;

interface Held {
  readonly store: Store;
  /** The files that are offered; none where it is left out. */
  readonly offer?: Offer;
  close(): Promise<void>;
}

/** Serves the explorer over the seed, or the store that is opened, to a browser during the tests of a file. */
export function explorerOfTests(open?: () => Promise<Held>, limits: Partial<Limits> = {}): Explorer {
  let held: Held | undefined;
  let server: TestServer;
  let browser: Browser;
  beforeAll(async () => {
    if (!findChromium()) return;
    held = await open?.();
    const serving = startTestServer({ ...(held && { store: held.store }), ...held?.offer, limits });
    [server, browser] = await Promise.all([serving, openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await held?.close();
  });
  return {
    get url() {
      return server.url;
    },
    keeping(kept) {
      const localStorage = Object.entries(kept).map(([name, value]) => ({
        name,
        value: JSON.stringify(value),
      }));
      return { storageState: { cookies: [], origins: [{ origin: server.url, localStorage }] } };
    },
    async open(path, options = {}) {
      const opened = await openPage(browser, server.url, {
        locale: 'en-US',
        reducedMotion: 'reduce',
        ...options,
      });
      await opened.page.goto(server.url + path);
      return opened;
    },
  };
}

/** What a page is called in its tests and screenshots, its path, and a text that stands there when it is ready. */
export interface Look {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** How the page is sent, unless it is 200: Chromium says so, and nothing else is to be complained of. */
  readonly status?: 404;
  /** Looked at with all that is folded opened. */
  readonly unfolded?: true;
  /** What the browser has kept from an earlier visit. */
  readonly kept?: Kept;
}

/** What Chromium says of an address that leads to nothing. */
export const NOT_FOUND =
  'console error: Failed to load resource: the server responded with a status of 404 (Not Found)';

/**
 * Tests each page at 320 and 1600 pixels, in light and dark: nothing to complain of, no sideways scrolling, no two folds of one
 * name, nothing found by axe in either theme, in colors of the system, and of targets under 24 pixels on a phone. The screenshots
 * are for people to look at.
 */
export function testLooks(explorer: Explorer, looks: readonly Look[]): void {
  for (const { name, path, text, status, unfolded, kept } of looks) {
    test(`${name} looks right`, async (context) => {
      needChromium(context);
      const { page, complaints } = await explorer.open(path, kept && explorer.keeping(kept));
      if (unfolded) {
        await page.locator('details').first().waitFor();
        await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
      }
      await page.getByText(text).first().waitFor();
      for (const [width, colorScheme] of [
        [320, 'dark'],
        [320, 'light'],
        [1600, 'light'],
        [1600, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        const look = `${name}-${width}-${colorScheme}`;
        await settled(page);
        expect(await sideways(page), look).toBe(0);
        await page.screenshot({ path: join(screenshots, `${look}.png`), fullPage: true });
        if ((width === 320) === (colorScheme === 'light')) {
          expect(await accessibilityFindings(page, width === 320 ? ALL : {}), look).toEqual([]);
        }
      }
      await page.emulateMedia({ forcedColors: 'active' });
      await page.evaluate(AS_PAINTED);
      expect(await accessibilityFindings(page, COLORS), `${name} in forced colors`).toEqual([]);
      expect(await foldsAlike(page), name).toEqual([]);
      expect(complaints).toEqual(status === undefined ? [] : [NOT_FOUND]);
      await page.context().close();
    });
  }
}

/** Waits until a graph that the page has is drawn for the width that it has now. */
async function settled(page: Page): Promise<void> {
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)))');
  await page.locator('.graph .frame[data-drawn=false]').waitFor({ state: 'detached' });
}

/** By how many pixels the page is wider than the window. */
export async function sideways(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - innerWidth')) as number;
}

/** The names that folds of different content share, of those that can be seen. */
async function foldsAlike(page: Page): Promise<string[]> {
  const folds = (await page.evaluate(
    `[...document.querySelectorAll('summary')].filter((one) => one.checkVisibility())
      .map((one) => [one.textContent.trim(), one.parentElement.textContent])`,
  )) as [name: string, content: string][];
  return folds
    .filter(([name, content], at) =>
      folds.slice(0, at).some(([other, another]) => other === name && another !== content),
    )
    .map(([name]) => name);
}

/** What axe looks for by itself, and targets of 24 pixels, which cost the most where there are many. */
const ALL: axe.RunOptions = { rules: { 'target-size': { enabled: true } } };
/** Only what colors decide. Chromium paints the system's colors, and tells axe those of the page where it asks for the fill of a text. */
const COLORS: axe.RunOptions = { runOnly: ['cat.color'] };
const AS_PAINTED = `{
  const read = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    return read.call(this, name === '-webkit-text-fill-color' ? 'color' : name);
  };
}`;

/** What axe finds, each with the places; of targets that may be scrolled out from under a column which stays, nothing is said of the size. */
export async function accessibilityFindings(page: Page, options: axe.RunOptions = ALL): Promise<string[]> {
  await page.evaluate(axe.source);
  const violations = (await page.evaluate(`axe.run(${JSON.stringify(options)}).then(({ violations }) =>
    violations.map(({ id, nodes }) => ({ id, nodes: nodes.filter(({ target: [one] }) =>
      id !== 'target-size' || !document.querySelector(one)?.closest('.scroller')) })))`)) as axe.Result[];
  return violations
    .filter(({ nodes }) => nodes.length > 0)
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join('\n')}`,
    );
}

/** Sets the page's text as wide as readers may set it (WCAG 1.4.12). */
export async function spaceText(page: Page): Promise<void> {
  await page.evaluate(`{
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }');
    document.adoptedStyleSheets = [sheet];
  }`);
}
