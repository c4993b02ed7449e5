import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { storeWith } from '../imported.ts';
import { billing, mue, pfs, ptp } from '../small-releases.ts';
import { needChromium } from './browser.ts';
import { explorerOfTests, sideways, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const PASTED = '63278-59; 63283 x2\n63295 banana';
const TWENTY_TWO =
  '63275,63276,63277,63278,63280,63281,63282,63283,63285,63286,63303,63295,22551,22552,22853,20930,63047,63048,63030,22842,22845,22612';

const RELEASES = [
  pfs('2025D', '2025-10-01', [billing('63278', { workRvu: 22.12, facilityTotalRvu: 48.98 })]),
  mue('2024Q3', '2024-07-01', [
    ['63278', 1, 3],
    ['63283', 1, 3],
  ]),
  ptp('2024Q3', '2024-07-01', [
    ['63278', '63283', 1, '2019-01-01'],
    ['22612', '63278', 0],
  ]),
];

describe('the pages of a claim', () => {
  const explorer = explorerOfTests(() => storeWith(RELEASES));

  testLooks(explorer, [
    { name: 'together-none', path: '/together', text: 'Try one of these' },
    {
      name: 'together',
      path: '/together?codes=63278-59,63283 x2,22612,banana&pair=63278,63283',
      text: 'Not as it stands',
    },
    {
      name: 'together-twenty',
      path: `/together?codes=${TWENTY_TWO}&day=2030-01-01`,
      text: 'Left out: 22845 and 22612',
    },
    { name: 'together-ar', path: '/together?codes=63278,63283&lang=ar', text: 'بمعدِّل فقط' },
    { name: 'case', path: '/case?codes=22612,22842,22853,63180', text: 'is for an interbody fusion' },
  ]);

  test('take a paste in three actions from home, and say of each line what is wrong', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/');
    await page.getByRole('link', { name: 'Codes on One Claim' }).first().click();
    const field = page.getByRole('textbox', { name: 'Codes of the claim' });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(PASTED)})`);
    await field.press('Control+v');
    await page.waitForURL('**/together?codes=63278-59,63283%20x2,63295');
    await page.getByText('Only with a modifier or after').waitFor();
    await expect.poll(() => page.locator('.noted').textContent()).toContain('not codes: banana');
    expect(await page.locator('.claim-lines').first().textContent()).toContain(
      'The limit for one patient and day is 1',
    );
    await expect.poll(() => page.locator('.tally').textContent()).toContain('only with a modifier 1');

    await field.fill('22612-ZZ, 22853');
    await page.getByText('This is still the answer for 63278-59').waitFor();
    await page.getByRole('link', { name: 'What is missing, and what is it called?' }).click();
    await page.waitForURL('**/case?codes=22612-ZZ,22853');
    await page.getByRole('heading', { name: 'Missing or wrong' }).waitFor();
    await page.getByText('Modifiers that were not checked: 22612-ZZ').waitFor();
    await expect.poll(() => field.inputValue()).toBe('22612-ZZ, 22853');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('lead through the matrix by the keyboard, and keep the opened pair in the address', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/together?codes=63278,63283,63295,63283', {
      viewport: { width: 390, height: 800 },
    });
    const cell = (name: string) => page.getByRole('button', { name });
    await cell('63278 + 63283: only with a modifier').focus();
    await expect.poll(() => page.locator('.claim-lines th').nth(3).textContent()).toBe('63283 × 2');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    // 63278 has no cell with itself, and is stepped over.
    await page.keyboard.press('Enter');
    await page.waitForURL('**&pair=63278,63283');
    const told = page.locator('.matrix .within');
    await expect.poll(() => told.textContent()).toContain('ncci-ptp/2024Q3/rows.csv:1');
    await expect.poll(() => told.textContent()).toContain('Separate encounter.');
    await expect.poll(() => page.locator('.matrix [tabindex="0"]').count()).toBe(1);
    await page.keyboard.press('Enter');
    await told.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keep of a broken link what they understand, and answer for a day', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/together?codes=63278,63283&day=2024-02-30&pair=1,2');
    await page.getByText('“2024-02-30” is not a day').waitFor();
    await page.getByText('Only with a modifier or after').waitFor();
    await page.getByLabel('Day of service').fill('2030-01-01');
    await page.waitForURL('**/together?codes=63278,63283&day=2030-01-01');
    await page.getByText('Not fully checked:').waitFor();
    await page.getByText('Pairs of the NCCI, 2024Q3 (1 July 2024 to 30 September 2024)').waitFor();
    await page.goto(`${new URL(page.url()).origin}/case?codes=22612&day=2030-01-01`);
    await page.locator('.said', { hasText: 'not fully checked' }).waitFor();
    await expect.poll(() => page.locator('.said.CLEAR').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('keep an older answer, marked so, while the server is away', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/together?codes=63278,63283');
    await page.getByText('Only with a modifier or after').waitFor();
    await page.route(/\/graphql(\?|$)/, (route) => route.abort());
    const field = page.getByRole('textbox', { name: 'Codes of the claim' });
    await field.fill('63278, 22612');
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('it was said of 63278 and 63283').waitFor();
    await page.getByText('Only with a modifier or after').waitFor();
    await page.unroute(/\/graphql(\?|$)/);
    await page.getByText('Not as it stands').waitFor();
    await expect.poll(() => page.getByText('it was said of').count()).toBe(0);
    await page.context().close();
  });

  test('print the whole matrix on the width of a sheet', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(`/together?codes=${TWENTY_TWO}`, {
      viewport: { width: 794, height: 1123 },
    });
    await page.locator('.matrix').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await sideways(page)).toBe(0);
    const matrix = await page.locator('.matrix').boundingBox();
    expect((matrix?.x ?? 0) + (matrix?.width ?? 0)).toBeLessThan(794);
    await expect.poll(() => page.locator('.claim-form button').isVisible()).toBe(false);
    await page.screenshot({ path: join(screenshots, 'together-print.png'), fullPage: true });
    await page.context().close();
  });
});
