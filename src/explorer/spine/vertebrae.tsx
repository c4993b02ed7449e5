import './vertebrae.css';
import { useSpeech } from '../words.ts';
import { Part, type PartState } from './part.tsx';
import { FrontAndBack, Row, type RowOf, rowsBelow, WIDTH } from './rows.tsx';

export type ColumnPart =
  | 'anterior'
  | 'discSpace'
  | 'vertebralBody'
  | 'bodyGap'
  | 'posterior'
  | 'bothColumns'
  | 'allThree';

const ROWS: readonly RowOf<ColumnPart>[] = [
  { part: 'anterior', inset: 0 },
  { part: 'discSpace', inset: 18 },
  { part: 'vertebralBody', inset: 18 },
  { part: 'bodyGap', inset: 36 },
  { part: 'posterior', inset: 0 },
  { part: 'bothColumns', inset: 0 },
  { part: 'allThree', inset: 18 },
];

/** The upper edges of three vertebrae, one below the other, and how high a body is. */
const TOPS = [26, 110, 194] as const;
const HEIGHT = 64;
const FIRST_ROW = 302;

/** A body, waisted in front and behind. */
const body = (y: number) =>
  `M66 ${y}H166Q172 ${y} 171 ${y + 7}Q161 ${y + 32} 171 ${y + 57}Q172 ${y + HEIGHT} 166 ${y + HEIGHT}H66Q60 ${y + HEIGHT} 61 ${y + 57}Q71 ${y + 32} 61 ${y + 7}Q60 ${y} 66 ${y}Z`;
const disc = (y: number) =>
  `M68 ${y + HEIGHT + 2}H164Q174 ${y + HEIGHT + 10} 164 ${y + HEIGHT + 18}H68Q56 ${y + HEIGHT + 10} 68 ${y + HEIGHT + 2}Z`;
/** Pedicle, joints, lamina and spinous process. */
const arch = (y: number) =>
  `M170 ${y + 10}H198Q202 ${y - 12} 214 ${y - 12}Q224 ${y - 8} 221 ${y + 14}Q236 ${y + 22} 262 ${y + 22}L306 ${y + 29}Q318 ${y + 40} 306 ${y + 53}L254 ${y + 50}Q240 ${y + 48} 236 ${y + 58}Q236 ${y + 76} 226 ${y + 78}Q214 ${y + 72} 214 ${y + 54}Q208 ${y + 36} 196 ${y + 34}H170Z`;
/** What is cut out through all three columns: wide behind, closing to a point in front. */
const WEDGE = 'M66 226L322 204V252Z';

/** Three vertebrae from the side, the front to the left in every language; the body of the middle one is gone. */
export function Vertebrae({ states }: { states: Readonly<Record<ColumnPart, PartState>> }) {
  const { spine } = useSpeech().words;
  const { rows, bottom } = rowsBelow(FIRST_ROW, ROWS, states);
  const [upper, middle, lower] = TOPS;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no other element can group the parts of a drawing
    <svg
      class="anatomy vertebrae"
      viewBox={`0 0 ${WIDTH} ${bottom + 4}`}
      role="group"
      aria-label={spine.vertebrae}
    >
      <Part kind="anterior" state={states.anterior}>
        <rect class="catch-mark" x={50} y={16} width={130} height={252} rx={10} />
        <rect class="frame" x={50} y={16} width={130} height={252} rx={10} />
        <Row {...rows.anterior} />
      </Part>
      <Part kind="discSpace" state={states.discSpace}>
        <path class="space" d={disc(upper)} />
        <Row {...rows.discSpace} />
      </Part>
      <Part kind="vertebralBody" state={states.vertebralBody}>
        <path class="bone" d={body(upper)} />
        <path class="bone" d={body(lower)} />
        <Row {...rows.vertebralBody} />
      </Part>
      <Part kind="bodyGap" state={states.bodyGap}>
        <path class="space" d={body(middle)} />
        <Row {...rows.bodyGap} />
      </Part>
      <Part kind="posterior" state={states.posterior}>
        {TOPS.map((y) => (
          <path key={y} class="bone" d={arch(y)} />
        ))}
        <Row {...rows.posterior} />
      </Part>
      <Part kind="bothColumns" state={states.bothColumns}>
        <rect class="catch-mark" x={42} y={6} width={292} height={272} rx={14} />
        <rect class="frame" x={42} y={6} width={292} height={272} rx={14} />
        <Row {...rows.bothColumns} />
      </Part>
      <Part kind="allThree" state={states.allThree}>
        <path class="space" d={WEDGE} />
        <Row {...rows.allThree} />
      </Part>
      <FrontAndBack y={290} />
    </svg>
  );
}
