import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');

describe('while the server is away', () => {
  const explorer = explorerOfTests();

  for (const [name, path, text] of [
    ['compare', '/compare?codes=63278,63277', 'Same operation'],
    ['path', '/path?from=63278&to=63286', 'thoracic instead of sacral'],
    ['learn', '/learn?seed=spine', 'Which code is this?'],
    ['learn-cards', '/learn/cards', 'Prints eight cards'],
    ['embed-family', '/embed/family/63278', 'Laminectomy for neoplasm'],
  ] as const) {
    test(`${name} says so calmly, and goes on by itself when it is back`, async (context) => {
      needChromium(context);
      const { page } = await explorer.open('/healthz', { viewport: { width: 320, height: 700 } });
      await page.route(/\/graphql(\?|$)/, (route) => route.abort());
      await page.goto(explorer.url + path);
      await page.getByText('The server does not answer').waitFor();
      expect(await accessibilityFindings(page)).toEqual([]);
      expect(await sideways(page)).toBe(0);
      await page.screenshot({ path: join(screenshots, `away-${name}-320.png`) });
      await page.unroute(/\/graphql(\?|$)/);
      await page.getByText(text).first().waitFor();
      await page.context().close();
    });
  }
});
