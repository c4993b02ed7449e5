import { describe, expect, it } from 'vitest';
import { documents } from '../documents.ts';
import { dataset } from '../seeded.ts';
import { ids, numbers, operationsForTests } from './operation.ts';

const { answer, ask } = operationsForTests();

describe('every document', () => {
  it.each(documents)('$file answers', async ({ file, variables }) => {
    expect(variables.length).toBeGreaterThan(0);
    for (const values of variables) await answer(file.replace('.graphql', ''), values);
  });
});

describe('code', () => {
  it('63295 is an add-on of 28 primaries that inherits three axes', async () => {
    const { code } = await answer('code', { code: '63295' });
    expect(code.addOnTo.totalCount).toBe(28);
    expect(
      code.axes
        .filter((one: { inherited: boolean }) => one.inherited)
        .map((one: { axis: string }) => one.axis),
    ).toEqual(['REGION', 'COMPARTMENT', 'LESION']);
    const { code: primary } = await answer('code', { code: '63278' });
    expect(numbers(primary.addOns.edges)).toEqual(
      '22840 22841 22842 22843 22844 22845 22846 22847 22848 22853 22854 22859 63295'.split(' '),
    );
    expect(primary.addOns.edges[12].source.file.id).toBe('seed/cpt/add-ons.csv');
  });

  it('63180 is deleted, with its last day; 22310 is a bare reference', async () => {
    expect((await answer('code', { code: '63180' })).code).toMatchObject({
      status: 'DELETED',
      lastValidDay: '2020-12-31',
    });
    expect((await answer('code', { code: '22310' })).code).toMatchObject({
      label: 'CPT 22310',
      labelKind: 'CODE_ONLY',
      axes: [],
      family: { id: 'family:outside-the-seed' },
    });
  });

  it('63278 mentions each code of a range in its guidance as a node', async () => {
    const { code } = await answer('guidance', { code: '63278', lang: 'EN' });
    const mentioned = code.guidance.mentions.map((one: { code: string }) => one.code);
    expect(mentioned).toEqual([...new Set(mentioned)].sort());
    expect(mentioned).toEqual(expect.arrayContaining(['22600', '22843', '63051', '63277', '63295', '69990']));
    expect(code.guidance.sources.map(({ id }: { id: string }) => id)).toContain('seed/cpt/companions.csv');
  });

  it('63047 mentions the fusions that a sentence of its own names, and not itself', async () => {
    const { code } = await answer('guidance', { code: '63047', lang: 'EN' });
    const mentioned = code.guidance.mentions.map((one: { code: string }) => one.code);
    expect(mentioned).toEqual(expect.arrayContaining(['22630', '22633', '63267']));
    expect(mentioned).not.toContain('63047');
  });

  it('is null where it is unknown', async () => {
    expect((await answer('code', { code: '99999' })).code).toBeNull();
  });
});

describe('guidance', () => {
  it('names diagnoses as nodes, and says where they stand', async () => {
    const { code } = await answer('guidance', { code: '63278', lang: 'KO' });
    const mentioned = ids(code.guidance.mentions.map((node: { id: string }) => ({ node })));
    expect(mentioned).toEqual(
      expect.arrayContaining(['CPT:63277', 'CPT:63295', 'ICD10CM:C79.51', 'ICD10CM:C72.0']),
    );
    expect(mentioned).not.toContain('ICD10CM:D48.19');
    expect(code.guidance.sources.map(({ id }: { id: string }) => id)).toEqual([
      'seed/text/ko/guidance.csv',
      'seed/text/ko/forms.csv',
      'seed/text/ko/messages.csv',
      'seed/text/ko/terms.csv',
      'seed/text/ko/review.csv',
      'seed/cpt/codes.csv',
      'seed/cpt/add-ons.csv',
      'seed/cpt/companions.csv',
      'seed/cpt/companion-kinds.csv',
      'seed/cpt/confused.csv',
      'seed/crosswalk/icd10cm.csv',
      'seed/crosswalk/never.csv',
    ]);
  });
});

describe('the dataset', () => {
  it('counts what is loaded', async () => {
    const { dataset: answered } = await answer('dataset', {});
    expect(answered.version).toBe(dataset.version);
    expect(answered.counts).toMatchObject({ codes: 193 + 417 + 136, terms: 172, families: 40 });
    expect(answered.counts.edges).toContainEqual({ kind: 'CROSSWALK', count: 3435 + 320 });
    expect(answered.editions).toEqual([
      { system: 'CPT', edition: '2025', codes: 174 },
      { system: 'ICD10CM', edition: '2025', codes: 417 },
      { system: 'ICD10PCS', edition: '2025', codes: 136 },
    ]);
    expect(answered.unfinishedImports).toEqual([]);
  });
});

describe('lookup, compare and families', () => {
  it('lookup answers each id in its place', async () => {
    const { lookup } = await answer('lookup', { ids: ['63278', '99999', 'banana', 'cpt:63278'] });
    expect(lookup.map((one: { status: string }) => one.status)).toEqual([
      'FOUND',
      'UNKNOWN',
      'INVALID',
      'FOUND',
    ]);
  });

  it('compare says what is the same and what differs', async () => {
    const { compare } = await answer('compare', { ids: ['63278', '63277'] });
    expect(compare.summary).toBe(
      'Same operation, approach, compartment and lesion; region: 63278 sacral, 63277 lumbar.',
    );
  });

  it('the family of 63278 has 12 codes and a graph', async () => {
    const { family } = await answer('family', { family: 'family:lesion-neoplasm' });
    expect(family.codeCount).toBe(12);
    expect(family.codes.totalCount).toBe(12);
    expect(family.graph.nodes).toHaveLength(13);
    expect(family.graph.edges).toContainEqual({
      source: 'CPT:63277',
      target: 'CPT:63278',
      kind: 'AXIS',
      axes: ['REGION'],
    });
  });

  it('a number of a grid is the number of codes at or under its row and column', async () => {
    const { family } = await ask(`{ family(id: "family:spine") { grid(rows: COMPARTMENT, columns: REGION) {
      cells { row column codeCount codes { id } }
    } } }`);
    const cells: { row: string; column: string; codeCount: number; codes: object[] }[] = family.grid.cells;
    expect(cells.some(({ codeCount, codes }) => codeCount > codes.length)).toBe(true);
    for (const { row, column, codeCount } of cells) {
      if (row === 'not-stated' || column === 'not-stated') continue;
      const filter = { family: 'family:spine', terms: [row, column], status: ['ACTIVE'] };
      const { codes } = await ask('query ($filter: CodeFilter) { codes(filter: $filter) { totalCount } }', {
        filter,
      });
      expect([row, column, codeCount]).toEqual([row, column, codes.totalCount]);
    }
  });

  it('terms near the low back take in the junction', async () => {
    const { term } = await answer('terms', { axis: 'REGION', term: 'region:lumbar' });
    const strict = new Set(numbers(term.codes.edges));
    expect(numbers(term.nearCodes.edges).filter((one) => !strict.has(one))).toEqual([
      '63170',
      '63252',
      '63287',
    ]);
  });
});
