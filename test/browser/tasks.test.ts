import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { importedStore } from '../imported.ts';
import { needChromium } from './browser.ts';
import { explorerOfTests, testLooks } from './explorer.ts';

/** One action of a reader: what is typed, or the text of what is clicked. */
type Action = { readonly type: string } | { readonly click: string | RegExp } | { readonly key: string };

interface Task {
  readonly name: string;
  /** From the first page to the first screen that is of use. */
  readonly actions: readonly Action[];
  /** What stands there in the end. */
  readonly shows: string | RegExp;
  readonly saves?: RegExp;
}

const ENTER: Action = { key: 'Enter' };
const TASKS: readonly Task[] = [
  {
    name: 'from 63278 to the code at L4 inside the dura',
    actions: [{ type: '63278' }, ENTER, { click: '63282' }],
    shows: 'Lumbar spine, inside the dura beside the cord: neoplasm biopsied or removed, by laminectomy',
  },
  {
    name: 'five codes on one day',
    actions: [{ type: '22551 22552 22845 22853 20930' }, ENTER],
    shows: /^Choose a cell to see what decides/,
  },
  {
    name: 'what changed from 2025 to 2026',
    actions: [{ click: 'What Changed' }],
    shows: /^(new|gone|other value|described in other words) \d+$/,
  },
  {
    name: 'all lumbar codes with their RVU as a spreadsheet',
    actions: [{ type: 'lumbar' }, ENTER, { click: 'Save as CSV' }],
    shows: 'total RVU in a facility',
    saves: /^codes-lumbar-\d{4}-\d\d-\d\d\.csv$/,
  },
  { name: 'ten questions', actions: [{ click: 'Learn' }, { click: 'Start' }], shows: 'Question 1 of 10' },
  {
    name: 'ICD-10-PCS by axis',
    actions: [{ click: 'Browse' }, { click: 'ICD-10-PCS' }, { click: 'Medical and Surgical' }],
    shows: '2. Body system',
  },
  {
    name: 'check a claim with modifiers',
    actions: [{ type: '63278-59 63283 63295 x2' }, ENTER],
    shows: 'Do they go together?',
  },
  {
    name: 'what is missing on 22551 22853',
    actions: [{ type: '22551 22853' }, ENTER, { click: 'What is missing, and what is it called?' }],
    shows: 'As far as was checked, nothing is missing or wrong.',
  },
  {
    name: 'what parts 63030 from 63047',
    actions: [{ type: '63030 63047' }, { click: /^Compare Codes: 63030/ }],
    shows: 'Only what differs',
  },
  {
    name: '63030 or 63047',
    actions: [{ type: '63030 or 63047' }, ENTER],
    shows: 'Only what differs',
  },
  {
    name: 'a code at another level',
    actions: [{ type: '63278 L4' }, ENTER],
    shows: 'Lumbar spine, outside the dura: neoplasm biopsied or removed, by laminectomy',
  },
  {
    name: 'print a family',
    actions: [{ type: 'laminoplasty' }, ENTER, { click: 'Print' }],
    shows: 'Laminoplasty',
  },
];

async function act(page: Page, action: Action): Promise<void> {
  if ('type' in action) return page.getByRole('combobox').first().pressSequentially(action.type);
  if ('key' in action) {
    const before = page.url();
    await page.keyboard.press(action.key);
    return page.waitForURL((url) => url.href !== before);
  }
  const named = { name: action.click, exact: true };
  const choices = ['link', 'button', 'option'].map((role) => page.getByRole(role as 'link', named));
  const [first, ...others] = choices;
  return others
    .reduce((all, one) => all.or(one), first as NonNullable<typeof first>)
    .first()
    .click();
}

// The keys of ten questions are counted in learn.test.ts.
describe('the tasks that people bring', () => {
  const explorer = explorerOfTests(importedStore);

  testLooks(explorer, [
    { name: 'changes', path: '/changes', text: 'Choose a code system and two of its releases.' },
    {
      name: 'changes-ar',
      path: '/changes?system=ICD10PCS&from=1999&lang=ar',
      text: 'from=1999',
    },
  ]);

  for (const { name, actions, shows, saves } of TASKS) {
    test(`${name} takes at most three actions`, async (context) => {
      needChromium(context);
      expect(actions.length).toBeLessThanOrEqual(3);
      const { page, complaints } = await explorer.open('/');
      await page.evaluate('window.print = () => {}');
      const saved = saves === undefined ? null : page.waitForEvent('download');
      for (const action of actions) await act(page, action);
      await page.getByText(shows).filter({ visible: true }).first().waitFor();
      if (saves) expect((await saved)?.suggestedFilename()).toMatch(saves);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  }
});
