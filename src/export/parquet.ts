import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Cell, ColumnType, Row, Table } from './columns.ts';
import type { Output } from './output.ts';
import type { TableWriter } from './tables.ts';

/** How many rows stand together: all of them are in memory until they are written. */
const GROUP = 20_000;

const TYPES = {
  TEXT: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  INTEGER: { type: 'INT32' },
  NUMBER: { type: 'DOUBLE' },
  BOOLEAN: { type: 'BOOLEAN' },
} as const satisfies Record<ColumnType, object>;

/** Writes a table as Parquet, compressed by Snappy, a group of rows at a time. */
export function parquetWriter({ columns }: Table, output: Output): TableWriter {
  const names = Object.keys(columns);
  const bytes = new ByteWriter() as ByteWriter & { flush(): void };
  bytes.flush = () => {
    output.write(bytes.getBytes());
    bytes.index = 0;
  };
  bytes.finish = bytes.flush;
  const writer = new ParquetWriter({
    writer: bytes,
    createdBy: 'codelattice',
    schema: [
      { name: 'root', num_children: names.length },
      ...Object.entries(columns).map(([name, type]) => ({
        name,
        repetition_type: 'OPTIONAL' as const,
        ...TYPES[type],
      })),
    ],
  });
  let gathered: Cell[][] = names.map(() => []);
  const group = () => {
    const columnData = names.map((name, at) => ({ name, data: gathered[at] ?? [] }));
    writer.write({ columnData, rowGroupSize: GROUP });
    gathered = names.map(() => []);
  };
  return {
    write(rows: readonly Row[]) {
      for (const row of rows) {
        for (const [at, cell] of row.entries()) gathered[at]?.push(cell);
        if (gathered[0]?.length === GROUP) group();
      }
    },
    end() {
      if (gathered[0]?.length !== 0) group();
      writer.finish();
    },
  };
}
