import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, testLooks } from './explorer.ts';

const ASKED = '/spine?terms=region:sacral,compartment:extradural';

describe('the picture of the spine', () => {
  const explorer = explorerOfTests();
  const part = (page: Page, name: string) =>
    page.getByRole('button', { name: new RegExp(`^${name}: \\d+$`) });
  const terms = (page: Page) => new URL(page.url()).searchParams.get('terms');
  const codes = (page: Page) => page.locator('.found > section .sentences .code').allTextContents();

  testLooks(explorer, [
    { name: 'spine', path: '/spine', text: 'Nothing is chosen yet' },
    { name: 'spine-asked', path: ASKED, text: '5 codes meet all of it' },
    {
      name: 'spine-none',
      path: '/spine?terms=region:sacral,lesion:herniated-disc',
      text: 'No code meets all of it',
    },
    {
      name: 'spine-add-ons',
      path: '/spine?terms=device:intervertebral-device,column:body-gap',
      text: '2 add-on codes meet all of it',
    },
    { name: 'spine-columns-vi', path: '/spine?lang=vi&terms=column:both', text: 'mã khớp tất cả' },
    { name: 'spine-ar', path: `${ASKED}&lang=ar`, text: 'ما الذي يُعالَج؟' },
    { name: 'spine-de', path: '/spine?lang=de&terms=region:thoracolumbar', text: 'Was wird behandelt?' },
    { name: 'spine-ru', path: '/spine?lang=ru&terms=compartment:combined', text: 'Найти по признакам' },
  ]);

  test('finds codes by its parts, with the mouse and by the keyboard', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/spine');
    await part(page, 'sacral').locator('.bone').first().click();
    await expect.poll(() => terms(page)).toBe('region:sacral');
    await expect.poll(() => part(page, 'sacral').getAttribute('aria-pressed')).toBe('true');
    await part(page, 'extradural').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => terms(page)).toBe('region:sacral,compartment:extradural');
    await expect.poll(() => codes(page)).toContain('63278');
    await part(page, 'lumbar').focus();
    await page.keyboard.press('Space');
    await expect.poll(() => terms(page)).toBe('compartment:extradural,region:lumbar');
    await expect.poll(() => codes(page)).toContain('63277');
    await page.goBack();
    await expect.poll(() => codes(page)).toContain('63278');
    await part(page, 'extradural').locator('.label').click();
    await expect.poll(() => terms(page)).toBe('region:sacral');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('reaches a cage and a rod by columns and devices', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/spine');
    const addOns = () => page.locator('[aria-labelledby="add-ons"] .code').allTextContents();
    await page.locator('.vertebrae .discSpace .space').click();
    await expect.poll(() => terms(page)).toBe('column:disc-space');
    await page.getByRole('button', { name: /^intervertebral device \d/ }).click();
    await expect.poll(addOns).toEqual(['22853', '22859']);
    await part(page, 'gap of a vertebral body').focus();
    await page.keyboard.press('Enter');
    await expect.poll(addOns).toEqual(['22854', '22859']);
    const segmental = page.getByRole('button', { name: /^segmental fixation \d/ });
    await part(page, 'posterior column').focus();
    await page.keyboard.press('Space');
    await segmental.click();
    await expect.poll(() => codes(page)).toContain('22852');
    expect(await addOns()).toEqual(['22842', '22843', '22844']);
    await expect
      .poll(() => part(page, 'posterior column').getAttribute('aria-label'))
      .toBe('posterior column: 4');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('has the small regions as parts, with a mark in the drawing', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/spine');
    for (const [name, code] of [
      ['craniocervical', '22590'],
      ['atlantoaxial', '22595'],
      ['subaxial', '22600'],
      ['lumbosacral', '22586'],
      ['pelvis', '27280'],
      ['sacroiliac joint', '27279'],
    ] as const) {
      await part(page, name).locator('.label').click();
      await expect.poll(() => part(page, name).getAttribute('aria-pressed')).toBe('true');
      await expect.poll(() => codes(page), { message: name }).toContain(code);
    }
    await page.locator('.lumbosacral .region-mark').click({ force: true });
    await expect.poll(() => terms(page)).toBe('region:lumbosacral');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('offers only facts that some code states, each with the number of codes that would fit', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(ASKED, { viewport: { width: 390, height: 700 } });
    const bar = page.locator('.how-many');
    await expect.poll(() => bar.textContent()).toBe('5 codes meet all of it · 1 add-on code meets all of it');
    const box = await bar.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(700);
    await page.getByText('All facts').click();
    // What no code would fit is shown only when it is asked for.
    await expect.poll(() => page.locator('.facts-to-ask .chip:disabled').count()).toBe(0);
    await page.locator('.facts-to-ask').getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => page.locator('.facts-to-ask .chip:disabled').count()).toBeGreaterThan(0);
    for (const chip of await page.locator('.facts-to-ask .chip:enabled').all()) {
      expect(await chip.locator('.quiet').textContent()).not.toBe('0');
    }
    const stenosis = page.locator('.facts-to-ask').getByRole('button', { name: /^spinal stenosis/ });
    const fits = await stenosis.locator('.quiet').textContent();
    await stenosis.click();
    await expect.poll(() => bar.textContent()).toBe(`${fits} code meets all of it`);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('says on each part how many codes would fit', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(ASKED, { hasTouch: true });
    const name = await part(page, 'intradural').getAttribute('aria-label');
    await part(page, 'intradural').locator('.key').tap();
    await expect.poll(() => terms(page)).toBe('region:sacral,compartment:intradural');
    const fit = `${name?.match(/\d+/)?.[0]} codes meet all of it`;
    await page.getByRole('heading', { name: fit }).waitFor();
    await page.context().close();
  });

  test('asks on until one code is left', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(ASKED);
    await page.getByRole('heading', { name: 'What is treated?' }).waitFor();
    await page.locator('.question button', { hasText: 'spinal stenosis' }).click();
    await page.getByRole('heading', { name: '1 code meets all of it' }).waitFor();
    expect(await codes(page)).toEqual(['63011']);
    await expect.poll(() => page.locator('.question').count()).toBe(0);
    await page.getByRole('button', { name: 'Remove: sacral' }).click();
    await expect.poll(() => terms(page)).toBe('compartment:extradural,lesion:spinal-stenosis');
    await page.getByRole('button', { name: 'Start anew' }).click();
    await expect.poll(() => terms(page)).toBe(null);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('tells why a code is only nearly right', async (context) => {
    needChromium(context);
    const { page } = await explorer.open(
      '/spine?terms=region:lumbar,compartment:intramedullary,lesion:neoplasm',
    );
    await page.getByText('Codes that meet a part').click();
    const said = page.locator('details .sentences');
    await expect.poll(() => said.textContent()).toContain('does not say: lumbar');
    await expect.poll(() => said.textContent()).toContain('says otherwise than: intramedullary');
    await page.context().close();
  });

  test('keeps of a broken address what it understands', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/spine?terms=region:sacral,region:moon,banana');
    await page.getByText('Left out, since this page cannot use it: region:moon and banana').waitFor();
    await expect.poll(() => part(page, 'sacral').getAttribute('aria-pressed')).toBe('true');
    await page.context().close();
  });

  test('turns the page for Arabic, not the anatomy', async (context) => {
    needChromium(context);
    const front = async (lang: string) => {
      const { page } = await explorer.open(`${ASKED}&lang=${lang}`);
      const [bone, badge, pictures, found] = await Promise.all(
        ['.cervical .bone', '.cervical .badge', '.pictures', '.found'].map((one) =>
          page.locator(one).first().boundingBox(),
        ),
      );
      await page.context().close();
      return { inside: (bone?.x ?? 0) > (badge?.x ?? 0), first: (pictures?.x ?? 0) < (found?.x ?? 0) };
    };
    needChromium(context);
    expect(await front('en')).toEqual({ inside: true, first: true });
    expect(await front('ar')).toEqual({ inside: true, first: false });
  });
});
