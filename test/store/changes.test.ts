import { describe, expect, it } from 'vitest';
import { run } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { EDITIONS, FEES } from './releases.ts';

const opened = storeForTests(() => storeWith([...FEES, ...EDITIONS]));
const { ask } = opened;

describe('changes', () => {
  const of = async (system: string, from: string, to: string) => {
    const { changes } = await ask(
      `{ changes(system: ${system}, from: "${from}", to: "${to}") { totalCount counts { kind count }
        edges { node { kind code { code } field before after } } } }`,
    );
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const rows = changes.edges.map(({ node }: any) =>
      [node.kind, node.code.code, node.field, node.before, node.after].join(' | '),
    );
    // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
    const counts = changes.counts.map(({ kind, count }: any) => `${kind} ${count}`);
    expect(rows).toHaveLength(changes.totalCount);
    return { rows, counts };
  };

  it('of titles are what was added, deleted and relabelled, by code', async () => {
    expect(await of('ICD10PCS', '2025', '2026')).toEqual({
      counts: ['ADDED 1', 'DELETED 1', 'RELABELLED 1', 'REVALUED 0'],
      rows: [
        'DELETED | 00BT0ZZ |  | Excision of Spinal Meninges, Open Approach | ',
        'RELABELLED | 0QB10ZX | label | Excision of Sacrum, Open Approach, Diagnostic | Excision of Sacrum, Open, Diagnostic',
        'ADDED | 0QB10ZZ |  |  | Excision of Sacrum, Open Approach',
      ],
    });
  });

  it('turned round, adds what was deleted; from a release to itself there are none', async () => {
    expect((await of('ICD10PCS', '2026', '2025')).counts).toEqual([
      'ADDED 1',
      'DELETED 1',
      'RELABELLED 1',
      'REVALUED 0',
    ]);
    expect((await of('ICD10PCS', '2026', '2026')).rows).toEqual([]);
  });

  it('of the fee schedule are its fields, but not the conversion factor, nor rows of modifiers', async () => {
    expect(await of('CPT', '2025A', '2025D')).toEqual({
      counts: ['ADDED 1', 'DELETED 1', 'RELABELLED 0', 'REVALUED 2'],
      rows: [
        'DELETED | 63276 |  |  | ',
        'REVALUED | 63278 | facilityTotalRvu | 16 | 16.5',
        'REVALUED | 63278 | workRvu | 9.5 | 10',
        'ADDED | 63295 |  |  | ',
      ],
    });
  });

  it('page through without loss', async () => {
    const all: string[] = [];
    let after: string | null = null;
    do {
      const { changes } = await ask(
        `query ($after: String) { changes(system: CPT, from: "2025A", to: "2025D", first: 1, after: $after) {
          edges { node { code { code } field } } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
      all.push(...changes.edges.map(({ node }: any) => `${node.code.code} ${node.field}`));
      after = changes.pageInfo.hasNextPage ? changes.pageInfo.endCursor : null;
    } while (after !== null);
    expect(all).toEqual(['63276 null', '63278 facilityTotalRvu', '63278 workRvu', '63295 null']);
  });

  it('of a family are those of its codes and of its subfamilies', async () => {
    const of = async (system: string, from: string, to: string, family: string) => {
      const { changes } = await ask(
        `{ changes(system: ${system}, from: "${from}", to: "${to}", family: "${family}") {
          totalCount counts { kind count } edges { node { code { code } } } } }`,
      );
      const counted = changes.counts.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
      expect([changes.edges.length, counted]).toEqual([changes.totalCount, changes.totalCount]);
      return changes.edges.map(({ node }: { node: { code: { code: string } } }) => node.code.code);
    };
    const neoplasms = ['63276', '63278', '63278'];
    expect(await of('CPT', '2025A', '2025D', 'family:lesion-neoplasm')).toEqual(neoplasms);
    expect(await of('CPT', '2025A', '2025D', 'family:spine')).toEqual([...neoplasms, '63295']);
    expect(await of('ICD10PCS', '2025', '2026', 'family:lesion-neoplasm')).toEqual([]);
    const text =
      '{ changes(system: CPT, from: "2025A", to: "2025D", family: "family:nothing") { totalCount } }';
    expect((await run(opened.store, text)).errors?.[0]).toMatchObject({
      message: expect.stringContaining('There is no family "family:nothing".'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('name the releases that are loaded where another is asked, and are null where none is', async () => {
    const text = '{ changes(system: ICD10PCS, from: "2025", to: "2031") { totalCount } }';
    expect((await run(opened.store, text)).errors?.[0]).toMatchObject({
      message: '`to`: no release "2031" of icd10pcs is loaded for ICD10PCS; loaded are 2025, 2026.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(await ask('{ changes(system: HCPCS, from: "2025", to: "2026") { totalCount } }')).toEqual({
      changes: null,
    });
  });
});
