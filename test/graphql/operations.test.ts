import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, run } from '../documents.ts';
import { dataset, seededStore } from '../seeded.ts';

let seeded: Awaited<ReturnType<typeof seededStore>>;
beforeAll(async () => {
  seeded = await seededStore();
});
afterAll(() => seeded.close());

// biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
const answer = async (file: string, variables: Record<string, unknown>): Promise<any> => {
  const document = documents.find((one) => one.file === `${file}.graphql`);
  const { data, errors } = await run(seeded.store, document?.text ?? '', variables);
  expect(errors).toBeUndefined();
  return data;
};
const numbers = (edges: { node: { code: string } }[]) => edges.map(({ node }) => node.code);
const ids = (rows: { node: { id: string } }[]) => rows.map(({ node }) => node.id);

describe('every document', () => {
  it.each(documents)('$file answers', async ({ file, variables }) => {
    expect(variables.length).toBeGreaterThan(0);
    for (const values of variables) await answer(file.replace('.graphql', ''), values);
  });
});

describe('related', () => {
  const related = async (variables: Record<string, unknown>) =>
    (await answer('related', { first: 500, ...variables })).code.related;

  it('of 63278 are 30 codes in their order', async () => {
    const { totalCount, edges, pageInfo } = await related({ code: '63278' });
    expect(totalCount).toBe(30);
    expect(pageInfo.hasNextPage).toBe(false);
    expect(numbers(edges).slice(0, 8)).toEqual([
      '63277',
      '63283',
      '63276',
      '63275',
      '63290',
      '63268',
      '63282',
      '63287',
    ]);
    expect(numbers(edges).slice(-8).sort()).toEqual([...Array(8)].map((_, index) => String(63300 + index)));
    expect(edges[0]).toMatchObject({
      differences: [
        { axis: 'REGION', relation: 'DIFFERENT', from: [{ name: 'sacral' }], to: [{ name: 'lumbar' }] },
      ],
      sharedAxes: ['COMPARTMENT', 'LESION', 'OPERATION', 'APPROACH'],
      sentence: 'Same operation, approach, compartment and lesion; lumbar instead of sacral.',
    });
    const relations = (number: string) =>
      edges
        .find((edge: { node: { code: string } }) => edge.node.code === number)
        .differences.map((one: { axis: string; relation: string }) => `${one.axis} ${one.relation}`);
    expect(relations('63290')).toEqual(['REGION BROADER', 'COMPARTMENT OVERLAPS']);
    expect(relations('63268')).toEqual(['LESION DIFFERENT', 'OPERATION OVERLAPS']);
    expect(relations('63303')).toContain('EXTENT NOT_STATED');
  });

  it('keep to the axes of differsBy', async () => {
    expect(numbers((await related({ code: '63278', differsBy: ['REGION'] })).edges)).toEqual([
      '63277',
      '63276',
      '63275',
    ]);
    expect((await related({ code: '63278', differsBy: ['LESION'] })).totalCount).toBe(0);
    expect(numbers((await related({ code: '63278', differsBy: ['LESION', 'OPERATION'] })).edges)).toEqual([
      '63268',
    ]);
  });

  it('keep to the terms of within, strictly unless near', async () => {
    const intradural = [63270, 63271, 63272, 63273, 63280, 63281, 63282, 63283, 63285, 63286, 63287]
      .concat(63304, 63305, 63306, 63307)
      .map(String);
    const within = ['compartment:intradural'];
    expect(numbers((await related({ code: '63278', within })).edges).sort()).toEqual(intradural);
    expect(numbers((await related({ code: '63278', within, near: true })).edges).sort()).toEqual(
      [...intradural, '63290'].sort(),
    );
    const lumbar = async (near: boolean) =>
      new Set(numbers((await related({ code: '63278', within: ['region:lumbar'], near })).edges));
    const strict = await lumbar(false);
    expect([...(await lumbar(true))].filter((one) => !strict.has(one)).sort()).toEqual(['63252', '63287']);
  });

  it('page through without loss or repetition', async () => {
    const walked: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await related({ code: '63278', first: 7, after });
      walked.push(...numbers(page.edges));
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(walked).toEqual(numbers((await related({ code: '63278' })).edges));
    expect(await related({ code: '63278', first: 0 })).toMatchObject({
      totalCount: 30,
      edges: [],
      pageInfo: { hasNextPage: true, startCursor: null },
    });
  });

  it('of add-ons, deleted codes and bare references are none', async () => {
    for (const code of ['63295', '63180', '22630']) expect((await related({ code })).totalCount).toBe(0);
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
    expect(numbers(primary.addOns.edges)).toEqual(['63295']);
    expect(primary.addOns.edges[0].source.file.id).toBe('seed/cpt/add-ons.csv');
  });

  it('63180 is deleted, with its last day; 22630 is a bare reference', async () => {
    expect((await answer('code', { code: '63180' })).code).toMatchObject({
      status: 'DELETED',
      lastValidDay: '2020-12-31',
    });
    expect((await answer('code', { code: '22630' })).code).toMatchObject({
      label: 'CPT 22630',
      labelKind: 'CODE_ONLY',
      axes: [],
      family: { id: 'family:outside-the-seed' },
    });
  });

  it('63278 mentions each code of a range in its guidance as a node', async () => {
    const { code } = await answer('guidance', { code: '63278', lang: 'EN' });
    const mentioned = code.guidance.mentions.map((one: { code: string }) => one.code);
    expect(mentioned).toEqual([...new Set(mentioned)].sort());
    expect(mentioned).toEqual(expect.arrayContaining(['22600', '22841', '63051', '63277', '63295', '69990']));
    expect(code.guidance.sources.map(({ id }: { id: string }) => id)).toContain('seed/cpt/companions.csv');
  });

  it('is null where it is unknown', async () => {
    expect((await answer('code', { code: '99999' })).code).toBeNull();
  });
});

