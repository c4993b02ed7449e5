import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { importer } from '../commands/importing.ts';
import { needChromium } from './browser.ts';
import { accessibilityFindings, explorerOfTests, sideways, testLooks } from './explorer.ts';

const screenshots = join(import.meta.dirname, 'screenshots');
const SET = '/learn?family=family:lesion-neoplasm&level=1&seed=spine';
/** As people bring codes: with modifiers, as a range, unknown, and none at all. */
const CHOSEN = '/learn?codes=63275-59, 63281-63283 banana,99999';

describe('the pages to learn from', () => {
  const explorer = explorerOfTests();
  const asked = (page: Page) => page.locator('h1').textContent();
  const choices = (page: Page) => page.locator('.answers .number').allTextContents();

  testLooks(explorer, [
    { name: 'learn', path: '/learn', text: 'Each question starts at a code' },
    { name: 'learn-question', path: SET, text: 'Which code is this?' },
    { name: 'learn-question-ar', path: `${SET}&lang=ar`, text: 'أي رمز هذا؟' },
    { name: 'learn-none', path: '/learn?family=family:lesion-add-on&seed=spine', text: 'No such question' },
    { name: 'learn-cards', path: '/learn/cards', text: 'Prints eight cards' },
    { name: 'learn-chosen', path: CHOSEN, text: '63275', unfolded: true },
    { name: 'learn-chosen-de', path: `${CHOSEN}&lang=de&family=family:none`, text: 'Weggelassen' },
    {
      name: 'learn-cards-plain',
      path: '/learn/cards?codes=63278,00BT0ZX&back=plain&lang=ar',
      text: 'طباعة',
    },
    { name: 'learn-cards-ar', path: '/learn/cards?lang=ar&front=label', text: 'طباعة' },
  ]);

  test('a set is answered by the keyboard alone, and its result kept in this browser', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn?level=2');
    await page.getByText('Difficulty').waitFor();
    await page.evaluate(`document.getElementById('main').focus()`);
    let keys = 0;
    const press = async (key: string) => {
      keys++;
      await page.keyboard.press(key);
    };
    await press('Tab');
    await press('Enter');
    await page.waitForURL(/seed=[0-9a-z]{5}/);
    for (let number = 1; number <= 10; number++) {
      await page.getByText(`Question ${number} of 10`).waitFor();
      await press(String((number % 4) + 1));
      if (number === 1) {
        await page.getByText('Question 2 of 10').waitFor();
        expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^(✓ Right|✗ Not quite)/);
        await expect.poll(() => page.locator('.verdict.before details li').count()).toBe(4);
        expect(await accessibilityFindings(page)).toEqual([]);
        await page.screenshot({ path: join(screenshots, 'learn-answered-1400.png'), fullPage: true });
        await page.setViewportSize({ width: 320, height: 900 });
        expect(await sideways(page)).toBe(0);
        await page.screenshot({ path: join(screenshots, 'learn-answered-320.png'), fullPage: true });
      }
    }
    expect(keys).toBe(12);
    const score = page.locator('h1');
    await expect.poll(() => score.textContent()).toMatch(/^\d+ of 10 right$/);
    const said = await score.textContent();
    const wrong = page.locator('.results .wrong');
    await expect.poll(() => wrong.first().textContent()).toContain('your answer: ');
    expect(await page.locator('.copy-link a').getAttribute('href')).not.toContain('q=');
    const missed = await wrong.count();
    await page.getByRole('link', { name: new RegExp(`^Repeat the ${missed} missed`) }).click();
    await page.getByText(`Question 1 of ${missed}`).waitFor();
    await page.goBack();
    await page.reload();
    await expect.poll(() => score.textContent()).toBe(said);
    expect(await accessibilityFindings(page)).toEqual([]);

    await page.getByRole('link', { name: 'Choose otherwise' }).click();
    await page.locator('.so-far span').getByText(String(said)).waitFor();
    await page.evaluate('scrollTo(0, 0)');
    await page.screenshot({ path: join(screenshots, 'learn-progress-320.png'), fullPage: true });
    expect(await accessibilityFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Forget all of it' }).click();
    await expect.poll(() => page.locator('.so-far').count()).toBe(0);
    await page.reload();
    await page.getByText('Difficulty').waitFor();
    await expect.poll(() => page.locator('.so-far').count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('whoever is given the address of a result begins at the first question', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(`${SET}&q=11`);
    await page.getByText('Question 1 of 10').waitFor();
    expect(page.url()).not.toContain('q=');
    await page.keyboard.press('1');
    await page.getByText('Question 2 of 10').waitFor();
    await page.goBack();
    await page.locator('.answers small').getByText('your answer').waitFor();
    await expect.poll(() => page.locator('.answers .right').count()).toBe(1);
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('begins anew where what was kept cannot be read', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn');
    for (const kept of ['{', '[]', '{"families":{"family:spine":{"asked":"many"}},"sets":{}}', 'null']) {
      await page.evaluate(`localStorage.setItem('codelattice:learn', ${JSON.stringify(kept)})`);
      await page.goto(explorer.url + SET);
      await page.getByText('Question 1 of 10').waitFor();
      await page.keyboard.press('1');
      await page.locator('.verdict').waitFor();
    }
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the same address asks the same in every language and browser', async (context) => {
    needChromium(context);
    const seen: string[][] = [];
    for (const lang of ['en', 'ko', 'ar']) {
      const { page } = await explorer.open(`${SET}&q=4&lang=${lang}`);
      await page.locator('.answers button').first().waitFor();
      seen.push(await choices(page));
      await page.context().close();
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
  });

  test('the back button leads to the question before, numbers can stand alone', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(SET);
    await page.getByText('Question 1 of 10').waitFor();
    const first = await asked(page);
    await page.keyboard.press('1');
    await page.getByText('Question 2 of 10').waitFor();
    await expect.poll(() => page.locator('.answers .label').count()).toBe(4);
    await page.getByRole('checkbox', { name: 'Numbers only' }).check();
    await page.waitForURL(/labels=no/);
    await expect.poll(() => page.locator('.answers .label').count()).toBe(0);
    await page.goBack();
    await page.getByText('Question 1 of 10').waitFor();
    expect(await asked(page)).toBe(first);
    await expect.poll(() => page.locator('.verdict .sentences').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('questions are saved as files for a class, the same ones as by the command', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn?lang=es&family=family:lesion-neoplasm&level=2');
    await page.getByRole('heading', { name: 'Archivos para una clase' }).waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    const saved = async (button: string) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      return [download.suggestedFilename(), readFileSync(await download.path(), 'utf8')] as const;
    };
    const [name, anki] = await saved('Anki');
    expect(name).toBe('lesion-neoplasm-2.es.anki.txt');
    expect(anki.split('\n').filter((line) => line.startsWith('codelattice-es-'))).toHaveLength(40);
    expect(await saved('Anki')).toEqual([name, anki]);
    const [, gift] = await saved('Moodle (GIFT)');
    expect(gift.match(/^\t=/gm)).toHaveLength(40);
    expect(gift).toContain('¿Qué código es este? {');
    const own = importer();
    const given = ['lesion-neoplasm', '--level', '2', '--lang', 'es', '--format', 'gift'];
    expect((await own.run(own.fresh(), 'quiz', ...given)).out).toBe(gift);
    own.remove();
    const [, table] = await saved('Quizlet (CSV)');
    expect(table.startsWith('\uFEFF"Punto de partida: ')).toBe(true);
    const [sheet, html] = await saved('Hoja de ejercicios');
    expect(sheet).toBe('lesion-neoplasm-2.es.html');
    const paper = await page.context().newPage();
    await paper.setContent(html);
    await expect.poll(() => paper.locator('.questions').first().locator(':scope > li').count()).toBe(40);
    expect(await accessibilityFindings(paper)).toEqual([]);
    await paper.screenshot({ path: join(screenshots, 'learn-worksheet.png') });
    await page.goto(`${explorer.url}/learn?family=family:lesion-add-on`);
    await page.getByRole('button', { name: 'Anki' }).click();
    await page.getByText('In this family no codes differ in this way').waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('single codes are chosen by the keyboard, for questions, files and cards', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn');
    const fold = page.locator('.single summary');
    await fold.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('checkbox', { name: '63278' }).waitFor();
    await expect.poll(() => page.getByRole('checkbox', { checked: true }).count()).toBe(12);
    await page.getByRole('button', { name: 'None' }).press('Enter');
    await page.getByText('No code is chosen.').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
    for (const code of ['63275', '63278']) {
      await page.getByRole('checkbox', { name: code }).press(' ');
    }
    await page.getByRole('combobox', { name: 'Add a code' }).fill('63295');
    await page.locator('.single [role=option]').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/codes=63275,63278,63295$/);
    expect(await accessibilityFindings(page)).toEqual([]);

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Moodle (GIFT)' }).click(),
    ]);
    const gift = readFileSync(await download.path(), 'utf8');
    expect(new Set(gift.match(/(?<=^::)\d+/gm))).toEqual(new Set(['63275', '63278']));
    await page.getByText('No question of this difficulty starts at: 63295').waitFor();

    await page.getByRole('button', { name: 'Start' }).click();
    await page.getByText(/^Question 1 of/).waitFor();
    expect(page.url()).toMatch(/codes=63275,63278,63295&seed=/);
    await page.getByText('No question of this difficulty starts at: 63295').waitFor();
    expect(['63275', '63278']).toContain(await page.locator('.start .code').textContent());
    await page.goBack();
    await page.getByRole('link', { name: 'Flashcards' }).click();
    const numbers = page.locator('.cards .number');
    await numbers.first().waitFor();
    await expect.poll(() => numbers.allTextContents()).toEqual(['63275', '63278', '63295']);
    await page.getByRole('button', { name: 'All' }).click();
    await page.getByRole('button', { name: 'Take 63295 away' }).click();
    await expect.poll(() => numbers.count()).toBe(12);
    expect(page.url()).not.toContain('codes=');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('an address names codes in any form, and what it cannot mean is told', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open(CHOSEN);
    await page.getByText('Not known here: CPT:99999', { exact: false }).waitFor();
    await page.getByText(/^banana: /).waitFor();
    const chips = page.locator('.single .chip');
    await expect.poll(() => chips.allTextContents()).toEqual(['63275 ×', '63281 ×', '63282 ×', '63283 ×']);
    await page.goto(`${explorer.url}/learn?codes=banana`);
    await page.getByRole('heading', { name: 'Files for a class' }).waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Worksheet' }).isDisabled()).toBe(true);
    await page.getByRole('link', { name: 'Flashcards' }).click();
    await page.getByText('No code is chosen').waitFor();
    await expect.poll(() => page.getByRole('button', { name: 'Print' }).isDisabled()).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('cards have plain words on their backs, on paper too, and the facts where there are none', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn/cards?codes=63278,00BT0ZX');
    await page.getByRole('checkbox', { name: 'In plain words' }).check();
    await page.waitForURL(/back=plain/);
    const cards = page.locator('.cards .card');
    await cards.first().click();
    await expect.poll(() => cards.first().textContent()).toContain('You are asleep');
    await cards.last().click();
    await expect
      .poll(() => cards.last().textContent())
      .toContain('No plain words are written for this code.');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Anki' }).click(),
    ]);
    const [note, other] = readFileSync(await download.path(), 'utf8')
      .split('\n')
      .slice(6);
    expect(note).toMatch(
      /^codelattice-en-card-number-plain-63278\tcodelattice::Chosen codes\t<b>63278<\/b>\t/,
    );
    expect(note).toContain('<br>You are asleep');
    expect(other).toContain('<br>No plain words are written for this code.');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sheet.backs .plain').allTextContents()).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('the table of codes stands there for those who come from the cards', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn/cards');
    await page.locator('.cards .card').first().waitFor();
    await page.locator('.header a[href^="/browse"]').click();
    await page.locator('.browse table').waitFor({ state: 'attached' });
    await expect.poll(() => page.locator('.browse table').isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('cards turn over, and print as fronts and mirrored backs', async (context) => {
    needChromium(context);
    const { page, complaints } = await explorer.open('/learn/cards');
    const card = page.locator('.cards .card').first();
    await card.waitFor();
    await expect.poll(() => card.textContent()).toBe('63275');
    await card.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => card.textContent()).toContain('Cervical spine, outside the dura');
    await page.screenshot({ path: join(screenshots, 'learn-card-turned-1400.png') });

    await page.emulateMedia({ media: 'print' });
    const place = (sheet: string, at: number) =>
      page.locator(sheet).first().locator('.card').nth(at).boundingBox();
    const [front, frontBeside] = await Promise.all([
      place('.sheet:not(.backs)', 0),
      place('.sheet:not(.backs)', 1),
    ]);
    const [back, backBeside] = await Promise.all([place('.sheet.backs', 0), place('.sheet.backs', 1)]);
    expect(front?.x).toBeLessThan(frontBeside?.x ?? 0);
    expect(back?.x).toBeGreaterThan(backBeside?.x ?? Number.POSITIVE_INFINITY);
    // 12 codes are two sheets of eight, each with two sides.
    const pages = (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g);
    expect(pages).toHaveLength(4);
    await page.setViewportSize({ width: 720, height: 1000 });
    await page.screenshot({ path: join(screenshots, 'learn-cards-print.png'), fullPage: true });
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});
