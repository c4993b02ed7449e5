import { axisOf } from './axes.ts';
import { is } from './case-columns.ts';
import type { AddsOn } from './claim.ts';
import type { Code } from './code.ts';
import type { CompanionKind, CompanionPair } from './companions.ts';
import type { Vocabulary } from './vocabulary.ts';

type Stated = Pick<Code, 'facts' | 'specialties'>;
type Has = (code: Stated, ...terms: readonly string[]) => boolean;

/**
 * What add-ons that put an implant in say beside the operations that they accompany: they may be reported, or are listed by CMS
 * and cannot apply. Beside fusions and cuts of vertebrae nothing is asked of them, and nothing is said here.
 */
export function instrumentsBeside(
  accompanies: readonly AddsOn[],
  codes: ReadonlyMap<string, Stated>,
  vocabulary: Vocabulary,
): CompanionPair[] {
  const has: Has = (code, ...terms) =>
    terms.some((term) => is(code, axisOf(term) ?? 'OPERATION', term, vocabulary));
  return accompanies.flatMap(({ addOn, primary, citation }) => {
    const [instrument, operation] = [codes.get(addOn), codes.get(primary)];
    const kind = instrument === undefined ? null : kindOf(instrument, has);
    if (instrument === undefined || operation === undefined || kind === null) return [];
    if (has(operation, 'operation:arthrodesis', 'operation:vertebra-cutting')) return [];
    // Medicare never pays wires apart.
    const applies = applying(operation, has).includes(kind) && !has(instrument, 'device:spinal-wire');
    const relation = applies ? 'MAY_GO_WITH' : 'LISTED_WITH';
    return [{ code: primary, companion: addOn, relation, kind, citation }];
  });
}

/** Where an implant goes; null for what is no fixation and no device between vertebrae. */
function kindOf(instrument: Stated, has: Has): CompanionKind | null {
  if (!has(instrument, 'operation:device-insertion')) return null;
  if (has(instrument, 'device:spinal-fixation')) {
    if (has(instrument, 'region:pelvis')) return 'pelvic';
    return has(instrument, 'column:anterior') ? 'anterior' : 'posterior';
  }
  if (!has(instrument, 'device:intervertebral-device')) return null;
  if (has(instrument, 'operation:insertion-without-fusion')) return 'unfused';
  return has(instrument, 'column:body-gap') ? 'gap' : 'disc';
}

/** The kinds for which an operation leaves a way and a place: what is opened from behind is held from behind. */
function applying(operation: Stated, has: Has): readonly CompanionKind[] {
  const isFromFront = has(operation, 'approach:anterior-or-anterolateral');
  const isLow = has(operation, 'region:lumbar', 'region:thoracolumbar', 'region:sacral');
  const leavesGap = has(operation, 'operation:corpectomy-decompression', 'operation:corpectomy-excision');
  const reachesDisc = !leavesGap && (isFromFront || has(operation, 'region:lumbar'));
  return [
    isFromFront ? 'anterior' : 'posterior',
    ...(!isFromFront && isLow ? (['pelvic'] as const) : []),
    ...(reachesDisc ? (['disc'] as const) : []),
    ...(leavesGap ? (['gap'] as const) : []),
    ...(leavesGap || reachesDisc ? (['unfused'] as const) : []),
  ];
}
