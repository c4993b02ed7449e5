import { execFile } from 'node:child_process';
import { delimiter } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { FORMATS } from '../../src/export/formats.ts';
import { offerExports } from '../../src/export/offer.ts';
import { exported } from '../export/exported.ts';
import { pythonOf } from '../python.ts';
import { seededStore, temporaryFolder } from '../seeded.ts';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways } from './explorer.ts';

/** The seed, and its files in all formats. */
async function opened() {
  const seeded = await seededStore();
  const files = await exported(seeded.store, Object.keys(FORMATS));
  return {
    store: seeded.store,
    offer: offerExports(files.folder, seeded.store),
    async close() {
      files.remove();
      await seeded.close();
    },
  };
}

describe('the page of the data', () => {
  const explorer = explorerOfTests(opened);

  test('lists the files by format, and fits where it is narrow', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/data?lang=de');
    await page.getByRole('heading', { name: 'Parquet' }).waitFor();
    await expect.poll(() => page.locator('a[download]').count()).toBeGreaterThan(20);
    await page.evaluate(`for (const one of document.querySelectorAll('details')) one.open = true`);
    for (const [width, colorScheme] of [
      [320, 'light'],
      [1400, 'dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect(await sideways(page)).toBe(0);
      expect(await accessibilityFindings(page)).toEqual([]);
    }
    await page.getByRole('radio', { name: 'BibTeX' }).check();
    await page.getByText('@misc{codelattice').first().waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('what it says of each format fetches a file and reads it', async (context) => {
    needChromium(context);
    const { programs } = await pythonOf(context);
    const { page } = await explorer.open('/data');
    await page.getByRole('heading', { name: 'Parquet' }).waitFor();
    const snippets = await page.locator('section section .snippet code').allTextContents();
    expect(snippets.length).toBe(2 * (Object.keys(FORMATS).length - 1));
    const { folder: cwd, remove } = temporaryFolder();
    const env = { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH}` };
    const run = (program: string, given: readonly string[]) =>
      promisify(execFile)(program, given, { cwd, env });
    // What is copied comes in pairs: a command, then a program.
    const all = (of: number) => snippets.filter((_, index) => index % 2 === of).join('\n');
    await run('sh', ['-ec', all(0)]);
    const { stdout } = await run('python', ['-c', all(1)]);
    for (const said of ['CPT:20930', '[746 rows x', 'MultiDiGraph', '[3755 rows x'])
      expect(stdout).toContain(said);
    remove();
    await page.context().close();
  });

  test('is read without a script', async (context) => {
    needChromium(context);
    const { page } = await explorer.open('/data', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'codes.csv' }).waitFor();
    expect(await page.title()).toBe('Data – codelattice');
    await page.context().close();
  });
});
