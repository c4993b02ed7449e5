import { useSpeech } from '../words.ts';
import { CANAL_LINES, stretch, VERTEBRAE, vertebra } from './anatomy.ts';
import { Badge, Label, Part, type PartState } from './part.tsx';

export type RegionPart = 'cervical' | 'thoracic' | 'thoracolumbar' | 'lumbar' | 'sacral';

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
  { part: 'lumbar', from: 'L1', to: 'L5', span: spanOf('L1', 'L5') },
  { part: 'sacral', from: 'S1', to: 'S5', span: spanOf('S1', 'S5') },
] as const;

/** The column from the side, the front to the left in every language. */
export function Column({ states }: { states: Readonly<Record<RegionPart, PartState>> }) {
  const { spine } = useSpeech().words;
  return (
    // biome-ignore lint/a11y/useSemanticElements: no other element can group the parts of a drawing
    <svg class="anatomy column" viewBox="0 0 340 650" role="group" aria-label={spine.column}>
      <path class="canal" d={CANAL_LINES.dura} />
      <path class="cord-line" d={CANAL_LINES.cord} />
      {CANAL_LINES.roots.map((root) => (
        <path key={root} class="root-line" d={root} />
      ))}
      {VERTEBRAE.filter(({ region }) => region === 'coccyx').map(({ name, body }) => (
        <path key={name} class="bone" d={body} />
      ))}
      {REGIONS.map(({ part, from, to, span }) => (
        <Part key={part} kind={part} state={states[part]}>
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
      ))}
      <Part kind="thoracolumbar" state={states.thoracolumbar}>
        <path class="junction" d={stretch('T12', 'L1')} />
        <path class="bracket" d={`M173 ${JUNCTION}H212`} />
        <Label x={136} y={JUNCTION} width={132} anchor="end" name={states.thoracolumbar.name} />
        <Badge x={158} y={JUNCTION} codes={states.thoracolumbar.codes} />
      </Part>
      <path class="arrow" d="M18 636H6M10 632.5L6 636L10 639.5M322 636H334M330 632.5L334 636L330 639.5" />
      <text class="side" x={24} y={640} text-anchor="start">
        {spine.front}
      </text>
      <text class="side" x={316} y={640} text-anchor="end">
        {spine.back}
      </text>
    </svg>
  );
}