describe('search', () => {
  const found = async (text: string) =>
    (await answer('search', { text, first: 500 })).search.edges.map(
      (edge: { node: { id: string } }) => edge.node.id,
    );

  it('"sacral tumor" finds 63278 first and never 63268', async () => {
    for (const text of [
      'sacral tumor',
      'tumors sacrum',
      'TUMOUR sacral',
      'sacral tum',
      'removal of a tumor in the sacrum',
    ]) {
      const ids = await found(text);
      expect(ids[0]).toBe('CPT:63278');
      expect(ids).not.toContain('CPT:63268');
    }
  });

  it('finds a code by number, id and beginning', async () => {
    expect(await found('63278')).toEqual(['CPT:63278']);
    expect((await found('cpt:63278'))[0]).toBe('CPT:63278');
    expect(await found('6328')).toEqual(
      ['63280', '63281', '63282', '63283', '63285', '63286', '63287'].map((one) => `CPT:${one}`),
    );
  });

  it('says what matched', async () => {
    const { search } = await answer('search', { text: 'sacrum' });
    expect(search.edges[0]).toMatchObject({
      match: { kind: 'SYNONYM', field: 'synonym', text: 'sacrum' },
      node: { __typename: 'AnatomicalRegion', id: 'region:sacral' },
    });
  });

  it('finds by kinds that no code names, and by what stands above a term only by its name', async () => {
    expect((await found('epidural abscess')).filter((id: string) => id.startsWith('CPT:6326'))).toHaveLength(
      4,
    );
    expect(await found('Tarlov cyst')).not.toContain('CPT:63172');
    expect(await found('Tarlov cyst')).toContain('CPT:63268');
    expect((await found('lumbar disc'))[0]).toBe('CPT:63030');
    for (const text of ['neoplastic sacral', 'sacral neoplas'])
      expect(await found(text)).not.toContain('CPT:63268');
  });

  it('does not index definitions', async () => {
    expect(await found('tailbone')).toEqual([]);
  });
});

