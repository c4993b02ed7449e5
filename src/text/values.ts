import { AXES, type Axis, COMPARED_AXES } from '../lattice/axes.ts';
import { type Code, termsOn } from '../lattice/code.ts';
import type { Words } from './words.ts';

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
  return values;
}

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
