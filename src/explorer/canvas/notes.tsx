import type { KnownCodesQuery, KnownCodesQueryVariables } from '../../generated/explorer.ts';
import { addressOf } from '../../lattice/code-ids.ts';
import { document } from '../client.ts';
import knownText from '../documents/known-codes.graphql';
import { Dropped } from '../parts/dropped.tsx';
import { takenNote } from '../parts/taken-note.ts';
import { Unread } from '../parts/unread.tsx';
import { useAnswer } from '../use-answer.ts';
import { fill, list, useSpeech } from '../words.ts';
import { type Grown, MOST_NODES } from './grown.ts';

const KNOWN_CODES = document<KnownCodesQuery, KnownCodesQueryVariables>(knownText);
/** How many names a sentence lists. */
const MOST_NAMED = 6;

interface NotesProps {
  readonly canvas: Grown;
  readonly dropped: readonly string[];
  readonly ambiguous: readonly string[];
  readonly unknown: readonly string[];
  readonly tooMany: readonly string[];
  readonly away: boolean;
}

/** What is not shown, and how to see it. */
export function Notes({ canvas, dropped, ambiguous, unknown, tooMany, away }: NotesProps) {
  const { words, language } = useSpeech();
  const { cut, leftOver, unreached } = canvas;
  const asked = [...new Set([...unknown, ...ambiguous])];
  const known = useAnswer(KNOWN_CODES, asked.length > 0 ? { codes: asked } : null);
  const looked = known.state === 'ready' ? (known.data.lookup ?? []) : [];
  // What is a code, and yet could not be opened, is named all the same.
  const others = looked
    .filter(({ input, code, range }) => unknown.includes(input) && (code || range.length > 0))
    .map(({ input }) => input);
  const guessed = looked.flatMap(({ input, note }) =>
    note && ambiguous.includes(input) ? takenNote(input, addressOf(input), note) : [],
  );
  const names = (all: readonly string[]) =>
    list([...all.slice(0, MOST_NAMED), ...(all.length > MOST_NAMED ? ['…'] : [])], language);
  const cutOff = cut.map(({ node, kind }) => `${node.code ?? node.label} (${words.canvas.kinds[kind]})`);
  const notes = [
    ...guessed,
    away && `${words.shell.away}. ${words.shell.awayHint}`,
    leftOver > 0 && fill(words.canvas.full, { most: MOST_NODES, count: leftOver }),
    tooMany.length > 0 && fill(words.canvas.tooMany, { codes: names(tooMany) }),
    cutOff.length > 0 && fill(words.canvas.cut, { what: names(cutOff) }),
  ].filter((note) => note !== false);
  return (
    <>
      <Unread lookup={looked} />
      <Dropped what={[...dropped, ...others, ...unreached]} />
      {notes.map((note) => (
        <p key={note} class="noted" role="status">
          {note}
        </p>
      ))}
    </>
  );
}
