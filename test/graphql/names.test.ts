import { describe, expect, it } from 'vitest';
import { meets } from '../../src/lattice/spoken.ts';
import { code, dataset, vocabulary } from '../seeded.ts';
import { numbers, operationsForTests } from './operation.ts';

describe('what people say for operations', () => {
  const { answer, ask } = operationsForTests();
  const namesOf = async (number: string, lang = 'EN') =>
    (await answer('confused', { code: number, lang })).code.names;

  it('is named with its kind, in the language asked; abbreviations stay as they are', async () => {
    expect(await namesOf('22551')).toEqual([
      {
        id: 'name:acdf',
        name: 'anterior cervical discectomy and fusion',
        abbreviations: ['ACDF'],
        kind: 'BY_FACTS',
      },
    ]);
    const [german] = await namesOf('22551', 'DE');
    expect(german).toMatchObject({
      name: 'vordere zervikale Diskektomie und Fusion',
      abbreviations: ['ACDF'],
    });
    expect((await namesOf('22558')).map(({ id, kind }: { id: string; kind: string }) => [id, kind])).toEqual([
      ['name:alif', 'BY_HABIT'],
      ['name:llif', 'BY_HABIT'],
      ['name:olif', 'BY_HABIT'],
    ]);
    expect(await namesOf('63278')).toEqual([]);
  });

  it('tells what it asks, its codes and its sources', async () => {
    const document = `{ code(id: "22630") { names { id saidAs facts { terms { id } } codes { code }
      sources { id } source { line file { id } } } } }`;
    const { code: found } = await ask(document, {});
    const [plif, tlif] = found.names;
    expect(plif.facts).toEqual([
      {
        terms: ['operation:arthrodesis', 'column:disc-space', 'approach:posterior', 'region:lumbar'].map(
          (id) => ({ id }),
        ),
      },
    ]);
    expect(plif.codes.map((one: { code: string }) => one.code)).toEqual(['22630', '22632']);
    expect(plif.sources).toEqual([{ id: 'mira-reference' }]);
    expect(plif.source).toEqual({ line: 6, file: { id: 'seed/cpt/names.csv' } });
    expect(tlif.saidAs).toBeNull();
    const { code: front } = await ask('{ code(id: "22558") { names(lang: DE) { saidAs } } }', {});
    expect(front.names[0].saidAs).toBe('ALIF oder ein anderer Weg von vorn oder durch die Flanke');
  });

  it('is no hit of its own: its codes are, by the name', async () => {
    const found = async (text: string) => (await answer('search', { text, first: 50 })).search.edges;
    for (const name of dataset.names.filter(({ codes }) => codes.length > 0)) {
      for (const text of [name.name, ...name.abbreviations]) {
        const edges = await found(text);
        const own = edges.filter(
          ({ match }: { match: { kind: string; field: string } }) =>
            match.kind === 'EXACT_NAME' && match.field === 'name',
        );
        const ids = numbers(own.filter(({ node }: { node: { code?: string } }) => node.code !== undefined));
        expect([...ids].sort(), text).toEqual(name.codes.map((id) => id.slice('CPT:'.length)).sort());
      }
    }
  });

  it('finds the codes of each part where it takes several', async () => {
    const { edges } = (await answer('search', { text: 'ACCF', first: 50 })).search;
    expect([...numbers(edges)].sort()).toEqual(['22551', '22552', '22554', '63081', '63082']);
    const accf = dataset.names.find(({ id }) => id === 'name:accf');
    expect(accf?.parts.map((terms) => meets(code('63081'), terms, vocabulary))).toEqual([true, false]);
  });

  it('leaves the words of a habit to its name', async () => {
    const { edges } = (await answer('search', { text: 'oblique', first: 50 })).search;
    expect(numbers(edges)).not.toContain('22558');
  });

  it('has 42 names, 11 by habit and 5 of several codes, with 93 abbreviations', () => {
    expect(dataset.names).toHaveLength(42);
    expect(dataset.names.filter(({ byFacts }) => !byFacts)).toHaveLength(11);
    expect(dataset.names.filter(({ parts }) => parts.length > 1)).toHaveLength(5);
    expect(new Set(dataset.names.flatMap(({ abbreviations }) => abbreviations)).size).toBe(93);
  });
});
