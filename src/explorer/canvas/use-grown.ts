import { useMemo } from 'preact/hooks';
import type {
  CanvasNearQuery,
  CanvasNearQueryVariables,
  CanvasPairsQuery,
  CanvasPairsQueryVariables,
} from '../../generated/explorer.ts';
import { document } from '../client.ts';
import nearText from '../documents/canvas-near.graphql';
import pairsText from '../documents/canvas-pairs.graphql';
import { type Loading, useAnswers } from '../use-answer.ts';
import { useSpeech } from '../words.ts';
import type { CanvasAsked } from './asked.ts';
import { type Grown, grown, type Near } from './grown.ts';

const NEAR = document<CanvasNearQuery, CanvasNearQueryVariables>(nearText);
const PAIRS = document<CanvasPairsQuery, CanvasPairsQueryVariables>(pairsText);

interface Asked {
  readonly canvas: Grown;
  /** What other steps would have brought, as far as it is known already. */
  readonly after: (asked: CanvasAsked) => Grown;
  /** Whether some is not answered yet, and whether the server is away. */
  readonly waiting: boolean;
  readonly away: boolean;
  /** What the address names and the server does not know. */
  readonly unknown: readonly string[];
  /** Of these there are too many NCCI pairs to ask for. */
  readonly tooMany: readonly string[];
}

/** What the reader's steps have brought, as far as it is answered. */
export function useGrown(asked: CanvasAsked, query: string): Asked {
  const { language } = useSpeech();
  const { starts, opened, kinds } = asked;
  const tokens = [...new Set([...starts, ...opened])];
  const variables = tokens.map((node) => ({ node }));
  const near = useAnswers(NEAR, variables);
  const pairs = useAnswers(PAIRS, kinds.includes('BUNDLE') ? variables : []);
  const all = [...near, ...pairs];
  const states = all.map(({ state }) => state).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: answers change with the query, the language and their states
  const grows = useMemo(() => {
    const answers = new Map<string, Near>();
    for (const [index, token] of tokens.entries()) {
      const found = { ...dataOf(near[index]), ...dataOf(pairs[index]) };
      if (found.AXIS) answers.set(token, found);
    }
    return { canvas: grown(asked, answers), after: (other: CanvasAsked) => grown(other, answers) };
  }, [query, language, states]);
  const refused = (answers: readonly Loading<unknown>[]) =>
    tokens.filter((_, index) => answers[index]?.state === 'refused');
  const unknown = refused(near);
  return {
    ...grows,
    waiting: all.some(({ state }) => state === 'loading'),
    away: all.some(({ state }) => state === 'away'),
    unknown,
    tooMany: refused(pairs).filter((token) => !unknown.includes(token)),
  };
}

const dataOf = <Data>(answer: Loading<Data> | undefined): Data | null =>
  answer?.state === 'ready' ? answer.data : null;