describe('crosswalk', () => {
  const crosswalk = async (code: string, to: string) =>
    (await answer('crosswalk', { code, to })).code.crosswalk;

  it('of 63278 are 33 diagnoses: for which it is done before those beside, the surest first', async () => {
    const rows = await crosswalk('63278', 'ICD10CM');
    expect(rows).toHaveLength(33);
    expect(rows[3]).toMatchObject({
      node: { id: 'ICD10CM:C79.51', label: 'Secondary malignant neoplasm of bone' },
      relationship: 'INDICATION',
      justification: 'metastasis in the sacrum with epidural extension',
      confidence: 0.9,
      source: { file: { id: 'seed/crosswalk/icd10cm.csv' } },
    });
    const order = rows.map(
      ({
        relationship,
        confidence,
        node,
      }: {
        relationship: string;
        confidence: number;
        node: { id: string };
      }) => `${relationship} ${1 - confidence} ${node.id}`,
    );
    expect(order).toEqual([...order].sort());
    expect(order.filter((one: string) => one.startsWith('INDICATION'))).toHaveLength(25);
  });

  it('of a diagnosis are the operations it is met with', async () => {
    const rows = await crosswalk('ICD10CM:C79.51', 'CPT');
    expect(ids(rows)).toContain('CPT:63278');
    expect(ids(rows)).not.toContain('CPT:63283');
    for (const { node } of rows) expect(ids(await crosswalk(node.id, 'ICD10CM'))).toContain('ICD10CM:C79.51');
  });

  it('of 63278 in ICD-10-PCS are six procedures, none of them its twin, and each says why', async () => {
    const rows = await crosswalk('63278', 'ICD10PCS');
    expect(ids(rows).map((id: string) => id.slice('ICD10PCS:'.length))).toEqual(
      '00BT0ZX 00BT0ZZ 0QB10ZX 0QB10ZZ 01BR0ZX 01BR0ZZ'.split(' '),
    );
    expect(rows[3]).toMatchObject({
      node: { label: 'Excision of Sacrum, Open Approach' },
      relationship: 'RELATED',
      confidence: 0.5,
      justification:
        'tumor in the bone of the sacrum is the target; ' +
        'no exact twin: ICD-10-PCS never names the lesion, CPT never splits biopsy from removal',
      source: { file: { id: 'seed/crosswalk/icd10pcs.csv' } },
    });
    expect(ids(await crosswalk('ICD10PCS:0QB10ZZ', 'CPT'))).toEqual(['CPT:63278', 'CPT:63303', 'CPT:63307']);
  });

  it('is empty where no table speaks of the code, or of the system', async () => {
    expect(await crosswalk('63047', 'ICD10CM')).toEqual([]);
    expect(await crosswalk('63047', 'ICD10PCS')).toEqual([]);
    expect(await crosswalk('63278', 'CPT')).toEqual([]);
  });

  it('leaves a diagnosis without facts, relations, texts and modifiers', async () => {
    const { data } = await run(
      seeded.store,
      `{ code(id: "C79.51") { id system edition status labelKind label(lang: ZH) addOn family { id } axes { axis }
        specialties { id } related { totalCount } guidance { plainLanguage } modifiers { code } addOns { totalCount } } }`,
    );
    expect(data?.code).toEqual({
      id: 'ICD10CM:C79.51',
      system: 'ICD10CM',
      edition: '2025',
      status: 'ACTIVE',
      labelKind: 'OFFICIAL',
      label: 'Secondary malignant neoplasm of bone',
      addOn: false,
      family: null,
      axes: [],
      specialties: [],
      related: { totalCount: 0 },
      guidance: null,
      modifiers: [],
      addOns: { totalCount: 0 },
    });
  });

  it('stays within what its cost assumes', () => {
    const counts = new Map<string, number>();
    for (const { from, to } of dataset.crosswalk) {
      for (const [id, other] of [
        [from, to],
        [to, from],
      ] as const) {
        const answer = `${id} in ${other.slice(0, other.indexOf(':'))}`;
        counts.set(answer, (counts.get(answer) ?? 0) + 1);
      }
    }
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(40);
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
      'seed/crosswalk/icd10cm.csv',
      'seed/crosswalk/never.csv',
    ]);
  });
});

