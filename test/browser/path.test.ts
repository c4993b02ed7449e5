import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const WAY = '/path?from=63278&to=63286';

describe('the page of ways', () => {
  const explorer = explorerOfTests();

  testLooks(explorer, [
    { name: 'path-none', path: '/path', text: 'Choose where to start' },
    { name: 'path', path: WAY, text: 'thoracic instead of sacral' },
    { name: 'path-families', path: '/path?from=63295&to=63270&via=HIERARCHY', text: 'Way 1' },
    { name: 'path-no-way', path: '/path?from=63278&to=63047&via=ADD_ON', text: 'No way leads' },
    { name: 'path-ar', path: `${WAY}&lang=ar`, text: 'الطريق 1' },
    { name: 'path-unknown', path: '/path?from=99999&to=banana', text: 'banana: ' },
  ]);

  test('is chosen by keyboard; ways, kinds and direction stand in the address', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/path?from=63278');
    await page.getByRole('combobox', { name: 'End', exact: true }).focus();
    await page.keyboard.type('63286');
    await page.getByRole('option', { name: '63286' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/path?from=63278&to=63286');
    const stops = page.locator('.stop .code');
    await expect.poll(() => stops.allTextContents()).toEqual(['63278', '63276', '63286']);
    expect(await page.locator('.step .kind').allTextContents()).toEqual([
      'Different: region',
      'Different: compartment',
    ]);

    await page.getByRole('link', { name: 'Way 2' }).press('Enter');
    await page.waitForURL('**/path?from=63278&to=63286&way=2');
    await expect.poll(() => stops.allTextContents()).not.toEqual(['63278', '63276', '63286']);
    await page.getByRole('checkbox', { name: 'facts that differ' }).uncheck();
    await page.waitForURL('**/path?from=63278&to=63286&via=HIERARCHY,ADD_ON,CROSSWALK');
    await page.locator('.step.hierarchy, .step.crosswalk').first().waitFor();
    await page.goBack();
    await page.goBack();
    await expect.poll(() => stops.allTextContents()).toEqual(['63278', '63276', '63286']);
    await page.getByRole('button', { name: 'Turn the way round' }).click();
    await page.waitForURL('**/path?from=63286&to=63278');
    await page.getByText('sacral instead of thoracic').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('says that start and end are the same, and prints the strip', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/path?from=63278&to=63278');
    await page.getByText('Start and end are the same code').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.goto(explorer.url + WAY);
    await page.getByText('thoracic instead of sacral').waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await expect.poll(() => page.getByRole('combobox').first().isVisible()).toBe(false);
    expect(await sideways(page)).toBe(0);
    await page.screenshot({ path: join(screenshots, 'path-print.png'), fullPage: true });
    await page.context().close();
  });
});
