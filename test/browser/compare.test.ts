import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { explorerOfTests, sideways, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const THREE = '/compare?codes=63278,63277,63283';
const TWELVE =
  '/compare?codes=63275,63276,63277,63278,63280,63281,63282,63283,63285,63286,63303,63295&only=differs';

describe('the page that compares', () => {
  const explorer = explorerOfTests();

  testLooks(explorer, [
    { name: 'compare-none', path: '/compare', text: 'see what they share' },
    { name: 'compare', path: THREE, text: 'Same operation' },
    { name: 'compare-twelve', path: TWELVE, text: 'intramedullary' },
    { name: 'compare-ar', path: `${THREE}&lang=ar`, text: 'المختلف فقط' },
    { name: 'compare-mended', path: '/compare?codes=63278,99999,banana,63277', text: 'banana: ' },
  ]);

  test('takes a list by any separator, with what stands beside its codes', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(
      `/compare?codes=${encodeURIComponent("63278-59;cpt 63277\n63276 26|'63275")}`,
    );
    await page.getByText('region: 63278 sacral, 63277 lumbar').waitFor();
    expect(await page.locator('.compare .chips .number').allTextContents()).toEqual([
      '63278-59',
      'cpt 63277',
      '63276 26',
      '63275',
    ]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('adds by keyboard, takes away, and keeps all of it in the address', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/compare');
    const add = page.getByRole('combobox', { name: 'Add a code' });
    await add.focus();
    await page.keyboard.type('sacral tumor');
    await page.locator('.picker').getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/compare?codes=63278');
    await page.getByText('Add another code to compare with.').waitFor();
    await page.keyboard.type('63277');
    await page.getByRole('option', { name: '63277' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/compare?codes=63278,63277');
    await page.getByText('region: 63278 sacral, 63277 lumbar').waitFor();
    await expect.poll(() => page.locator('td.other').allTextContents()).toEqual(['lumbar']);
    await expect.poll(() => page.locator('thead th').count()).toBe(6);

    await page.getByRole('checkbox', { name: 'Only what differs' }).check();
    await page.waitForURL('**/compare?codes=63278,63277&only=differs');
    await expect.poll(() => page.locator('thead th').count()).toBe(2);
    await page.goBack();
    await expect.poll(() => page.locator('thead th').count()).toBe(6);
    await page.getByRole('button', { name: 'Take 63277 away' }).click();
    await page.waitForURL('**/compare?codes=63278');
    await page.goBack();
    await page.getByText('region: 63278 sacral, 63277 lumbar').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keeps of a broken link what it understands', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/compare?codes=63278,,99999,CPT:63278,banana,63277,');
    await page.locator('.unread li', { hasText: 'CPT:99999' }).waitFor();
    await page.locator('.unread li', { hasText: 'banana: ' }).waitFor();
    await page.getByText('region: 63278 sacral, 63277 lumbar').waitFor();
    await expect.poll(() => page.locator('.side-by-side tbody tr').count()).toBe(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('prints the table as a table', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(TWELVE, { viewport: { width: 794, height: 1123 } });
    await page.getByText('intramedullary').first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.side-by-side thead').isVisible()).toBe(true);
    await expect.poll(() => page.locator('.choice').isVisible()).toBe(false);
    expect(await sideways(page)).toBe(0);
    await page.screenshot({ path: join(screenshots, 'compare-print.png'), fullPage: true });
    await page.context().close();
  });
});
