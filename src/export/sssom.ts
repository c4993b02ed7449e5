import { stringify } from 'csv-stringify/sync';
import { type Code, sourcesOf } from '../lattice/code.ts';
import { cellText } from '../text/safe-text.ts';
import { type FormatWriter, labelIn, type Making } from './making.ts';
import { MAPPINGS, PREFIXES } from './skos.ts';

const COLUMNS = [
  'subject_id',
  'subject_label',
  'predicate_id',
  'object_id',
  'object_label',
  'mapping_justification',
  'confidence',
  'comment',
];
/** Prefixes of ids and predicates; SSSOM wants them declared. */
const USED = ['CPT', 'HCPCS', 'ICD10PCS', 'ICD10CM', 'skos', 'lattice'];
const SEMAPV = 'https://w3id.org/semapv/vocab/';
const TAB = { delimiter: '\t', record_delimiter: '\n' } as const;

/** Writes the crosswalks as SSSOM: the metadata in comments, then a mapping a line, with tabs between. */
export function sssomFormat(making: Making): FormatWriter {
  const { snapshot, clean } = making;
  const file = making.begin('crosswalk.sssom.tsv');
  const words = making.words(making.languages[0]);
  const { output } = file;
  output.write('# curie_map:\n');
  for (const prefix of USED) output.write(`#   ${prefix}: "${PREFIXES[prefix]}"\n`);
  output.write(`#   semapv: "${SEMAPV}"\n`);
  output.write(`# mapping_set_id: "urn:codelattice:crosswalk:${snapshot.version}"\n`);
  output.write(`# mapping_set_version: "${snapshot.version}"\n`);
  output.write('# mapping_set_title: Crosswalks of codelattice\n');
  output.write('# license: "https://w3id.org/sssom/license/unspecified"\n');
  output.write('# comment: The licence of each source is in manifest.json.\n');
  output.write(stringify([COLUMNS], TAB));
  const label = (code: Code | null) =>
    code === null || code.labelKind === 'CODE_ONLY' ? null : cellText(labelIn(code, words));
  return {
    visit(visited) {
      for (const { code, crosswalk } of visited) {
        for (const { id, to, relationship, confidence, justification, citation } of crosswalk) {
          for (const source of sourcesOf(citation)) file.cited.add(source);
          const row = [
            code.id,
            label(code),
            MAPPINGS[relationship],
            id,
            label(to),
            // What stands in a user's own file was decided somehow.
            citation.source.startsWith('seed/')
              ? 'semapv:ManualMappingCuration'
              : 'semapv:UnspecifiedMatching',
            confidence,
            justification === null ? null : cellText(justification),
          ];
          file.rows++;
          output.write(
            stringify([row.map((cell) => (typeof cell === 'string' && clean ? clean(cell) : cell))], TAB),
          );
        }
      }
    },
    end() {},
  };
}
