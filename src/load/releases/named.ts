import type { Citation, CodeId } from '../../lattice/code.ts';
import type { Named } from '../../store/records.ts';
import type { Batch } from '../../store/release.ts';

/** What a row says of a code that it names. */
export interface Says {
  /** Whether it counts on the code as valid. */
  readonly isValid?: boolean;
  readonly isAddOn?: boolean;
}

/** The codes that the rows of a file name. */
export interface NamedCodes {
  note(code: CodeId, citation: Citation, says?: Says): void;
  /** Batches with the codes that are new, or better attested, since the last call. */
  noted(): Batch[];
}

/** Gathers codes; each is as good as the best row of a file says, and cites the first that says it is valid. */
export function namedCodes(): NamedCodes {
  const known = new Map<string, Named>();
  const fresh = new Map<string, Named>();
  return {
    note({ id, system, code }, citation, { isValid = true, isAddOn = false } = {}) {
      const key = `${citation.source} ${id}`;
      const before = known.get(key);
      if (before !== undefined && (before.isValid || !isValid) && (before.isAddOn || !isAddOn)) return;
      const named: Named = {
        id,
        system,
        code,
        isValid: isValid || (before?.isValid ?? false),
        isAddOn: isAddOn || (before?.isAddOn ?? false),
        citation: before === undefined || (isValid && !before.isValid) ? citation : before.citation,
      };
      known.set(key, named);
      fresh.set(key, named);
    },
    noted() {
      const rows = [...fresh.values()];
      fresh.clear();
      return rows.length === 0 ? [] : [{ of: 'named', rows }];
    },
  };
}
