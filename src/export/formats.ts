import { csvWriter } from './csv.ts';
import { writeCyjs } from './cyjs.ts';
import { writeGexf } from './gexf.ts';
import { graphFormat } from './graph.ts';
import { writeGraphml } from './graphml.ts';
import type { FormatWriter, Making } from './making.ts';
import { parquetWriter } from './parquet.ts';
import { tableFormat } from './tables.ts';

/** The formats by the names that the command takes. */
export const FORMATS: Readonly<Record<string, (making: Making) => FormatWriter>> = {
  parquet: (making) => tableFormat(making, 'parquet', parquetWriter),
  csv: (making) => tableFormat(making, 'csv', csvWriter),
  graphml: (making) => graphFormat(making, 'graphml', writeGraphml),
  gexf: (making) => graphFormat(making, 'gexf', writeGexf),
  cyjs: (making) => graphFormat(making, 'cyjs', writeCyjs),
};
