import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import type { Store } from '../../../src/store/store.ts';
import { run } from '../../documents.ts';
import { at, has } from '../../public.ts';
import { seededFile } from './taken.ts';

const DEFINITIONS = 'icd10pcs/icd10pcs_definitions_2025.xml';
const FILES = [
  'icd10pcs/cms_2025_pr.zip',
  'icd10pcs/icd10pcs_tables_2025.xml',
  DEFINITIONS,
  'icd10pcs/icd10pcs_index_2025.xml',
];

/** What the file includes in labels other than those of operations, as it stands there, without marks of the format. */
function wordsIn(xml: string): string[] {
  const axes = xml.split('<axis pos="').slice(1);
  return axes
    .filter((axis) => !axis.startsWith('3"'))
    .flatMap((axis) => [...axis.matchAll(/<includes>([^<]+)<\/includes>/g)].map(([, text = '']) => text))
    .map((text) => text.replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim());
}

describe.skipIf(!has(...FILES))('the words of people in ICD-10-PCS 2025', () => {
  const file = seededFile();
  let store: Store;
  beforeAll(async () => {
    await file.take(FILES.map(at));
    store = openSqlite(file.file);
  }, 300_000);
  afterAll(async () => {
    await store.close();
    file.remove();
  });

  const search = async (text: string) => {
    const { data, errors } = await run(
      store,
      `query ($text: String!) {
        search(text: $text, system: [ICD10PCS], first: 20) {
          totalCount
          edges { match { kind text } node { ... on Node { id } ... on Code { code } ... on Term { includes { text } } } }
        }
      }`,
      { text },
    );
    expect(errors).toBeUndefined();
    return (data as { search: Found }).search;
  };
  interface Found {
    readonly totalCount: number;
    readonly edges: readonly {
      readonly match: { readonly kind: string; readonly text: string };
      readonly node: { readonly id: string; readonly includes?: readonly { readonly text: string }[] };
    }[];
  }

  it('lead to the terms that include them, and to their codes', async () => {
    const { edges, totalCount } = await search('cauda equina');
    expect(edges[0]).toMatchObject({
      match: { kind: 'SYNONYM' },
      node: { id: 'body-part:lumbar-spinal-cord' },
    });
    expect(totalCount).toBeGreaterThan(20);
    expect(edges[1]?.node.id).toMatch(/^ICD10PCS:00.Y/);
    const first = async (text: string) => (await search(text)).edges[0]?.node.id;
    expect(await first('DLIF')).toBe('device:interbody-fusion-device');
    expect(await first('X-STOP')).toBe('device:spinal-stabilization-device-interspinous-process');
  });

  it('lead from the index to tables', async () => {
    const { edges } = await search('laminectomy');
    expect(edges.map(({ node }) => node.id)).toEqual(
      ['00n', '01n', '0pb', '0qb'].map((table) => `family:icd10pcs-${table}`),
    );
  });

  it('are nearly all found', { timeout: 600_000 }, async () => {
    const words = wordsIn(readFileSync(at(DEFINITIONS), 'utf8'));
    expect(words).toHaveLength(1_875);
    const missed = new Set<string>();
    for (const word of new Set(words)) {
      if (word.length > 200) missed.add(word);
      else if (
        !(await search(word)).edges.some(({ node }) => node.includes?.some(({ text }) => text === word))
      )
        missed.add(word);
    }
    const reached = words.filter((word) => !missed.has(word)).length;
    console.log(`${reached} of ${words.length} words are reached; not: ${[...missed].join(' | ')}`);
    expect(reached).toBeGreaterThanOrEqual(1_850);
  });
});
