import type { Citation, CodeId } from '../../../lattice/code.ts';
import type { Family, Term } from '../../../lattice/vocabulary.ts';
import { includedText } from '../../cited.ts';
import type { Named } from '../../records.ts';
import type { Batch, Import } from '../../release.ts';
import type { ReleaseRowKind } from '../release-rows.ts';
import type { Before } from './existing-nodes.ts';
import type { PendingNodes } from './pending-nodes.ts';
import { above, familyProperties, termProperties } from './rows.ts';

/** Takes the rows of an import in, each kind by a function of its own. */
export type Takers = {
  readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => void | Promise<void>;
};

/** Writes rows that say something of one code each, by its id. */
export type Say = <Row extends { readonly citation: Citation }>(
  of: ReleaseRowKind,
  rows: readonly Row[],
  idOf: (row: Row) => string,
) => Promise<void>;

interface Into {
  readonly release: Import;
  readonly before: Before;
  readonly pending: PendingNodes;
  readonly say: Say;
  /** By code and file; of several rows the last counts. */
  readonly named: Map<string, Named>;
}

/** Takes in what a release says of codes, terms and families; `reattribute` and `rename` work out what it comes to. */
export function takingWords({
  release,
  before,
  pending,
  say,
  named,
}: Into): Pick<Takers, 'terms' | 'families' | 'listed' | 'named' | 'meanings'> {
  const isNew = (label: 'Code' | 'Term' | 'Family', id: string) =>
    !before.has(label, id) && !pending.has(label, id);

  /** Puts in codes that are not there, with their numbers alone, until it is worked out what is said of them. */
  const meet = (rows: readonly CodeId[]) => {
    const fresh = rows.filter(({ id }) => isNew('Code', id));
    const codes = new Map(fresh.map(({ id, system, code }) => [id, { id, system, code }]));
    return pending.create('Code', [...codes.values()]);
  };
  const found = (kind: 'TERM' | 'FAMILY', row: Term | Family) => {
    const { curated, tokens } = release.documents.ofName(kind, row);
    return { codeCount: 0, curated, tokens: tokens.join(' ') };
  };
  const worded = ({ id, name, citation: { source, line } }: Term | Family) => {
    return { from: id, to: source, line, name };
  };

  return {
    async terms(rows) {
      const fresh = rows.filter(({ id }) => isNew('Term', id));
      await pending.create(
        'Term',
        fresh.map((row) => ({ ...termProperties(row), ...found('TERM', row) })),
      );
      await pending.join('Term BROADER Term', above(fresh, 'broader'));
      await pending.join(
        'Term WORDED_IN ArrivingSource',
        rows.map((row) => ({
          ...worded(row),
          title: row.title,
          definition: row.definition,
          explanation: row.explanation,
          includes: includedText(row),
        })),
      );
    },
    async families(rows) {
      const fresh = rows.filter(({ id }) => isNew('Family', id));
      await pending.create(
        'Family',
        fresh.map((row) => ({ ...familyProperties(row), ...found('FAMILY', row) })),
      );
      await pending.join('Family PART_OF Family', above(fresh, 'broader'));
      await pending.join(
        'Family WORDED_IN ArrivingSource',
        rows.map((row) => ({ ...worded(row), includes: includedText(row) })),
      );
    },
    async listed(rows) {
      await meet(rows);
      await say('listed', rows, ({ id }) => id);
    },
    async named(rows) {
      await meet(rows);
      for (const row of rows) named.set(`${row.id} ${row.citation.source}`, row);
    },
    meanings(rows) {
      const [{ id: to = '' } = {}] = release.sources;
      return pending.join(
        'Term STANDS_FOR ArrivingSource',
        rows.map(({ term: from, table, position, value, axis, citation }) => {
          const { source = null, line = null, evidence = null } = citation ?? {};
          return { from, to, table, position, value, axis, source, line, evidence };
        }),
      );
    },
  };
}
