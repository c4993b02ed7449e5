import { Fragment } from 'preact';
import { useSpeech } from '../words.ts';
import { behind, CANAL_LINES, stretch, VERTEBRAE, vertebra } from './anatomy.ts';
import { Badge, Label, Part, type PartState } from './part.tsx';
import { FrontAndBack, Row, type RowOf, rowsBelow, WIDTH } from './rows.tsx';

export type RegionPart = 'cervical' | 'thoracic' | 'thoracolumbar' | 'lumbar' | 'sacral' | SmallPart;

/** Regions too small for a name beside them: a mark in the drawing, a name below it. */
type SmallPart =
  | 'craniocervical'
  | 'atlantoaxial'
  | 'subaxial'
  | 'lumbosacral'
  | 'pelvis'
  | 'sacroiliacJoint';

const SMALL: readonly RowOf<SmallPart>[] = [
  { part: 'craniocervical', inset: 0 },
  { part: 'atlantoaxial', inset: 0 },
  { part: 'subaxial', inset: 0 },
  { part: 'lumbosacral', inset: 0 },
  { part: 'pelvis', inset: 0 },
  { part: 'sacroiliacJoint', inset: 18 },
];
/** Above the atlas, so that the skull has room. */
const TOP = -30;
const FIRST_ROW = 652;

/** Where the small regions are marked: behind the vertebrae, on the hip bone, and where it meets the sacrum. */
const MARKS: Readonly<Record<SmallPart, string>> = {
  craniocervical: `M292 -10L${behind('C1', 'C2', 57).slice(1)}`,
  atlantoaxial: behind('C1', 'C2', 47),
  subaxial: behind('C3', 'C7', 57),
  lumbosacral: behind('L5', 'S1', 58),
  pelvis:
    'M222 506C206 506 196 520 192 538C188 552 200 560 204 574C208 598 204 614 214 630C228 646 250 644 260 626C268 608 290 600 304 580C314 560 314 542 306 528',
  sacroiliacJoint:
    'M236 526C246 516 262 524 268 540C274 556 280 572 272 584C262 592 254 578 248 564C242 552 230 540 236 526Z',
};
/** The back of the skull with the two humps that it stands on. */
const SKULL =
  'M208 8Q214 20 228 19Q244 20 252 10Q274 6 292 -16Q298 -26 288 -28Q262 -12 240 -8Q222 -6 212 -12Q202 -6 208 8Z';

/** The upper and lower end of what a region's bracket spans; the junction stands between chest and loin. */
function spanOf(from: string, to: string) {
  const top = vertebra(from).center.y + (from === 'L1' ? 14 : -4);
  const bottom = vertebra(to).center.y + (to === 'T12' ? -14 : 6);
  return { top, bottom, middle: (top + bottom) / 2 };
}
const JUNCTION = (vertebra('T12').center.y + vertebra('L1').center.y) / 2;

const REGIONS = [
  { part: 'cervical', from: 'C1', to: 'C7', span: spanOf('C1', 'C7') },
  { part: 'thoracic', from: 'T1', to: 'T12', span: spanOf('T1', 'T12') },
  // The first of them is half the junction's.
  { part: 'lumbar', from: 'L2', to: 'L5', span: spanOf('L1', 'L5') },
  { part: 'sacral', from: 'S1', to: 'S5', span: spanOf('S1', 'S5') },
] as const;

/** The column from the side, the front to the left in every language. */
export function Column({ states }: { states: Readonly<Record<RegionPart, PartState>> }) {
  const { spine } = useSpeech().words;
  const { rows, bottom } = rowsBelow(FIRST_ROW, SMALL, states);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no other element can group the parts of a drawing
    <svg
      class="anatomy column"
      viewBox={`0 ${TOP} ${WIDTH} ${bottom + 4 - TOP}`}
      role="group"
      aria-label={spine.column}
    >
      <path class="bone" d={SKULL} />
      <path class="canal" d={CANAL_LINES.dura} />
      <path class="cord-line" d={CANAL_LINES.cord} />
      {CANAL_LINES.roots.map((root) => (
        <path key={root} class="root-line" d={root} />
      ))}
      {VERTEBRAE.filter(({ region }) => region === 'coccyx').map(({ name, body }) => (
        <path key={name} class="bone" d={body} />
      ))}
      {REGIONS.map(({ part, from, to, span }) => (
        <Fragment key={part}>
          {part === 'lumbar' && <Junction state={states.thoracolumbar} />}
          <Part kind={part} state={states[part]}>
            <path class="catch" d={stretch(from, to)} />
            {VERTEBRAE.filter(({ region }) => region === part).map(({ name, body, process }) => (
              <g key={name}>
                {process && <path class="bone process" d={process} />}
                <path class="bone" d={body} />
              </g>
            ))}
            <path class="bracket" d={`M184 ${span.top}H178V${span.bottom}H184M178 ${span.middle}H173`} />
            <Label x={136} y={span.middle} width={132} anchor="end" name={states[part].name} />
            <Badge x={158} y={span.middle} codes={states[part].codes} />
          </Part>
        </Fragment>
      ))}
      {SMALL.map(({ part }) => (
        <Part key={part} kind={part} state={states[part]}>
          <path class="catch-mark" d={MARKS[part]} />
          <path class="region-mark" d={MARKS[part]} />
          <Row {...rows[part]} />
        </Part>
      ))}
      <FrontAndBack y={636} />
    </svg>
  );
}

/** Where chest and loin meet. */
function Junction({ state }: { state: PartState }) {
  return (
    <Part kind="thoracolumbar" state={state}>
      <path class="junction" d={stretch('T12', 'L1')} />
      <path class="bracket" d={`M173 ${JUNCTION}H212`} />
      <Label x={136} y={JUNCTION} width={132} anchor="end" name={state.name} />
      <Badge x={158} y={JUNCTION} codes={state.codes} />
    </Part>
  );
}
