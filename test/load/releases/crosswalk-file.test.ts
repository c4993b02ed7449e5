import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/open.ts';
import { answer } from '../../documents.ts';
import { written } from '../files/files.ts';
import { orderLine, ownCsv } from '../files/samples.ts';
import { seededFile } from './taken.ts';

const HEADER = 'source,target,relationship,confidence,justification';

describe("a user's own map in the graph", () => {
  let graph: ReturnType<typeof seededFile>;
  beforeEach(() => {
    graph = seededFile();
  });
  afterEach(() => graph.remove());

  const take = (name: string, ...rows: string[]) =>
    graph.take(written(`map/${name}`, ownCsv(HEADER, ...rows)));
  const ask = async (document: string) => {
    const store = openSqlite(graph.file);
    const data = await answer(store, document);
    await store.close();
    return data;
  };
  const crosswalk = async (id: string, to: string) =>
    (
      await ask(`{ code(id: "${id}") { crosswalk(to: ${to}) { node { id label labelKind edition } relationship confidence
        justification source { line file { id } } } } }`)
    ).code.crosswalk;

  it('reads the other way round from its other end, and makes the codes that are not known', async () => {
    await take(
      'map.csv',
      'CPT:63278,ICD10PCS:00BT4ZZ,BROADER,0.7,own word',
      'CPT:63278,ICD10PCS:00BT3ZZ,EXACT,,',
    );
    const made = { labelKind: 'CODE_ONLY', edition: 'unknown' };
    const own = (await crosswalk('63278', 'ICD10PCS')).filter(
      ({ source }: { source: { file: { id: string } } }) => source.file.id === 'crosswalk/map.csv/map.csv',
    );
    expect(own).toEqual([
      {
        node: { id: 'ICD10PCS:00BT3ZZ', label: 'ICD10PCS 00BT3ZZ', ...made },
        relationship: 'EXACT',
        confidence: null,
        justification: null,
        source: { line: 3, file: { id: 'crosswalk/map.csv/map.csv' } },
      },
      {
        node: { id: 'ICD10PCS:00BT4ZZ', label: 'ICD10PCS 00BT4ZZ', ...made },
        relationship: 'BROADER',
        confidence: 0.7,
        justification: 'own word',
        source: { line: 2, file: { id: 'crosswalk/map.csv/map.csv' } },
      },
    ]);
    expect(await crosswalk('00BT4ZZ', 'CPT')).toMatchObject([
      { node: { id: 'CPT:63278' }, relationship: 'NARROWER' },
    ]);
    const { paths } = await ask(`{ there: paths(from: "63278", to: "00BT4ZZ", first: 1) { hops { sentence } }
      paths(from: "00BT4ZZ", to: "63278", first: 1) { hops { sentence } } }`);
    expect(paths).toEqual([{ hops: [{ sentence: '63278 is narrower than 00BT4ZZ.' }] }]);
  });

  it('stands beside what the seed says, and is no diagnosis met', async () => {
    const before = await ask('{ code(id: "63278") { guidance { medicalNecessity } } }');
    await take('a.csv', 'CPT:63278,ICD10CM:C79.51,EXACT,,', 'CPT:63278,ICD10CM:A00.0,RELATED,,');
    await take('b.csv', 'CPT:63278,ICD10CM:C79.51,NARROWER,,');
    const rows = await crosswalk('63278', 'ICD10CM');
    expect(
      rows
        .filter(({ node }: { node: { id: string } }) => node.id === 'ICD10CM:C79.51')
        .map((row: { relationship: string; source: { file: { id: string } } }) => [
          row.relationship,
          row.source.file.id,
        ]),
    ).toEqual([
      ['EXACT', 'crosswalk/a.csv/a.csv'],
      ['NARROWER', 'crosswalk/b.csv/b.csv'],
      ['INDICATION', 'seed/crosswalk/icd10cm.csv'],
    ]);
    expect(await ask('{ code(id: "63278") { guidance { medicalNecessity } } }')).toEqual(before);
    const { subgraph } = await ask(
      '{ subgraph(roots: ["63278", "C79.51"], depth: 0) { edges { kind source target } } }',
    );
    expect(subgraph.edges).toHaveLength(1);
  });

  it('leaves a diagnosis of the seed valid where an older edition does not list it yet', async () => {
    const order = orderLine(1, 'C7951', true, 'Sample');
    await graph.take(written('map/icd10cm_order_2024.txt', order));
    const { known } = await ask('{ known: code(id: "C83.398") { status edition lastValidDay } }');
    expect(known).toEqual({ status: 'ACTIVE', edition: '2025', lastValidDay: null });
  });

  it('leaves room for an official title', async () => {
    await take('map.csv', 'CPT:63278,ICD10CM:A00.0,RELATED,,');
    const order = (year: number, title: string) =>
      graph.take(written(`map/icd10cm_order_${year}.txt`, orderLine(1, 'A000', true, title)));
    await order(2025, 'Sample');
    await order(2024, 'Former sample');
    expect((await ask('{ code(id: "A00.0") { label labelKind edition } }')).code).toEqual({
      label: 'Sample',
      labelKind: 'OFFICIAL',
      edition: '2025',
    });
  });
});
