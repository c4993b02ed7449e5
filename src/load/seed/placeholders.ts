import { LANGUAGES, type Language } from '../../text/languages.ts';
import { DEVICE_FORM, VALUE_NAMES } from '../../text/values.ts';
import { placeholdersOf } from '../../text/wording.ts';
import type { LanguageTexts } from '../../text/words.ts';
import { cell, type Problems, type Row } from './table.ts';

/** What messages can name beside the terms of a code. */
const NAMES = (
  'a addOn age axes axis b clauses code codes column column1 column2 count day days details diagnoses diagnosis from fusion ' +
  'instrumentation label laminoplasty number operation part parts place primary reach reason release sentence sibling ' +
  'specialties step symptom system terms to units value values weeks what ' +
  'beside cages date families family first here host joined least most name operations places present second unit'
).split(' ');

/** Checks that messages ask for what the program fills in: a name, or a form of terms that the language has. */
export function checkPlaceholders(
  rows: readonly Row[],
  formRows: readonly Row[],
  texts: LanguageTexts,
  language: Language,
  problems: Problems,
): void {
  const { locale } = LANGUAGES[language];
  const forms = [...formsByAxis(texts)].flatMap(([axis, ids]) =>
    [...ids.keys()].map((form) => `${axis}_${form}`),
  );
  const known = new Set([...NAMES, ...VALUE_NAMES.map(([name]) => name), ...forms]);
  const asked = new Set<string>();
  const said = [
    ...rows.map((row) => ({ row, key: cell(row, 'key'), text: row.cells.message ?? '' })),
    ...formRows.filter(isFilled).map((row) => ({ row, key: cell(row, 'id'), text: cell(row, 'text') })),
  ];
  for (const { row, key, text } of said) {
    for (const name of placeholders(key, text, locale)) {
      asked.add(name);
      if (known.has(name)) continue;
      const remedy = name.includes('_')
        ? `no term has that form; write it in forms.csv, or one of ${forms.join(', ')}`
        : `nothing fills it in; write one of ${[...known].filter((one) => !one.includes('_')).join(', ')}`;
      problems.add(row, `the message "${key}" asks for {${name}}, but ${remedy}`);
    }
  }
  checkForms(formRows, texts, asked, problems);
}

/**
 * Checks that a form that one term of an axis has is there for all its terms with forms, and that a message uses it. Labels
 * use the form with a device, which only operations on devices have; its text must name the device.
 */
function checkForms(
  rows: readonly Row[],
  texts: LanguageTexts,
  asked: ReadonlySet<string>,
  problems: Problems,
): void {
  for (const row of rows.filter(namesDevice)) {
    if (/\{device(_\w+)?\}/.test(cell(row, 'text'))) continue;
    problems.add(
      row,
      `the form "${DEVICE_FORM}" of ${cell(row, 'id')} does not name the device; write {device} in it`,
    );
  }
  for (const [axis, all] of formsByAxis(texts)) {
    const forms = new Map([...all].filter(([form]) => form !== DEVICE_FORM));
    const terms = new Set([...forms.values()].flatMap((ids) => [...ids]));
    for (const [form, ids] of forms) {
      const [first] = rows.filter((row) => cell(row, 'form') === form && ids.has(cell(row, 'id')));
      if (first === undefined) continue;
      if (!asked.has(`${axis}_${form}`)) {
        problems.add(
          first,
          `no message asks for {${axis}_${form}}; remove the form "${form}", or ask for it`,
        );
        continue;
      }
      for (const id of terms) {
        if (!ids.has(id))
          problems.add(first, `other terms have the form "${form}", but ${id} has none; write it`);
      }
    }
  }
}

/** A form with a device asks for the device as a message does: {device}, or {device_of} where the language has that form. */
const namesDevice = (row: Row): boolean => cell(row, 'form') === DEVICE_FORM;

/** Other forms of an operation may name its device too: "puts in {device_plain}". */
const isFilled = (row: Row): boolean => namesDevice(row) || cell(row, 'text').includes('{');

/** The ids that have a form, by axis and form. */
function formsByAxis(texts: LanguageTexts): Map<string, Map<string, Set<string>>> {
  const axes = new Map<string, Map<string, Set<string>>>();
  for (const key of texts.forms.keys()) {
    const [id = '', form = ''] = key.split(' ');
    const axis = id.split(':')[0] ?? '';
    const forms = axes.get(axis) ?? new Map<string, Set<string>>();
    axes.set(axis, forms.set(form, (forms.get(form) ?? new Set()).add(id)));
  }
  return axes;
}

/** The placeholders of a message; none if it cannot be parsed, which is reported elsewhere. */
function placeholders(key: string, message: string, locale: string): string[] {
  try {
    return placeholdersOf(key, message, locale);
  } catch {
    return [];
  }
}
