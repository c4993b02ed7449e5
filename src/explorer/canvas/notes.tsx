import type { ComponentChildren } from 'preact';
import { fill, list, useSpeech } from '../words.ts';
import { type Grown, MOST_NODES } from './grown.ts';

interface NotesProps {
  readonly canvas: Grown;
  readonly dropped: readonly string[];
  readonly unknown: readonly string[];
  readonly tooMany: readonly string[];
  readonly away: boolean;
}

/** How many names a sentence lists. */
const MOST_NAMED = 6;

/** What is not shown, and how to see it. */
export function Notes({ canvas, dropped, unknown, tooMany, away }: NotesProps) {
  const { words, language } = useSpeech();
  const { cut, leftOver, unreached } = canvas;
  const names = (all: readonly string[]) =>
    list([...all.slice(0, MOST_NAMED), ...(all.length > MOST_NAMED ? ['…'] : [])], language);
  const left = [...dropped, ...unreached];
  const cutOff = cut.map(({ node, kind }) => `${node.code ?? node.label} (${words.canvas.kinds[kind]})`);
  return (
    <div class="notes" role="status">
      {away && <Note>{words.shell.awayHint}</Note>}
      {unknown.length > 0 && <Note>{fill(words.path.unknown, { codes: names(unknown) })}</Note>}
      {left.length > 0 && <Note>{fill(words.compare.leftOut, { codes: names(left) })}</Note>}
      {leftOver > 0 && <Note>{fill(words.canvas.full, { most: MOST_NODES, count: leftOver })}</Note>}
      {tooMany.length > 0 && <Note>{fill(words.canvas.tooMany, { codes: names(tooMany) })}</Note>}
      {cutOff.length > 0 && <Note>{fill(words.canvas.cut, { what: names(cutOff) })}</Note>}
    </div>
  );
}

const Note = ({ children }: { children: ComponentChildren }) => <p class="left-out">{children}</p>;
