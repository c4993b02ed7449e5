import type { Store } from '../../src/store/store.ts';
import { run } from '../documents.ts';
import { vocabulary } from '../seeded.ts';
import type { Pool } from './expensive.ts';

/** What is looked for: words in all scripts, as they are, misspelt, joined, and signs that stand for many. */
const TEXTS = [
  'sacral tumor',
  'tumores sacros',
  'опухоль крестца',
  '骶骨肿瘤',
  '천추 종양',
  'ورم عجزي',
  'Sakraltumor',
  'u xương cùng',
  'a',
  'le',
  'app',
  'op',
  'in',
  'of the',
  'open approach',
  'percutaneous',
  'excision of lumbar',
  'bone',
  '6327',
  '00BT',
  '骶骨肿瘤'.repeat(64),
  '천추종양'.repeat(64),
  'tumor '.repeat(42),
  'le '.repeat(80),
  'sakraltumorlaminektomie'.repeat(11),
  '\ufdfa'.repeat(14),
  'ﷺ',
  Array.from({ length: 25 }, (_, at) => `laminec${String.fromCharCode(97 + at)}my`).join(' '),
  Array.from({ length: 40 }, (_, at) => `q${at}z`).join(' '),
  'non '.repeat(60),
  'опухолъ '.repeat(30),
  'không phải là u '.repeat(15),
];

const AXES = ['SECTION', 'BODY_SYSTEM', 'OPERATION', 'BODY_PART', 'APPROACH', 'DEVICE', 'QUALIFIER'];

/** Ids, terms and families that a store has, and texts, to fill documents with. */
export async function poolOf(store: Store): Promise<Pool> {
  const idsIn = async (query: string, field: string) => {
    const { data } = (await run(store, query)) as { data: Record<string, { codes?: Page } & Page> };
    return (data[field]?.codes ?? data[field] ?? { edges: [] }).edges.map(({ node }) => node.id);
  };
  const systems = await Promise.all(
    ['CPT', 'HCPCS', 'ICD10PCS', 'ICD10CM'].map((system) =>
      idsIn(`{ codes(filter: { system: [${system}] }, first: 500) { edges { node { id } } } }`, 'codes'),
    ),
  );
  const spine = await idsIn(
    '{ family(id: "family:spine") { codes(first: 500) { edges { node { id } } } } }',
    'family',
  );
  const terms = await Promise.all(
    AXES.map((axis) => idsIn(`{ terms(axis: ${axis}, first: 40) { edges { node { id } } } }`, 'terms')),
  );
  const { data } = (await run(store, '{ families { id } }')) as { data: { families: { id: string }[] } };
  return {
    ids: [spine, ['CPT:63278', 'CPT:99213', 'CPT:22614'], ...systems].filter((some) => some.length > 0),
    terms: [...vocabulary.terms.keys(), ...terms.flat()],
    families: data.families.map(({ id }) => id),
    texts: TEXTS,
    days: ['2024-07-01', '2025-10-01', '2025-01-01'],
  };
}

interface Page {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
}
