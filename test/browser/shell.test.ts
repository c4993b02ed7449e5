import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways, spaceText } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const LANGUAGE_TAGS = ['en', 'es', 'zh', 'ru', 'ar', 'vi', 'fr', 'de', 'ko', 'tl'];

describe('what stands around every page', () => {
  const explorer = explorerOfTests();

  test('speaks ten languages, Arabic from right to left, and keeps the language in the address', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278?lang=es');
    await page.getByRole('heading', { name: 'En palabras sencillas' }).waitFor();
    for (const tag of LANGUAGE_TAGS) {
      await page.getByRole('combobox').last().selectOption(tag);
      await page.waitForURL(`**/codes/63278?lang=${tag}`);
      await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe(tag);
      const direction = tag === 'ar' ? 'rtl' : 'ltr';
      expect(await page.evaluate('getComputedStyle(document.body).direction')).toBe(direction);
      await expect.poll(() => page.locator('.sentences li').count()).toBeGreaterThan(10);
    }
    await page.goto(`${explorer.url}/codes/63278?lang=ar`);
    const [contents, sections] = await Promise.all(
      ['.contents', '.sections'].map((part) => page.locator(part).boundingBox()),
    );
    expect(contents?.x).toBeGreaterThan(sections?.x ?? Number.POSITIVE_INFINITY);
    await page.locator('.facts .chip').first().click();
    await page.locator('.about').click();
    await page.waitForURL('**/terms/region:sacral?lang=ar');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('takes the language of the browser where the address names none', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/codes/63278', { locale: 'de-AT' });
    await page.getByRole('heading', { name: 'In einfachen Worten' }).waitFor();
    const type = await page.evaluate(
      '(({ fontFamily, lineHeight }) => [fontFamily, lineHeight])(getComputedStyle(document.body))',
    );
    expect(type).toEqual([expect.stringMatching(/^system-ui, .*sans-serif$/), '25.6px']);
    await page.context().close();
  });

  test('remembers the theme that was chosen', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/', { colorScheme: 'light' });
    const paper = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    const light = await paper();
    await page.getByRole('button', { name: 'Dark colors' }).click();
    const dark = await paper();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await paper()).toBe(dark);
    await page.getByRole('button', { name: 'Light colors' }).click();
    expect(await paper()).toBe(light);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the header leads to the pages, on a phone by a menu', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/spine');
    const ways = page.getByRole('navigation', { name: 'Pages' });
    expect(await ways.locator('a:visible').allTextContents()).toEqual([
      'Browse',
      'Find',
      'Compare',
      'Together',
      'Learn',
    ]);
    await expect.poll(() => ways.locator('[aria-current]').textContent()).toBe('Find');
    await ways.getByRole('button', { name: 'More: Browse' }).click();
    await ways.getByRole('link', { name: 'What Changed' }).click();
    await page.waitForURL('**/changes');
    const inHeader = await ways.locator('a').allTextContents();
    const inFooter = await page.locator('.footer a').allTextContents();
    expect(inFooter.filter((name) => inHeader.includes(name))).toEqual(inHeader);
    await ways.getByRole('button', { name: 'More: Compare' }).click();
    await ways.getByRole('link', { name: 'Path' }).click();
    await page.waitForURL('**/path');
    await expect.poll(() => ways.getByRole('link', { name: 'Path' }).isVisible()).toBe(false);

    await page.setViewportSize({ width: 320, height: 900 });
    const menu = page.getByRole('button', { name: 'Menu' });
    await menu.click();
    await expect.poll(() => ways.getByRole('link', { name: 'Path' }).isVisible()).toBe(true);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'menu-320.png') });
    await page.keyboard.press('Escape');
    await expect.poll(() => ways.isVisible()).toBe(false);
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Menu');
    await menu.click();
    for (const tag of LANGUAGE_TAGS) {
      await page.locator('.languages').selectOption(tag);
      await expect.poll(() => page.evaluate('document.documentElement.lang')).toBe(tag);
      await spaceText(page);
      const beyond =
        await page.evaluate(`[...document.querySelectorAll('.header :is(a, button, select, input)')]
        .map((one) => [one.getBoundingClientRect(), one])
        .filter(([box]) => box.width > 0 && (box.left < 0 || box.right > innerWidth || box.height < 24))
        .map(([, one]) => one.outerHTML)`);
      expect(beyond, tag).toEqual([]);
      expect(await sideways(page), tag).toBe(0);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('an address that leads nowhere is 404 and says so', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/nothing');
    await page.getByText('There is no page here').waitFor();
    expect(
      (await page.request.get(`${explorer.url}/nothing`, { headers: { accept: 'text/html' } })).status(),
    ).toBe(404);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'missing.png') });
    await page.getByRole('button', { name: 'Search' }).click();
    await expect.poll(() => page.evaluate('document.activeElement.role')).toBe('combobox');
    await page.context().close();
  });

  test('says calmly that the server is away, and goes on when it is back', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/');
    await page.getByText('All Families').waitFor();
    await page.route(/\/graphql(\?|$)/, (route) => route.abort());
    await page.locator('.hero a').first().click();
    await page.getByRole('heading', { name: 'The server does not answer' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'away.png') });
    await page.unroute(/\/graphql(\?|$)/);
    await page.getByRole('heading', { name: 'In plain words' }).waitFor();
    await page.context().close();
  });
});
