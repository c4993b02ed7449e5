import cytoscape from 'cytoscape';
import fcose, { type FcoseLayoutOptions } from 'cytoscape-fcose';
import type { Layout } from './choice.ts';
import { apart, NODE, type Point, parked, shaped } from './spread.ts';

cytoscape.use(fcose);

export interface Network {
  readonly nodes: readonly string[];
  readonly edges: readonly { readonly id: string; readonly source: string; readonly target: string }[];
}

/**
 * Where the nodes stand: the same for the same network, since nothing is left to chance. Nodes never touch. `ratio` is
 * the width to the height of the frame.
 */
export async function layOut(network: Network, layout: Layout, ratio: number): Promise<Map<string, Point>> {
  const joined = new Set(network.edges.flatMap(({ source, target }) => [source, target]));
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    style: [{ selector: 'node', style: { ...NODE, shape: 'rectangle' } }],
    elements: {
      nodes: [...joined].map((id) => ({ data: { id } })),
      edges: network.edges.map((edge) => ({ data: { ...edge } })),
    },
  });
  const options = layout === 'dagre' ? await layered() : NEAR;
  const done = cy.promiseOn('layoutstop');
  withoutChance(() => cy.layout(options).run());
  await done;
  const points = new Map(cy.nodes().map((node): [string, Point] => [node.id(), { ...node.position() }]));
  cy.destroy();
  const free = apart(layout === 'dagre' ? points : shaped(points, ratio));
  return parked(
    network.nodes.filter((id) => !joined.has(id)),
    free,
    ratio,
  );
}

const NEAR = {
  name: 'fcose',
  quality: 'default',
  animate: false,
  fit: false,
  packComponents: false,
  tile: false,
  idealEdgeLength: 78,
  nodeRepulsion: 5_000,
  edgeElasticity: 0.3,
  gravity: 0.4,
  numIter: 2_500,
} satisfies FcoseLayoutOptions;

/** Dagre is fetched when it is first chosen. */
async function layered(): Promise<cytoscape.LayoutOptions> {
  const { default: dagre } = await import('cytoscape-dagre');
  cytoscape.use(dagre);
  const options = { name: 'dagre', rankDir: 'LR', nodeSep: 14, rankSep: 70, fit: false, animate: false };
  return options as cytoscape.LayoutOptions;
}

/** Runs code that uses Math.random with the same numbers every time, since fcose takes no seed. */
function withoutChance(run: () => void): void {
  const { random } = Math;
  let state = 1;
  Math.random = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  try {
    run();
  } finally {
    Math.random = random;
  }
}
