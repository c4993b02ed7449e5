import { type Citation, sourcesOf } from '../lattice/code.ts';
import { type Cell, type Row, TABLES, type Table, type TableName } from './columns.ts';
import type { Begun, FormatWriter, Making } from './making.ts';
import { createNamed } from './named.ts';
import type { Output } from './output.ts';
import {
  broaderRows,
  codeRow,
  crosswalkRows,
  edgeRows,
  factRows,
  familyRow,
  relatedRows,
  sourceRow,
  termRow,
} from './rows.ts';

/** Writes the rows of one table into a file. */
export interface TableWriter {
  write(rows: readonly Row[]): void;
  end(): void;
}

interface Opened {
  readonly file: Begun;
  readonly writer: TableWriter;
}

/** Writes all tables, each into a file called after it; `writerOf` knows the form of a file. */
export function tableFormat(
  making: Making,
  extension: string,
  writerOf: (table: Table, output: Output) => TableWriter,
): FormatWriter {
  const { snapshot, selection, clean } = making;
  const { vocabulary } = snapshot;
  const words = making.words(making.languages[0]);
  const named = createNamed(making, selection.isWhole);
  const opened = Object.fromEntries(
    Object.values(TABLES).map((table) => {
      const file = making.begin(`${table.name}.${extension}`);
      return [table.name, { file, writer: writerOf(table, file.output) }];
    }),
  ) as Record<TableName, Opened>;
  const cleaned = (cell: Cell) => (typeof cell === 'string' && clean !== null ? clean(cell) : cell);
  const put = (name: TableName, rows: readonly Row[]) => {
    if (rows.length === 0) return;
    opened[name].file.rows += rows.length;
    opened[name].writer.write(clean === null ? rows : rows.map((row) => row.map(cleaned)));
  };
  const cite = (name: TableName, citations: readonly { readonly citation: Citation }[]) => {
    const { cited } = opened[name].file;
    for (const { citation } of citations) for (const source of sourcesOf(citation)) cited.add(source);
  };

  return {
    visit(visited) {
      const codes = visited.map(({ code }) => code);
      named.visit(visited);
      put(
        'codes',
        codes.map((code) => codeRow(code, words)),
      );
      put(
        'facts',
        codes.flatMap((code) => factRows(code, vocabulary)),
      );
      put('edges', visited.flatMap(edgeRows));
      put(
        'related',
        visited.flatMap((one) => relatedRows(one, words)),
      );
      put('crosswalk', visited.flatMap(crosswalkRows));
      cite('codes', codes);
      cite(
        'facts',
        codes.flatMap(({ facts }) => facts),
      );
      cite(
        'crosswalk',
        visited.flatMap(({ crosswalk }) => crosswalk),
      );
    },
    async end() {
      const [terms, families] = [named.terms(), named.families()];
      const there = new Set([...terms, ...families].map(({ id }) => id));
      const { vocabulary: inWords } = words;
      put(
        'terms',
        terms
          .map(({ id }) => inWords.terms.get(id))
          .flatMap((term) => (term ? [termRow(term, (id) => there.has(id))] : [])),
      );
      put(
        'families',
        families
          .map(({ id }) => inWords.families.get(id))
          .flatMap((family) => (family ? [familyRow(family)] : [])),
      );
      put('edges', [...terms, ...families].flatMap(broaderRows));
      cite('terms', terms);
      cite('families', families);
      const { sources } = await snapshot.dataset();
      const cited = new Set(Object.values(opened).flatMap(({ file }) => [...file.cited]));
      put('sources', sources.filter(({ id }) => selection.isWhole || cited.has(id)).map(sourceRow));
      for (const { writer } of Object.values(opened)) writer.end();
    },
  };
}
