import { LANGUAGES } from '../language.ts';
import { useSpeech } from '../words.ts';
import { Badge, Label, LINE, linesOf, type PartState } from './part.tsx';

/** How wide every picture of a vertebra is, in its own units. */
export const WIDTH = 340;
const LEFT = 26;

export interface RowProps {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly state: PartState;
  /** The class that gives the row the color of its part. */
  readonly part: string;
}

/** A part that gets a row, and whether it stands under the one before it. */
export interface RowOf<Part extends string> {
  readonly part: Part;
  readonly inset: number;
}

const nameWidth = (x: number) => 262 - x;

/** Where the rows of names stand below a drawing, each as high as its name needs; `bottom` is where they end. */
export function rowsBelow<Part extends string>(
  first: number,
  rows: readonly RowOf<Part>[],
  states: Readonly<Record<Part, PartState>>,
): { readonly rows: Readonly<Record<Part, RowProps>>; readonly bottom: number } {
  let y = first;
  const placed = rows.map(({ part, inset }): [Part, RowProps] => {
    const x = LEFT + inset;
    const height = Math.max(1, linesOf(states[part].name, nameWidth(x)).length) * LINE + 22;
    y += height;
    return [part, { x, y: y - height / 2, height, state: states[part], part }];
  });
  return { rows: Object.fromEntries(placed) as Record<Part, RowProps>, bottom: y };
}

/** An arrow to each side at this height, and which side is the front of a body that is seen from the side. */
export function FrontAndBack({ y }: { y: number }) {
  const { spine } = useSpeech().words;
  const [above, below] = [y - 3.5, y + 3.5];
  return (
    <>
      <path
        class="arrow"
        d={`M18 ${y}H6M10 ${above}L6 ${y}L10 ${below}M322 ${y}H334M330 ${above}L334 ${y}L330 ${below}`}
      />
      <text class="side" x={24} y={y + 4} text-anchor="start">
        {spine.front}
      </text>
      <text class="side" x={316} y={y + 4} text-anchor="end">
        {spine.back}
      </text>
    </>
  );
}

/** The name of a part with its number, in its color. */
export function Row({ x, y, height, state, part }: RowProps) {
  const { language } = useSpeech();
  const turned = LANGUAGES[language].direction === 'rtl';
  /** Where something of this width begins, also where lines begin on the right. */
  const from = (begin: number, width = 0) => (turned ? WIDTH - begin - width : begin);
  return (
    <>
      <rect
        class="catch-row"
        x={from(x - 22, 358 - x)}
        y={y - height / 2}
        width={358 - x}
        height={height}
        rx={8}
      />
      <rect class={`key ${part}`} x={from(x - 16, 16)} y={y - 8} width={16} height={16} rx={4} />
      <Label
        x={from(x + 12)}
        y={y}
        width={nameWidth(x)}
        anchor={turned ? 'end' : 'start'}
        name={state.name}
      />
      <Badge x={from(310)} y={y} codes={state.codes} />
    </>
  );
}
