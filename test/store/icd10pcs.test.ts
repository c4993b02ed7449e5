import { describe, expect, it } from 'vitest';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { dataset } from '../seeded.ts';
import { pcs } from '../small-edition.ts';

const TITLES = {
  '0QB00ZX': 'Excision of Lumbar Vertebra, Open Approach, Diagnostic',
  '0QB00ZZ': 'Excision of Lumbar Vertebra, Open Approach',
  '0QB10ZX': 'Excision of Sacrum, Open Approach, Diagnostic',
  '0QB10ZZ': 'Excision of Sacrum, Open Approach',
  '0QB13ZX': 'Excision of Sacrum, Percutaneous Approach, Diagnostic',
};

/** One store has the tables, the other the order file alone. */
const whole = storeForTests(() => storeWith([pcs('2025', '2024-10-01', TITLES, true)]));
const bare = storeForTests(() => storeWith([pcs('2025', '2024-10-01', TITLES)]));

const RELATED = `{ code(id: "0QB10ZX") { guidance { procedure } modifiers { code } related { totalCount edges {
  node { code } differences { axis relation from { id name title } to { id } distance } sharedAxes sentence } } } }`;

describe('codes of ICD-10-PCS in the store', () => {
  it('are related by the one axis in which they differ', async () => {
    const { code } = await whole.ask(RELATED);
    expect(code).toMatchObject({ guidance: null, modifiers: [] });
    expect(code.related.totalCount).toBe(3);
    expect(code.related.edges[0]).toEqual({
      node: { code: '0QB00ZX' },
      differences: [
        {
          axis: 'BODY_PART',
          relation: 'DIFFERENT',
          from: [{ id: 'body-part:sacrum', name: 'Sacrum', title: 'Body Part' }],
          to: [{ id: 'body-part:lumbar-vertebra' }],
          distance: 2,
        },
      ],
      sharedAxes: ['SECTION', 'BODY_SYSTEM', 'OPERATION', 'APPROACH', 'DEVICE', 'QUALIFIER'],
      sentence:
        'Same operation, device, approach, section, body system and qualifier; Lumbar Vertebra instead of Sacrum.',
    });
    const { code: narrowed } = await whole.ask(
      '{ code(id: "0QB10ZX") { related(differsBy: [QUALIFIER]) { edges { node { code } } } } }',
    );
    expect(narrowed.related.edges).toEqual([{ node: { code: '0QB10ZZ' } }]);
  });

  const SENTENCE = 'Same operation, section and body system; body part: another value.';

  it('are related without terms, too', async () => {
    const { code } = await bare.ask(RELATED);
    expect(code.related.edges[0]).toEqual({
      node: { code: '0QB00ZX' },
      differences: [{ axis: 'BODY_PART', relation: 'DIFFERENT', from: [], to: [], distance: 1 }],
      sharedAxes: ['SECTION', 'BODY_SYSTEM', 'OPERATION'],
      sentence: SENTENCE,
    });
    const { paths } = await bare.ask(
      '{ paths(from: "0QB10ZX", to: "0QB00ZX", via: [AXIS]) { cost hops { axes sentence } } }',
    );
    expect(paths[0]).toEqual({
      cost: 1,
      hops: [{ axes: ['BODY_PART'], sentence: SENTENCE }],
    });
  });

  it('have no related code that differs by an axis on which they are not compared', async () => {
    const { code } = await whole.ask(
      '{ code(id: "0QB10ZX") { related(differsBy: [REGION]) { totalCount } } }',
    );
    expect(code.related.totalCount).toBe(0);
  });

  it('are found by their facts in their own system', async () => {
    const { find, cpt } =
      await whole.ask(`{ find(terms: ["body-part:sacrum", "qualifier:diagnostic"], system: ICD10PCS) { exact { code } truncated partial { code { code } }
          nextQuestion { axis options { term { id name } remaining } } }
        cpt: find(terms: ["body-part:sacrum"]) { exact { code } } }`);
    expect(find.exact).toEqual([{ code: '0QB10ZX' }, { code: '0QB13ZX' }]);
    expect(find.partial).toHaveLength(2);
    expect(find.truncated).toBe(false);
    expect(find.nextQuestion).toMatchObject({
      axis: 'APPROACH',
      options: [
        { term: { id: 'approach:open' }, remaining: 1 },
        { term: { id: 'approach:percutaneous' }, remaining: 1 },
      ],
    });
    expect(cpt.exact).toEqual([]);
  });

  it('are counted and drawn by their axes', async () => {
    const { codes, family } =
      await whole.ask(`{ codes(filter: { system: [ICD10PCS] }) { totalCount facets(axes: [BODY_PART, APPROACH]) { axis terms { term { name codeCount } count } } }
        family(id: "family:icd10pcs-0QB") { codeCount grid { rows { key } columns { key } cells { state codes { code } why } }
          graph { edges { kind axes } } } }`);
    const seeded = dataset.codes.filter(({ system, code }) => system === 'ICD10PCS' && !(code in TITLES));
    expect(codes.totalCount).toBe(5 + seeded.length);
    expect(codes.facets[0].terms[0]).toEqual({ term: { name: 'Sacrum', codeCount: 3 }, count: 3 });
    expect(family.grid.rows.map(({ key }: { key: string }) => key)).toEqual([
      'body-part:lumbar-vertebra',
      'body-part:sacrum',
    ]);
    expect(family.grid.cells).toMatchObject([
      { state: 'CODE', codes: [{ code: '0QB00ZX' }, { code: '0QB00ZZ' }] },
      { state: 'NOT_DEFINED' },
      { state: 'CODE', codes: [{ code: '0QB10ZX' }, { code: '0QB10ZZ' }] },
      { state: 'CODE', codes: [{ code: '0QB13ZX' }] },
    ]);
    expect(family.graph.edges.filter(({ kind }: { kind: string }) => kind === 'AXIS')).toHaveLength(5);
  });

  it('draw a grid of one cell without terms', async () => {
    const { family } = await bare.ask(
      '{ family(id: "family:icd10pcs-0QB") { grid { rows { key } cells { codes { code } } } } }',
    );
    expect(family.grid.rows).toEqual([{ key: 'not-stated' }]);
    expect(family.grid.cells[0].codes).toHaveLength(5);
  });

  it('stand beside a CPT code', async () => {
    const { compare } = await whole.ask(
      '{ compare(ids: ["63278", "0QB10ZX"]) { axes { axis differs } summary } }',
    );
    expect(compare.axes).toEqual(expect.arrayContaining([{ axis: 'BODY_PART', differs: true }]));
    expect(compare.summary).toContain('body part: 63278 not stated, 0QB10ZX Sacrum');
  });
});
