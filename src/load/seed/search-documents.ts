import type { Documents } from '../../store/records.ts';
import { ENGLISH } from '../../text/languages.ts';
import { indexed } from '../../text/tokens.ts';

/**
 * What search finds by what imports bring: a code by its system, its number, its official title and short text where it has
 * them; a term or family by its name.
 */
export const documents: Documents = {
  ofCode({ id, system, code, label, labelKind }, short) {
    const texts = labelKind === 'OFFICIAL' ? [system, code, label, short ?? ''] : [system, code];
    return {
      id,
      kind: 'CODE',
      curated: false,
      tokens: [...new Set(texts.flatMap((text) => indexed(text, ENGLISH)))],
    };
  },
  ofName: (kind, { id, name }) => ({ id, kind, curated: false, tokens: indexed(name, ENGLISH) }),
};
