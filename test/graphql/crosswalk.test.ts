import { describe, expect, it } from 'vitest';
import { dataset } from '../seeded.ts';
import { ids, operationsForTests } from './operation.ts';

const { ask, answer } = operationsForTests();

describe('crosswalk', () => {
  const crosswalk = async (code: string, to: string) =>
    (await answer('crosswalk', { code, to })).code.crosswalk;

  it('of 63278 are 33 diagnoses: for which it is done before those beside, the surest first', async () => {
    const rows = await crosswalk('63278', 'ICD10CM');
    expect(rows).toHaveLength(33);
    expect(rows[3]).toMatchObject({
      node: { id: 'ICD10CM:C79.51', label: 'Secondary malignant neoplasm of bone' },
      relationship: 'INDICATION',
      justification:
        'metastasis in the sacrum with epidural extension; coded too: the primary tumor (C80.1 where unknown) or Z85.- where it is gone',
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
        'removal, whole or in part, of a tumor in the bone of the sacrum, the target itself; ' +
        'no exact twin: ICD-10-PCS names the vertebra by region, never the lesion nor why bone is taken',
      source: { file: { id: 'seed/crosswalk/icd10pcs.csv' } },
    });
    expect(ids(await crosswalk('ICD10PCS:0QB10ZZ', 'CPT'))).toEqual(['CPT:63278', 'CPT:63303', 'CPT:63307']);
  });

  it('is empty where no table speaks of the code, or of the system', async () => {
    expect(await crosswalk('22853', 'ICD10CM')).toEqual([]);
    expect(await crosswalk('63047', 'ICD10PCS')).toEqual([]);
    expect(await crosswalk('63278', 'CPT')).toEqual([]);
  });

  it('leaves a diagnosis without facts, relations, texts and modifiers', async () => {
    const { code } = await ask(
      `{ code(id: "C79.51") { id system edition status labelKind label(lang: ZH) addOn family { id } axes { axis }
        specialties { id } related { totalCount } guidance { plainLanguage } modifiers { code } addOns { totalCount } } }`,
    );
    expect(code).toEqual({
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
    expect(Math.max(...counts.values())).toBeLessThanOrEqual(64);
  });
});

describe('diagnoses beside CPT codes', () => {
  const counted = async (filter: Record<string, unknown>) =>
    (await answer('browse', { filter, first: 0 })).codes.totalCount;

  it('are listed unless the filter names a system, and are on no axis and in no family', async () => {
    expect(await counted({})).toBe(193 + 417 + 136);
    expect(await counted({ system: ['CPT'] })).toBe(193);
    expect(await counted({ system: ['CPT'], status: ['ACTIVE'], family: 'family:spine' })).toBe(174);
    expect(await counted({ family: 'family:spine', status: ['ACTIVE'] })).toBe(174);
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
