import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');

describe('the page of a code', () => {
  const explorer = explorerOfTests();

  test('opens for each fact the codes that differ only there, or says why there is none', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278', {
      viewport: { width: 390, height: 844 },
    });
    const facts = page.locator('.facts');
    await facts.getByRole('button', { name: 'sacral' }).click();
    const changes = facts.locator('.changes');
    expect(await changes.locator('li').allTextContents()).toEqual([
      'lumbar: 63277',
      'thoracic: 63276',
      'cervical: 63275',
      expect.stringContaining('thoracolumbar: No code names the junction'),
    ]);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'code-change-390.png') });
    await facts.getByRole('button', { name: 'posterior, by laminectomy' }).click();
    await expect.poll(() => changes.textContent()).toContain('No related code differs in this alone.');
    await facts.getByRole('button', { name: 'sacral' }).press('Enter');
    await changes.getByRole('link', { name: '63277' }).click();
    await page.waitForURL('**/codes/63277');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keeps its sections in sight, and unfolds the one that is gone to', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278#modifiers');
    const isOpen = (id: string) => page.evaluate(`document.getElementById('${id}').closest('details').open`);
    await page.locator('#modifiers').waitFor();
    await expect.poll(() => isOpen('modifiers')).toBe(true);
    expect(await isOpen('guidelines')).toBe(false);
    for (const width of [390, 1024, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      const contents = page.getByRole('navigation', { name: 'On this page' });
      await contents.getByRole('link', { name: 'Coding guidelines' }).click();
      const box = await contents.boundingBox();
      expect(box?.y, String(width)).toBeLessThan(100);
      expect(box?.y, String(width)).toBeGreaterThanOrEqual(0);
    }
    expect(await isOpen('guidelines')).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    const marked = page.locator('.contents [aria-current=location]');
    for (const id of ['related', 'plain', 'sources', 'family']) {
      await page.evaluate(`document.getElementById('${id}').scrollIntoView()`);
      if (id === 'sources') await page.locator('.contents a[href="#sources"]').click();
      await expect.poll(() => marked.getAttribute('href')).toBe(`#${id}`);
      await expect
        .poll(async () => (await marked.boundingBox())?.x, { message: id })
        .toBeGreaterThanOrEqual(0);
      const place = await marked.boundingBox();
      expect((place?.x ?? 0) + (place?.width ?? 0), id).toBeLessThan(391);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('can be read without a script, and so can families and terms', async (context) => {
    needChromium(context);
    for (const [path, heading, link] of [
      ['/codes/63278', '63278 Sacral spine', '63277'],
      ['/families/family:lesion-neoplasm', 'laminectomy for neoplasm', '63278'],
      ['/terms/region:sacral?lang=ar', 'القسم العجزي', '63278'],
    ] as const) {
      const { page, complaints } = await explorer.open(path, {
        javaScriptEnabled: false,
        viewport: { width: 390, height: 844 },
      });
      await page.getByRole('heading', { level: 1, name: heading }).waitFor();
      await page.screenshot({ path: join(screenshots, `written${path.replace(/\W+/g, '-')}.png`) });
      await page.locator('main').getByRole('link', { name: link, exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: link }).waitFor();
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('is taken over by its script where it stands, and asks nothing twice', async (context) => {
    needChromium(context);
    for (const [path, width] of [
      ['/', 390],
      ['/codes/63278', 1440],
      ['/codes/63278?lang=de', 390],
      ['/families/family:lesion-neoplasm', 390],
      ['/terms/region:sacral', 390],
      ['/basket?codes=63275,63278,22551,nothing', 390],
    ] as const) {
      const { page, complaints } = await explorer.open('/compare', { viewport: { width, height: 844 } });
      // The page as written is painted first: its script comes late.
      let letGo = () => {};
      const held = new Promise<void>((resolve) => (letGo = resolve));
      await page.route(/assets\/index-.*\.js/, (route) => held.then(() => route.continue()));
      const asked: string[] = [];
      page.on('request', (request) => {
        const { pathname, search } = new URL(request.url());
        if (pathname === '/graphql') asked.push(search);
      });
      await page.addInitScript(`{
          globalThis.shift = 0;
          new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; }))
            .observe({ type: 'layout-shift', buffered: true });
        }`);
      await page.goto(explorer.url + path, { waitUntil: 'commit' });
      const heading = page.getByRole('heading', { level: 1 });
      await heading.waitFor();
      // Only then its styles are there.
      await expect
        .poll(() => page.evaluate(`performance.getEntriesByName('first-contentful-paint').length`))
        .toBe(1);
      const before = await heading.boundingBox();
      letGo();
      await page.getByRole('combobox').first().waitFor();
      await page.waitForLoadState('networkidle');
      const after = await heading.boundingBox();
      expect(Math.abs((after?.y ?? 0) - (before?.y ?? 0)), `${path} ${width}`).toBeLessThan(2);
      expect(await page.evaluate('shift'), `${path} ${width}`).toBeLessThanOrEqual(0.05);
      expect(new Set(asked).size, asked.join('\n')).toBe(asked.length);
      expect(complaints).toEqual([]);
      await page.context().close();
    }
  });

  test('shows what is near in place of a code that is deleted or not there', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/codes/63180');
    await page.locator('.banner', { hasText: 'last valid on 31 December 2020' }).waitFor();
    await page.getByRole('heading', { name: 'Nearest valid codes' }).waitFor();
    await expect.poll(() => page.locator('.instead li').count()).toBe(4);
    await page.goto(`${explorer.url}/codes/63279`);
    await page.getByRole('heading', { name: 'Neighbours in number' }).waitFor();
    expect(await page.locator('.instead .code').allTextContents()).toEqual([
      '63277',
      '63278',
      '63280',
      '63281',
    ]);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.context().close();
  });
});

describe('the page of a code of fusion, devices or grafts', () => {
  const explorer = explorerOfTests();
  const codesOf = (page: Page, section: string) =>
    page.locator(`[aria-labelledby="${section}"] .code`).allTextContents();

  testLooks(explorer, [
    {
      name: 'code-instrument',
      path: '/codes/22842',
      text: 'counts the vertebrae that the fixation spans',
      unfolded: true,
    },
    { name: 'code-fusion-ar', path: '/codes/22551?lang=ar', text: 'يواصل العمل نفسه', unfolded: true },
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
    const inside = primaries.locator('details details .code', { hasText: '22551' });
    await expect.poll(() => inside.isVisible()).toBe(false);
    await primaries.locator('details details:not(.source) > summary').press('Enter');
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
    await expect.poll(() => page.getByText('known from memory').count()).toBe(1);
    await page.goto(`${explorer.url}/codes/27279`);
    await fact('side').getByRole('button', { name: 'one side' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('leads from a deleted code to what stands for it, and shows a bare reference as one', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/22851');
    await page.getByText('last valid on 31 December 2016').waitFor();
    expect(await codesOf(page, 'instead')).toEqual(['22853', '22854', '22859']);
    await page.goto(`${explorer.url}/codes/22310`);
    await page.getByText('Only the number of this code is known here.').waitFor();
    await expect.poll(() => page.locator('.facts').count()).toBe(0);
    expect(await codesOf(page, 'add-ons')).toContain('22842');
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
