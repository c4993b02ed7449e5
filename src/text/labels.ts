import type { Axis } from '../lattice/axes.ts';
import type { Code, Fact } from '../lattice/code.ts';
import { capitalized, type Wording } from '../lattice/sentence.ts';
import type { Vocabulary } from '../lattice/vocabulary.ts';

/**
 * The name of a code, composed from its facts in the order of the axes:
 * "Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy". A code without facts has its number only.
 */
export function labelOf(
  code: Pick<Code, 'facts' | 'system' | 'code' | 'addOn'>,
  vocabulary: Vocabulary,
  wording: Wording,
): string {
  const phrase = (axis: Axis) => phraseOn(code, axis, vocabulary, wording);
  const region = phrase('REGION');
  const place = [region && wording.say('label.REGION', { terms: region }), phrase('COMPARTMENT')];
  const what = [whatIsDone(code, vocabulary, wording), phrase('APPROACH'), phrase('EXTENT')];
  const comma = wording.say('list.comma');
  const where = place.filter((part) => part !== '').join(comma);
  const done = what.filter((part) => part !== '').join(comma);
  if (done === '') return wording.say('label.CODE_ONLY', { system: code.system, code: code.code });
  const label = where === '' ? done : wording.say('label.place', { place: where, what: done });
  return capitalized(code.addOn ? wording.say('label.addOn', { what: label }) : label);
}

/** "neoplasm biopsied or removed"; "decompression of the canal, for example for spinal stenosis". */
function whatIsDone(code: Pick<Code, 'facts'>, vocabulary: Vocabulary, wording: Wording): string {
  const operation = phraseOn(code, 'OPERATION', vocabulary, wording);
  const lesion = phraseOn(code, 'LESION', vocabulary, wording);
  if (operation === '' || lesion === '') return operation;
  const participles = (factOn(code, 'OPERATION')?.terms ?? []).map(
    (term) => vocabulary.terms.get(term)?.participle ?? null,
  );
  if (participles.every((participle) => participle !== null)) {
    return wording.say('label.treated', { lesion, operation: wording.or(participles) });
  }
  const example = factOn(code, 'LESION')?.basis === 'EXAMPLE';
  return wording.say(example ? 'label.operationForExample' : 'label.operationFor', { operation, lesion });
}

function phraseOn(code: Pick<Code, 'facts'>, axis: Axis, vocabulary: Vocabulary, wording: Wording): string {
  const terms = factOn(code, axis)?.terms ?? [];
  return wording.or(terms.map((term) => vocabulary.terms.get(term)?.phrase ?? term));
}

function factOn(code: Pick<Code, 'facts'>, axis: Axis): Fact | undefined {
  return code.facts.find((fact) => fact.axis === axis);
}
