import '../map/graph.css';
import './canvas.css';
import { useMemo, useState } from 'preact/hooks';
import { type CanvasAsked, readCanvas, startedFrom } from '../canvas/asked.ts';
import { boxSize } from '../canvas/boxes.ts';
import { Frame } from '../canvas/frame.tsx';
import { type CanvasNode, type Grown, tokenOf } from '../canvas/grown.ts';
import { canvasLines } from '../canvas/lines.ts';
import { CanvasList } from '../canvas/list.tsx';
import { Notes } from '../canvas/notes.tsx';
import { placesFrom } from '../canvas/place.ts';
import { CanvasTools, UndoButton } from '../canvas/tools.tsx';
import { useGrown } from '../canvas/use-grown.ts';
import { stepTo, type Undo, useUndo } from '../canvas/use-undo.ts';
import { datasetVersion } from '../client.ts';
import { LANGUAGES } from '../language.ts';
import type { Net } from '../map/nets.ts';
import { paletteNow } from '../map/palette.ts';
import { planOf } from '../map/plan.ts';
import { ChosenCodes } from '../parts/chosen-codes.tsx';
import { CopyLink } from '../parts/copy-link.tsx';
import { download } from '../parts/download.ts';
import { Dropped } from '../parts/dropped.tsx';
import { LeftOut } from '../parts/left-out.tsx';
import { Skeleton } from '../parts/loaded.tsx';
import { MOST_CHOSEN } from '../parts/most-chosen.ts';
import { readQuery } from '../parts/read-query.ts';
import { useTitle } from '../parts/title.ts';
import { linkTo, type PageProps } from '../router.ts';
import { count, fill, useSpeech } from '../words.ts';

const EXAMPLE = '63278';

/** What is related to a code, opened step by step; the steps stand in the address. */
export function CanvasPage({ query }: PageProps) {
  const { words } = useSpeech();
  const { dropped, ambiguous, leftOut, ...asked } = readCanvas(readQuery(query));
  const { starts } = asked;
  const undo = useUndo(query.toString());
  useTitle([words.canvas.title, ...starts].join(' '));
  return (
    <article class="canvas-page">
      <h1>{words.canvas.title}</h1>
      <ChosenCodes
        label={words.canvas.chosen}
        codes={starts}
        choose={(codes) => stepTo(startedFrom(asked, codes))}
        full={words.canvas.mostStarts}
      />
      <LeftOut most={MOST_CHOSEN} codes={leftOut} />
      {starts.length === 0 ? (
        <>
          {undo.canUndo && <UndoButton canUndo />}
          <Dropped what={dropped} />
          <p class="lead">{words.canvas.lead}</p>
          <p>
            <a class="chip" href={linkTo('/canvas', { codes: EXAMPLE })}>
              <bdi class="number">{EXAMPLE}</bdi>
            </a>
          </p>
        </>
      ) : (
        <Canvas asked={asked} dropped={dropped} ambiguous={ambiguous} query={query.toString()} undo={undo} />
      )}
    </article>
  );
}

interface CanvasProps {
  readonly asked: CanvasAsked;
  readonly dropped: readonly string[];
  readonly ambiguous: readonly string[];
  readonly query: string;
  readonly undo: Undo;
}

function Canvas({ asked, dropped, ambiguous, query, undo }: CanvasProps) {
  const { words, language } = useSpeech();
  const { canvas, after, waiting, ...missing } = useGrown(asked, query);
  const [chosen, setChosen] = useState<string | null>(null);
  const [pointed, setPointed] = useState<Net | null>(null);
  const nets = useMemo(() => canvasLines(canvas.edges), [canvas]);
  // The step whose boxes are told: later ones bring others.
  const [told, setTold] = useState<string | null>(null);
  const marked = chosen !== null && canvas.nodes.has(chosen) ? chosen : null;
  const isStart = (node: CanvasNode) => asked.starts.includes(tokenOf(node));
  const tokenIn = (id: string) => {
    const node = canvas.nodes.get(id);
    return node ? tokenOf(node) : id;
  };
  /** Goes to what is left of these steps: what nothing leads to any more is forgotten. */
  const goTo = (next: CanvasAsked) => {
    const { unreached } = after(next);
    stepTo({ ...next, opened: next.opened.filter((token) => !unreached.includes(token)) });
  };
  const acts = {
    open: (id: string) => {
      const node = canvas.nodes.get(id);
      setChosen(id);
      if (!node || canvas.opened.has(id)) return;
      stepTo({ ...asked, opened: [...asked.opened, tokenOf(node)] });
      setTold(new URLSearchParams(location.search).toString());
    },
    fold: (id: string) => {
      const token = tokenIn(id);
      if (!asked.starts.includes(token))
        goTo({ ...asked, opened: asked.opened.filter((one) => one !== token) });
    },
    remove: (id: string) => {
      const token = tokenIn(id);
      const others = { ...asked, opened: asked.opened.filter((one) => one !== token) };
      const starts = asked.starts.filter((one) => one !== token);
      goTo(
        starts.length < asked.starts.length
          ? startedFrom(others, starts)
          : { ...others, without: [...asked.without, token] },
      );
    },
  };
  const save = async (format: 'SVG' | 'PNG') => {
    const [{ svgOf }, { pngOf }] = await Promise.all([
      import('../canvas/exports.ts'),
      import('../map/exports.ts'),
    ]);
    const { labels } = asked;
    const rightToLeft = LANGUAGES[language].direction === 'rtl';
    const plan = planOf(nets, placesFrom(canvas.at), rightToLeft, boxSize(canvas.nodes, labels));
    const version = datasetVersion() ?? '';
    const svg = svgOf({ canvas, plan, labels, palette: paletteNow(), words, language, version });
    const file = format === 'SVG' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg);
    download(file, `${asked.starts.join('-').replaceAll(':', '-')}.${format.toLowerCase()}`);
  };
  if (canvas.nodes.size === 0 && waiting) return <Skeleton />;
  const shared = { canvas, nets, marked, mark: setChosen, ...acts };
  return (
    <>
      <Notes canvas={canvas} dropped={dropped} ambiguous={ambiguous} {...missing} />
      {canvas.nodes.size > 0 && (
        <>
          <CanvasTools asked={asked} canvas={canvas} {...undo} save={(format) => void save(format)} />
          <p class="quiet hint">{words.canvas.hint}</p>
          <p class="brought" role="status">
            {waiting
              ? words.shell.loading
              : marked && <Brought canvas={canvas} id={marked} isNew={told === query} />}
          </p>
          <div class="both">
            <Frame {...shared} labels={asked.labels} pointed={pointed} />
            <CanvasList {...shared} isStart={isStart} point={setPointed} />
          </div>
          <CopyLink />
        </>
      )}
    </>
  );
}

/** What opening a box has just brought, for who does not see it; else what the box is. */
function Brought({ canvas, id, isNew }: { canvas: Grown; id: string; isNew: boolean }) {
  const { words, language } = useSpeech();
  const node = canvas.nodes.get(id);
  const brought = canvas.opened.get(id);
  if (!node) return null;
  const name = node.code ?? node.label;
  if (!isNew || brought === undefined) return `${name} ${node.code === null ? '' : node.label}`;
  if (brought === 0) return fill(words.canvas.nothing, { name });
  return count(words.canvas.brought, brought, language, { name });
}
