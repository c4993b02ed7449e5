import './graph.css';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CodeLink, pageOf } from '../parts/links.tsx';
import { go } from '../router.ts';
import { useSpeech } from '../words.ts';
import type { Canvas } from './canvas.ts';
import { AXES, type Family, type Layout, type MapCode, type MapEdge } from './choice.ts';
import type { Tint } from './colors.ts';
import { drawnEdges, edgeId, networkOf } from './network.ts';
import type { Point } from './spread.ts';

interface GraphProps {
  readonly family: Family;
  readonly layout: Layout;
  readonly tints: ReadonlyMap<string, Tint>;
  /** The number of the code that is marked. */
  readonly marked: string | null;
  readonly mark: (code: string | null) => void;
  /** The numbers of the codes that are pointed at elsewhere. */
  readonly lit: readonly string[];
}

/** The width to the height in which nodes are laid out: one of three, so that a layout does not change with every pixel. */
const ratioFor = (width: number) => (width < 520 ? 0.6 : width < 900 ? 1.25 : 2.1);

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowRight: { x: 1, y: 0 },
  ArrowLeft: { x: -1, y: 0 },
  ArrowDown: { x: 0, y: 1 },
  ArrowUp: { x: 0, y: -1 },
};

/** The codes of a family and the lines between those that are one step apart. */
export function Graph({ family, layout, tints, marked, mark, lit }: GraphProps) {
  const { words } = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const [canvas, setCanvas] = useState<Canvas | null>(null);
  const [away, setAway] = useState(false);
  const [ratio, setRatio] = useState<number | null>(null);
  const [pointed, setPointed] = useState<string | null>(null);
  const codes = useMemo(() => new Map(family.codes.edges.map(({ node }) => [node.id, node])), [family]);
  const edges = useMemo(() => drawnEdges(family), [family]);
  const chosen = [...codes.values()].find(({ code }) => code === marked) ?? null;
  const hears = useRef({ mark, codes });
  hears.current = { mark, codes };
  const network = useMemo(() => networkOf(family), [family]);
  const drawn = JSON.stringify(network);

  useEffect(() => {
    if (!frame.current) return;
    const resized = new ResizeObserver(([entry]) => entry && setRatio(ratioFor(entry.contentRect.width)));
    resized.observe(frame.current);
    return () => resized.disconnect();
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew only where another graph, layout or shape is shown
  useEffect(() => {
    const container = frame.current?.firstElementChild;
    if (ratio === null || !(container instanceof HTMLElement)) return;
    let left = false;
    let made: Canvas | null = null;
    const start = async () => {
      const [{ layOut }, { drawGraph }] = await Promise.all([import('./lay-out.ts'), import('./canvas.ts')]);
      const points = await layOut(network, layout, ratio);
      if (left) return;
      const nodes = [...points].map(([id, at]) => ({ id, at, code: codes.get(id)?.code ?? id }));
      const lines = edges.map((edge) => ({
        id: edgeId(edge),
        source: edge.source,
        target: edge.target,
        axis: AXES.find((axis) => axis === edge.axes[0]) ?? null,
      }));
      made = drawGraph(container, nodes, lines, {
        choose: (id) => hears.current.mark(id && (hears.current.codes.get(id)?.code ?? null)),
        point: setPointed,
      });
      setCanvas(made);
    };
    start().catch(() => !left && setAway(true));
    return () => {
      left = true;
      made?.remove();
      setCanvas(null);
    };
  }, [drawn, layout, ratio]);

  useEffect(() => canvas?.color(tints), [canvas, tints]);
  useEffect(() => canvas?.mark(chosen?.id ?? null), [canvas, chosen?.id]);
  useEffect(() => {
    const ids = [...codes.values()].filter(({ code }) => lit.includes(code)).map(({ id }) => id);
    canvas?.light(pointed ? [pointed] : ids.length > 0 ? ids : chosen ? [chosen.id] : []);
  }, [canvas, pointed, lit, chosen, codes]);

  const press = (event: KeyboardEvent) => {
    const towards = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !canvas) return;
    if (towards) {
      const next = canvas.beside(chosen?.id ?? null, towards);
      mark((next && codes.get(next)?.code) ?? null);
    } else if (event.key === '+' || event.key === '=') canvas.zoom(1.25);
    else if (event.key === '-') canvas.zoom(0.8);
    else if (event.key === '0') canvas.fit();
    else if (event.key === 'Enter' && chosen) go(pageOf(chosen.code));
    else if (event.key === 'Escape') mark(null);
    else return;
    event.preventDefault();
  };

  const told = edges.find((edge) => edgeId(edge) === pointed) ?? null;
  return (
    <section class="graph" aria-labelledby="graph">
      <header>
        <h2 id="graph">{words.family.graph}</h2>
        <p class="zoom">
          <Zoom name={words.family.zoomOut} sign="−" act={() => canvas?.zoom(0.8)} />
          <Zoom name={words.family.zoomIn} sign="+" act={() => canvas?.zoom(1.25)} />
          <button type="button" class="button" onClick={() => canvas?.fit()}>
            {words.family.fit}
          </button>
        </p>
      </header>
      {/* Cytoscape writes a style element unless it finds one by this id; the page's policy would refuse it. */}
      <div
        ref={frame}
        id="__________cytoscape_stylesheet"
        class="frame"
        role="application"
        aria-label={words.family.graph}
        aria-describedby="graph-keys"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        data-drawn={canvas !== null}
        onKeyDown={press}
      >
        <div class="canvas" dir="ltr" />
      </div>
      <p id="graph-keys" class="hidden">
        {words.family.graphKeys}
      </p>
      <Legend edges={edges} />
      <div class="told" aria-live="polite">
        {away && <p>{words.shell.away}</p>}
        <p class="sentence">
          {told ? <Told edge={told} codes={codes} /> : <span class="quiet">{words.family.graphHint}</span>}
        </p>
        {chosen && <Steps chosen={chosen} edges={edges} codes={codes} point={setPointed} />}
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

/** Which color of a line stands for which axis. */
function Legend({ edges }: { edges: readonly MapEdge[] }) {
  const { words } = useSpeech();
  const axes = AXES.filter((axis) => edges.some((edge) => edge.axes[0] === axis));
  const addOns = edges.some(({ kind }) => kind === 'ADD_ON');
  return (
    <ul class="legend">
      {axes.map((axis) => (
        <li key={axis}>
          <span class={`line ${axis.toLowerCase()}`} />
          {words.axes[axis]}
        </li>
      ))}
      {addOns && (
        <li>
          <span class="line add-on" />
          {words.family.addOn}
        </li>
      )}
    </ul>
  );
}

type Codes = ReadonlyMap<string, MapCode>;

function Told({ edge, codes }: { edge: MapEdge; codes: Codes }) {
  const { words } = useSpeech();
  const [source, target] = [codes.get(edge.source), codes.get(edge.target)];
  return (
    <>
      {source && <CodeLink {...source} />} <Arrow /> {target && <CodeLink {...target} />}{' '}
      {edge.axes.map((axis) => (
        <span key={axis} class="mark">
          {words.axes[axis]}
        </span>
      ))}{' '}
      {edge.sentence}
    </>
  );
}

const Arrow = () => (
  <span class="arrow" aria-hidden="true">
    →
  </span>
);

interface StepsProps {
  readonly chosen: MapCode;
  readonly edges: readonly MapEdge[];
  readonly codes: Codes;
  readonly point: (id: string | null) => void;
}

/** The chosen code, and the lines that leave it: each can be focused, and its sentence read. */
function Steps({ chosen, edges, codes, point }: StepsProps) {
  const own = edges.filter(({ source, target }) => source === chosen.id || target === chosen.id);
  return (
    <>
      <p class="chosen">
        <CodeLink {...chosen} /> {chosen.label}
      </p>
      <ul class="steps">
        {own.map((edge) => {
          const other = codes.get(edge.source === chosen.id ? edge.target : edge.source);
          return (
            <li
              key={edgeId(edge)}
              onPointerEnter={() => point(edgeId(edge))}
              onPointerLeave={() => point(null)}
              onFocusCapture={() => point(edgeId(edge))}
              onBlurCapture={() => point(null)}
            >
              <span class="ends">
                {edge.source === chosen.id && <Arrow />} {other && <CodeLink {...other} />}{' '}
                {edge.target === chosen.id && <Arrow />}
              </span>
              <span>{edge.sentence}</span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
