import type {
  CodeNeighboursQuery,
  CodeNeighboursQueryVariables,
  CodeTableQuery,
  CodeTableQueryVariables,
  FindQuery,
  FindQueryVariables,
} from '../../generated/explorer.ts';
import { document } from '../client.ts';
import neighboursText from '../documents/code-neighbours.graphql';
import tableText from '../documents/code-table.graphql';
import findText from '../documents/find.graphql';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink, type CodeName } from '../parts/links.tsx';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

const FIND = document<FindQuery, FindQueryVariables>(findText);
const NEIGHBOURS = document<CodeNeighboursQuery, CodeNeighboursQueryVariables>(neighboursText);
const TABLE = document<CodeTableQuery, CodeTableQueryVariables>(tableText);
/** How many codes stand in place of one that is not valid. */
const SHOWN = 4;
/** Seven figures and letters, but for O and I. */
const OF_PCS = /^[0-9A-HJ-NP-Z]{7}$/;
/** How far from a number its neighbours are looked for. */
const REACH = 9;

type Card = CodeName & { readonly label: string };

/** In place of a deleted code: what stands for it, else the valid codes that say most of what it said, else its neighbours in number. */
export function CodeInstead({ code: { code, successors, axes } }: { code: CodeAnswer }) {
  const { words } = useSpeech();
  const terms = axes.flatMap((fact) => fact.terms.map(({ id }) => id));
  const asked = useAnswer(FIND, successors.length === 0 && terms.length > 0 ? { terms } : null);
  if (successors.length > 0) return <Cards title={words.code.successors} codes={successors} />;
  if (terms.length === 0) return <CodeNeighbours code={code} />;
  const { matches = [], partial = [] } = (asked.state === 'ready' && asked.data.find) || {};
  const codes = [...matches, ...partial].map((one) => one.code);
  return <Cards title={words.code.nearest} codes={codes.slice(0, SHOWN)} />;
}

/** The codes of the graph whose numbers stand next to one; of ICD-10-PCS those of the same row of its table. */
export function CodeNeighbours({ code: given }: { code: string }) {
  const { words } = useSpeech();
  const code = given.toUpperCase().replace(/^(CPT|HCPCS|ICD10PCS):/, '');
  const range = rangeAround(code);
  const row = OF_PCS.test(code) ? code.slice(0, 5) : null;
  const asked = useAnswer(NEIGHBOURS, range === null ? null : { range });
  const inTable = useAnswer(TABLE, row === null ? null : { row, six: code.slice(0, 6) });
  const found = [
    ...((asked.state === 'ready' && asked.data.lookup?.[0]?.range) || []),
    ...(inTable.state === 'ready' ? rowOf(inTable.data) : []),
  ].filter((one) => one.code !== code && one.code.startsWith(row ?? ''));
  const allBehind = found.filter((one) => one.code > code);
  const before = found
    .filter((one) => one.code < code)
    .slice(-(SHOWN - Math.min(SHOWN / 2, allBehind.length)));
  const behind = allBehind.slice(0, SHOWN - before.length);
  return <Cards title={words.code.neighbours} codes={[...before, ...behind]} />;
}

/** The codes of a row; of a long one those that begin with six signs alike, none of which is left out. */
function rowOf({ row, six }: CodeTableQuery): readonly Card[] {
  const whole = row && row.totalCount <= row.edges.length ? row : six;
  return whole?.edges.map(({ node }) => node) ?? [];
}

function Cards({ title, codes }: { title: string; codes: readonly Card[] }) {
  if (codes.length === 0) return null;
  return (
    <section class="instead" aria-labelledby="instead">
      <h2 id="instead">{title}</h2>
      <ul class="cards">
        {codes.map((one) => (
          <li key={one.code} class="card">
            <CodeLink {...one} />
            <span>
              <CodeLabel {...one} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A range of numbers around one, as codes write it: of CPT and of HCPCS; null for other codes. */
function rangeAround(code: string): string | null {
  const [, letter = '', digits = ''] = /^([A-Z]?)(\d{4,5})$/.exec(code) ?? [];
  if (letter.length + digits.length !== 5) return null;
  const at = Number(digits);
  const most = 10 ** digits.length - 1;
  const written = (number: number) =>
    letter + String(Math.min(Math.max(number, 0), most)).padStart(digits.length, '0');
  return `${written(at - REACH)}-${written(at + REACH)}`;
}
