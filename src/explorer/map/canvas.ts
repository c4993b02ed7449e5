import cytoscape from 'cytoscape';
import type { MapAxis } from './choice.ts';
import type { Tint } from './colors.ts';
import { type MapPalette, onTheme, paletteNow } from './palette.ts';
import { NODE, type Point } from './spread.ts';

export interface CanvasNode {
  readonly id: string;
  readonly code: string;
  readonly at: Point;
}

export interface CanvasEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  /** The axis that differs; null for an add-on. */
  readonly axis: MapAxis | null;
}

export interface Listening {
  /** A code was chosen, or none. */
  choose(id: string | null): void;
  /** A line is pointed at, or none. */
  point(id: string | null): void;
}

/** A drawn graph and what can be done with it. */
export interface Canvas {
  zoom(factor: number): void;
  fit(): void;
  /** Makes a code or a line stand out, with what belongs to it; null: nothing. */
  light(ids: readonly string[]): void;
  /** Marks the chosen code. */
  mark(id: string | null): void;
  color(tints: ReadonlyMap<string, Tint>): void;
  /** The code nearest in a direction from another one, or the first where none is given. */
  beside(id: string | null, towards: Point): string | null;
  remove(): void;
}

/** More nodes than this are drawn with one pixel a unit also where screens have more, so that moving stays smooth. */
const MANY = 150;

/** Narrower frames begin with numbers that can be read, though not all are in sight: half of a phone shows few codes. */
const NARROW = 520;
const READABLE_ZOOM = 0.7;

