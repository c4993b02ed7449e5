import './source.css';
import type { ComponentChildren } from 'preact';
import { grouped } from '../../lattice/grouped.ts';
import { useSpeech } from '../words.ts';
import { Of } from './of.tsx';

export interface Cited {
  readonly line: number;
  readonly file: { readonly id: string };
  /** Left out for rows of imported files, which rest on nothing else. */
  readonly evidence?: {
    readonly title: string;
    readonly publisher: string;
    readonly release: string;
    readonly licence: string;
  } | null;
}

interface SourceProps extends Cited {
  /** What stands there. */
  readonly of: string;
}

/** Where a fact stands, once a reader wants to know: file and line, and the work it rests on. */
export function Source({ of, line, file, evidence }: SourceProps) {
  return (
    <Behind of={of}>
      <p>
        <span dir="ltr">
          <code>{file.id}</code>:{line}
        </span>
        {evidence && (
          <>
            {' · '}
            <bdi>
              {evidence.title}, {evidence.publisher} ({evidence.release}; {evidence.licence})
            </bdi>
          </>
        )}
      </p>
    </Behind>
  );
}

interface SourcesProps {
  /** What stands there. */
  readonly of: string;
  readonly rows: readonly Cited[];
  /** The titles of the works that the rows rest on. */
  readonly works?: readonly string[];
}

/** Where the rows of a list stand: each file once, with its lines. */
export function Sources({ of, rows, works = [] }: SourcesProps) {
  if (rows.length === 0) return null;
  return (
    <Behind of={of}>
      {[...grouped(rows, ({ file }) => file.id)].map(([file, own]) => (
        <p key={file}>
          <span dir="ltr">
            <code>{file}</code>:{spans(own.map(({ line }) => line))}
          </span>
        </p>
      ))}
      {works.length > 0 && (
        <p>
          <bdi>{works.join(' · ')}</bdi>
        </p>
      )}
    </Behind>
  );
}

/** Folded behind one word: most readers take a fact without it. */
function Behind({ of, children }: { of: string; children: ComponentChildren }) {
  const { code } = useSpeech().words;
  return (
    <details class="source">
      <summary>
        <span aria-hidden="true">ⓘ</span> {code.sources}
        <Of name={of} />
      </summary>
      {children}
    </details>
  );
}

/** Lines in order, runs of them as one: "40, 52–55". */
function spans(lines: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const line of [...new Set(lines)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(', ');
}
