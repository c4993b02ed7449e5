import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { explorerOfTests, testLooks } from './explorer.ts';

describe('the page of a code of fusion, devices or grafts', () => {
  const explorer = explorerOfTests();
  const codesOf = (page: Page, section: string) =>
    page.locator(`[aria-labelledby="${section}"] .code`).allTextContents();

  testLooks(explorer, [
    { name: 'code-instrument', path: '/codes/22842', text: 'counts the vertebrae that the fixation spans' },
    { name: 'code-fusion-ar', path: '/codes/22551?lang=ar', text: 'يواصل العمل نفسه' },
    { name: 'code-memory', path: '/codes/22590', text: 'known from memory' },
    { name: 'code-successors', path: '/codes/22851', text: 'Codes that stand for it now' },
  ]);

  test('states the facts of an instrument, what people say, and its guidance', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/22842');
    await page.getByRole('heading', { name: 'In plain words' }).waitFor();
    expect(await page.locator('.facts dt').allTextContents()).toEqual([
      'column',
      'operation',
      'device',
      'extent',
      'specialty',
      'People say',
    ]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('tells what goes on with the same work from what accompanies it', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/22551');
    const addOns = page.locator('[aria-labelledby="add-ons"]');
    await addOns.waitFor();
    expect(await addOns.locator('h3').allTextContents()).toEqual([
      'Goes on with the same work 1',
      'Does other work beside it 18',
    ]);
    expect((await codesOf(page, 'add-ons')).slice(0, 2)).toEqual(['22552', '20930']);
    await page.goto(`${explorer.url}/codes/22853`);
    const primaries = page.locator('[aria-labelledby="add-on-to"]');
    await primaries.waitFor();
    const inside = primaries.locator('details .code', { hasText: '22551' });
    expect(await inside.isVisible()).toBe(false);
    await primaries.locator('summary').press('Enter');
    await inside.waitFor();
    expect(await codesOf(page, 'add-on-to')).toHaveLength(112);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('says of a fact that it is known from memory, and on which side the work is', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/22590');
    const fact = (axis: string) => page.locator('.facts > div', { hasText: axis });
    await fact('column').getByText('known from memory').waitFor();
    expect(await page.getByText('known from memory').count()).toBe(1);
    await page.goto(`${explorer.url}/codes/27279`);
    await fact('side').getByRole('link', { name: 'one side' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('leads from a deleted code to what stands for it, and shows a bare reference as one', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/22851');
    await page.getByText('last valid on 31 December 2016').waitFor();
    expect(await codesOf(page, 'successors')).toEqual(['22853', '22854', '22859']);
    await page.goto(`${explorer.url}/codes/22310`);
    await page.getByText('Only the number of this code is known here.').waitFor();
    expect(await page.locator('.facts').count()).toBe(0);
    expect(await codesOf(page, 'add-ons')).toContain('22842');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
