import { describe, expect, test } from 'vitest';
import { storeWith } from '../imported.ts';
import { pcs } from '../small-edition.ts';
import { needChromium } from './browser.ts';
import { explorerOfTests, testLooks } from './explorer.ts';

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
const opened = () => storeWith([release]);

// Axe reads each of some thousand elements.
describe('a family of more than 500 codes', () => {
  const explorer = explorerOfTests(opened);

  testLooks(explorer, [
    { name: 'large', path: '/families/family:icd10pcs-0QB', text: 'The first 500 of 560 codes are drawn' },
    { name: 'large-term', path: '/terms/body-part:sacrum', text: '100 of 280 codes are shown' },
  ]);

  test('is called as the index of ICD-10-PCS calls it, and a term tells what it includes', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/families/family:icd10pcs-0QB');
    await page.getByText('In the index: Laminectomy').waitFor();
    await page.goto(new URL('/terms/body-part:sacrum', page.url()).href);
    await page.getByRole('heading', { name: 'It includes' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Sacral ala' }).waitFor();
    await page.context().close();
  });

  test('is drawn on the axes of ICD-10-PCS', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/families/family:icd10pcs-0QB');
    const rows = page.getByLabel('Rows');
    await rows.waitFor();
    expect(await rows.inputValue()).toBe('BODY_PART');
    await page.context().close();
  });

  test('lists all by pages and by words, and keeps both in the address', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/families/family:icd10pcs-0QB');
    const codes = page.locator('.page .sentences li');
    await codes.nth(99).waitFor();
    expect(await codes.count()).toBe(100);
    const first = await codes.first().textContent();
    await page.getByRole('link', { name: 'Next codes' }).click();
    await page.waitForURL(/after=/);
    await expect.poll(() => codes.first().textContent()).not.toBe(first);
    await page.goBack();
    await expect.poll(() => codes.first().textContent()).toBe(first);
    await page.getByLabel('Filter by words').fill('sacrum');
    await page.keyboard.press('Enter');
    await page.waitForURL(/text=sacrum/);
    await page.getByText('100 of 280 codes are shown').waitFor();
    await page.getByLabel('Filter by words').fill('banana');
    await page.getByRole('button', { name: 'Filter' }).click();
    await page.getByText('Nothing matches all of these words.').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a family of more codes than the server draws', () => {
  const explorer = explorerOfTests(opened, { nodes: 500 });

  testLooks(explorer, [
    { name: 'too-large', path: '/families/family:icd10pcs-0QB', text: 'These are too many codes to draw' },
  ]);
});
