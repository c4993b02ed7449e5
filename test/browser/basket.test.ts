import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { storeWith } from '../imported.ts';
import { billing, pfs } from '../small-releases.ts';
import { needChromium } from './browser.ts';
import { explorerOfTests, sideways, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const OWN = {
  'codelattice:basket': [
    { id: 'CPT:63278', note: 'Ask Dr. Lee about the level' },
    { id: 'CPT:22853', note: '' },
    { id: 'CPT:99999', note: 'not loaded here' },
  ],
  'codelattice:seen': { isOn: true, ids: ['CPT:63283', 'CPT:63278'] },
};
const MESSY = '63278-59; 63275-63277%0Abanana 99999';

const keptIn = (page: Page) => page.evaluate(`JSON.parse(localStorage['codelattice:basket'] ?? '[]')`);
const idsIn = async (page: Page) => ((await keptIn(page)) as { id: string }[]).map(({ id }) => id);

describe('the basket', () => {
  const explorer = explorerOfTests(() =>
    storeWith([pfs('2025D', '2025-10-01', [billing('63278', { workRvu: 22.12, facilityTotalRvu: 48.98 })])]),
  );

  testLooks(explorer, [
    { name: 'basket-none', path: '/basket', text: 'The basket is empty' },
    { name: 'basket', path: '/basket', text: 'There is no such code here now', kept: OWN },
    { name: 'basket-shared', path: `/basket?codes=${MESSY}`, text: 'No code looks like this' },
    { name: 'basket-ar', path: '/basket?lang=ar', text: 'لا يعرفها إلا', kept: OWN },
  ]);

  test('takes codes where they are met, keeps notes and order, and gives back what was taken out', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278');
    const way = page.locator('.basket-way');
    await page.getByRole('button', { name: 'Add to Basket' }).click();
    await way.getByText('Basket: 1 code', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Browse' }).first().click();
    await page.getByRole('button', { name: 'Add 20930 to the basket' }).click();
    await page.getByRole('button', { name: 'Add 20931 to the basket' }).click();
    await page.getByRole('button', { name: 'Take 20931 out of the basket' }).press('Enter');
    await expect.poll(() => page.getByRole('button', { name: 'Add 49 Codes to Basket' }).count()).toBe(1);
    await way.click();
    await page.getByRole('textbox', { name: 'Note on 63278' }).fill('level?');
    await page.getByRole('button', { name: 'Move 20930 up' }).press('Enter');
    await expect.poll(() => idsIn(page)).toEqual(['CPT:20930', 'CPT:63278']);
    expect(await page.evaluate(`document.activeElement.getAttribute('aria-label')`)).toBe('Move 20930 up');

    await page.reload();
    const note = page.getByRole('textbox', { name: 'Note on 63278' });
    await expect.poll(() => note.inputValue()).toBe('level?');
    const hrefs = await page
      .locator('.basket-page .above a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(hrefs).toEqual(
      expect.arrayContaining([
        '/compare?codes=20930,63278',
        '/together?codes=20930,63278',
        '/canvas?codes=20930,63278',
        '/learn/cards?codes=20930,63278',
      ]),
    );
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save as CSV' }).click(),
    ]);
    const rows = readFileSync(await file.path(), 'utf8').split('\r\n');
    expect(rows).toEqual([
      expect.stringMatching(/^\uFEFFcode,label,.*,id,note$/),
      expect.stringMatching(/^20930,.*,CPT:20930,$/),
      expect.stringMatching(/^63278,.*,CPT:63278,level\?$/),
      '',
    ]);
    expect(await page.locator('.copy-link a').getAttribute('href')).toMatch(
      /\/basket\?codes=20930,63278&lang=en$/,
    );

    await page.getByRole('button', { name: 'Take 63278 out of the basket' }).click();
    await page.getByText('63278 was taken out.').waitFor();
    await page.getByRole('button', { name: 'Empty the Basket' }).click();
    await page.getByText('The basket is empty').waitFor();
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.click();
    expect(await idsIn(page)).toEqual(['CPT:20930']);
    await undo.click();
    await expect.poll(() => idsIn(page)).toEqual(['CPT:20930', 'CPT:63278']);
    await expect
      .poll(() => page.evaluate(`document.activeElement.getAttribute('aria-label')`))
      .toBe('Take 63278 out of the basket');
    await page.getByRole('button', { name: 'Take 63278 out of the basket' }).click();
    await page.getByRole('combobox', { name: 'Add a code' }).fill('63278');
    await page.locator('.picker [role=option]').first().click();
    await expect.poll(() => note.inputValue()).toBe('level?');

    const other = await page.context().newPage();
    await other.goto(`${explorer.url}/codes/63283`);
    await other.getByRole('button', { name: 'Add to Basket' }).click();
    await page.getByRole('textbox', { name: 'Note on 63283' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('shows a list that was shared, line by line, and leaves the own as it is until it is replaced', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(`/basket?codes=${MESSY}`, explorer.keeping(OWN));
    await page.getByText('A list of 4 codes that was shared with you').waitFor();
    const remarks = await page.locator('.unread li').allTextContents();
    expect(remarks).toEqual([
      expect.stringMatching(/^banana: No code looks like this/),
      expect.stringMatching(/^Not known here: CPT:99999/),
    ]);
    await expect.poll(() => page.getByRole('textbox', { name: /^Note on/ }).count()).toBe(0);
    expect(await idsIn(page)).toEqual(['CPT:63278', 'CPT:22853', 'CPT:99999']);
    await page.getByRole('button', { name: 'Replace My Basket with These' }).click();
    await page.waitForURL('**/basket');
    expect(await keptIn(page)).toEqual([
      OWN['codelattice:basket'][0],
      ...['CPT:63275', 'CPT:63276', 'CPT:63277'].map((id) => ({ id, note: '' })),
    ]);
    await page.getByRole('button', { name: 'Undo' }).click();
    expect(await keptIn(page)).toEqual(OWN['codelattice:basket']);
    await page.goto(`${explorer.url}/basket?codes=${Array.from({ length: 103 }, (_, at) => 63_270 + at)}`);
    await page.getByText('A list holds up to 100 codes. Left out: 63370, 63371 and 63372').waitFor();
    await expect.poll(() => page.locator('.unread').first().locator('li').count()).toBe(10);
    await page.goto(`${explorer.url}/basket?codes=,,`);
    await page.getByText('codes=,,').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('remembers the codes that were looked at, until it is told not to', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278', explorer.keeping(OWN));
    await page.getByRole('heading', { name: '63278' }).waitFor();
    const search = page.getByRole('combobox', { name: 'Search codes' });
    await search.focus();
    const options = page.locator('.search [role=option]');
    await expect.poll(() => options.count()).toBe(2);
    await expect.poll(() => options.first().textContent()).toContain('63278');
    await search.press('Enter');
    await search.press('ArrowUp');
    await search.press('Enter');
    await page.waitForURL('**/codes/63283');
    await page.goto(`${explorer.url}/basket`);
    await page.getByRole('link', { name: '63283' }).waitFor();
    await page.getByRole('button', { name: 'Forget Them' }).click();
    await page.getByLabel('Remember the codes that I look at').uncheck();
    await page.goto(`${explorer.url}/codes/63278`);
    await page.getByRole('heading', { name: '63278' }).waitFor();
    expect(await page.evaluate(`localStorage['codelattice:seen']`)).toBe('{"isOn":false,"ids":[]}');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('lasts as long as the page where nothing may be kept, and says so', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/');
    await page
      .context()
      .addInitScript(`Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') };
      Storage.prototype.getItem = () => { throw new DOMException('forbidden', 'SecurityError') }`);
    await page.goto(`${explorer.url}/codes/63278`);
    await page.getByRole('button', { name: 'Add to Basket' }).click();
    await page.locator('.basket-way').click();
    await page.getByText('This browser keeps nothing for this site').waitFor();
    await page.getByRole('textbox', { name: 'Note on 63278' }).waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('prints its codes and notes', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/basket', {
      viewport: { width: 794, height: 1123 },
      ...explorer.keeping(OWN),
    });
    await page.getByRole('link', { name: '63278' }).first().waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await sideways(page)).toBe(0);
    await expect.poll(() => page.getByRole('textbox', { name: 'Note on 63278' }).isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('button', { name: 'Empty the Basket' }).isVisible()).toBe(false);
    await page.screenshot({ path: join(screenshots, 'basket-print.png'), fullPage: true });
    await page.context().close();
  });
});
