import { type Code, factOn } from '../lattice/code.ts';
import { termValues } from './values.ts';
import type { Words } from './words.ts';

/**
 * The name of a code, composed from its facts in the order of the axes:
 * "Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy". A code without facts has its number only.
 */
export function labelOf(
  code: Pick<Code, 'facts' | 'specialties' | 'system' | 'code' | 'addOn'>,
  words: Words,
): string {
  const values = termValues(code, words);
  const joined = (parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined && part !== '').join(words.say('list.comma'));
  const region = values.region && words.say('label.REGION', { ...values, terms: values.region });
  const place = joined([region, values.compartment]);
  const what = joined([whatIsDone(code, values, words), values.approach, values.extent]);
  if (what === '') return words.say('label.CODE_ONLY', { system: code.system, code: code.code });
  const label = place === '' ? what : words.say('label.place', { place, what });
  return words.capitalized(code.addOn ? words.say('label.addOn', { what: label }) : label);
}

/** "neoplasm biopsied or removed"; "decompression of the canal (for example for spinal stenosis)". */
function whatIsDone(
  code: Pick<Code, 'facts'>,
  values: Readonly<Record<string, string>>,
  words: Words,
): string {
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
