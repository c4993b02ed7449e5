import { Lines, lookIn } from '../map/drawn.tsx';
import type { Net } from '../map/nets.ts';
import type { Plan } from '../map/plan.ts';
import { Sheet, wholeOf } from '../map/sheet.tsx';
import { ADD_ON_DASHES } from '../map/strokes.ts';
import type { Spot } from '../parts/balloon.tsx';
import { boxTexts, cornerOf } from './boxes.ts';
import type { Grown } from './grown.ts';

interface DrawnProps {
  readonly plan: Plan;
  readonly canvas: Grown;
  readonly labels: boolean;
  readonly marked: string | null;
  /** The ids of the nodes and lines that stand out; the others step back. Empty: all are alike. */
  readonly lit: ReadonlySet<string>;
  readonly scale: number;
  readonly choose: (id: string) => void;
  readonly point: (net: Net, spot: Spot) => void;
}

/** What has been opened so far as a picture. */
export function Drawn({ plan, canvas, labels, marked, lit, scale, choose, point }: DrawnProps) {
  return (
    <div class="drawn">
      <Sheet box={wholeOf(plan)} scale={scale}>
        <Lines lines={plan.lines} lit={lit} point={point} />
        {[...plan.nodes].map(([id, box]) => {
          const node = canvas.nodes.get(id);
          if (!node) return null;
          const { kind, code, label } = node;
          const isOpen = canvas.opened.has(id);
          const isAddOn = node.node.__typename === 'Code' && node.node.addOn;
          return (
            // biome-ignore lint/a11y/noStaticElementInteractions: the frame around takes the keys
            <g
              key={id}
              class={`node${kind === 'CODE' ? '' : ' general'}${isOpen ? ' opened' : ''}${lookIn(lit, id)}${id === marked ? ' marked' : ''}`}
              onClick={() => choose(id)}
              data-node={id}
            >
              <title>{code === null ? label : `${code} ${label}`}</title>
              <rect {...box} rx={cornerOf(node)} stroke-dasharray={isAddOn ? ADD_ON_DASHES : undefined} />
              {boxTexts(node, box, labels).map(({ line, size, x, y, isNumber }) => (
                <text
                  key={y}
                  class={isNumber ? undefined : 'words'}
                  x={x}
                  y={y}
                  font-size={size}
                  text-anchor="middle"
                >
                  {line}
                </text>
              ))}
              {!isOpen && <path class="plus" d={`M${box.x + box.width - 12} ${box.y + 9}h8m-4 -4v8`} />}
            </g>
          );
        })}
      </Sheet>
    </div>
  );
}
