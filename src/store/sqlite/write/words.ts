import type { Citation, CodeId } from '../../../lattice/code.ts';
import type { Batch } from '../../release.ts';
import type { Insert } from './insert.ts';
import type { Numbers } from './numbers.ts';

/** Takes the batches of an import in, each kind by a function of its own. */
export type Takers = {
  readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => void;
};

interface Into {
  readonly insert: Insert;
  /** By its number. */
  readonly release: number;
  readonly codes: Numbers;
  readonly terms: Numbers;
  /** The number of a file, and the line. */
  at(citation: Citation): readonly [number, number];
}

/** What a row of a code holds until what is said of it is worked out. */
const UNTOLD = ['', '', '', '', 0, 0, '', 0] as const;

const cited = ({ source, line, evidence }: Citation) => [source, line, evidence] as const;

/** Takes in what a release says of codes, terms and families; `reattribute` and `rename` work out what it comes to. */
export function takingWords({
  insert,
  release: n,
  codes,
  terms,
  at,
}: Into): Pick<Takers, 'terms' | 'families' | 'listed' | 'named' | 'meanings'> {
  /** Gives codes that are not known a number, and a row that is written when it is known what is said of them. */
  const meet = (rows: readonly CodeId[]) => {
    const fresh = new Map(rows.filter(({ id }) => !codes.has(id)).map((row) => [row.id, row]));
    insert(
      `code (n, id, code, system, edition, status, label, label_kind, add_on, curated, source, line)`,
      [...fresh.values()].map((row) => [codes.add(row.id), row.id, row.code, row.system, ...UNTOLD]),
    );
  };

  return {
    terms(rows) {
      const fresh = rows.filter(({ id }) => !terms.has(id));
      insert(
        'term (n, id, axis, name, phrase, short, broader, position, code_count, source, line, evidence)',
        fresh.map((row) => [
          terms.add(row.id),
          row.id,
          row.axis,
          row.name,
          row.phrase,
          row.short,
          row.broader,
          0,
          0,
          ...cited(row.citation),
        ]),
      );
      insert(
        'at_or_under (term, broader)',
        fresh.map(({ id }) => [terms.of(id), terms.of(id)]),
      );
      insert(
        'worded (release, id, name, title, definition, source, line)',
        rows.map(({ id, name, title, definition, citation }) => [
          n,
          id,
          name,
          title,
          definition,
          ...at(citation),
        ]),
        'or ignore',
      );
    },
    families(rows) {
      insert(
        'family (id, name, broader, rows_axis, columns_axis, position, code_count, source, line, evidence)',
        rows.map((row) => [
          row.id,
          row.name,
          row.broader,
          row.rows,
          row.columns,
          0,
          0,
          ...cited(row.citation),
        ]),
        'or ignore',
      );
      insert(
        'worded (release, id, name, source, line)',
        rows.map(({ id, name, citation }) => [n, id, name, ...at(citation)]),
        'or ignore',
      );
    },
    listed(rows) {
      meet(rows);
      insert(
        'listed (release, code, label, status, last_valid_day, family, broader, short, source, line)',
        rows.map((row) => [
          n,
          codes.of(row.id),
          row.label,
          row.status,
          row.lastValidDay,
          row.family,
          row.broader,
          row.short,
          ...at(row.citation),
        ]),
      );
    },
    named(rows) {
      meet(rows);
      insert(
        'named (code, source, line, valid, add_on)',
        rows.map((row) => [codes.of(row.id), ...at(row.citation), Number(row.isValid), Number(row.isAddOn)]),
        'or replace',
      );
    },
    meanings: (rows) =>
      insert(
        'meaning (release, "table", position, value, axis, term, source, line, evidence)',
        rows.map(({ table, position, value: sign, axis, term, citation }) => [
          n,
          table,
          position,
          sign,
          axis,
          terms.of(term),
          ...(citation === null ? [null, null, null] : cited(citation)),
        ]),
      ),
  };
}
