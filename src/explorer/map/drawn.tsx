import type { Spot } from '../parts/balloon.tsx';
import type { MapCode } from './choice.ts';
import type { Tint } from './colors.ts';
import { HEAD_SIZE } from './lanes.ts';
import type { Net } from './nets.ts';
import type { Line, Plan } from './plan.ts';
import { headsOf, Sheet, wholeOf } from './sheet.tsx';
import { ADD_ON_DASHES, headTexts, JOINT, lookOf, pathOf, rowTexts } from './strokes.ts';

interface DrawnProps {
  readonly plan: Plan;
  readonly codes: ReadonlyMap<string, MapCode>;
  readonly tints: ReadonlyMap<string, Tint>;
  /** The id of the code that is marked. */
  readonly marked: string | null;
  /** The ids of the codes and lines that stand out; the others step back. Empty: all are alike. */
  readonly lit: ReadonlySet<string>;
  /** How many pixels a unit takes. */
  readonly scale: number;
  readonly mark: (id: string) => void;
  readonly point: (net: Net, spot: Spot) => void;
}

/** How what has an id looks where some stand out. */
export const lookIn = (lit: ReadonlySet<string>, id: string) =>
  lit.size === 0 ? '' : lit.has(id) ? ' lit' : ' faded';

interface LinesProps extends Pick<DrawnProps, 'lit' | 'point'> {
  readonly lines: readonly Line[];
}

/** The lines of a map, each told where it is pointed at. */
export function Lines({ lines, lit, point }: LinesProps) {
  return lines.map(({ net, strokes, joints }) => {
    const { width, dashes } = lookOf(net.kind);
    const path = pathOf(strokes);
    const color = `var(--line-${net.kind})`;
    const tell = ({ clientX, clientY }: MouseEvent) =>
      point(net, { left: clientX, right: clientX, top: clientY - 8, bottom: clientY + 8 });
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: what is said of the marked code says the same to keys
      <g
        key={net.id}
        class={`line${lookIn(lit, net.id)}`}
        onPointerEnter={(event) => event.pointerType === 'mouse' && tell(event)}
        onClick={tell}
      >
        <path class="near" d={path} />
        <path d={path} stroke={color} stroke-width={width} stroke-dasharray={dashes} />
        {joints.map(({ x, y }) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={JOINT} fill={color} />
        ))}
      </g>
    );
  });
}

/** The map of a family as a picture. */
export function Drawn({ plan, codes, tints, marked, lit, scale, mark, point }: DrawnProps) {
  return (
    <div class="drawn">
      <Sheet box={wholeOf(plan)} scale={scale}>
        <Heads texts={headTexts(plan)} />
        <Lines lines={plan.lines} lit={lit} point={point} />
        {[...plan.nodes].map(([id, { x, y, width, height }]) => {
          const { code = id, addOn = false } = codes.get(id) ?? {};
          const tint = tints.get(code);
          const fill = tint ? `var(--tint-${tint})` : 'var(--raised)';
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the frame around takes the keys
            <g
              key={id}
              class={`node${tint ? ' tinted' : ''}${lookIn(lit, id)}${id === marked ? ' marked' : ''}`}
              onClick={() => mark(id)}
              data-code={code}
            >
              <rect
                x={x}
                y={y}
                width={width}
                height={height}
                rx={5}
                fill={fill}
                stroke-dasharray={addOn ? ADD_ON_DASHES : undefined}
              />
              <text x={x + width / 2} y={y + height / 2 + 5} font-size={14} text-anchor="middle">
                {code}
              </text>
            </g>
          );
        })}
      </Sheet>
      <RowNames plan={plan} scale={scale} />
    </div>
  );
}

/** The names of rows once more, which stay in sight where a map is scrolled sideways. */
function RowNames({ plan, scale }: Pick<DrawnProps, 'plan' | 'scale'>) {
  const [first] = plan.rows;
  const texts = rowTexts(plan);
  if (!first || texts.length === 0) return null;
  return (
    <div class="row-names">
      <Sheet box={headsOf(plan, first.box)} scale={scale}>
        <Heads texts={texts} />
      </Sheet>
    </div>
  );
}

function Heads({ texts }: { texts: ReturnType<typeof headTexts> }) {
  return (
    <>
      {texts.map(({ line, x, y, anchor }) => (
        <text key={`${line} ${x} ${y}`} class="head" x={x} y={y} font-size={HEAD_SIZE} text-anchor={anchor}>
          {line}
        </text>
      ))}
    </>
  );
}
