import { spawnSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { describe, expect, type TestContext, test } from 'vitest';
import { needChromium } from './browser.ts';
import { explorerOfTests, sideways, spaceText } from './explorer.ts';

/** Languages, the Debian package whose fonts have their letters, and what such fonts are called. */
const LANGUAGES = [
  { language: 'de', debian: 'fonts-dejavu-core', named: /./ },
  { language: 'ar', debian: 'fonts-dejavu-core', named: /./ },
  { language: 'zh', debian: 'fonts-noto-cjk', named: /CJK SC/ },
  { language: 'ko', debian: 'fonts-noto-cjk', named: /CJK KR/ },
];

/** Pages of texts, of a map, of a drawing, of a table, of a form with its answer. */
const PATHS = [
  '/codes/63278',
  '/families/family:lesion-neoplasm',
  '/spine',
  '/browse',
  '/together?codes=63278,63283',
];

describe('the explorer in the letters of', () => {
  const explorer = explorerOfTests();

  for (const { language, debian, named } of LANGUAGES) {
    test(`${language}: fonts have them all, and what they say fits`, async (context) => {
      needChromium(context);
      needFont(context, language, debian);
      const { page, complaints } = await explorer.open('/');
      for (const path of PATHS) {
        const at = `${path} in ${language}`;
        await page.goto(`${explorer.url}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        await page.locator('main h1').waitFor();
        await page.getByRole('contentinfo').waitFor();
        await page.waitForFunction(
          `document.querySelector('.skeleton, .graph .frame[data-drawn=false]') === null`,
        );
        const fonts = await fontsOf(page, 'main');
        expect(
          fonts.some((font) => named.test(font)),
          `${at}: ${fonts.join(', ')}`,
        ).toBe(true);
        expect(await page.evaluate(WITHOUT_GLYPH), at).toEqual([]);
        await spaceText(page);
        for (const width of [320, 390, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await sideways(page), `${at} at ${width}`).toBe(0);
        }
      }
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  }
});

/** Without a font for a language: skips the running test and says so, but fails it where CI is set. */
function needFont(context: TestContext, language: string, debian: string): void {
  const { stdout } = spawnSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' });
  if (stdout?.trim()) return;
  const remedy = `No font has the letters of ${language}. Install one (apt-get install ${debian}).`;
  if (process.env.CI) throw new Error(remedy);
  console.log(`skipped: ${context.task.name}. ${remedy}`);
  context.skip(remedy);
}

/** The fonts that an element and what stands in it are drawn with. */
async function fontsOf(page: Page, selector: string): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId, selector: '*' });
  const names = new Set<string>();
  for (const inside of nodeIds) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId: inside });
    for (const { familyName } of fonts) names.add(familyName);
  }
  await session.detach();
  return [...names];
}

/** The letters of the page that no font draws: they look like one that no font can have. */
const WITHOUT_GLYPH = `(() => {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 32;
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  const { fontFamily } = getComputedStyle(document.body);
  const drawn = (letter) => {
    pen.clearRect(0, 0, 32, 32);
    pen.font = '20px ' + fontFamily;
    pen.fillText(letter, 4, 24);
    return pen.getImageData(0, 0, 32, 32).data.join();
  };
  const box = drawn('\\u{10FFFE}');
  return [...new Set(document.body.innerText.replace(/[\\s\\p{C}\\p{M}]/gu, ''))].filter((letter) => drawn(letter) === box);
})()`;
