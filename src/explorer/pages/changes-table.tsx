import type { ChangesPageQuery, ChangesPageQueryVariables } from '../../generated/explorer.ts';
import { Pages, placeIn } from '../browse/pages.tsx';
import { document } from '../client.ts';
import pageText from '../documents/changes-page.graphql';
import { CodeLabel } from '../parts/code-label.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { CodeLink } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { usePage, useSteady } from '../use-answer.ts';
import { numbersIn, useSpeech } from '../words.ts';

const CHANGES = document<ChangesPageQuery, ChangesPageQueryVariables>(pageText);
/** Rows of a page, as the document asks for them. */
const ROWS = 50;

type Change = NonNullable<ChangesPageQuery['changes']>['edges'][number]['node'];

interface TableProps {
  readonly asked: ChangesPageQueryVariables;
  readonly page: number;
  /** What of the address is of no use. */
  readonly dropped: readonly string[];
}

/** How many changes there are of each kind, and a page of them: a row each. */
export function ChangesTable({ asked, page, dropped }: TableProps) {
  const { words, language } = useSpeech();
  const { asked: given, isFirst } = usePage(CHANGES, asked);
  const answer = useSteady(given);
  const number = numbersIn(language);
  return (
    <>
      <Dropped what={[...dropped, ...(isFirst ? [placeIn({ ...asked, page })] : [])]} />
      <Loaded asked={answer}>
        {({ changes }) => {
          const { totalCount = 0, counts = [], edges = [], pageInfo } = changes ?? {};
          const hasValues = edges.some(({ node }) => !isWhole(node));
          if (totalCount === 0) {
            return <p role="status">{asked.from === asked.to ? words.changes.one : words.changes.same}</p>;
          }
          return (
            <div>
              <ul class="counts">
                {counts
                  .filter(({ count }) => count > 0)
                  .map(({ kind, count }) => (
                    <li key={kind}>
                      {words.changes.kinds[kind]} <b>{number.format(count)}</b>
                    </li>
                  ))}
              </ul>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
              <section class="sheet" aria-label={words.changes.what} tabIndex={0}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{words.family.code}</th>
                      <th scope="col">{words.family.label}</th>
                      <th scope="col">{words.changes.what}</th>
                      {hasValues && (
                        <>
                          <th scope="col">{words.changes.before}</th>
                          <th scope="col">{words.changes.after}</th>
                        </>
                      )}
                    </tr>
                  </thead>
                  <tbody>
                    {edges.map(({ cursor, node }) => (
                      <Row key={cursor} change={node} hasValues={hasValues} />
                    ))}
                  </tbody>
                </table>
              </section>
              <Pages
                start={isFirst ? 0 : (page - 1) * ROWS}
                shown={edges.length}
                total={totalCount}
                next={pageInfo?.hasNextPage ? pageInfo.endCursor : null}
                page={isFirst ? 1 : page}
                isLater={Boolean(asked.after) && !isFirst}
              />
            </div>
          );
        }}
      </Loaded>
    </>
  );
}

/** Of a code that came or went, its title stands beside its number already. */
const isWhole = ({ kind }: Change) => kind === 'ADDED' || kind === 'DELETED';

function Row({ change, hasValues }: { change: Change; hasValues: boolean }) {
  const { words } = useSpeech();
  const { kind, code, field } = change;
  const name = useFieldName(field ?? '');
  const value = (text: string | null) => (
    <td>{!isWhole(change) && <bdi lang={field === 'label' ? 'en' : undefined}>{text}</bdi>}</td>
  );
  return (
    <tr>
      <th scope="row">
        <CodeLink code={code.code} />
      </th>
      <td>
        <CodeLabel {...code} />
      </td>
      <td>
        <span class="mark">{words.changes.kinds[kind]}</span>
        {kind === 'REVALUED' && <div class="quiet">{name}</div>}
      </td>
      {hasValues && value(change.before)}
      {hasValues && value(change.after)}
    </tr>
  );
}

/** What readers call a field. */
function useFieldName(field: string): string {
  const { browse, billing, changes } = useSpeech().words;
  const names: Readonly<Record<string, string>> = { ...billing.indicator, ...browse.columns };
  return names[field] ?? changes.other;
}
