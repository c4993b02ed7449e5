import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Download } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { storeWith } from '../imported.ts';
import { pcs } from '../small-edition.ts';
import { billing, pfs } from '../small-releases.ts';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, testLooks } from './explorer.ts';

const DIGITS = '0123456789';
/** A table of more codes than a map draws: 560, half of them of the sacrum. */
const TITLES = Object.fromEntries(
  ['0', '1'].flatMap((part) =>
    ['0', '3'].flatMap((approach) =>
      [...DIGITS, ...'ABCD'].flatMap((device) =>
        [...DIGITS].map((qualifier) => [
          `0QB${part}${approach}${device}${qualifier}`,
          `Excision of ${part === '1' ? 'Sacrum' : 'Lumbar Vertebra'}, sample ${approach}${device}${qualifier}`,
        ]),
      ),
    ),
  ),
);
const release = pcs('2025', '2024-10-01', TITLES, true);
const fees = pfs('2025D', '2025-10-01', [
  billing('63267', { workRvu: 18.35 }),
  billing('63290', { workRvu: 40.82, facilityTotalRvu: 85.1 }),
]);
const opened = () => storeWith([release, fees]);

// Axe reads each of some thousand elements.
describe('a family of more than 500 codes', () => {
  const explorer = explorerOfTests(opened);

  testLooks(explorer, [
    {
      name: 'large',
      path: '/families/family:icd10pcs-0QB',
      text: 'Each number says how many codes',
    },
    { name: 'large-term', path: '/terms/body-part:sacrum', text: '1 to 50 of 280' },
    { name: 'browse', path: '/browse', text: 'Save as CSV' },
    { name: 'browse-pcs', path: '/browse?system=ICD10PCS', text: '1. Section' },
    { name: 'browse-ar', path: '/browse?lang=ar', text: 'حفظ بصيغة CSV' },
  ]);

  test('is called as the index of ICD-10-PCS calls it, and a term tells what it includes', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/families/family:icd10pcs-0QB');
    await page.getByText('In the index: Laminectomy').waitFor();
    await page.goto(new URL('/terms/body-part:sacrum', page.url()).href);
    await page.getByRole('heading', { name: 'It includes' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Sacral ala' }).waitFor();
    // In place of a code that is not there stand the last codes that begin like it.
    await page.goto(new URL('/codes/0QB03DA', page.url()).href);
    await page.getByRole('heading', { name: 'Neighbours in number' }).waitFor();
    expect(await page.locator('.instead .code').allTextContents()).toEqual(
      [6, 7, 8, 9].map((last) => `0QB03D${last}`),
    );
    await page.context().close();
  });

  test('is chosen to learn from by its system and its first characters, and its first codes are taken', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn?family=family:icd10pcs-0QB');
    await page.getByText('Of the 560 codes of this family the first 500 are taken.').waitFor();
    const menu = (name: string) => page.getByRole('combobox', { name, exact: true });
    await expect.poll(() => menu('operation').inputValue()).toBe('family:icd10pcs-0QB');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.locator('.single summary').click();
    await page.getByText('A family of more than 200 codes is not listed here.').waitFor();
    await menu('Code system').selectOption('CPT');
    await page.waitForURL(/family=family:spine$/);
    await page.getByText('Of the 560').waitFor({ state: 'detached' });
    await menu('Code system').selectOption('ICD10PCS');
    await page.waitForURL(/family=family:icd10pcs$/);
    await menu('section').selectOption('family:icd10pcs-0');
    await menu('body system').selectOption({ index: 1 });
    await page.waitForURL(/family=family:icd10pcs-0QB$/);
    await page.getByRole('link', { name: 'Flashcards' }).click();
    await page.getByText('the first 200 are taken').waitFor();
    await expect.poll(() => page.locator('.cards .card').count()).toBe(200);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('stands on the first page behind the card of its code system', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/');
    const card = page.locator('.system', { hasText: 'ICD-10-PCS' });
    await card.waitFor();
    const sections = card.locator('.families a').first();
    await expect.poll(() => sections.isVisible()).toBe(false);
    await card.locator('summary').click();
    await sections.waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await expect.poll(() => card.locator('img').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is searched by its own facts, and spine surgery by those that its codes state', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/spine');
    await page.locator('.facts-to-ask .chip').first().waitFor();
    expect(await page.locator('.facts-to-ask').textContent()).not.toContain('Excision');
    await page.getByRole('radio', { name: 'ICD-10-PCS' }).check();
    await page.waitForURL(/system=ICD10PCS/);
    await page.getByRole('button', { name: /^Sacrum 280/ }).click();
    await page.getByRole('heading', { name: '280 codes meet all of it' }).waitFor();
    await expect.poll(() => page.locator('.found .sentences li').count()).toBe(20);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('is counted on the axes of ICD-10-PCS, and each number leads to its codes', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/families/family:icd10pcs-0QB');
    const rows = page.getByRole('combobox', { name: 'Rows' });
    await rows.waitFor();
    await expect.poll(() => rows.inputValue()).toBe('BODY_PART');
    const cells = page.locator('.count-grid .count');
    await expect.poll(() => cells.allTextContents()).toEqual(['140', '140', '140', '140']);
    const { pathname, searchParams } = new URL(
      (await cells.first().getByRole('link').getAttribute('href')) ?? '',
      page.url(),
    );
    expect([pathname, searchParams.get('family')]).toEqual(['/browse', 'family:icd10pcs-0QB']);
    expect(searchParams.get('terms')).toMatch(/^body-part:[a-z-]+,approach:[a-z-]+$/);
    await expect.poll(() => page.locator('.graph').count()).toBe(0);
    await page.getByLabel('Columns').selectOption('QUALIFIER');
    await expect.poll(() => cells.allTextContents()).toEqual(['280', '280']);
    await page.locator('.browse tbody th').first().waitFor();
    await expect.poll(() => page.getByText('Left out').count()).toBe(0);
    await page.context().close();
  });

  test('lists all by pages and by words, and keeps both in the address', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/families/family:icd10pcs-0QB');
    const codes = page.locator('.browse tbody th');
    await codes.nth(49).waitFor();
    await expect.poll(() => codes.count()).toBe(50);
    const first = await codes.first().textContent();
    await page.getByRole('link', { name: 'Next codes' }).click();
    await page.waitForURL(/after=/);
    await page.getByText('51 to 100 of 560').waitFor();
    await expect.poll(() => codes.first().textContent()).not.toBe(first);
    await page.goBack();
    await expect.poll(() => codes.first().textContent()).toBe(first);
    await page.getByLabel('Filter by words').fill('sacrum');
    await page.keyboard.press('Enter');
    await page.waitForURL(/text=sacrum/);
    await page.getByText('1 to 50 of 280').waitFor();
    await page.getByLabel('Filter by words').fill('banana');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('No code meets all of it.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('browsing', () => {
  const explorer = explorerOfTests(opened);
  const rowsOf = async (download: Download): Promise<Record<string, string>[]> =>
    parse(readFileSync(await download.path(), 'utf8'), { bom: true, columns: true });

  test('gives all lumbar codes with their RVU as a spreadsheet in three actions, sorted by another', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/browse');
    await page.locator('.facet').getByRole('link', { name: 'lumbar', exact: true }).click();
    await page.getByRole('heading', { name: '50 codes' }).waitFor();
    await page.getByRole('link', { name: 'Work RVU' }).click();
    await page.waitForURL(/sort=WORK_RVU&descending=true/);
    const codes = page.locator('.browse tbody th');
    await expect.poll(() => codes.first().textContent()).toBe('63290');
    await expect.poll(() => page.locator('th[aria-sort]').textContent()).toMatch(/work RVU/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Save as CSV' }).click(),
    ]);
    const rows = await rowsOf(download);
    expect(rows).toHaveLength(50);
    expect(rows[0]).toMatchObject({ code: '63290', workRvu: '40.82', facilityTotalRvu: '85.1' });
    expect(rows[1]).toMatchObject({ code: '63267', workRvu: '18.35' });
    await codes.first().locator('a').focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe('63267');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('goes through ICD-10-PCS position by position, to a table that is saved whole', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/browse');
    await page.getByRole('link', { name: 'ICD-10-PCS' }).click();
    for (const position of ['1. Section', '2. Body system', '3. Operation']) {
      await page.locator('.facet', { hasText: position }).locator('li a').first().click();
    }
    await page.locator('.facet[open]', { hasText: '4. Body part' }).getByText('Sacrum').waitFor();
    await page.getByRole('heading', { name: '560 codes' }).waitFor();
    await expect.poll(() => page.locator('.browse tbody td').nth(2).textContent()).toBe('0 Lumbar Vertebra');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    const rows = await rowsOf(download);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(560);
    expect(rows[0]).toMatchObject({ operations: 'Excision', bodyParts: 'Lumbar Vertebra' });
    await page.locator('.tool summary').click();
    await page.getByLabel('device', { exact: true }).uncheck();
    await page.waitForURL(/columns=operations,bodyParts,approaches,qualifiers/);
    await page.keyboard.press('Escape');
    await expect
      .poll(() => page.locator('.onward a').getAttribute('href'))
      .toBe('/families/family:icd10pcs-0QB');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keeps what it understands of an address, and names what it does not', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(
      '/browse?system=CTP&terms=region:none,region:sacral&columns=regions,weight&after=x&page=3',
    );
    await page.getByText('columns=weight, system=CTP, region:none and page=3').waitFor();
    const heads = page.locator('.browse thead th');
    await heads.first().waitFor();
    expect((await heads.allTextContents()).map((text) => text.trim()).slice(1)).toEqual([
      'What it is',
      'region',
    ]);
    await page.goto(`${explorer.url}/codes?text=sacral`);
    await page.getByRole('heading', { name: 'Browse Codes' }).waitFor();
    await page.context().close();
  });
});

describe('a family of more codes than the server draws', () => {
  const explorer = explorerOfTests(opened, { nodes: 500 });

  testLooks(explorer, [
    { name: 'too-large', path: '/families/family:icd10pcs-0QB', text: 'These are too many codes to draw' },
  ]);
});
