import { type Code, factOn, termsOn } from '../lattice/code.ts';
import { DEVICE_FORM, termValues, type Values, withNamed } from './values.ts';
import type { Words } from './words.ts';

const SPINE = 'region:spine';

/**
 * The name of a code, composed from its facts in the order of the axes:
 * "Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy"; "Lumbar spine, between the vertebral
 * bodies: fusion, from behind, one interspace". A code without facts has its number only.
 */
export function labelOf(
  code: Pick<Code, 'facts' | 'specialties' | 'system' | 'code' | 'addOn'>,
  words: Words,
): string {
  const terms: Record<string, string> = termValues(code, words);
  const values: Record<string, string> = { ...terms, operation: withDevice(code, terms, words) };
  const joined = (parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part !== '').join(words.say('list.comma'));
  const place = joined([regionOf(code, values, words), values.compartment, values.column]);
  const what = joined([whatIsDone(code, values, words), values.approach, values.extent]);
  if (what === '') return words.say('label.CODE_ONLY', { system: code.system, code: code.code });
  const label = place === '' ? what : words.say('label.place', { place, what });
  return words.capitalized(code.addOn ? words.say('label.addOn', { what: label }) : label);
}

/** "Sacral spine"; the spine as a whole, and what is no part of it, stand alone: "Spine", "Sacroiliac joint". */
function regionOf(code: Pick<Code, 'facts' | 'specialties'>, values: Values, words: Words): string {
  const region = values.region ?? '';
  const regions = termsOn(code, 'REGION');
  if (regions.includes(SPINE)) return words.vocabulary.terms.get(SPINE)?.name ?? region;
  const inSpine = regions.every((term) => words.vocabulary.isAtOrUnder(term, SPINE));
  return region !== '' && inSpine ? words.say('label.REGION', { ...values, terms: region }) : region;
}

/** The same for a code; empty where it states no region. */
export const placeOf = (code: Pick<Code, 'facts' | 'specialties'>, words: Words): string =>
  regionOf(code, termValues(code, words), words);

/** "insertion of a tether"; the operation alone where no device is stated, or the operation has no form for one. */
function withDevice(code: Pick<Code, 'facts' | 'specialties'>, values: Values, words: Words): string {
  const forms = termsOn(code, 'OPERATION').map((term) => words.form(term, DEVICE_FORM));
  if (!values.device || forms.length === 0 || forms.includes('')) return values.operation ?? '';
  return words.or(forms.map((form) => withNamed(form, values)));
}

/** What is done to what, but for what is only an example: "fusion with fixation", "neoplasm biopsied or removed". */
export function doneOf(code: Pick<Code, 'facts' | 'specialties'>, words: Words): string {
  const told = { ...code, facts: code.facts.filter(({ basis }) => basis !== 'EXAMPLE') };
  const terms: Record<string, string> = termValues(told, words);
  return whatIsDone(told, { ...terms, operation: withDevice(told, terms, words) }, words);
}

/** "neoplasm biopsied or removed"; "decompression of the canal (for example for spinal stenosis)". */
function whatIsDone(code: Pick<Code, 'facts'>, values: Values, words: Words): string {
  const operations = factOn(code, 'OPERATION')?.terms ?? [];
  const lesion = factOn(code, 'LESION');
  if (operations.length === 0 || lesion === undefined || lesion.terms.length === 0)
    return values.operation ?? '';
  const participles = operations.map((term) => words.vocabulary.terms.get(term)?.participle ?? null);
  if (participles.every((participle) => participle !== null)) {
    return words.say('label.treated', { ...values, operation: words.or(participles) });
  }
  return words.say(lesion.basis === 'EXAMPLE' ? 'label.operationForExample' : 'label.operationFor', values);
}
