import { useSpeech } from '../words.ts';
import { Part, type PartState } from './part.tsx';
import { Row, type RowOf, rowsBelow, WIDTH } from './rows.tsx';

export type SpacePart = 'extradural' | 'intradural' | 'extramedullary' | 'intramedullary' | 'combined';

const CANAL =
  'M170 141C214 137 254 152 254 188C254 224 210 262 170 266C130 262 86 224 86 188C86 152 126 137 170 141Z';
const DURA =
  'M170 152C207 152 231 168 231 197C231 227 203 246 170 246C137 246 109 227 109 197C109 168 133 152 170 152Z';
const CORD =
  'M170 171C194 171 208 183 208 199C208 215 192 226 170 226C148 226 132 215 132 199C132 183 146 171 170 171Z';
/** The gray matter in the cord. */
const BUTTERFLY =
  'M150 186C158 182 162 193 170 194C178 193 182 182 190 186C196 190 187 198 182 201C186 208 191 214 187 217C181 220 178 207 170 206C162 207 159 220 153 217C149 214 154 208 158 201C153 198 144 190 150 186Z';
/** Body, pedicles, transverse processes, laminae and spinous process, around the canal. */
const BONE = `M170 14C228 14 262 38 264 80C265 102 258 116 262 128C286 134 312 140 326 152C336 162 328 176 314 176C294 176 284 178 274 194C262 222 224 248 192 276C188 296 190 312 184 326C180 336 160 336 156 326C150 312 152 296 148 276C116 248 78 222 66 194C56 178 46 176 26 176C12 176 4 162 14 152C28 140 54 134 78 128C82 116 75 102 76 80C78 38 112 14 170 14Z${CANAL}`;

const ROWS: readonly RowOf<SpacePart>[] = [
  { part: 'extradural', inset: 0 },
  { part: 'intradural', inset: 0 },
  { part: 'extramedullary', inset: 18 },
  { part: 'intramedullary', inset: 18 },
  { part: 'combined', inset: 0 },
];
const FIRST_ROW = 350;

/** A vertebra with its canal from above, the front upwards. Each space is a part; below stand their names. */
export function Section({ states }: { states: Readonly<Record<SpacePart, PartState>> }) {
  const { spine } = useSpeech().words;
  const { rows, bottom } = rowsBelow(FIRST_ROW, ROWS, states);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no other element can group the parts of a drawing
    <svg
      class="anatomy section"
      viewBox={`0 0 ${WIDTH} ${bottom + 4}`}
      role="group"
      aria-label={spine.section}
    >
      <path class="bone" d={BONE} fill-rule="evenodd" />
      <path
        class="grain"
        d="M96 60C120 34 220 34 244 60M92 84C120 58 220 58 248 84M100 108C126 86 214 86 240 108"
      />
      <Part kind="extradural" state={states.extradural}>
        <path class="space" d={CANAL} />
        <Row {...rows.extradural} />
      </Part>
      <Part kind="intradural" state={states.intradural}>
        <path class="dura" d={DURA} />
        <Row {...rows.intradural} />
      </Part>
      <Part kind="extramedullary" state={states.extramedullary}>
        <path class="space" d={DURA} />
        <Row {...rows.extramedullary} />
      </Part>
      <g class="nerves">
        <path d="M140 187C122 182 104 190 88 186C76 184 60 196 44 206M140 212C124 216 108 204 90 198C76 194 62 200 44 206" />
        <path d="M200 187C218 182 236 190 252 186C264 184 280 196 296 206M200 212C216 216 232 204 250 198C264 194 278 200 296 206" />
        <ellipse cx={68} cy={197} rx={11} ry={7} transform="rotate(-18 68 197)" />
        <ellipse cx={272} cy={197} rx={11} ry={7} transform="rotate(18 272 197)" />
      </g>
      <Part kind="intramedullary" state={states.intramedullary}>
        <path class="space" d={CORD} />
        <path class="gray" d={BUTTERFLY} />
        <Row {...rows.intramedullary} />
      </Part>
      <Part kind="combined" state={states.combined}>
        <path
          class="dumbbell"
          d="M205 236C198 228 202 216 212 216C222 216 224 224 230 228C238 226 248 232 246 242C243 253 228 252 224 243C219 240 211 243 205 236Z"
        />
        <Row {...rows.combined} />
      </Part>
      <text class="name" x={170} y={92} text-anchor="middle">
        {spine.body}
      </text>
      <path class="leader" d="M288 252L274 206M60 252L113 222" />
      <text class="name" x={334} y={264} text-anchor="end">
        {spine.root}
      </text>
      <text class="name" x={6} y={264} text-anchor="start">
        {spine.dura}
      </text>
      <path class="arrow" d="M10 18V6M6.500 10L10 6L13.500 10M10 322V334M6.500 330L10 334L13.500 330" />
      <text class="side" x={20} y={16} text-anchor="start">
        {spine.front}
      </text>
      <text class="side" x={20} y={332} text-anchor="start">
        {spine.back}
      </text>
    </svg>
  );
}
