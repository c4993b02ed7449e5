import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { needChromium } from './browser.ts';
import { explorerOfTests, NOT_FOUND, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');

describe('the explorer', () => {
  const explorer = explorerOfTests();
  const heading = (page: Page) => page.locator('h1');

  testLooks(explorer, [
    { name: 'home', path: '/', text: 'All Families' },
    { name: 'code', path: '/codes/63278', text: 'lumbar instead of sacral' },
    { name: 'code-confused', path: '/codes/63047', text: 'either or both sides: 63047' },
    { name: 'code-add-on', path: '/codes/63295', text: 'Its primary codes' },
    { name: 'code-deleted', path: '/codes/63180', text: 'last valid on 31 December 2020' },
    { name: 'code-number-only', path: '/codes/22310', text: 'Only the number' },
    { name: 'code-ar', path: '/codes/63278?lang=ar', text: 'بكلمات بسيطة' },
    { name: 'term', path: '/terms/region:lumbar', text: '50 codes' },
    { name: 'home-ar', path: '/?lang=ar', text: 'كل المجموعات' },
    { name: 'term-ar', path: '/terms/region:lumbar?lang=ar', text: '63277' },
    { name: 'diagnosis', path: '/codes/ICD10CM:C79.51', text: 'metastasis in the sacrum' },
    { name: 'family', path: '/families/family:lesion-neoplasm', text: '12 codes' },
    { name: 'unknown-code', path: '/codes/99999', text: '99999 is not known here', status: 404 },
    { name: 'no-code', path: '/codes/banana', text: 'A code looks like 63278', status: 404 },
    { name: 'families', path: '/families/', text: 'Laminectomy for neoplasm' },
    { name: 'codes', path: '/codes', text: '20930' },
    { name: 'terms', path: '/terms', text: 'extradural' },
    { name: 'data', path: '/data', text: 'No ready-made files' },
    { name: 'present', path: '/families/family:lesion-neoplasm?present=4', text: '4 of 24' },
  ]);

  test('says how many of all codes are described', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/browse?system=CPT');
    await expect
      .poll(() => page.locator('#found').textContent())
      .toBe('185 codes · 174 of them described here');
    await page.locator('#found a').click();
    await expect.poll(() => page.locator('#found').textContent()).toBe('174 codes');
    await page.context().close();
  });

  test('a grid says on hover and on focus why a place has no code', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278');
    const grid = page.locator('.grid');
    await grid.locator('.marked').waitFor();
    await expect.poll(() => grid.locator('.marked').allTextContents()).toEqual(['63278']);
    const told = grid.locator('.balloon');
    await grid.locator('td.hole').first().hover();
    await expect.poll(() => told.textContent()).toContain('No code names the junction');
    await page.mouse.move(0, 0);
    await grid.locator('td.split a').first().focus();
    await expect.poll(() => told.textContent()).toContain('Split in two');
    await grid.locator('td.stands a').first().focus();
    await expect.poll(() => told.textContent()).toContain('63275 is the code for');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keeps its marks where the system sets the colors', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278', { forcedColors: 'active' });
    await page.locator('.grid .marked').waitFor();
    await page.locator('.facts .chip').first().click();
    const styleOf = (selector: string) =>
      page.evaluate(`(({ backgroundColor, outlineStyle, borderStyle }) => ({ backgroundColor, outlineStyle, borderStyle }))(
        getComputedStyle(document.querySelector('${selector}')))`) as Promise<Record<string, string>>;
    const plain = await styleOf('.grid .stands:not(.marked)');
    expect(plain.outlineStyle).toBe('solid');
    expect((await styleOf('.grid .hole')).outlineStyle).toBe('dashed');
    const marked = await styleOf('.grid .marked');
    expect(marked.backgroundColor).not.toBe(plain.backgroundColor);
    expect((await styleOf('.facts [aria-expanded=true]')).backgroundColor).toBe(marked.backgroundColor);
    await page.screenshot({ path: join(screenshots, 'code-forced-colors.png') });
    await page.goto(`${explorer.url}/learn?family=family:lesion-neoplasm&seed=spine`);
    await page.locator('progress').waitFor();
    expect((await styleOf('progress')).borderStyle).toBe('solid');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('chips, mentions and relatives lead on without loading the page anew', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278');
    await page.getByRole('heading', { name: 'Coding guidelines' }).click();
    await page.locator('.prose a', { hasText: '63277' }).first().click();
    await expect.poll(() => heading(page).textContent()).toContain('63277');
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('main');
    await page.locator('.facts').getByRole('button', { name: 'lumbar' }).click();
    await page.getByRole('link', { name: 'About “lumbar”' }).click();
    await page.waitForURL('**/terms/region:lumbar');
    await expect.poll(() => page.title()).toBe('Lumbar (region) – codelattice');
    await page.goBack();
    await page.goBack();
    await expect.poll(() => heading(page).textContent()).toContain('63278');
    await expect.poll(() => page.title()).toMatch(/^63278 Sacral spine.* – codelattice$/);
    expect(await page.evaluate(`performance.getEntriesByType('navigation').length`)).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.for([
    ['G55', 'G55'],
    ['c7951', 'C79.51'],
    ['cpt%2063278-59', '63278'],
    ['%2763278.0', '63278'],
  ])('opens /codes/%s as the code that it names', async ([path = '', code = ''], context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(`/codes/${path}`);
    await page.locator('h1', { hasText: code }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('lists the codes of a range, and says why what stands there is no code', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63001-63308');
    await page.getByText('More codes in this range').waitFor();
    await expect.poll(() => page.locator('.sentences a.code').count()).toBe(20);
    await page.goto(`${explorer.url}/codes/63278,63277`);
    await page.getByText('These are several codes.').waitFor();
    expect(complaints).toEqual([NOT_FOUND]);
    await page.context().close();
  });

  test('shows the diagnoses that a code is met with, when they are looked at', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278');
    await page.locator('summary', { hasText: 'Diagnoses it is met with' }).click();
    await page.getByText('metastasis in the sacrum with epidural extension').waitFor();
    await page.locator('.crosswalk').getByRole('link', { name: 'C79.51' }).click();
    await page.waitForURL('**/codes/ICD10CM:C79.51');
    await page.locator('h1 bdi[lang=en]', { hasText: 'Secondary malignant neoplasm of bone' }).waitFor();
    await page.locator('.crosswalk').getByRole('link', { name: '63278' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('folds the cases of diagnoses behind a heading of its language that says that they are English', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278?lang=de');
    await page.locator('summary', { hasText: 'Diagnosen, mit denen dieser Code vorkommt' }).click();
    const reason = page.locator('.crosswalk section').first();
    const metastasis = reason
      .locator('details [lang=en]')
      .getByText('metastasis in the sacrum with epidural extension');
    await reason.getByText('In welchem Fall (auf Englisch)').waitFor();
    await expect.poll(() => metastasis.isVisible()).toBe(false);
    await reason.getByText('In welchem Fall (auf Englisch)').click();
    await metastasis.waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('prints without what only a screen needs, and with what is folded', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/codes/63278');
    await page.getByRole('heading', { name: 'In plain words' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.header').isVisible()).toBe(false);
    await expect.poll(() => page.getByText('63307').first().isVisible()).toBe(true);
    // What would be fetched once it is opened is left out, and where in a file a fact stands.
    for (const screenOnly of [page.getByRole('heading', { name: 'Diagnoses it' }), page.locator('.place')])
      await expect.poll(() => screenOnly.first().isVisible()).toBe(false);
    await page.setViewportSize({ width: 794, height: 1123 });
    await page.screenshot({ path: join(screenshots, 'code-print.png'), fullPage: true });
    await page.context().close();
  });

  test('a code is one question to the server, and asked but once', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/');
    await page.getByText('All Families').waitFor();
    let questions = 0;
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/graphql') questions++;
    });
    await page.locator('.hero a').first().click();
    await page.getByRole('heading', { name: 'In plain words' }).waitFor();
    await page.goBack();
    await page.getByText('All Families').waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: 'In plain words' }).waitFor();
    expect(questions).toBe(1);
    await page.context().close();
  });

  test('loads less than 60 kB at first', () => {
    const assets = join(root, 'dist/explorer/app/assets');
    const page = readFileSync(join(root, 'dist/explorer/app/index.html'), 'utf8');
    const sizeOf = (file: string) => gzipSync(readFileSync(join(assets, file))).length;
    const files = readdirSync(assets).sort((a, b) => sizeOf(b) - sizeOf(a));
    for (const file of files) console.log(`${file}: ${(sizeOf(file) / 1_000).toFixed(1)} kB compressed`);
    const first = files.filter((file) => page.includes(file));
    const size = first.reduce((sum, file) => sum + sizeOf(file), 0);
    console.log(`first load: ${first.length} files, ${(size / 1_000).toFixed(1)} kB compressed`);
    expect(first.length).toBeGreaterThan(1);
    expect(size).toBeLessThan(60_000);
  });
});
