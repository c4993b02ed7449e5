import { UsageError } from '../errors.ts';
import type { Snapshot } from '../store/store.ts';
import { LANGUAGE_CODES, LANGUAGES, type Language } from '../text/languages.ts';

/** The names, each once. Throws UsageError for the first that is not known, with those that are. */
export function oneOf(option: string, names: readonly string[], known: readonly string[]): string[] {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`${option}: there is no "${unknown}"; there are ${known.join(', ')}.`);
  }
  return [...new Set(names)];
}

/** The language that `--lang` names, in small letters or capitals. Throws UsageError for another. */
export function languageOf(name: string): Language {
  const known = LANGUAGE_CODES.find((code) => LANGUAGES[code].folder === name.toLowerCase());
  if (known !== undefined) return known;
  const all = LANGUAGE_CODES.map((code) => LANGUAGES[code].folder);
  throw new UsageError(`--lang: there is no "${name}"; there are ${all.join(', ')}.`);
}

/** The id of a family, named by it or by what stands behind its colon. Throws UsageError where there is none, with those that there are. */
export function familyOf(option: string, name: string, { vocabulary: { families } }: Snapshot): string {
  const found = [name, `family:${name}`].find((id) => families.has(id));
  if (found !== undefined) return found;
  const curated = [...families.keys()].filter((id) => !id.startsWith('family:icd10pcs'));
  const others = families.size - curated.length;
  const more = others === 0 ? '' : `, and ${others} of ICD-10-PCS, such as family:icd10pcs-0RG`;
  throw new UsageError(`${option}: there is no "${name}"; there are ${curated.join(', ')}${more}.`);
}
