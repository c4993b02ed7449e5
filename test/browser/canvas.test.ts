import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const START = '/canvas?codes=63278';

describe('the canvas', () => {
  const explorer = explorerOfTests();
  const drawn = (page: Page) => page.locator('.graph .frame[data-drawn=true]').waitFor();
  const box = (page: Page, id: string) => page.locator(`.graph [data-node="${id}"]`);

  testLooks(explorer, [
    { name: 'canvas-none', path: '/canvas', text: 'Start from any code' },
    {
      name: 'canvas',
      path: `${START}&open=63276,family:lesion-neoplasm&kinds=AXIS,HIERARCHY,CROSSWALK`,
      text: 'Only the first ones are drawn of 63278 (other code systems)',
    },
    {
      name: 'canvas-ar',
      path: '/canvas?codes=22630,99999&open=22612,63295&kinds=FOO&labels=off&lang=ar',
      text: '99999',
    },
  ]);

  test('is walked and opened by keys; steps stand in the address and are taken back', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278');
    await page.getByRole('link', { name: 'Explore from here' }).click();
    await page.waitForURL(`**${START}`);
    await drawn(page);
    const boxes = page.locator('.graph .node');
    await expect.poll(() => boxes.count()).toBe(6);
    await page.locator('.graph .scroller').focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await expect.poll(() => box(page, 'CPT:63276').getAttribute('class')).toContain('marked');
    const place = async () => box(page, 'CPT:63276').boundingBox();
    const before = await place();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${START}&open=63276`);
    await page.getByText('63276: 2 boxes added').waitFor();
    await expect.poll(async () => Math.abs(((await place())?.x ?? 0) - (before?.x ?? 0))).toBeLessThan(40);
    await expect.poll(() => boxes.count()).toBe(8);
    await page.keyboard.press('Delete');
    await page.waitForURL(`**${START}&without=63276`);
    await expect.poll(() => boxes.count()).toBe(5);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => boxes.count()).toBe(8);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => boxes.count()).toBe(6);
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Redo' }).click();
    await page.waitForURL(`**${START}&open=63276`);
    await page.getByRole('checkbox', { name: /^one fact differs/ }).uncheck();
    await page.waitForURL(`**${START}&open=63276&kinds=HIERARCHY,ADD_ON,CONFUSED_WITH`);
    await page.getByText('cannot use it: 63276').waitFor();
    await expect.poll(() => page.getByText('boxes added').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('goes on from what was opened once its only start is taken away, and says what it leaves out', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(`${START}&open=63276`);
    await drawn(page);
    await page.getByRole('button', { name: 'Take 63278 away' }).click();
    await page.waitForURL('**/canvas?codes=63276&without=63278');
    await box(page, 'CPT:63276').waitFor();
    await page.getByRole('button', { name: 'Take 63276 away' }).click();
    await page.getByText('Start from any code').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await box(page, 'CPT:63276').waitFor();
    const many = Array.from({ length: 20 }, (_, at) => `ICD10PCS:00B${at.toString(36)}0ZX`.toUpperCase());
    await page.goto(`${explorer.url}/canvas?codes=${many.join()}`);
    await page.getByText('At most 12 codes can be chosen. Left out: 8 codes').waitFor();
    await expect.poll(() => page.locator('.choice .chip').first().textContent()).toBe('00B00ZX ×');
    await page.context().close();
  });

  test('says why of each line: pointed at, tapped, and in a list from which all can be done', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(START, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await drawn(page);
    await box(page, 'family:lesion-neoplasm').tap();
    await page.waitForURL('**open=family:lesion-neoplasm');
    const list = page.locator('.canvas-list > ul > li');
    await expect.poll(() => list.count()).toBe(14);
    const ties = page.locator('.canvas-list .ties li');
    await expect.poll(() => ties.first().textContent()).toContain('listed under “laminectomy for neoplasm”');
    await page.getByRole('button', { name: 'Fold laminectomy for neoplasm' }).click();
    await expect.poll(() => list.count()).toBe(6);
    await list.filter({ hasText: 'Cervical spine' }).locator('summary').click();
    await ties.getByText('sacral instead of cervical').waitFor();
    const side = ties.getByRole('link', { name: 'Compare 63275 and 63278' });
    await expect.poll(() => side.getAttribute('href')).toBe('/compare?codes=63275,63278');
    await page.locator('.graph .scroller').scrollIntoViewIfNeeded();
    const line = await page.locator('.graph .line path:not(.near)').first().boundingBox();
    await page.touchscreen.tap((line?.x ?? 0) + 6, line?.y ?? 0);
    await page.locator('.graph .balloon').getByText('differ in one fact only: region').waitFor();
    expect(await sideways(page)).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is saved as a picture, printed, and drawn in forced colors', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(`${START}&open=63276`, { forcedColors: 'active' });
    await drawn(page);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'SVG', exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('63278.svg');
    const svg = readFileSync(await download.path(), 'utf8');
    for (const said of ['>63276<', '>region<', '>families<', 'CC BY 4.0']) expect(svg).toContain(said);
    expect(new Set(svg.match(/fill="rgb[^"]+/g)).size).toBeGreaterThan(3);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'canvas-forced.png'), fullPage: true });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 718, height: 1020 });
    await expect.poll(() => page.getByRole('button', { name: 'Undo' }).isVisible()).toBe(false);
    await expect.poll(() => page.getByRole('checkbox').first().isVisible()).toBe(false);
    expect(await sideways(page)).toBe(0);
    await page.screenshot({ path: join(screenshots, 'canvas-print.png'), fullPage: true });
    await page.context().close();
  });
});
