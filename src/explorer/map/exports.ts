import { csvText } from '../../text/csv.ts';
import edgesText from '../documents/family-edges.graphql?raw';
import pageText from '../documents/family-page.graphql?raw';
import { LANGUAGES, type Language } from '../language.ts';
import { drawGrid, type Pictured } from '../picture/grid.ts';
import { type Drawing, document as documentOf, moved, rect, text } from '../picture/svg.ts';
import type { Words } from '../words/en.ts';
import type { Choice, Family, MapAxis } from './choice.ts';
import { type Colored, tintsOf } from './colors.ts';
import { HEAD_SIZE } from './lanes.ts';
import { drawLegend } from './legend.ts';
import { drawnEdges, edgeId, netsOf } from './nets.ts';
import type { MapPalette } from './palette.ts';
import { placesOf } from './places.ts';
import { type Plan, planOf } from './plan.ts';
import { ADD_ON_DASHES, drawLines, headTexts } from './strokes.ts';

/** What is exported: the map as the reader sees it. */
export interface Exported {
  readonly family: Family;
  readonly choice: Choice;
  readonly colored: readonly Colored[];
  readonly palette: MapPalette;
  readonly words: Words;
  readonly language: Language;
  /** Of the dataset. */
  readonly version: string;
}

const EDGE = 32;
const SPACE = 48;
/** Narrower pictures would break the legend into many lines. */
const LEAST_WIDTH = 560;

/** The grid, the graph below it and what they mean, as one SVG document without anything from elsewhere. */
export function svgOf(exported: Exported): string {
  const { family, palette } = exported;
  const grid = drawGrid(picturedOf(exported), palette);
  const graph = drawMap(exported, mapOf(exported, isRightToLeft(exported)));
  const width = Math.max(grid.width, graph.width, LEAST_WIDTH) + EDGE * 2;
  const legend = drawLegend(exported, width - EDGE * 2);
  const title = 48;
  const below = EDGE + title + grid.height + SPACE + graph.height + SPACE / 2;
  const height = below + legend.height + EDGE;
  const right = isRightToLeft(exported);
  const body = [
    `<rect width="${width}" height="${height}" fill="${palette.paper}"/>`,
    text(family.name, right ? width - EDGE : EDGE, EDGE + 20, 24, palette.ink, {
      anchor: right ? 'end' : 'start',
      weight: 650,
    }),
    moved(grid, right ? width - EDGE - grid.width : EDGE, EDGE + title),
    moved(graph, (width - graph.width) / 2, EDGE + title + grid.height + SPACE),
    moved(legend, EDGE, below),
  ].join('');
  return documentOf({ width, height, body }, family.name);
}

const mapOf = ({ family, words }: Exported, rightToLeft: boolean) =>
  planOf(netsOf(drawnEdges(family)), placesOf(family, words.family.noCell), rightToLeft);

const isRightToLeft = ({ language }: Exported) => LANGUAGES[language].direction === 'rtl';

function picturedOf(exported: Exported): Pictured {
  const { family, palette } = exported;
  const tints = tintsOf(exported.colored);
  const rightToLeft = isRightToLeft(exported);
  const tintOf = (code: string) => {
    const tint = tints.get(code);
    return tint && palette.tintOf(tint);
  };
  const cells = family.grid.cells.map((cell) => ({
    ...cell,
    codes: cell.codes.map(({ code }) => ({ code, tint: tintOf(code) })),
  }));
  return { title: family.name, rows: family.grid.rows, columns: family.grid.columns, cells, rightToLeft };
}

function drawMap({ family, colored, palette }: Exported, plan: Plan): Drawing {
  const tints = tintsOf(colored);
  const codes = new Map(family.codes.edges.map(({ node }) => [node.id, node]));
  const heads = headTexts(plan).map(({ line, x, y, anchor }) =>
    text(line, x, y, HEAD_SIZE, palette.quiet, { anchor }),
  );
  const nodes = [...plan.nodes].map(([id, { x, y, width, height }]) => {
    const { code = id, addOn = false } = codes.get(id) ?? {};
    const tint = tints.get(code);
    const fill = tint ? palette.tintOf(tint) : palette.raised;
    return (
      rect(x, y, width, height, fill, palette.quiet, addOn ? ADD_ON_DASHES : '') +
      text(code, x + width / 2, y + height / 2 + 5, 14, palette.ink, {
        anchor: 'middle',
        weight: 600,
        font: 'monospace',
      })
    );
  });
  return {
    width: plan.width,
    height: plan.height,
    body: [...heads, drawLines(plan, palette), ...nodes].join(''),
  };
}

/** The same as pixels, twice as many as the SVG has units. */
export async function pngOf(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * 2;
  canvas.height = image.naturalHeight * 2;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

/** The cells of the grid as a table, in UTF-8 with its mark. */
export function csvOf({ family }: Exported): string {
  const names = (keys: Family['grid']['rows']) => new Map(keys.map(({ key, name }) => [key, name]));
  const [rows, columns] = [names(family.grid.rows), names(family.grid.columns)];
  const lines = family.grid.cells.map(({ row, column, state, codes, why }) => [
    row,
    rows.get(row) ?? '',
    column,
    columns.get(column) ?? '',
    state,
    codes.map(({ code }) => code).join(' '),
    why,
  ]);
  const heads = ['row', 'row_name', 'column', 'column_name', 'state', 'codes', 'why'];
  return `\uFEFF${csvText([heads, ...lines])}`;
}

/**
 * The graph for Cytoscape, its codes where the map has them. `value` and the two statements about the
 * graph are for networkx, which names nodes by the one and refuses files without the others.
 */
export function cytoscapeOf(exported: Exported): string {
  const { family } = exported;
  const { nodes: boxes } = mapOf(exported, false);
  const centreOf = (id: string) => {
    const box = boxes.get(id);
    return box && { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const nodes = family.codes.edges.map(({ node: { id, code, label, addOn, axes } }) => ({
    data: {
      id,
      value: id,
      name: code,
      label,
      addOn,
      ...Object.fromEntries(axes.map(({ axis, terms }) => [axis, terms.map((term) => term.id)])),
    },
    position: centreOf(id),
  }));
  const edges = drawnEdges(family).map(({ source, target, kind, axes, sentence }) => ({
    data: {
      id: edgeId({ source, target }),
      source,
      target,
      interaction: kind,
      axis: axes[0] ?? null,
      sentence,
    },
  }));
  const data = { name: family.name, id: family.id, dataset: exported.version };
  const graph = { data, directed: false, multigraph: false, elements: { nodes, edges } };
  return `${JSON.stringify(graph, null, 2)}\n`;
}

/** What the page asked, in one query, with what it asked for as defaults: it can be run as it stands. */
export function graphqlOf({ family, choice }: Pick<Exported, 'family' | 'choice'>): string {
  const axis = (name: string, value: MapAxis | null) =>
    value ? `$${name}: Axis = ${value}` : `$${name}: Axis`;
  // A server merges what is selected of the same family twice.
  const both = pageText.slice(0, pageText.lastIndexOf('}')) + edgesText.slice(edgesText.indexOf('{') + 2);
  return both
    .replace('$family: ID!', `$family: ID! = ${JSON.stringify(family.id)}`)
    .replace('$rows: Axis', axis('rows', choice.rows))
    .replace('$columns: Axis', axis('columns', choice.columns));
}
