import './path.css';
import type { PathPageQuery, PathPageQueryVariables } from '../../generated/explorer.ts';
import { LONGEST_INPUT } from '../../lattice/code-ids.ts';
import type { EdgeKind } from '../../lattice/edges.ts';
import { document } from '../client.ts';
import pathText from '../documents/path-page.graphql';
import { CopyLink } from '../parts/copy-link.tsx';
import { Dropped } from '../parts/dropped.tsx';
import { Loaded, Notice } from '../parts/loaded.tsx';
import { readQuery } from '../parts/read-query.ts';
import { useTitle } from '../parts/title.ts';
import type { PageProps } from '../router.ts';
import { changed, linkTo } from '../router.ts';
import { useAnswer, useSteady } from '../use-answer.ts';
import { fill, useSpeech } from '../words.ts';
import { PathEnds } from './path-ends.tsx';
import { kindsOf, PathKinds } from './path-kinds.tsx';
import { PathRefused } from './path-refused.tsx';
import { PathStrip } from './path-strip.tsx';

const PATH_PAGE = document<PathPageQuery, PathPageQueryVariables>(pathText);
const EXAMPLE = { from: '63278', to: '63286' };

/** How two codes connect, step by step; the ends, the kinds of steps and the way shown stand in the address. */
export function PathPage({ query }: PageProps) {
  const { words } = useSpeech();
  const { path } = words;
  const reader = readQuery(query);
  const end = (name: string) => reader.text(name)?.slice(0, LONGEST_INPUT + 1) ?? null;
  const [from, to] = [end('from'), end('to')];
  const via = kindsOf(reader);
  const way = reader.number('way');
  useTitle([path.title, from, to && `→ ${to}`].filter(Boolean).join(' '));
  return (
    <article class="path">
      <h1>{path.title}</h1>
      <PathEnds from={from} to={to} />
      <PathKinds via={via} />
      <Dropped what={reader.left()} />
      {from && to ? (
        from === to ? (
          <Notice title={path.same}>
            <p>{path.sameHint}</p>
          </Notice>
        ) : (
          <Ways from={from} to={to} via={via} shown={way} />
        )
      ) : (
        <>
          <p class="lead">{path.lead}</p>
          <p>
            <a class="chip" href={linkTo('/path', EXAMPLE)}>
              <bdi>{`${EXAMPLE.from} → ${EXAMPLE.to}`}</bdi>
            </a>
          </p>
        </>
      )}
    </article>
  );
}

interface WaysProps {
  readonly from: string;
  readonly to: string;
  readonly via: readonly EdgeKind[];
  /** Which of the ways, from 1. */
  readonly shown: number;
}

function Ways({ from, to, via, shown }: WaysProps) {
  const { path: words } = useSpeech().words;
  const asked = useSteady(useAnswer(PATH_PAGE, { from, to, via }));
  if (asked.state === 'refused') return <PathRefused codes={[from, to]} message={asked.message} />;
  return (
    <Loaded asked={asked}>
      {({ paths }) => {
        const ways = paths ?? [];
        const way = ways[shown - 1] ?? ways[0];
        if (!way) {
          return (
            <Notice title={fill(words.none, { from, to })}>
              <p>{words.noneHint}</p>
            </Notice>
          );
        }
        return (
          <>
            <Dropped what={shown > ways.length ? [`way=${shown}`] : []} />
            <nav class="ways" aria-label={words.ways}>
              {ways.map((one, index) => (
                <a
                  key={one.hops.map((hop) => `${hop.kind} ${hop.to.node.id}`).join()}
                  class="button"
                  href={changed({ way: index === 0 ? null : String(index + 1) })}
                  aria-current={one === way ? 'page' : undefined}
                >
                  {fill(words.way, { number: index + 1 })}{' '}
                  <span class="quiet">{fill(words.cost, { cost: one.cost })}</span>
                </a>
              ))}
            </nav>
            <PathStrip path={way} />
            <p class="quiet">{words.costHint}</p>
            <CopyLink />
          </>
        );
      }}
    </Loaded>
  );
}
