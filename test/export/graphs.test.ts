import cytoscape from 'cytoscape';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pythonOf } from '../python.ts';
import { dataset, seededStore } from '../seeded.ts';
import { type Exported, exported } from './exported.ts';

let seeded: Awaited<ReturnType<typeof seededStore>>;
let files: Exported;
beforeAll(async () => {
  seeded = await seededStore();
  files = await exported(seeded.store, ['graphml', 'gexf', 'cyjs']);
});
afterAll(async () => {
  files.remove();
  await seeded.close();
});

const READ = `import json, sys, networkx
folder = sys.argv[1]
read = {"graphml": networkx.read_graphml(f"{folder}/lattice.graphml", force_multigraph=True),
  "gexf": networkx.read_gexf(f"{folder}/lattice.gexf"),
  "cyjs": networkx.cytoscape_graph(json.load(open(f"{folder}/lattice.cyjs")))}
def said(graph):
  node = graph.nodes["CPT:63278"]
  edge = [data for data in graph.get_edge_data("CPT:63277", "CPT:63278").values() if data["kind"] == "AXIS"][0]
  mapped = [data for data in graph.get_edge_data("CPT:63278", "ICD10CM:C79.51").values()][0]
  return {"is": [graph.is_directed(), graph.is_multigraph()], "size": [len(graph), graph.size()],
    "node": [node["label"], node["add_on"], node["curated"], node["region"], node["kind"]],
    "edge": [edge["axes"], edge["count"], type(edge["count"]).__name__, edge["distance"], type(edge["distance"]).__name__],
    "mapped": [mapped["relationship"], mapped["confidence"]],
    "sacral": sorted(one for one, _, data in graph.in_edges("region:sacral", data=True) if data["kind"] == "STATES")}
answer = {name: said(graph) for name, graph in read.items()}
answer["colors"] = [read["graphml"].nodes["CPT:63278"]["color"], read["gexf"].nodes["CPT:63278"]["viz"]["color"]]
print(json.dumps(answer))`;

test('networkx reads the same graph from all, with typed attributes', async (context) => {
  const python = await pythonOf(context);
  const { colors, ...read } = JSON.parse(python.run(READ, files.folder));
  const rows = files.manifest.files.map((file) => file.rows);
  expect(new Set(rows).size).toBe(1);
  const sacral = dataset.codes.filter(({ facts }) =>
    facts.some(({ terms }) => terms.includes('region:sacral')),
  );
  for (const [form, said] of Object.entries<Record<string, unknown[]>>(read)) {
    expect([form, said.is]).toEqual([form, [true, true]]);
    expect((said.size as number[]).reduce((a, b) => a + b)).toBe(rows[0]);
    expect(said.node).toEqual([
      'Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy',
      false,
      true,
      'sacral',
      'CODE',
    ]);
    // JSON has one kind of number.
    expect(said.edge).toEqual(['REGION', 1, 'int', expect.any(Number), form === 'cyjs' ? 'int' : 'float']);
    expect(said.mapped).toEqual(['INDICATION', 0.9]);
    expect(said.sacral).toEqual(sacral.map(({ id }) => id).sort());
  }
  expect(colors).toEqual(['#0072b2', { r: 0, g: 114, b: 178, a: 1.0 }]);
});

test('Cytoscape.js draws it', () => {
  const graph = cytoscape({ headless: true, elements: JSON.parse(files.text('lattice.cyjs')).elements });
  expect(graph.elements().length).toBe(files.manifest.files.find(({ format }) => format === 'cyjs')?.rows);
  expect(graph.getElementById('CPT:63278').data('region')).toBe('sacral');
});

test('any subgraph is written: what lies around a code', async () => {
  const some = await exported(seeded.store, ['cyjs'], { around: { ids: ['CPT:63278'], depth: 1 } });
  const { elements } = JSON.parse(some.text('lattice.cyjs'));
  const codes = elements.nodes.filter(({ data }: { data: { kind: string } }) => data.kind === 'CODE');
  expect(codes.length).toBeGreaterThan(5);
  expect(codes.length).toBeLessThan(60);
  some.remove();
});