describe('diagnoses beside CPT codes', () => {
  const counted = async (filter: Record<string, unknown>) =>
    (await answer('browse', { filter, first: 0 })).codes.totalCount;

  it('are listed unless the filter names a system, and are on no axis and in no family', async () => {
    expect(await counted({})).toBe(113 + 105 + 32);
    expect(await counted({ system: ['CPT'] })).toBe(113);
    expect(await counted({ system: ['CPT'], status: ['ACTIVE'], family: 'family:spine' })).toBe(84);
    expect(await counted({ family: 'family:spine', status: ['ACTIVE'] })).toBe(84);
    expect(await counted({ terms: ['lesion:neoplasm'] })).toBe(
      await counted({ system: ['CPT'], terms: ['lesion:neoplasm'] }),
    );
  });

  it('are found by number and title, and no match of CPT codes comes behind one of the same kind', async () => {
    const { search } = await answer('search', { text: 'C79.5' });
    expect(search.edges).toMatchObject([
      { match: { kind: 'PREFIX', field: 'code', text: 'C79.51' }, node: { id: 'ICD10CM:C79.51' } },
    ]);
    const { search: exact } = await answer('search', { text: 'c79.51' });
    expect(exact.edges[0].match.kind).toBe('EXACT_CODE');
    const { search: words } = await answer('search', { text: 'neoplasm', first: 500 });
    const worded = words.edges
      .filter(({ match }: { match: { kind: string } }) => match.kind === 'WORDS')
      .map(({ node }: { node: { id: string } }) => node.id.startsWith('ICD10CM:'));
    expect(worded).toEqual([...worded].sort());
  });

  it('join two operations in a path, as a step of its own kind', async () => {
    const { paths } = await answer('paths', { from: '63278', to: '63303', first: 1 });
    expect(paths).toMatchObject([
      {
        cost: 2,
        hops: [
          {
            to: { node: { id: 'ICD10CM:C41.4' } },
            kind: 'CROSSWALK',
            sentence: 'C41.4 is a diagnosis met with 63278.',
          },
          {
            to: { node: { id: 'CPT:63303' } },
            kind: 'CROSSWALK',
            sentence: 'C41.4 is a diagnosis met with 63303.',
          },
        ],
      },
    ]);
    const { paths: steps } = await answer('paths', { from: '63278', to: '63286', first: 1 });
    expect(steps[0].hops.map((hop: { to: { node: { id: string } } }) => hop.to.node.id)).toEqual([
      'CPT:63276',
      'CPT:63286',
    ]);
  });

  it('never are what `find` is asked for', async () => {
    const { find } = await answer('find', { terms: ['lesion:neoplasm'] });
    for (const code of find.exact) expect(code.id).toMatch(/^CPT:/);
  });
});

describe('the dataset', () => {
  it('counts what is loaded', async () => {
    const { dataset: answered } = await answer('dataset', {});
    expect(answered.version).toBe(dataset.version);
    expect(answered.counts).toMatchObject({ codes: 113 + 105 + 32, terms: 92, families: 17 });
    expect(answered.counts.edges).toContainEqual({ kind: 'CROSSWALK', count: 680 + 96 });
    expect(answered.editions).toEqual([
      { system: 'CPT', edition: '2025', codes: 84 },
      { system: 'ICD10CM', edition: '2025', codes: 105 },
      { system: 'ICD10PCS', edition: '2025', codes: 32 },
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
