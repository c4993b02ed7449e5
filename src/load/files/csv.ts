import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, type InfoRecord, type Options, parse } from 'csv-parse';
import { ImportError, quoted } from './import-error.ts';
import type { Member } from './input.ts';
import { blocks, type Encoding } from './text.ts';

/** One record of a table; `line` is the line it starts on, for cells may hold line ends. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const BATCH = 1_000;
const LONGEST_RECORD = 1_000_000;

/**
 * The records of a text with delimiters, in batches, as they stand: cells are not trimmed and their number is not
 * checked. Throws ImportError for quotes that do not pair.
 */
export async function* records(
  member: Member,
  { encoding = 'utf-8', delimiter = ',' }: { encoding?: Encoding; delimiter?: ',' | '\t' } = {},
): AsyncGenerator<CsvRecord[]> {
  let next = 1;
  const numbered = (cells: string[], { lines }: InfoRecord): CsvRecord => {
    const line = next;
    next = lines + 1;
    return { line, cells };
  };
  const parser = parse({
    delimiter,
    max_record_size: LONGEST_RECORD,
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    on_record: numbered as unknown as NonNullable<Options['on_record']>,
  });
  const read = pipeline(Readable.from(blocks(member, encoding)), parser).catch(() => undefined);
  let batch: CsvRecord[] = [];
  try {
    for await (const record of parser as AsyncIterable<CsvRecord>) {
      batch.push(record);
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (error) {
    throw error instanceof CsvError ? brokenTable(member, next, error) : error;
  } finally {
    parser.destroy();
    await read;
  }
  if (batch.length > 0) yield batch;
}

function brokenTable(member: Member, line: number, error: CsvError): ImportError {
  return new ImportError(
    {
      file: member.place,
      line,
      found: `the record that starts here cannot be read: ${quoted(error.message)}`,
      expected: 'cells with a delimiter or a quote between quotes, and a quote inside written twice',
      remedy: 'Take the file as it was published, or mend the quotes.',
    },
    { cause: error },
  );
}
