import jsonld from 'jsonld';
import n3 from 'n3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { pythonOf } from '../python.ts';
import { seededStore } from '../seeded.ts';
import { type Exported, exported } from './exported.ts';

let seeded: Awaited<ReturnType<typeof seededStore>>;
let files: Exported;
beforeAll(async () => {
  seeded = await seededStore();
  files = await exported(seeded.store, ['ttl', 'jsonld', 'sssom'], { languages: [...LANGUAGE_CODES] });
});
afterAll(async () => {
  files.remove();
  await seeded.close();
});

const READ = `import json, sys, rdflib, pyshacl
from rdflib.namespace import SKOS, PROV, RDF
from rdflib.compare import to_isomorphic
folder = sys.argv[1]
LATTICE = rdflib.Namespace("urn:codelattice:vocabulary:")
graph = rdflib.Graph().parse(f"{folder}/lattice.ttl")
code = rdflib.URIRef("http://purl.bioontology.org/ontology/CPT/63278")
sacral = rdflib.URIRef("urn:codelattice:region:sacral")
answer = {"triples": len(graph), "concepts": len(set(graph.subjects(RDF.type, SKOS.Concept))),
  "labels": {label.language: str(label) for label in graph.objects(code, SKOS.prefLabel)},
  "sacral": (code, LATTICE.region, sacral) in graph,
  "above": [str(one) for one in graph.transitive_objects(sacral, SKOS.broader)],
  "derived": sorted(str(title) for source in graph.objects(code, PROV.wasDerivedFrom)
    for title in graph.objects(source, rdflib.DCTERMS.title)),
  "differs": sorted((str(next(graph.objects(pair, LATTICE["from"]))), str(next(graph.objects(pair, LATTICE.distance)).datatype))
    for one in [rdflib.URIRef("http://purl.bioontology.org/ontology/CPT/63277")] for pair in graph.objects(one, LATTICE.differsBy)
    if list(graph.objects(pair, LATTICE.axis)) == [LATTICE.region])}
shapes = rdflib.Graph().parse(data="""
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix prov: <http://www.w3.org/ns/prov#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix l: <urn:codelattice:vocabulary:> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:or ( [ sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ] ] [ sh:property [ sh:path skos:notation ; sh:minCount 1 ] ] ) ;
  sh:property [ sh:path skos:prefLabel ; sh:uniqueLang true ; sh:datatype <http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> ] ,
    [ sh:path skos:inScheme ; sh:minCount 1 ; sh:maxCount 1 ; sh:class skos:ConceptScheme ] ,
    [ sh:path skos:broader ; sh:class skos:Concept ] ,
    [ sh:path skos:notation ; sh:maxCount 1 ] ,
    [ sh:path prov:wasDerivedFrom ; sh:minCount 1 ; sh:class prov:Entity ] ,
    [ sh:path l:differsBy ; sh:node [ sh:property [ sh:path l:from ; sh:minCount 1 ; sh:maxCount 1 ; sh:class skos:Concept ] ,
      [ sh:path l:axis ; sh:minCount 1 ] , [ sh:path l:distance ; sh:minCount 1 ; sh:datatype xsd:decimal ] ] ] .
[] a sh:NodeShape ; sh:targetClass prov:Entity ; sh:property [ sh:path dcterms:title ; sh:minCount 1 ] .
""", format="turtle")
conforms, _, text = pyshacl.validate(graph, shacl_graph=shapes)
answer["conforms"] = [conforms, text if not conforms else ""]
print(json.dumps(answer))`;

test('rdflib reads the Turtle, and it fits a SHACL shape', async (context) => {
  const python = await pythonOf(context);
  const read = JSON.parse(python.run(READ, files.folder));
  expect(read.conforms).toEqual([true, '']);
  const { codes } = await (await seeded.store.at()).dataset();
  const { terms, families } = (await seeded.store.at()).vocabulary;
  expect(read.concepts).toBe(codes + terms.size + families.size);
  expect(Object.keys(read.labels).sort()).toEqual(LANGUAGE_CODES.map((one) => one.toLowerCase()).sort());
  expect(read.labels.es).toMatch(/^Columna sacra/);
  expect(read.sacral).toBe(true);
  expect(read.above).toContain('urn:codelattice:region:spine');
  expect(read.derived).toContain('codelattice seed: cpt/codes.csv');
  expect(read.differs).toContainEqual([
    'http://purl.bioontology.org/ontology/CPT/63278',
    'http://www.w3.org/2001/XMLSchema#decimal',
  ]);
});

test('JSON-LD says the same triples as Turtle', async () => {
  const quads = (await jsonld.toRDF(JSON.parse(files.text('lattice.jsonld')), {
    format: 'application/n-quads',
  })) as unknown as string;
  const said = (text: string, format: string) =>
    new n3.Parser({ format })
      .parse(text)
      // Nodes without an id have another one in each text.
      .map(({ subject, predicate, object }) =>
        [subject, predicate, object]
          .map((one) => (one.termType === 'BlankNode' ? '[]' : JSON.stringify(one)))
          .join(' '),
      )
      .sort();
  const turtle = said(files.text('lattice.ttl'), 'text/turtle');
  expect(said(quads, 'application/n-quads')).toEqual(turtle);
  expect(turtle.length).toBeGreaterThan(20_000);
});

const SSSOM = `import json, sys
from sssom.parsers import parse_sssom_table
from sssom.validators import validate
from sssom.constants import SchemaValidationType
mappings = parse_sssom_table(f"{sys.argv[1]}/crosswalk.sssom.tsv")
validate(mappings, [SchemaValidationType.JsonSchema, SchemaValidationType.PrefixMapCompleteness])
frame = mappings.df
row = frame[(frame.subject_id == "CPT:63278") & (frame.object_id == "ICD10CM:C79.51")].iloc[0]
print(json.dumps({"rows": len(frame), "row": [row.predicate_id, float(row.confidence), row.object_label],
  "predicates": sorted(frame.predicate_id.unique())}))`;

test('the package sssom reads the crosswalks and finds no fault', async (context) => {
  const python = await pythonOf(context);
  const read = JSON.parse(python.run(SSSOM, files.folder).trim().split('\n').at(-1) ?? '');
  expect(read).toEqual({
    rows: files.manifest.files.find(({ format }) => format === 'sssom')?.rows,
    row: ['lattice:indication', 0.9, 'Secondary malignant neoplasm of bone'],
    predicates: ['lattice:indication', 'lattice:supporting', 'skos:relatedMatch'],
  });
});
