import type { Citation, Code, CodeStatus, CodeSystem } from '../lattice/code.ts';
import type { Batch, Held } from '../store/import.ts';
import type { SearchDocument } from '../store/store.ts';
import { ENGLISH } from '../text/languages.ts';
import { indexed } from '../text/tokens.ts';

/** A code that a row of a file names. */
export interface NamedCode {
  readonly id: string;
  readonly system: CodeSystem;
  readonly code: string;
}

/** The edition of a code that only a user's own file names. */
export const NO_EDITION = 'unknown';

/** The codes that rows name, and that the graph does not know: they are created, with nothing but their number. */
export interface NamedCodes {
  /** Notes that a row names a code, and whether the row says that the code is valid. */
  note(code: NamedCode, citation: Citation, valid?: boolean): void;
  /** Batches with the codes that were noted since the last time. */
  created(): Batch[];
  /** At the end: codes that were created as no longer valid, and that another row names as valid. */
  revived(): Batch[];
}

export function namedCodes(held: Held, edition: string): NamedCodes {
  const made = new Map<string, Code>();
  let fresh: Code[] = [];
  const revived = new Map<string, Code>();
  return {
    note(named, citation, valid = true) {
      const before = made.get(named.id);
      if (before === undefined) {
        if (held.codes.has(named.id)) return;
        const code = bareCode(named, edition, citation, valid ? 'ACTIVE' : 'DELETED');
        made.set(named.id, code);
        fresh.push(code);
      } else if (valid && before.status === 'DELETED') {
        const code: Code = { ...before, status: 'ACTIVE' };
        made.set(named.id, code);
        revived.set(named.id, code);
      }
    },
    created() {
      const rows = fresh;
      fresh = [];
      return rows.length === 0
        ? []
        : [
            { of: 'codes', rows },
            { of: 'documents', rows: rows.map((code) => documentOf(code)) },
          ];
    },
    revived: () => (revived.size === 0 ? [] : [{ of: 'codes', rows: [...revived.values()] }]),
  };
}

/** A code of which nothing but its number is known. */
export function bareCode(named: NamedCode, edition: string, citation: Citation, status: CodeStatus): Code {
  const { id, system, code } = named;
  return {
    id,
    system,
    code,
    edition,
    status,
    lastValidDay: null,
    label: `${system} ${code}`,
    labelKind: 'CODE_ONLY',
    addOn: false,
    curated: false,
    family: null,
    broader: null,
    facts: [],
    specialties: [],
    citation,
  };
}

/** What search finds an imported code by: its system, its number, its official title where it has one, and `more` texts. */
export function documentOf(
  { id, system, code, label, labelKind }: Pick<Code, 'id' | 'system' | 'code' | 'label' | 'labelKind'>,
  more: readonly string[] = [],
): SearchDocument {
  const texts = labelKind === 'OFFICIAL' ? [system, code, label, ...more] : [system, code, ...more];
  return {
    id,
    kind: 'CODE',
    curated: false,
    tokens: [...new Set(texts.flatMap((text) => indexed(text, ENGLISH)))],
  };
}

/** What search finds an imported term or family by: its name. */
export function nameDocumentOf(
  kind: 'TERM' | 'FAMILY',
  { id, name }: { readonly id: string; readonly name: string },
): SearchDocument {
  return { id, kind, curated: false, tokens: indexed(name, ENGLISH) };
}
