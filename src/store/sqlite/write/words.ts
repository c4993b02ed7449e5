import type { Citation, CodeId } from '../../../lattice/code.ts';
import { includedText } from '../../cited.ts';
import type { Batch } from '../../release.ts';
import type { Insert } from './insert.ts';
import type { Numbers } from './numbers.ts';
import type { writing } from './rows.ts';

/** Takes the batches of an import in, each kind by a function of its own. */
export type Takers = {
  readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => void;
};

interface Into {
  readonly insert: Insert;
  readonly write: ReturnType<typeof writing>;
  /** By its number. */
  readonly release: number;
  readonly codes: Numbers;
  readonly terms: Numbers;
  /** The number of a file, and the line. */
  at(citation: Citation): { readonly source: number; readonly line: number };
}

/** The row of a new code until `reattribute` derives it. */
const UNTOLD = {
  edition: '',
  status: '',
  label: '',
  labelKind: '',
  addOn: false,
  curated: false,
  source: '',
  line: 0,
};

/** Takes in what a release says of codes, terms and families; `reattribute` and `rename` work out what it comes to. */
export function takingWords({
  insert,
  write,
  release: n,
  codes,
  terms,
  at,
}: Into): Pick<Takers, 'terms' | 'families' | 'listed' | 'named' | 'meanings'> {
  /** Gives codes that are not known a number, and a row that is written when it is known what is said of them. */
  const meet = (rows: readonly CodeId[]) => {
    const fresh = new Map(rows.filter(({ id }) => !codes.has(id)).map((row) => [row.id, row]));
    insert(
      'code (n, id, code, system, edition, status, label, label_kind, add_on, curated, source, line)',
      [...fresh.values()].map(({ id, code, system }) => ({ ...UNTOLD, id, code, system, n: codes.add(id) })),
    );
  };

  return {
    terms(rows) {
      const fresh = rows.filter(({ id }) => !terms.has(id));
      for (const { id } of fresh) terms.add(id);
      write.terms(fresh);
      insert(
        'at_or_under (term, broader)',
        fresh.map(({ id }) => [terms.of(id), terms.of(id)]),
      );
      insert(
        'worded (release, id, name, title, definition, explanation, includes, source, line)',
        rows.map((row) => ({ ...row, ...at(row.citation), includes: includedText(row), release: n })),
        'or ignore',
      );
    },
    families(rows) {
      write.families(rows);
      insert(
        'worded (release, id, name, includes, source, line)',
        rows.map((row) => ({ ...row, ...at(row.citation), includes: includedText(row), release: n })),
        'or ignore',
      );
    },
    listed(rows) {
      meet(rows);
      insert(
        'listed (release, code, label, status, last_valid_day, family, broader, short, source, line)',
        rows.map((row) => ({ ...row, ...at(row.citation), release: n, code: codes.of(row.id) })),
      );
    },
    named(rows) {
      meet(rows);
      insert(
        'named (code, source, line, valid, add_on)',
        rows.map((row) => ({
          ...at(row.citation),
          code: codes.of(row.id),
          valid: row.isValid,
          addOn: row.isAddOn,
        })),
        'or replace',
      );
    },
    meanings: (rows) =>
      insert(
        'meaning (release, "table", position, value, axis, term, source, line, evidence)',
        rows.map((row) => ({
          ...row,
          ...(row.citation ?? { source: null, line: null, evidence: null }),
          release: n,
          term: terms.of(row.term),
        })),
      ),
  };
}
