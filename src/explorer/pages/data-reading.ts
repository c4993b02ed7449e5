/** A format of files: how it is called, and the lines of Python that show one of its files. */
interface Format {
  readonly name: string;
  readonly program: ((file: string) => string) | null;
}

/** The formats of exports, in the order in which they are shown. */
export const FORMATS: Readonly<Record<string, Format>> = {
  parquet: {
    name: 'Parquet',
    program: (file) => `import duckdb\nprint(duckdb.sql("select * from '${file}' limit 5"))`,
  },
  csv: {
    name: 'CSV',
    program: (file) => `import pandas\nprint(pandas.read_csv("${file}", dtype=str))`,
  },
  graphml: {
    name: 'GraphML',
    program: (file) => `import networkx\nprint(networkx.read_graphml("${file}", force_multigraph=True))`,
  },
  gexf: {
    name: 'GEXF',
    program: (file) => `import networkx\nprint(networkx.read_gexf("${file}"))`,
  },
  cyjs: {
    name: 'Cytoscape JSON',
    program: (file) =>
      `import json, networkx\nprint(networkx.cytoscape_graph(json.load(open("${file}", encoding="utf-8"))))`,
  },
  ttl: {
    name: 'Turtle',
    program: (file) => `import rdflib\nprint(len(rdflib.Graph().parse("${file}")))`,
  },
  jsonld: {
    name: 'JSON-LD',
    program: (file) => `import rdflib\nprint(len(rdflib.Graph().parse("${file}", format="json-ld")))`,
  },
  sssom: {
    name: 'SSSOM',
    program: (file) => `from sssom.parsers import parse_sssom_table\nprint(parse_sssom_table("${file}").df)`,
  },
  fhir: { name: 'FHIR', program: null },
};

/** The command that fetches a file into the folder it is called in. */
export const fetching = (address: string): string => `curl -O ${address}`;

/** What an assistant's settings must hold to ask a server. */
export const assistantEntry = (server: string): string =>
  `{ "mcpServers": { "codelattice": { "type": "http", "url": "${server}/mcp" } } }`;

/** What whoever runs a server calls to offer files. */
export const OFFERING = 'npm run codelattice -- export --out data/export\nEXPORT_DIR=data/export npm start';
