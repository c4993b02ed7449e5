import { csvWriter } from './csv.ts';
import { writeCyjs } from './cyjs.ts';
import { fhirFormat } from './fhir.ts';
import { writeGexf } from './gexf.ts';
import { graphFormat } from './graph.ts';
import { writeGraphml } from './graphml.ts';
import { jsonldWriter } from './jsonld.ts';
import type { FormatWriter, Making } from './making.ts';
import { parquetWriter } from './parquet.ts';
import { rdfFormat } from './rdf.ts';
import { sssomFormat } from './sssom.ts';
import { tableFormat } from './tables.ts';
import { turtleWriter } from './turtle.ts';

/** The formats by the names that the command takes. */
export const FORMATS: Readonly<Record<string, (making: Making) => FormatWriter>> = {
  parquet: (making) => tableFormat(making, 'parquet', parquetWriter),
  csv: (making) => tableFormat(making, 'csv', csvWriter),
  graphml: (making) => graphFormat(making, 'graphml', writeGraphml),
  gexf: (making) => graphFormat(making, 'gexf', writeGexf),
  ttl: (making) => rdfFormat(making, 'ttl', turtleWriter),
  jsonld: (making) => rdfFormat(making, 'jsonld', jsonldWriter),
  sssom: sssomFormat,
  fhir: fhirFormat,
  cyjs: (making) => graphFormat(making, 'cyjs', writeCyjs),
};
