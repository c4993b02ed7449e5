import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../served.ts';
import { findChromium, needChromium, openBrowser, openPage } from './browser.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const documents = readdirSync(join(import.meta.dirname, '../operations')).filter((file) =>
  file.endsWith('.graphql'),
);

describe('GraphiQL', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  let browser: Browser;

  beforeAll(async () => {
    if (!findChromium()) return;
    [server, browser] = await Promise.all([startTestServer(), openBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  for (const [colorScheme, width] of [
    ['light', 1400],
    ['dark', 600],
  ] as const) {
    test(`runs the first example, ${colorScheme}, ${width} pixels wide`, async (context) => {
      needChromium(context);
      const viewport = { width, height: 900 };
      const { page, complaints } = await openPage(browser, server.url, { colorScheme, viewport });
      await openGraphiQL(page, server.url);

      expect(await page.title()).toBe('codelattice – GraphiQL');
      const titles = await page.locator('.graphiql-tab-button').allTextContents();
      expect(titles.slice(0, 3)).toEqual(['Related', 'Code', 'Grid']);
      expect(titles).toHaveLength(documents.length);
      await eventually(() => shown(page, '.graphiql-editor-tool')).toContain('63278');

      await page.getByRole('button', { name: /Execute query/ }).click();
      await eventually(() => shown(page, '.result-window')).toContain('"data"');
      await scrollTo(page, '63277');
      await scrollTo(page, 'lumbar instead of sacral');
      await page.screenshot({ path: join(screenshots, `graphiql-${colorScheme}-${width}.png`) });
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  }

  test('knows the schema: types on hover, completions, no marks in the example', async (context) => {
    needChromium(context);
    const { page, complaints } = await openPage(browser, server.url);
    await openGraphiQL(page, server.url);

    // The first hover may come before the worker has read the schema, so hover again until it has.
    const field = page.locator('.graphiql-query-editor .view-lines').getByText('totalCount', { exact: true });
    await eventually(async () => {
      await page.mouse.move(0, 0);
      await field.hover();
      await page.waitForTimeout(800);
      return (await page.locator('.monaco-hover').allTextContents()).join();
    }).toContain('totalCount: Int');
    await expect.poll(() => page.locator('.graphiql-query-editor .squiggly-error').count()).toBe(0);

    await page.getByRole('button', { name: 'New tab' }).click();
    await page.locator('.graphiql-query-editor .graphiql-editor').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('{ cod');
    const suggestions = page.locator('.suggest-widget .monaco-list-row .label-name');
    await eventually(() => suggestions.allTextContents()).toContain('code');
    await eventually(() => page.locator('.graphiql-query-editor .squiggly-error').count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keeps the tabs of a visitor who comes back', async (context) => {
    needChromium(context);
    const { page, complaints } = await openPage(browser, server.url);
    await openGraphiQL(page, server.url);
    await page.locator('.graphiql-tab-button', { hasText: 'Compare' }).click();
    await eventually(() => page.locator('.graphiql-tab-active .graphiql-tab-button').textContent()).toBe(
      'Compare',
    );
    // GraphiQL writes its tabs half a second after the last change.
    await eventually(() => page.evaluate(`localStorage.getItem('codelattice:graphiql:tabState')`)).toMatch(
      /"activeTabIndex":5/,
    );
    await page.reload();

    await eventually(() => shown(page, '.graphiql-query-editor')).toContain('query Compare');
    await expect
      .poll(() => page.locator('.graphiql-tab-active .graphiql-tab-button').textContent())
      .toBe('Compare');
    await expect.poll(() => page.getByRole('tab').count()).toBe(documents.length);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

function eventually<T>(look: () => T) {
  return expect.poll(look);
}

/** Opens the page and waits until its editor is there and the schema has been read. */
async function openGraphiQL(page: Page, url: string): Promise<void> {
  const introspected = page.waitForResponse(
    (response) => response.url() === `${url}/graphql` && response.ok(),
  );
  await page.goto(`${url}/graphiql`);
  await introspected;
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
}

/** What can be read of an editor now, as one line; it also keeps some lines ready outside of its frame. */
async function shown(page: Page, editor: string): Promise<string> {
  const lines = await page.locator(`${editor} .view-line`).evaluateAll((elements) =>
    elements
      .map((element) => ({
        place: element.getBoundingClientRect(),
        frame: element.closest('.monaco-editor')?.getBoundingClientRect(),
        text: element.textContent ?? '',
      }))
      .filter(({ place, frame }) => frame && place.top >= frame.top && place.bottom <= frame.bottom)
      .sort((a, b) => a.place.top - b.place.top)
      .map((line) => line.text),
  );
  return lines.join(' ').replace(/\s+/g, ' ');
}

/** Scrolls the result pane down until it shows the text. */
async function scrollTo(page: Page, text: string): Promise<void> {
  await page.locator('.result-window').hover();
  const look = async () => {
    const now = await shown(page, '.result-window');
    if (!now.includes(text)) await page.mouse.wheel(0, 300);
    return now;
  };
  await expect.poll(look, { interval: 30 }).toContain(text);
}
