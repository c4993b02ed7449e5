import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { answer, run } from '../documents.ts';
import { pythonOf } from '../python.ts';
import { dataset, seededStore } from '../seeded.ts';

let seeded: Awaited<ReturnType<typeof seededStore>>;
beforeAll(async () => {
  seeded = await seededStore();
});
afterAll(() => seeded.close());

const IDS = [
  '63278',
  '63277',
  'region:sacral',
  'family:lesion-neoplasm',
  'C79.51',
  'seed/cpt/codes.csv#L175',
];
const cite = async (ids: readonly string[], style: string, lang = 'EN') =>
  (
    await answer(
      seeded.store,
      `query ($ids: [ID!]!, $lang: Language) { cite(ids: $ids, style: ${style}, lang: $lang) { text references { subject key text ids } } }`,
      { ids, lang },
    )
  ).cite;

const IN = `codelattice, dataset ${dataset.version}`;

it('CITATION.cff names the version of the package', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  expect(readFileSync(join(root, 'CITATION.cff'), 'utf8').split('\n')).toContain(`version: ${version}`);
});

describe('a bibliography', () => {
  it('has each thing in this dataset, and the works of others behind it once', async () => {
    const { text, references } = await cite(['63278', '63277'], 'TEXT');
    expect(text.split('\n')).toEqual([
      `codelattice authors. CPT 63278 (2025): Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy. ${IN}.`,
      expect.stringMatching(
        /^Centers for Medicare & Medicaid Services\. National Physician Fee Schedule .* 2025D\.$/,
      ),
      `codelattice authors. CPT 63277 (2025): Lumbar spine, outside the dura: neoplasm biopsied or removed, by laminectomy. ${IN}.`,
      '',
    ]);
    expect(references.map(({ subject, ids }: { subject: string; ids: string[] }) => [subject, ids])).toEqual([
      ['CPT:63278', ['63278']],
      ['cms-pfs-2025', ['63278', '63277']],
      ['CPT:63277', ['63277']],
    ]);
  });

  it('is of the dataset as a whole where nothing is named', async () => {
    const { references } = await cite([], 'TEXT');
    expect(references).toHaveLength(1);
    expect(references[0].text).toBe(
      `codelattice authors. codelattice, a knowledge graph of procedure codes. dataset ${dataset.version}.`,
    );
  });

  it('names labels in the language that is asked for', async () => {
    expect((await cite(['63278', 'region:sacral'], 'TEXT', 'ES')).text).toContain(
      'Columna sacra, fuera de la duramadre',
    );
  });

  it('reads codes as people write them, and the name that it has for the dataset as a whole', async () => {
    const { references } = await cite(
      [' 63278-59', 'c7951', 'codelattice', 'seed/cpt/codes.csv#L175'],
      'TEXT',
    );
    expect(references.map(({ subject }: { subject: string }) => subject)).toEqual([
      'CPT:63278',
      'cms-pfs-2025',
      'ICD10CM:C79.51',
      'icd10cm-order-2025',
      'codelattice',
      'seed/cpt/codes.csv',
    ]);
  });

  it.each([
    ['99999', /^The code CPT:99999 is not in the graph\.$/],
    [
      'region:mars',
      /^`ids`: nothing is called "region:mars"\. Name codes .*, terms .*, families .*, or sources/,
    ],
    ['lesion-neoplasm', /families such as family:lesion-neoplasm/],
    ['', /^`ids`: nothing is called ""/],
    ['63278, 63277', /names several codes/],
  ])('refuses %j, which is neither in the graph nor a source', async (id, message) => {
    const { errors } = await run(seeded.store, `{ cite(ids: [${JSON.stringify(id)}]) { text } }`);
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('is read by other programs: BibTeX by pybtex, CSL-JSON by citeproc', async (context) => {
    const python = await pythonOf(context);
    const bibtex = await cite(IDS, 'BIBTEX');
    const csl = await cite(IDS, 'CSL_JSON');
    const read = JSON.parse(python.run(READ, bibtex.text, csl.text));
    const keys = bibtex.references.map(({ key }: { key: string }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(read.bibtex.map(([key]: [string]) => key)).toEqual(keys);
    expect(read.bibtex[0]).toEqual([
      keys[0],
      'codelattice authors',
      'CPT 63278 (2025): Sacral spine, outside the dura: neoplasm biopsied or removed, by laminectomy',
    ]);
    expect(read.csl).toHaveLength(keys.length);
    expect(read.csl[0]).toContain('CPT 63278 (2025): Sacral spine');
    expect(read.csl[0]).toContain('codelattice authors');
    expect(csl.references.map(({ text }: { text: string }) => JSON.parse(text))).toEqual(
      JSON.parse(csl.text),
    );
  });
});

const READ = `
import json, sys, warnings
warnings.simplefilter('ignore')
from pybtex.database import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
entries = parse_string(sys.argv[1], 'bibtex').entries
bibtex = [[key, ' '.join(str(one) for one in entry.persons['author']).strip('{}'), entry.fields['title'].strip('{}')] for key, entry in entries.items()]
items = json.loads(sys.argv[2])
style = CitationStylesStyle('harvard-cite-them-right', validate=False)
works = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
for item in items:
    works.register(Citation([CitationItem(item['id'])]))
print(json.dumps({'bibtex': bibtex, 'csl': [str(one) for one in works.bibliography()]}))
`;
