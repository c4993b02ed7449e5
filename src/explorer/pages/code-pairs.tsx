import './pairs.css';
import { useState } from 'preact/hooks';
import type { CodePairsQuery, CodePairsQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import pairsText from '../documents/code-pairs.graphql';
import { CodeLink } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { Sources } from '../parts/source.tsx';
import { linkTo } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { dayOf, fill, numbersIn, useSpeech } from '../words.ts';

const CODE_PAIRS = document<CodePairsQuery, CodePairsQueryVariables>(pairsText);

/** How many pairs are asked at first, and the most that the server gives. */
const FIRST = 50;
const MOST = 500;

interface PairsProps {
  readonly code: string;
  readonly direction: CodePairsQueryVariables['direction'];
  readonly title: string;
}

/** The pairs of a code on one side, folded; they are asked when they are opened. */
export function CodePairs({ code, direction, title }: PairsProps) {
  const [open, setOpen] = useState(false);
  const [first, setFirst] = useState(FIRST);
  const asked = useSteady(useAnswer(CODE_PAIRS, open ? { code, direction, first } : null));
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {open && (
        <Loaded asked={asked}>
          {(data) =>
            data.code?.bundles && (
              <Table {...data.code.bundles} title={title} code={code} showAll={() => setFirst(MOST)} />
            )
          }
        </Loaded>
      )}
    </details>
  );
}

type Bundles = NonNullable<NonNullable<CodePairsQuery['code']>['bundles']>;

function Table({
  title,
  code,
  totalCount,
  edges,
  showAll,
}: Bundles & Pick<PairsProps, 'title' | 'code'> & { readonly showAll: () => void }) {
  const { words, language } = useSpeech();
  const said = words.billing;
  const number = numbersIn(language);
  return (
    <>
      <table class="pairs">
        <thead class="hidden">
          <tr>
            <th scope="col">{words.search.fields.code}</th>
            <th scope="col">{said.together}</th>
          </tr>
        </thead>
        <tbody>
          {edges.map(({ node, modifierIndicator, effective, rationale, source }) => (
            <tr key={`${source.file.id} ${source.line}`}>
              <th scope="row">
                <CodeLink {...node} />
              </th>
              <td>
                <a href={linkTo('/together', { codes: `${code},${node.code}` })} title={words.compare.claim}>
                  {modifierIndicator === 0 ? said.never : said.withModifier}
                </a>
                {effective && (
                  <span class="quiet"> · {fill(said.since, { day: dayOf(effective, language) })}</span>
                )}
                <small lang="en" dir="ltr">
                  {rationale}
                </small>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Sources of={title} rows={edges.map(({ source }) => source)} />
      {edges.length < totalCount &&
        (edges.length < MOST ? (
          <button type="button" class="button" onClick={showAll}>
            {fill(said.all, { count: number.format(totalCount) })}
          </button>
        ) : (
          <p class="quiet">{fill(said.first, { count: number.format(edges.length) })}</p>
        ))}
    </>
  );
}
