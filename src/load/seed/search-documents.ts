import type { Documents } from '../../store/records.ts';
import { ENGLISH } from '../../text/languages.ts';
import { indexed, termToken } from '../../text/tokens.ts';

/** The words by which official titles name regions of the spine, which levels lead to. */
const REGIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['cervical', ['region:cervical']],
  ['cervicothoracic', ['region:cervical', 'region:thoracic']],
  ['thoracic', ['region:thoracic']],
  ['thoracolumbar', ['region:thoracolumbar']],
  ['lumbar', ['region:lumbar']],
  ['lumbosacral', ['region:lumbar', 'region:sacral']],
  ['sacral', ['region:sacral']],
]);

/**
 * What search finds by what imports bring: a code by its system, its number, its official title and short text where it has
 * them; a term or family by its name, a term by what it includes as well.
 */
export const documents: Documents = {
  ofCode({ id, system, code, label, labelKind }, short) {
    const texts = labelKind === 'OFFICIAL' ? [system, code, label, short ?? ''] : [system, code];
    const forms = texts.flatMap((text) => indexed(text, ENGLISH));
    const regions = forms.flatMap((form) => REGIONS.get(form) ?? []).map(termToken);
    return { id, kind: 'CODE', curated: false, tokens: [...new Set([...forms, ...regions])] };
  },
  ofName(kind, { id, name, includes = [] }) {
    const texts = [name, ...includes.map(({ text }) => text)];
    const tokens = [...new Set(texts.flatMap((text) => indexed(text, ENGLISH)))];
    return { id, kind, curated: false, tokens };
  },
};
