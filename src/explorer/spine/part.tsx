import type { ComponentChildren } from 'preact';
import { wrapped } from '../picture/svg.ts';
import { count, useSpeech } from '../words.ts';

export interface PartState {
  readonly name: string;
  /** How many codes would fit if it were chosen. */
  readonly codes: number;
  readonly chosen: boolean;
  readonly choose: () => void;
}

/** A part of a picture that can be chosen: by mouse and touch anywhere on it, by keys when it has the focus. */
export function Part({
  state,
  kind,
  children,
}: {
  state: PartState;
  kind: string;
  children: ComponentChildren;
}) {
  const { words, language } = useSpeech();
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    state.choose();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
    <g
      class={`part ${kind}`}
      role="button"
      tabindex={0}
      aria-pressed={state.chosen}
      aria-label={`${state.name}: ${state.codes}`}
      aria-description={count(words.shell.codes, state.codes, language)}
      onClick={state.choose}
      onKeyDown={press}
    >
      {children}
    </g>
  );
}

/** A number on a part. */
export function Badge({ x, y, codes }: { x: number; y: number; codes: number }) {
  return (
    <g class={codes === 0 ? 'badge none' : 'badge'}>
      <rect x={x - 15} y={y - 11} width={30} height={22} rx={11} />
      <text x={x} y={y + 4.5} text-anchor="middle">
        {codes}
      </text>
    </g>
  );
}

const SIZE = 14.5;
/** From one line of a label to the next. */
export const LINE = 18;

/** The lines that a name takes. */
export const linesOf = (name: string, width: number): string[] => wrapped(name, SIZE, width);

interface LabelProps {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly anchor: 'start' | 'end';
  readonly name: string;
}

/** The name of a part, in as many lines as it needs. */
export function Label({ x, y, width, anchor, name }: LabelProps) {
  const lines = linesOf(name, width);
  return (
    <text class="label" text-anchor={anchor}>
      {lines.map((line, index) => (
        <tspan key={line} x={x} y={y + 5 + (index - (lines.length - 1) / 2) * LINE}>
          {`${line} `}
        </tspan>
      ))}
    </text>
  );
}
