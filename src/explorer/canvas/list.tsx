import { useEffect, useRef } from 'preact/hooks';
import { otherEnd } from '../../lattice/edges.ts';
import type { Net } from '../map/nets.ts';
import { count, useSpeech } from '../words.ts';
import type { CanvasEdge, CanvasNode, Grown } from './grown.ts';
import { edgesOf, tieId } from './lines.ts';
import { CompareLink, NodeLabel, NodeLink } from './told.tsx';

interface ListProps {
  readonly canvas: Grown;
  readonly nets: readonly Net[];
  /** Whether a node was there at first: it cannot be folded. */
  readonly isStart: (node: CanvasNode) => boolean;
  readonly marked: string | null;
  readonly mark: (id: string | null) => void;
  readonly point: (net: Net | null) => void;
  readonly open: (id: string) => void;
  readonly fold: (id: string) => void;
  readonly remove: (id: string) => void;
}

/** The same as the picture in words: each box, what it is tied to and why, and what can be done with it. */
export function CanvasList(props: ListProps) {
  const { words } = useSpeech();
  const list = useRef<HTMLUListElement>(null);
  const { marked } = props;
  useEffect(() => {
    const item = marked === null ? null : list.current?.querySelector(':scope > .marked');
    if (!list.current || !item) return;
    list.current.scrollTop += item.getBoundingClientRect().top - list.current.getBoundingClientRect().top;
  }, [marked]);
  return (
    <section class="canvas-list" aria-labelledby="list">
      <h2 id="list">{words.canvas.list}</h2>
      <ul ref={list}>
        {[...props.canvas.nodes.values()].map((node) => (
          <Item key={node.node.id} {...props} node={node} />
        ))}
      </ul>
    </section>
  );
}

function Item({
  node,
  canvas,
  nets,
  isStart,
  marked,
  mark,
  point,
  open,
  fold,
  remove,
}: ListProps & { node: CanvasNode }) {
  const { words, language } = useSpeech();
  const { id } = node.node;
  const name = node.code ?? node.label;
  const isOpen = canvas.opened.has(id);
  const edges = canvas.edges.filter(({ source, target }) => source === id || target === id);
  return (
    <li class={id === marked ? 'marked' : undefined}>
      <p>
        <NodeLink node={node} /> <NodeLabel node={node} />
      </p>
      <div class="acts">
        {!isOpen && <Act words={words.canvas.open} name={name} act={() => open(id)} />}
        {isOpen && !isStart(node) && <Act words={words.canvas.fold} name={name} act={() => fold(id)} />}
        <Act words={words.canvas.remove} name={name} act={() => remove(id)} />
      </div>
      {edges.length > 0 && (
        <details
          open={id === marked}
          onToggle={({ currentTarget }) => {
            if (currentTarget.open !== (id === marked)) mark(currentTarget.open ? id : null);
          }}
        >
          <summary>{count(words.canvas.ties, edges.length, language)}</summary>
          {id === marked && (
            <ul class="ties">
              {edges.map((edge) => (
                <Tie key={tieId(edge)} edge={edge} node={node} canvas={canvas} nets={nets} point={point} />
              ))}
            </ul>
          )}
        </details>
      )}
    </li>
  );
}

function Act({ words, name, act }: { words: string; name: string; act: () => void }) {
  return (
    <button type="button" class="button" onClick={act}>
      {words} <span class="hidden">{name}</span>
    </button>
  );
}

interface TieProps extends Pick<ListProps, 'canvas' | 'nets' | 'point'> {
  readonly edge: CanvasEdge;
  readonly node: CanvasNode;
}

/** What a node is tied to, and why; while it is pointed at, its line stands out. */
function Tie({ edge, node, canvas, nets, point }: TieProps) {
  const other = canvas.nodes.get(otherEnd(edge, node.node.id));
  const light = () => point(nets.find((net) => edgesOf(net, [edge]).length > 0) ?? null);
  return (
    <li
      onPointerEnter={light}
      onPointerLeave={() => point(null)}
      onFocusCapture={light}
      onBlurCapture={() => point(null)}
    >
      {other && <NodeLink node={other} />} <span>{edge.sentence}</span> <CompareLink nodes={[node, other]} />
    </li>
  );
}
