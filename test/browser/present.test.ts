import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, NOT_FOUND, sideways } from './explorer.ts';

const FAMILY = '/families/family:lesion-neoplasm';

describe('presenting a family', () => {
  const explorer = explorerOfTests();

  test('goes step by step by keys, keeps the step in the address, and ends by Escape', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/families');
    await page.goto(explorer.url + FAMILY);
    await page.getByRole('link', { name: 'Present' }).click();
    const stage = page.getByRole('dialog');
    await stage.getByText('What all of them share').waitFor();
    const step = (number: number) => page.waitForURL(`**${FAMILY}?present=${number}`);
    await page.keyboard.press('ArrowRight');
    await step(2);
    await stage.getByText('Down: compartment. Across: region.').waitFor();
    await page.keyboard.press('PageDown');
    await step(3);
    await stage.getByText('You are asleep').waitFor();
    await expect.poll(() => stage.locator('.grid [aria-current]').allTextContents()).toEqual(['63275']);
    await expect.poll(() => stage.locator('th .stated').count()).toBe(2);
    await page.keyboard.press(' ');
    await step(4);
    await stage.getByText('thoracic instead of cervical').waitFor();
    await expect
      .poll(() => stage.locator('.grid [aria-current]').allTextContents())
      .toEqual(['63275', '63276']);
    expect(await accessibilityFindings(page)).toEqual([]);
    await stage.getByRole('link', { name: '63278' }).click();
    await stage.getByRole('heading', { name: '63278' }).waitFor();
    await page.keyboard.press('End');
    await expect
      .poll(() => stage.getByRole('button', { name: 'Next' }).getAttribute('aria-disabled'))
      .toBe('true');
    const border = `getComputedStyle(document.querySelector('.present .primary')).borderTopStyle`;
    expect(await page.evaluate(border)).toBe('dashed');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Home');
    await step(1);
    await page.keyboard.press('Escape');
    await page.waitForURL(`**${FAMILY}`);
    await expect.poll(() => stage.count()).toBe(0);
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('Present');
    await page.goBack();
    await page.waitForURL('**/families');
    await page.goto(`${explorer.url}${FAMILY}?present=999`);
    await stage.getByText('present=999').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is turned by swipes, in Arabic the other way, and fits a phone and a projector', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(`${FAMILY}?present=3&lang=ar`, { hasTouch: true });
    await page.getByRole('dialog').getByText('63275').first().waitFor();
    const swipe = (from: number, to: number, on = '.stage-title') =>
      page.evaluate(`{
        const target = document.querySelector('.present ${on}');
        const touch = (clientX) => new Touch({ identifier: 1, target, clientX, clientY: 10 });
        target.dispatchEvent(new TouchEvent('touchstart', { bubbles: true, touches: [touch(${from})] }));
        target.dispatchEvent(new TouchEvent('touchend', { bubbles: true, changedTouches: [touch(${to})] }));
      }`);
    await swipe(100, 300);
    await page.waitForURL('**present=4**');
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL('**present=5**');
    for (const [width, height, forcedColors] of [
      [390, 844, 'none'],
      [320, 700, 'active'],
      [1280, 720, 'none'],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ forcedColors });
      expect(await sideways(page)).toBe(0);
      const inside = await page.evaluate(
        `[...document.querySelectorAll('.present .bar button')].every((one) => one.getBoundingClientRect().bottom <= innerHeight)`,
      );
      expect(inside, String(width)).toBe(true);
    }
    // A grid is scrolled by a swipe as long as it can be, then led on from.
    await page.setViewportSize({ width: 390, height: 844 });
    const scrollTo = (left: string) =>
      page.evaluate(`{
        const one = document.querySelector('.present .scroller');
        one.scrollLeft = ${left};
        if (one.scrollWidth <= one.clientWidth) throw new Error('nothing to scroll');
      }`);
    await scrollTo('0');
    await swipe(100, 300, '.scroller td');
    expect(page.url()).toContain('present=5');
    await scrollTo('-one.scrollWidth');
    await swipe(100, 300, '.scroller td');
    await page.waitForURL('**present=6**');
    await page.setViewportSize({ width: 844, height: 390 });
    const height = `document.querySelector('.present .stage-title').offsetHeight`;
    expect(await page.evaluate(height)).toBeLessThan(390 / 5);
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('of many codes shows counts, and says of a wrong address what it leaves out', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/families/family:spine?present=99');
    const stage = page.getByRole('dialog');
    await stage.getByText('too many codes to present one by one').waitFor();
    await stage.getByText('present=99').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await stage.getByRole('button', { name: 'Back' }).click();
    await stage.getByRole('link').first().click();
    await page.waitForURL('**present=1');
    expect(complaints).toEqual([]);
    await page.goto(`${explorer.url}/families/nope?present=2`);
    await page.getByText('There is no such family').first().waitFor();
    expect([await stage.count(), complaints]).toEqual([0, [NOT_FOUND]]);
    await page.context().close();
  });
});

describe('presenting a family that the server does not count', () => {
  const explorer = explorerOfTests(undefined, { nodes: 100 });

  test('says so at once, and leads to the smaller ones', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/families/family:spine?present=2');
    const stage = page.getByRole('dialog');
    await stage.getByText('Choose a smaller family').waitFor();
    await expect.poll(() => stage.getByText('1 of 1').count()).toBe(1);
    await stage.getByRole('link').first().click();
    await page.waitForURL('**present=1');
    await page.context().close();
  });
});