/** Draws a graph into an element. The page's policy lets no script add styles, so the element brings them. */
export function drawGraph(
  container: HTMLElement,
  nodes: readonly CanvasNode[],
  edges: readonly CanvasEdge[],
  listening: Listening,
): Canvas {
  const cy = cytoscape({
    container,
    elements: {
      nodes: nodes.map(({ id, code, at }) => ({ data: { id, code }, position: { ...at } })),
      edges: edges.map((edge) => ({ data: { ...edge } })),
    },
    layout: { name: 'preset' },
    minZoom: 0.1,
    maxZoom: 4,
    boxSelectionEnabled: false,
    autoungrabify: true,
    userZoomingEnabled: false,
    ...(nodes.length > MANY && { pixelRatio: 1 }),
  });
  let tints: ReadonlyMap<string, Tint> = new Map();
  const restyle = () => cy.style(styleOf(paletteNow(), tints));
  restyle();
  const unwatch = onTheme(restyle);
  const showAll = () => void cy.fit(cy.elements(), 18);
  const begin = () => {
    showAll();
    if (container.clientWidth >= NARROW || cy.zoom() >= READABLE_ZOOM) return;
    cy.zoom({ level: READABLE_ZOOM, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };
  begin();
  const resized = new ResizeObserver(() => {
    cy.resize();
    begin();
  });
  resized.observe(container);

  const tellZoom = () => {
    container.dataset.zoom = cy.zoom().toFixed(3);
  };
  cy.on('zoom', tellZoom);
  tellZoom();
  cy.on('tap', (event) => {
    container.parentElement?.focus({ preventScroll: true });
    if (event.target === cy) listening.choose(null);
  });
  cy.on('tap', 'node', ({ target }) => listening.choose(target.id()));
  cy.on('tap mouseover', 'edge', ({ target }) => listening.point(target.id()));
  cy.on('mouseout', 'edge', () => listening.point(null));
  cy.on('mouseover', 'node, edge', () => container.classList.add('over'));
  cy.on('mouseout', 'node, edge', () => container.classList.remove('over'));
  // The wheel scrolls the page until the reader has turned to the graph.
  const frame = container.parentElement;
  const turnTo = () => void cy.userZoomingEnabled(true);
  const turnFrom = () => void cy.userZoomingEnabled(false);
  frame?.addEventListener('focus', turnTo);
  frame?.addEventListener('blur', turnFrom);

  return {
    zoom(factor) {
      const centre = { x: cy.width() / 2, y: cy.height() / 2 };
      cy.zoom({ level: cy.zoom() * factor, renderedPosition: centre });
    },
    fit: showAll,
    light(ids) {
      const lit = cy.elements().filter((element) => ids.includes(element.id()));
      const all = lit
        .union(lit.edges().connectedNodes())
        .union(lit.length === 1 ? lit.nodes().neighborhood() : lit);
      cy.batch(() => {
        cy.elements().removeClass('lit faded');
        if (all.nonempty()) {
          all.addClass('lit');
          cy.elements().difference(all).addClass('faded');
        }
      });
    },
    mark(id) {
      cy.nodes().removeClass('marked');
      const node = id === null ? cy.collection() : cy.getElementById(id);
      node.addClass('marked');
      if (node.empty()) return;
      const { x1, y1, x2, y2 } = node.renderedBoundingBox();
      const hidden = x1 < 0 || y1 < 0 || x2 > cy.width() || y2 > cy.height();
      if (hidden) cy.center(node);
    },
    color(next) {
      tints = next;
      restyle();
    },
    beside(id, towards) {
      const from = id === null ? cy.collection() : cy.getElementById(id);
      if (from.empty()) return cy.nodes().first().id() ?? null;
      const at = from.position();
      const ahead = cy
        .nodes()
        .toArray()
        .map((node) => ({ id: node.id(), x: node.position().x - at.x, y: node.position().y - at.y }))
        .map(({ id, x, y }) => ({
          id,
          along: x * towards.x + y * towards.y,
          aside: Math.abs(x * towards.y) + Math.abs(y * towards.x),
        }))
        .filter(({ along, aside }) => along > 4 && along * 2.5 > aside)
        .sort((a, b) => a.along + a.aside * 1.6 - (b.along + b.aside * 1.6));
      return ahead[0]?.id ?? id;
    },
    remove() {
      unwatch();
      resized.disconnect();
      frame?.removeEventListener('focus', turnTo);
      frame?.removeEventListener('blur', turnFrom);
      cy.destroy();
    },
  };
}

function styleOf(palette: MapPalette, tints: ReadonlyMap<string, Tint>): cytoscape.StylesheetJson {
  return [
    {
      selector: 'core',
      style: {
        'active-bg-opacity': 0,
      } as cytoscape.Css.Core,
    },
    {
      selector: 'node',
      style: {
        ...NODE,
        shape: 'round-rectangle',
        label: 'data(code)',
        'background-color': (node: cytoscape.NodeSingular) => {
          const tint = tints.get(node.data('code'));
          return tint ? palette.tintOf(tint) : palette.raised;
        },
        'border-color': palette.quiet,
        'border-width': 1,
        color: palette.ink,
        'font-family': 'ui-monospace, Cascadia Mono, Noto Sans Mono, DejaVu Sans Mono, monospace',
        'font-size': 14,
        'font-weight': 600,
        'text-valign': 'center',
        'text-halign': 'center',
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'edge',
      style: {
        width: 2,
        'line-color': (edge: cytoscape.EdgeSingular) => palette.lineOf(edge.data('axis')),
        'curve-style': 'haystack',
        'overlay-opacity': 0,
      },
    },
    {
      selector: 'edge[!axis]',
      style: { 'curve-style': 'straight', 'line-style': 'dashed', width: 1.2, opacity: 0.55 },
    },
    { selector: 'edge.faded', style: { opacity: 0.3 } },
    { selector: 'node.faded', style: { 'text-opacity': 0.55, 'border-opacity': 0.45 } },
    { selector: 'edge.lit', style: { width: 4, 'z-index': 2 } },
    { selector: 'node.lit', style: { 'border-width': 2, 'border-color': palette.accent, 'z-index': 3 } },
    {
      selector: 'node.marked',
      style: { 'background-color': palette.accent, color: palette.paper, 'border-color': palette.accent },
    },
  ];
}
