import './graph.css';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { Spot } from '../parts/balloon.tsx';
import { pageOf } from '../parts/links.tsx';
import { go } from '../router.ts';
import { useSpeech } from '../words.ts';
import { ARROWS, beside } from './beside.ts';
import { AXES, type Family, type MapEdge } from './choice.ts';
import type { Tint } from './colors.ts';
import { Drawn } from './drawn.tsx';
import { MapFrame } from './frame.tsx';
import { drawnEdges, type Net, netsOf } from './nets.ts';
import { placesOf } from './places.ts';
import type { Plan } from './plan.ts';
import { Sample } from './sample.tsx';
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

/** The codes of a family where its grid has them, and the lines between those that are one step apart. */
export function Graph({ family, tints, marked, mark, lit }: GraphProps) {
  const { words } = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<{ readonly net: Net; readonly spot: Spot | null } | null>(null);
  const codes = useMemo(() => new Map(family.codes.edges.map(({ node }) => [node.id, node])), [family]);
  const edges = useMemo(() => drawnEdges(family), [family]);
  const nets = useMemo(() => netsOf(edges), [edges]);
  const places = useMemo(() => placesOf(family, words.family.noCell), [family, words]);
  const { plan, failed } = usePlan(nets, places);
  const chosen = [...codes.values()].find(({ code }) => code === marked) ?? null;
  const close = useCallback(() => setPointed(null), []);

  const standsOut = useMemo(() => {
    const from = [...codes.values()].filter(({ code }) => lit.includes(code)).map(({ id }) => id);
    const ids = from.length > 0 ? from : chosen ? [chosen.id] : [];
    if (pointed) return new Set([pointed.net.id, ...pointed.net.members]);
    // Of one code its lines too; of several, only themselves and what joins two of them.
    const needed = Math.min(2, ids.length);
    const own = nets.filter(({ members }) => ids.filter((id) => members.includes(id)).length >= needed);
    const near = ids.length === 1 ? own.flatMap(({ members }) => members) : [];
    return new Set(ids.length > 0 ? [...ids, ...own.map(({ id }) => id), ...near] : []);
  }, [nets, codes, lit, chosen, pointed]);

  const press = (key: string, drawn: Plan) => {
    const towards = ARROWS[key];
    if (towards) {
      const next = beside(drawn, chosen?.id ?? null, towards);
      mark((next && codes.get(next)?.code) ?? null);
    } else if (key === 'Enter' && chosen) go(pageOf(chosen.code));
    else if (key === 'Escape') mark(null);
    else return false;
    return true;
  };

  return (
    <MapFrame
      frame={frame}
      plan={plan}
      title={words.family.graph}
      keys={words.family.graphKeys}
      mark=".node.marked"
      sight={chosen?.id}
      told={
        pointed?.spot
          ? { spot: pointed.spot, said: <Told net={pointed.net} edges={edges} codes={codes} /> }
          : null
      }
      close={close}
      press={press}
      legend={<Legend edges={edges} />}
      picture={(drawn, scale) => (
        <Drawn
          plan={drawn}
          codes={codes}
          tints={tints}
          marked={chosen?.id ?? null}
          lit={standsOut}
          scale={scale}
          mark={(id) => mark(codes.get(id)?.code ?? null)}
          point={(net, spot) => setPointed({ net, spot })}
        />
      )}
    >
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
    </MapFrame>
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
          <Sample kind={axis} />
          {words.axes[axis]}
        </li>
      ))}
      {addOns && (
        <li>
          <Sample kind="ADD_ON" />
          {words.family.addOn}
        </li>
      )}
    </ul>
  );
}
