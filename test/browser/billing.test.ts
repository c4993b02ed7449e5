import { describe, expect, test } from 'vitest';
import { storeWith } from '../imported.ts';
import { dataset } from '../seeded.ts';
import { aoc, billing, licensed, mue, pfs, ptp } from '../small-releases.ts';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways, testLooks } from './explorer.ts';

const others = dataset.codes
  .filter(({ system, code }) => system === 'CPT' && code !== '63278' && code !== '63283')
  .map(({ code }) => code);

const RELEASES = [
  pfs('2025D', '2025-10-01', [billing('63278', { workRvu: 22.12, facilityTotalRvu: 48.98 })]),
  mue('2024Q3', '2024-07-01', [['63278', 1, 3]]),
  ptp('2024Q3', '2024-07-01', [
    ['63278', '63283', 1, '2019-01-01'],
    ...others.map((code) => ['63278', code, 0] as const),
    ['63275', '63278', 1],
  ]),
  aoc('2024-06', '2024-04-01', [['63295', '63278', 1]]),
  licensed([['63278', 'LONG', 'Text that a licence is held for']]),
];

describe('the billing facts of a code', () => {
  const explorer = explorerOfTests(() => storeWith(RELEASES));

  testLooks(explorer, [
    { name: 'billing', path: '/codes/63278', text: 'Physician fee schedule, 2025D', unfolded: true },
    { name: 'billing-ar', path: '/codes/63278?lang=ar', text: 'جدول أتعاب الأطباء', unfolded: true },
    { name: 'billing-no-row', path: '/codes/63277', text: 'The list does not name this code.' },
  ]);

  test('stand each with its file and line, and came with the page in one question but licensed text', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278');
    const facts = page.locator('section.billing');
    await expect.poll(() => facts.textContent()).toContain('22.12');
    const text = (await facts.textContent()) ?? '';
    for (const said of [
      'the day before, the day of the operation and 90 days after it',
      '11% · 76% · 13%',
      '1 unit for one patient and day',
      'pfs/2025D/rows.csv:1',
      'ncci-mue/2024Q3/rows.csv:1',
      '192 codes are not paid beside this one',
      'beside 1 code, this one is not paid',
    ]) {
      expect(text).toContain(said);
    }
    await page.getByText('Text that a licence is held for').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url());
      if (pathname === '/graphql') asked.push(searchParams.get('documentId') ?? '');
    });
    await page.goto(`${explorer.url}/codes/63308`);
    await page.getByText(/^The contractor decides/).waitFor();
    await page.getByText('ncci-aoc/2024-06/rows.csv:2').waitFor({ state: 'attached' });
    // The page, and licensed text apart, which no cache may keep.
    expect(asked).toHaveLength(2);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('list their pairs when the list is opened, by the keyboard too', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/codes/63278', {
      viewport: { width: 320, height: 700 },
    });
    await page.getByText('All figures and pairs').click();
    const summary = page.locator('summary', { hasText: '192 codes' });
    await summary.focus();
    await page.keyboard.press('Enter');
    const rows = page.locator('.pairs tbody tr');
    await expect.poll(() => rows.count()).toBe(50);
    await expect.poll(() => rows.first().textContent()).toContain('never both');
    await expect
      .poll(() => page.locator('.pairs + .source').textContent())
      .toContain('ncci-ptp/2024Q3/rows.csv:');
    await page.getByRole('button', { name: 'Show all 192' }).click();
    await expect.poll(() => rows.count()).toBe(192);
    expect(await rows.filter({ hasText: /^63283/ }).textContent()).toContain(
      'both with a modifier that says why · since 1 January 2019',
    );
    expect(await sideways(page)).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('a code where nothing of Medicare is loaded', () => {
  const explorer = explorerOfTests();

  test('has no section of it', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/codes/63278');
    await page.getByRole('heading', { name: 'In plain words' }).waitFor();
    await expect.poll(() => page.locator('section.billing').count()).toBe(0);
    await page.context().close();
  });
});
