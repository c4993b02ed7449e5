import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');

describe('search', () => {
  const explorer = explorerOfTests();

  test('is done by the keyboard alone', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/');
    await page.getByText('All Families').waitFor();
    await page.keyboard.press('/');
    const box = page.getByRole('combobox', { name: 'Search codes' });
    await expect.poll(() => box.evaluate((element) => element.matches(':focus'))).toBe(true);
    await page.keyboard.type('sacrum');
    const options = page.locator('[role=option]');
    await options.first().waitFor();
    await expect.poll(() => options.first().textContent()).toContain('another word for it: sacrum');
    await expect.poll(() => box.getAttribute('aria-expanded')).toBe('true');
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'search-1400.png') });

    await page.keyboard.press('ArrowDown');
    const first = await options.first().getAttribute('id');
    await expect.poll(() => box.getAttribute('aria-activedescendant')).toBe(first);
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => options.last().getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('Escape');
    await expect.poll(() => box.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/terms\/region:sacral/);
    await expect.poll(() => page.locator('h1').textContent()).toBe('Sacral');

    await page.keyboard.press('/');
    await page.keyboard.type('63277');
    await expect.poll(() => options.count()).toBe(2);
    await expect.poll(() => options.first().textContent()).toMatch(/^63277Lumbar spine/);
    await expect.poll(() => options.last().textContent()).toBe('All results for “63277”');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/codes/63277');
    await page.goBack();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Sacral');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('marks a deleted code, behind those that are valid', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/');
    await page.getByRole('combobox', { name: 'Search codes' }).fill('thoracic cordotomy');
    const options = page.locator('[role=option]');
    await expect.poll(() => options.first().textContent()).toContain('63197');
    expect(await options.first().textContent()).not.toContain('deleted');
    await expect.poll(() => options.nth(1).textContent()).toContain('deleted');
    await page.getByRole('combobox', { name: 'Search codes' }).fill('L4');
    await expect.poll(() => options.first().textContent()).toContain('lumbar');
    await page.getByRole('combobox', { name: 'Search codes' }).fill('lami');
    await expect.poll(() => options.nth(4).textContent()).toContain('by laminotomy');
    expect(await page.locator('.suggestions').textContent()).not.toMatch(/lamin\w+ie|begins like|label/);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('finds pages by what they are for', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/');
    const box = page.getByRole('combobox', { name: 'Search codes' });
    const finds = [
      ['modifier 59', 'Codes on One Claim', '/together'],
      ['quiz', 'Learn the Codes', '/learn'],
    ] as const;
    for (const [text, name, path] of finds) {
      await box.fill(text);
      await page.getByRole('option', { name }).waitFor();
      await box.press('Enter');
      await page.waitForURL(`**${path}`);
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('says that nothing matches, and leads on', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/', { viewport: { width: 320, height: 700 } });
    const box = page.getByRole('combobox', { name: 'Search codes' });
    const options = page.locator('[role=option]');
    await box.fill('banana split');
    await page.getByText('Nothing matches all of these words.').waitFor();
    await expect
      .poll(() => options.allTextContents())
      .toEqual(['Find by Facts', 'Browse with “banana split”']);
    expect(await sideways(page)).toBe(0);
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'search-nothing-320.png') });
    await box.fill('63278 at L4 inside the dura');
    await expect.poll(() => options.first().textContent()).toBe('The code alone: 63278');
    await box.press('Enter');
    await page.waitForURL('**/codes/63278');
    await page.context().close();
  });
});
