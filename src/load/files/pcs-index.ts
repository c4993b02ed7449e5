import type { Member } from './input.ts';
import type { Report } from './report.ts';
import { damaged, parsed } from './xml.ts';

/** A word of clinicians and where it leads: "Laminectomy" to 00N, 01N, 0PB and 0QB. */
export interface IndexEntry {
  readonly text: string;
  /** The first three to seven characters of codes, each once, as the file lists them. */
  readonly codes: readonly string[];
  readonly line: number;
}

const EXPECTED = 'the index of ICD-10-PCS as CMS publishes it';
const ELEMENTS: ReadonlySet<string> = new Set([
  ...[
    'ICD10PCS.index',
    'version',
    'title',
    'letter',
    'mainTerm',
    'term',
    'see',
    'use',
    'tab',
    'codes',
    'code',
  ],
]);
const CODE = /^[0-9A-HJ-NP-Z]{3,7}$/;

/**
 * The main terms of the index that lead to codes by themselves, in batches. Those whose codes stand under further words are
 * left out: they are the operations and devices of the tables, which have their names there; so are those that name another
 * term, which the definitions say too. Throws ImportError with the line where an element stands that the file of CMS does
 * not have, or what is no beginning of a code.
 */
export function indexEntries(member: Member, report: Report): AsyncGenerator<IndexEntry[]> {
  let text = '';
  let line = 0;
  let depth = 0;
  let isDivided = false;
  let codes = new Set<string>();
  const refuse = (at: number, found: string) => damaged(member, at, found, EXPECTED);
  return parsed<IndexEntry>(member, (add) => ({
    open(name, _, at) {
      if (!ELEMENTS.has(name)) throw refuse(at, `<${name}> is no element of this index`);
      if (name === 'term') depth += 1;
      if (name !== 'mainTerm') return;
      isDivided = false;
      codes = new Set();
    },
    close(name, content, at) {
      const said = content.replace(/\s+/g, ' ').trim();
      if (name === 'title' && depth > 0) isDivided = true;
      if (name === 'title' && depth === 0) [text, line] = [said, at];
      if (name === 'term') depth -= 1;
      if (name === 'tab' || name === 'codes' || name === 'code') {
        if (!CODE.test(said)) throw refuse(at, `"${said}" is no beginning of a code`);
        codes.add(said);
      }
      if (name !== 'mainTerm') return;
      report.read++;
      if (!isDivided && codes.size > 0) add({ text, codes: [...codes], line });
    },
  }));
}
