import { SaxesParser } from 'saxes';
import { ImportError } from './import-error.ts';
import type { Member } from './input.ts';
import { blocks } from './text.ts';

/** What becomes of the elements of a file; `text` is what stands behind the last tag that opened. */
export interface Handler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string, text: string, line: number): void;
}

/** Refuses a file that is not what its publisher serves, with the line where that shows. */
export const damaged = ({ place }: Member, line: number, found: string, expected: string): ImportError =>
  new ImportError({
    file: place,
    line,
    found,
    expected,
    remedy: 'Download the file again from its publisher.',
  });

/**
 * The rows that a handler adds, in batches: an XML file is fed to it block by block. Throws ImportError with the line where
 * the file is no well-formed XML.
 */
export async function* parsed<Row>(
  member: Member,
  handlerOf: (add: (row: Row) => void) => Handler,
): AsyncGenerator<Row[]> {
  let rows: Row[] = [];
  const handler = handlerOf((row) => rows.push(row));
  const parser = new SaxesParser({ position: true });
  let text = '';
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    handler.open(name, attributes as Record<string, string>, parser.line);
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', ({ name }) => handler.close(name, text, parser.line));
  parser.on('error', (error) => {
    const found = `this is no well-formed XML (${error.message})`;
    throw damaged(member, parser.line, found, 'the file as CMS publishes it');
  });
  for await (const block of blocks(member)) {
    parser.write(block);
    yield rows;
    rows = [];
  }
  parser.close();
  yield rows;
}
