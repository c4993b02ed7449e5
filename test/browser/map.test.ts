import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const NEOPLASM = '/families/family:lesion-neoplasm';
/** The largest family of the seed below its root: 33 codes. */
const LESIONS = '/families/family:intraspinal-lesion';

const LATER_FAMILIES = [
  'decompression-endoscopic',
  'fusion-lateral-extracavitary',
  'fusion-anterior',
  'fusion-posterior',
  'sacroiliac-fusion',
  'deformity-fusion',
  'deformity-kyphectomy',
  'vertebra-excision',
  'osteotomy-posterior',
  'osteotomy-anterior',
  'instrumentation-insertion',
  'instrumentation-later',
  'intervertebral-device',
  'tethering',
  'disc-replacement',
  'interspinous',
  'graft-spine',
];

describe('the map of a family', () => {
  const explorer = explorerOfTests();
  const drawn = (page: Page) => page.locator('.graph .frame[data-drawn=true]').waitFor();
  const told = (page: Page) => page.locator('.told').textContent();

  testLooks(explorer, [
    { name: 'map', path: `${NEOPLASM}?color=compartment&code=63278`, text: 'sacral instead of lumbar' },
    { name: 'map-40', path: `${LESIONS}?color=lesion`, text: 'arteriovenous malformation' },
    { name: 'map-all', path: '/families/family:spine?gridRows=compartment&view=map', text: 'One step apart' },
    { name: 'map-columns', path: '/families/family:fusion-posterior?color=column', text: 'In no cell' },
    {
      name: 'map-devices',
      path: '/families/family:instrumentation-later?color=device&lang=de',
      text: 'Wiedereinsetzen',
    },
    { name: 'map-extents', path: '/families/family:deformity-fusion', text: 'thirteen or more segments' },
    { name: 'map-ar', path: `${NEOPLASM}?lang=ar&color=region`, text: 'على بُعد خطوة' },
    { name: 'map-table', path: `${NEOPLASM}?view=table`, text: 'Lines of the map' },
    { name: 'map-none', path: '/families/family:nothing', text: 'There is no such family', status: 404 },
  ]);

  test('is drawn on the axes that the reader chooses, and the back button goes back', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(
      `${NEOPLASM}?gridRows=banana&gridColumns=device&columns=weight&layout=round&color=device&code=22612`,
    );
    await drawn(page);
    await page
      .getByText(
        'gridRows=banana, columns=weight, layout=round, gridColumns=device, color=device and code=22612',
      )
      .waitFor();
    await page.goto(`${explorer.url}${NEOPLASM}`);
    await drawn(page);
    const first = page.locator('.grid tbody th').first();
    await expect.poll(() => first.textContent()).toBe('extradural');
    await page.getByRole('combobox', { name: 'Rows' }).selectOption('OPERATION');
    await page.waitForURL('**gridRows=operation**');
    await expect.poll(() => first.textContent()).toBe('biopsy');
    await page.locator('.toolbar').getByLabel('Color').selectOption('COMPARTMENT');
    await page.waitForURL('**color=compartment**');
    await page.locator('.colors li', { hasText: 'intramedullary' }).waitFor();
    await page.getByLabel('Columns').selectOption('OPERATION');
    await page.waitForURL('**gridColumns=operation**');
    expect(new URL(page.url()).searchParams.get('gridRows')).toBe('region');
    await page.goBack();
    await page.goBack();
    await page.goBack();
    await expect.poll(() => first.textContent()).toBe('extradural');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('has columns and devices as axes, and tells which codes stand in no cell', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/families/family:fusion-posterior');
    await drawn(page);
    await expect.poll(() => page.getByRole('combobox', { name: 'Rows' }).inputValue()).toBe('COLUMN');
    await expect.poll(() => page.locator('.legend.lines').textContent()).toContain('column');
    const unplaced = page.getByText('In no cell');
    await expect.poll(() => unplaced.locator('.code').allTextContents()).toEqual(['22614']);
    await page.locator('.toolbar').getByLabel('Color').selectOption('COLUMN');
    await page.locator('.colors li', { hasText: 'between the vertebral bodies' }).waitFor();
    await page.goto(`${explorer.url}/families/family:instrumentation-later`);
    await expect.poll(() => page.getByLabel('Columns').inputValue()).toBe('DEVICE');
    await page.getByRole('button', { name: 'Table' }).click();
    const heads = page.getByRole('table', { name: 'Codes' }).locator('thead th');
    await expect
      .poll(() => heads.allTextContents())
      .toEqual(['Code', 'What it is', 'column', 'operation', 'device']);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('says in every hole of the families of fusion, devices and grafts why it is empty', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/');
    for (const family of LATER_FAMILIES) {
      await page.goto(`${explorer.url}/families/family:${family}`);
      await page.locator('figure.grid').waitFor();
      const holes = await page.locator('.grid td.hole .hidden').allTextContents();
      expect(holes.length, family).toBe(await page.locator('.grid td.hole').count());
      for (const why of holes) expect(why, family).toMatch(/\.$/);
      expect(await page.locator('.grid tbody tr:not(:has(.stands))').count(), family).toBe(0);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('says in the grid why a cell is empty, on hover and on focus', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(NEOPLASM);
    const why = page.locator('.grid .balloon');
    const hole = page.locator('.grid td.hole').first();
    await hole.hover();
    await expect.poll(() => why.textContent()).toContain('No code names the junction');
    const [cell, told] = [await hole.boundingBox(), await why.boundingBox()];
    expect(Math.abs((cell?.y ?? 0) + (cell?.height ?? 0) - (told?.y ?? 0))).toBeLessThan(8);
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    await page.locator('.grid td.split').last().hover();
    await why.hover();
    await expect.poll(() => why.textContent()).toContain('Split in two');
    await page.locator('.grid td.split a').first().focus();
    await expect.poll(() => why.textContent()).toContain('Split in two');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => why.textContent()).not.toContain('beside the cord 63280');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is walked by the keyboard alone: from code to code, along its lines, to its page', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(`${NEOPLASM}?code=63278`);
    await drawn(page);
    await page.locator('.graph .scroller').focus();
    await page.keyboard.press('+');
    await page.keyboard.press('0');
    expect(await told(page)).toContain('63278');
    const before = page.url();
    for (const key of ['ArrowLeft', 'ArrowUp', 'ArrowLeft', 'ArrowDown']) await page.keyboard.press(key);
    expect(page.url()).not.toBe(before);
    const code = () => new URL(page.url()).searchParams.get('code') ?? '';
    // The address may still be on its way from one code to the next.
    await expect
      .poll(async () => (await page.locator('.told .chosen').textContent())?.includes(code()))
      .toBe(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => told(page)).toMatch(/Same operation, .* instead of /);
    await page.screenshot({ path: join(screenshots, 'map-focus.png') });
    await page.locator('.graph .scroller').focus();
    const chosen = code();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/codes/${chosen}`);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('tells what the line says that is pointed at', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(NEOPLASM);
    await drawn(page);
    const between = async (one: string, other: string) => {
      const box = async (code: string) => {
        const found = await page.locator(`.graph [data-code="${code}"]`).boundingBox();
        return {
          x: (found?.x ?? 0) + (found?.width ?? 0) / 2,
          y: (found?.y ?? 0) + (found?.height ?? 0) / 2,
        };
      };
      const [a, b] = [await box(one), await box(other)];
      await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2);
    };
    const said = page.locator('.graph .balloon');
    await between('63275', '63276');
    await expect
      .poll(() => said.textContent())
      .toBe('63275632766327763278Any two of these codes differ in one fact only: region.');
    await between('63278', '63283');
    await expect.poll(() => said.textContent()).toMatch(/^6327863283Same operation, .* instead of /);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is scrolled over by one finger, and shows the marked code on a phone', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(`${NEOPLASM}?code=63278`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    await drawn(page);
    for (const code of ['.grid .marked', '.graph .marked']) {
      const box = await page.locator(code).boundingBox();
      expect((box?.x ?? 0) + (box?.width ?? 999), code).toBeLessThanOrEqual(390);
    }
    await page
      .locator('.grid td.split')
      .nth(3)
      .tap({ position: { x: 3, y: 3 } });
    const balloon = await page.locator('.grid .balloon').boundingBox();
    expect(balloon?.x).toBeGreaterThanOrEqual(0);
    expect((balloon?.x ?? 0) + (balloon?.width ?? 999)).toBeLessThanOrEqual(390);
    await expect.poll(() => page.locator('.grid .balloon').textContent()).toContain('Split in two');

    const frame = page.locator('.graph .frame');
    await frame.scrollIntoViewIfNeeded();
    const touch = await page.context().newCDPSession(page);
    const swipe = async (fingers: number, byX: number, byY: number) => {
      const box = await frame.boundingBox();
      const at = (part: number) =>
        Array.from({ length: fingers }, (_, id) => ({
          id,
          x: (box?.x ?? 0) + 150 + id * 60 + byX * part,
          y: (box?.y ?? 0) + 90 + byY * part,
        }));
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(0) });
      for (let part = 0.1; part < 1.05; part += 0.1) {
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: at(part) });
      }
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const down = () => page.evaluate('scrollY') as Promise<number>;
    const aside = () =>
      page.evaluate("document.querySelector('.graph .scroller').scrollLeft") as Promise<number>;
    const before = await down();
    await swipe(1, 0, -80);
    await expect.poll(down).toBeGreaterThan(before);
    const left = await aside();
    expect(left).toBeGreaterThan(0);
    await swipe(1, 100, 0);
    await expect.poll(aside).toBeLessThan(left);
    const still = await aside();
    await swipe(2, -60, 0);
    await expect.poll(aside).toBeGreaterThan(still);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('has borders, text and dashes where the system forces its colors', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(`${LESIONS}?color=lesion&code=63278`, { forcedColors: 'active' });
    await drawn(page);
    const style = (selector: string, name: string) =>
      page.evaluate(`getComputedStyle(document.querySelector('${selector}')).${name}`);
    expect(await style('.graph .node:not(.lit) rect', 'stroke')).toBe('rgb(0, 0, 0)');
    const dashes = await page
      .locator('.legend.lines path')
      .evaluateAll((paths) => paths.map((path) => path.getAttribute('stroke-dasharray')));
    expect(new Set(dashes).size).toBe(4);
    expect(await style('.grid .stands', 'outlineStyle')).toBe('solid');
    expect(await style('.toolbar [aria-pressed=true]', 'backgroundColor')).not.toBe(
      await style('.toolbar [aria-pressed=false]', 'backgroundColor'),
    );
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'map-forced.png'), fullPage: true });
    await page.context().close();
  });

  test('prints every code, its shades and the marked one on one sheet, and its tables behind it', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(`${NEOPLASM}?color=compartment&code=63278`);
    await drawn(page);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    const sheets = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect([sheets > 1, sheets <= 4]).toEqual([true, true]);
    await page.setViewportSize({ width: 718, height: 1020 });
    await page.emulateMedia({ media: 'print' });
    const svg = await page.locator('.graph .drawn > svg').boundingBox();
    expect((svg?.x ?? 0) + (svg?.width ?? 999)).toBeLessThanOrEqual(718);
    await expect.poll(() => page.locator('.graph .node').count()).toBe(12);
    await page.screenshot({ path: join(screenshots, 'map-print.png'), fullPage: true });
    await page.context().close();
  });

  test('says the same in its tables', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(NEOPLASM);
    await page.getByRole('button', { name: 'Table' }).click();
    await page.waitForURL('**view=table**');
    const rows = (caption: string) => page.getByRole('table', { name: caption }).locator('tbody tr');
    await expect.poll(() => rows('Codes').count()).toBe(12);
    await expect.poll(() => rows('Cells of the grid').count()).toBe(25);
    await expect.poll(() => rows('Lines of the map').count()).toBe(20);
    await expect.poll(() => page.getByText('No code names the junction').first().isVisible()).toBe(true);
    await page.goBack();
    await drawn(page);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
