import type { Member } from './input.ts';
import type { Report } from './report.ts';
import { damaged, parsed } from './xml.ts';

/** What people call something that a label includes, and the line where it stands: "Cauda equina", 1307. */
export interface Includes {
  readonly text: string;
  readonly line: number;
}

/** What a label means and includes, in the words of CMS; null and none where they do not say. */
export interface Definition {
  readonly section: string;
  /** 1 to 7 */
  readonly position: number;
  readonly label: string;
  readonly text: string | null;
  readonly explanation: string | null;
  readonly includes: readonly Includes[];
  readonly line: number;
}

const EXPECTED = 'the definitions of ICD-10-PCS as CMS publishes them';
/** The elements of the file. The aggregation of devices, which repeats what the tables say, is passed over. */
const ELEMENTS: ReadonlySet<string> = new Set([
  ...['ICD10PCS.definitions', 'version', 'title', 'section', 'axis', 'terms'],
  ...['definition', 'explanation', 'includes'],
  ...['deviceAggregation', 'aggregate', 'device', 'operation', 'bodySys', 'parent'],
]);

/**
 * The definitions of ICD-10-PCS, label by label, in batches. Throws ImportError with the line where an element stands that
 * the file of CMS does not have, or a label that is of no section and position.
 */
export function definitions(member: Member, report: Report): AsyncGenerator<Definition[]> {
  let section = '';
  let position = 0;
  let titles: string[] = [];
  let text: string | null = null;
  let explanation: string | null = null;
  let includes: Includes[] = [];
  const refuse = (at: number, found: string) => damaged(member, at, found, EXPECTED);
  return parsed<Definition>(member, (add) => ({
    open(name, attributes, line) {
      if (!ELEMENTS.has(name)) throw refuse(line, `<${name}> is no element of these definitions`);
      if (name === 'section') section = attributes.code ?? '';
      if (name === 'axis') position = Number(attributes.pos);
      if (name !== 'terms') return;
      if (!/^[0-9A-HJ-NP-Z]$/.test(section) || !(position >= 1 && position <= 7)) {
        throw refuse(line, `these terms are of section "${section}" and position "${position}"`);
      }
      titles = [];
      text = null;
      explanation = null;
      includes = [];
    },
    close(name, content, line) {
      const said = content.replace(/\s+/g, ' ').trim();
      if (name === 'title') titles.push(said);
      if (name === 'definition') text = said;
      if (name === 'explanation') explanation = said;
      if (name === 'includes' && said !== '') includes.push({ text: said, line });
      if (name !== 'terms') return;
      report.read++;
      if (text === null && explanation === null && includes.length === 0) return;
      for (const label of titles) add({ section, position, label, text, explanation, includes, line });
    },
  }));
}
