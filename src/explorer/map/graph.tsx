import './graph.css';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { Balloon, type Spot } from '../parts/balloon.tsx';
import { pageOf } from '../parts/links.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { go } from '../router.ts';
import { useSpeech } from '../words.ts';
import { beside, type Towards } from './beside.ts';
import { AXES, type Family, type MapAxis, type MapEdge } from './choice.ts';
import type { Tint } from './colors.ts';
import { Drawn } from './drawn.tsx';
import { drawnEdges, type Net } from './nets.ts';
import { lookOf } from './strokes.ts';
import { Steps, Told } from './told.tsx';
import { usePlan } from './use-plan.ts';

interface GraphProps {
  readonly family: Family;
  readonly tints: ReadonlyMap<string, Tint>;
  /** The number of the code that is marked. */
  readonly marked: string | null;
  readonly mark: (code: string | null) => void;
  /** The numbers of the codes that are pointed at elsewhere. */
  readonly lit: readonly string[];
}

const ARROWS: Readonly<Record<string, Towards>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** How many pixels a unit of a map takes: numbers stay readable also where the map is wider than its frame. */
const LEAST_SCALE = 0.8;
const MOST_SCALE = 3;
const ZOOM = 1.25;

/** The codes of a family where its grid has them, and the lines between those that are one step apart. */
export function Graph({ family, tints, marked, mark, lit }: GraphProps) {
  const { words } = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  const [zoom, setZoom] = useState(1);
  const [pointed, setPointed] = useState<{ readonly net: Net; readonly spot: Spot | null } | null>(null);
  const codes = useMemo(() => new Map(family.codes.edges.map(({ node }) => [node.id, node])), [family]);
  const edges = useMemo(() => drawnEdges(family), [family]);
  const { plan, failed } = usePlan(family);
  const chosen = [...codes.values()].find(({ code }) => code === marked) ?? null;
  const close = useCallback(() => setPointed(null), []);

  useEffect(() => {
    if (!frame.current) return;
    const resized = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    resized.observe(frame.current);
    return () => resized.disconnect();
  }, []);

  const standsOut = useMemo(() => {
    const nets = plan?.lines.map(({ net }) => net) ?? [];
    const from = [...codes.values()].filter(({ code }) => lit.includes(code)).map(({ id }) => id);
    const ids = from.length > 0 ? from : chosen ? [chosen.id] : [];
    if (pointed) return new Set([pointed.net.id, ...pointed.net.members]);
    // Of one code its lines too; of several, only themselves and what joins two of them.
    const needed = Math.min(2, ids.length);
    const own = nets.filter(({ members }) => ids.filter((id) => members.includes(id)).length >= needed);
    const near = ids.length === 1 ? own.flatMap(({ members }) => members) : [];
    return new Set(ids.length > 0 ? [...ids, ...own.map(({ id }) => id), ...near] : []);
  }, [plan, codes, lit, chosen, pointed]);

  const press = (event: KeyboardEvent) => {
    const towards = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !plan) return;
    if (towards) {
      const next = beside(plan, chosen?.id ?? null, towards);
      mark((next && codes.get(next)?.code) ?? null);
    } else if (event.key === '+' || event.key === '=') setZoom(zoom * ZOOM);
    else if (event.key === '-') setZoom(zoom / ZOOM);
    else if (event.key === '0') setZoom(1);
    else if (event.key === 'Enter' && chosen) go(pageOf(chosen.code));
    else if (event.key === 'Escape') mark(null);
    else return;
    event.preventDefault();
  };

  const fitting = plan && width > 0 ? Math.min(Math.max((width - 16) / plan.width, LEAST_SCALE), 1) : 1;
  const scale = Math.min(Math.max(fitting * zoom, 0.2), MOST_SCALE);
  return (
    <section class="graph" aria-labelledby="graph">
      <header>
        <h2 id="graph">{words.family.graph}</h2>
        <p class="zoom">
          <Zoom name={words.family.zoomOut} sign="−" act={() => setZoom(zoom / ZOOM)} />
          <Zoom name={words.family.zoomIn} sign="+" act={() => setZoom(zoom * ZOOM)} />
          <button type="button" class="button" onClick={() => setZoom(1)}>
            {words.family.fit}
          </button>
        </p>
      </header>
      <Legend edges={edges} />
      <div
        ref={frame}
        class="frame"
        data-drawn={plan !== null && width > 0}
        onPointerLeave={({ pointerType }) => pointerType === 'mouse' && close()}
      >
        <Scroller
          mark=".node.marked"
          sight={plan && width > 0 ? chosen?.id : null}
          attributes={{
            role: 'application',
            'aria-label': words.family.graph,
            'aria-describedby': 'graph-keys',
            tabIndex: 0,
            onKeyDown: press,
          }}
        >
          {plan && width > 0 && (
            <Drawn
              plan={plan}
              codes={codes}
              tints={tints}
              marked={chosen?.id ?? null}
              lit={standsOut}
              scale={scale}
              mark={(id) => mark(codes.get(id)?.code ?? null)}
              point={(net, spot) => setPointed({ net, spot })}
            />
          )}
        </Scroller>
        {pointed?.spot && (
          <Balloon id="line" spot={pointed.spot} close={close}>
            <Told net={pointed.net} edges={edges} codes={codes} />
          </Balloon>
        )}
      </div>
      <p id="graph-keys" class="hidden">
        {words.family.graphKeys}
      </p>
      <div class="told" aria-live="polite">
        {failed && <p>{words.shell.away}</p>}
        <p class="quiet">{words.family.graphHint}</p>
        {chosen && (
          <Steps
            chosen={chosen}
            edges={edges}
            codes={codes}
            point={(edge) => {
              const net = plan?.lines.find(({ net: { members } }) =>
                [edge?.source, edge?.target].every((id) => id !== undefined && members.includes(id)),
              )?.net;
              setPointed(net ? { net, spot: null } : null);
            }}
          />
        )}
      </div>
    </section>
  );
}

function Zoom({ name, sign, act }: { name: string; sign: string; act: () => void }) {
  return (
    <button type="button" class="button" aria-label={name} title={name} onClick={act}>
      {sign}
    </button>
  );
}

/** Which line stands for which axis. */
function Legend({ edges }: { edges: readonly MapEdge[] }) {
  const { words } = useSpeech();
  const axes = AXES.filter((axis) => edges.some((edge) => edge.axes[0] === axis));
  const addOns = edges.some(({ kind }) => kind === 'ADD_ON');
  return (
    <ul class="legend lines">
      {axes.map((axis) => (
        <li key={axis}>
          <Sample axis={axis} />
          {words.axes[axis]}
        </li>
      ))}
      {addOns && (
        <li>
          <Sample axis={null} />
          {words.family.addOn}
        </li>
      )}
    </ul>
  );
}

function Sample({ axis }: { axis: MapAxis | null }) {
  const { width, dashes } = lookOf(axis);
  return (
    <svg class="line" width={34} height={10} aria-hidden="true">
      <path
        d="M0 5H34"
        stroke={`var(--line-${axis ?? 'rest'})`}
        stroke-width={width}
        stroke-dasharray={dashes}
      />
    </svg>
  );
}
