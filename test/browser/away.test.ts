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

  for (const [name, path, before, link, after] of [
    ['family', '/families/family:lesion-neoplasm', '63278', '?gridRows=operation', 'biopsy'],
    ['large family', '/families/family:spine', '20930', '?gridRows=lesion', 'neoplasm'],
    ['compare', '/compare?codes=63278,63277', 'Same operation', '?codes=63278,63283', 'intradural'],
    ['path', '/path?from=63278&to=63286', 'thoracic instead', '?from=63278&to=63277', 'lumbar instead'],
    ['spine', '/spine?terms=region:sacral', 'Start anew', '?terms=lesion:neoplasm', '63275'],
  ] as const) {
    test(`${name} shows what it showed, marked as older, until it is back`, async (context) => {
      needChromium(context);
      const { page } = await explorer.open(path);
      await page.getByText(before).first().waitFor();
      await page.waitForLoadState('networkidle');
      await page.route(/\/graphql(\?|$)/, (route) => route.abort());
      await page.evaluate(
        `document.body.append(Object.assign(document.createElement('a'), { href: '${link}', id: 'way' })); document.getElementById('way').click()`,
      );
      const mark = page.getByText('What stands here is older');
      await mark.first().waitFor();
      await expect.poll(() => page.getByText(before).count()).toBeGreaterThan(0);
      await page.unroute(/\/graphql(\?|$)/);
      await mark.first().waitFor({ state: 'detached' });
      await page.getByText(after).first().waitFor();
      await page.context().close();
    });
  }
});
