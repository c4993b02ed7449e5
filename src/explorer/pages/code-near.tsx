import type {
  CodeNeighboursQuery,
  CodeNeighboursQueryVariables,
  FindQuery,
  FindQueryVariables,
} from '../../generated/explorer.ts';
import { document } from '../client.ts';
import neighboursText from '../documents/code-neighbours.graphql';
import findText from '../documents/find.graphql';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink, type CodeName } from '../parts/links.tsx';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

const FIND = document<FindQuery, FindQueryVariables>(findText);
const NEIGHBOURS = document<CodeNeighboursQuery, CodeNeighboursQueryVariables>(neighboursText);
/** How many codes stand in place of one that is not valid. */
const SHOWN = 4;
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

/** The codes of the graph whose numbers stand next to one. */
export function CodeNeighbours({ code }: { code: string }) {
  const { words } = useSpeech();
  const range = rangeAround(code.toUpperCase().replace(/^(CPT|HCPCS):/, ''));
  const asked = useAnswer(NEIGHBOURS, range === null ? null : { range });
  if (asked.state !== 'ready') return null;
  const found = (asked.data.lookup?.[0]?.range ?? []).filter((one) => one.code !== code);
  const before = found.filter((one) => one.code < code).slice(-SHOWN / 2);
  const behind = found.filter((one) => one.code > code).slice(0, SHOWN / 2);
  return <Cards title={words.code.neighbours} codes={[...before, ...behind]} />;
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
