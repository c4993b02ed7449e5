import { AXES, type Axis, COMPARED_AXES } from '../lattice/axes.ts';
import { type Code, termsOn } from '../lattice/code.ts';
import type { Words } from './words.ts';

/** The form of an operation that names its device in a label: "insertion of {device}". */
export const DEVICE_FORM = 'withDevice';

export type Values = Readonly<Record<string, string>>;

/** How messages name an axis: {lesion}, {region_at}. */
export const VALUE_NAMES: readonly (readonly [string, Axis])[] = COMPARED_AXES.map((axis) => [
  AXES[axis].prefix,
  axis,
]);

/** The terms of a code as its messages can name them: {lesion} by its phrase, {lesion_object} by a form; empty where not stated. */
export function termValues(
  code: Pick<Code, 'facts' | 'specialties'>,
  words: Words,
  chosen: (axis: Axis) => readonly string[] = (axis) => termsOn(code, axis),
): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, axis] of VALUE_NAMES) fill(values, name, chosen(axis), words);
  for (const form of words.forms.filter((one) => one !== DEVICE_FORM)) {
    const name = `operation_${form}`;
    values[name] = withNamed(values[name] ?? '', values);
  }
  return values;
}

/** A form of an operation with the device that it names: "puts in {device_plain}". */
export const withNamed = (form: string, values: Values): string =>
  form.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');

/** How messages name these terms of an axis. */
export function fill(
  values: Record<string, string>,
  name: string,
  terms: readonly string[],
  words: Words,
): void {
  values[name] = words.or(terms.map((term) => words.vocabulary.terms.get(term)?.phrase ?? term));
  for (const form of words.forms) {
    const forms = terms.map((term) => words.form(term, form)).filter((one) => one !== '');
    values[`${name}_${form}`] = forms.length === 0 ? '' : words.or(forms);
  }
}
