import { SaxesParser } from 'saxes';
import { ImportError } from './import-error.ts';
import type { Member } from './input.ts';
import { blocks } from './text.ts';

/** What becomes of the elements of a file; `text` is what stands behind the last tag that opened. */
export interface Handler {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void;
  close(name: string, text: string, line: number): void;
}

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
    throw new ImportError({
      file: member.place,
      line: parser.line,
      found: `this is no well-formed XML (${error.message})`,
      expected: 'the file as CMS publishes it',
      remedy: 'Download the file again from its publisher.',
    });
  });
  for await (const block of blocks(member)) {
    parser.write(block);
    yield rows;
    rows = [];
  }
  parser.close();
  yield rows;
}
