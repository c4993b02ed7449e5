import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COMPARED_AXES, STATED_AXES } from '../../src/lattice/axes.ts';
import { isComparable, isPrimary, termsOn } from '../../src/lattice/code.ts';
import { compareFacts } from '../../src/lattice/differences.ts';
import {
  compareIds,
  EDGE_KINDS,
  type Edge,
  type Neighbours,
  USUAL_EDGE_KINDS,
} from '../../src/lattice/edges.ts';
import { findCodes } from '../../src/lattice/find.ts';
import { gridOf } from '../../src/lattice/grid.ts';
import { lieOf, metByOverlap, termGroups } from '../../src/lattice/near.ts';
import { costOf, findPaths } from '../../src/lattice/paths.ts';
import { subgraphOf } from '../../src/lattice/subgraph.ts';
import { code, dataset, vocabulary, wording } from '../seeded.ts';

const codes = dataset.codes.filter(({ facts }) => facts.length > 0);
const anyCode = fc.constantFrom(...codes);
const terms = [...vocabulary.terms.keys()].filter((id) => !id.startsWith('specialty:'));
const anyTerms = fc.uniqueArray(fc.constantFrom(...terms), { minLength: 1, maxLength: 5 });

describe('terms', () => {
  it('overlap in both directions, and never with what lies above or below', () => {
    for (const a of terms) {
      for (const b of vocabulary.overlappingWith(a)) {
        expect(vocabulary.overlapping(b, a)).toBe(true);
        expect(vocabulary.isAtOrUnder(a, b) || vocabulary.isAtOrUnder(b, a)).toBe(false);
      }
    }
  });

  it('overlap as VOCABULARY says: by what lies under an end, and by ancestors not shared', () => {
    expect(vocabulary.overlapping('region:thoracic', 'region:thoracolumbar')).toBe(true);
    expect(vocabulary.overlapping('region:spine', 'region:thoracolumbar')).toBe(false);
    expect(vocabulary.overlapping('region:lower-thoracic', 'region:lumbar')).toBe(false);
    expect(vocabulary.overlapping('compartment:intramedullary', 'compartment:combined')).toBe(true);
    expect(vocabulary.overlapping('compartment:spinal-canal', 'compartment:combined')).toBe(false);
  });
});

describe('differences', () => {
  const turned = { NARROWER: 'BROADER', BROADER: 'NARROWER' } as Record<string, string>;

  it('are symmetric but for swapping NARROWER and BROADER', () => {
    fc.assert(
      fc.property(anyCode, anyCode, (a, b) => {
        const there = compareFacts(a, b, vocabulary);
        const back = compareFacts(b, a, vocabulary);
        expect(back.shared).toEqual(there.shared);
        expect(back.distance).toBe(there.distance);
        expect(
          back.differences.map((one) => ({ ...one, relation: turned[one.relation] ?? one.relation })),
        ).toEqual(there.differences.map(({ from, to, ...one }) => ({ ...one, from: to, to: from })));
      }),
    );
  });

  it('are none between a code and itself, and at least one between two primaries', () => {
    for (const a of codes) expect(compareFacts(a, a, vocabulary).differences).toEqual([]);
    for (const { axes } of dataset.related) expect(axes.length).toBeGreaterThan(0);
  });

  it('never speak of an axis that a code inherits', () => {
    const { shared, differences } = compareFacts(code('63278'), code('63295'), vocabulary);
    const spoken = [...shared, ...differences.map(({ axis }) => axis)];
    expect(spoken).toEqual(expect.not.arrayContaining(['REGION', 'COMPARTMENT', 'LESION']));
  });

  it('put the low back before the neck for the sacrum', () => {
    const distance = (other: string) => compareFacts(code('63278'), code(other), vocabulary).distance;
    expect([distance('63277'), distance('63276'), distance('63275')]).toEqual([1, 3, 4]);
  });
});

describe('related codes', () => {
  it('are active, with facts, primaries or add-ons both, each pair once, from the lesser id', () => {
    const byId = new Map(dataset.codes.map((one) => [one.id, one]));
    const seen = new Set<string>();
    for (const { from, to } of dataset.related) {
      expect(from < to).toBe(true);
      expect(seen.has(`${from} ${to}`)).toBe(false);
      seen.add(`${from} ${to}`);
      expect(byId.get(from)?.addOn).toBe(byId.get(to)?.addOn);
      for (const id of [from, to]) expect(isComparable(byId.get(id) ?? code('22310'))).toBe(true);
    }
  });
});

describe('find', () => {
  it('gives exact codes that meet all axes, and partial ones that meet some', async () => {
    await fc.assert(
      fc.asyncProperty(anyTerms, fc.boolean(), async (asked, near) => {
        const { exact, partial, nextQuestion } = await findCodes(asked, dataset.codes, near, vocabulary);
        const axes = new Set(asked.map((term) => term.split(':')[0]));
        const met = (one: (typeof codes)[number]) =>
          [...axes].filter((prefix) =>
            asked
              .filter((term) => term.startsWith(`${prefix}:`))
              .some((term) =>
                STATED_AXES.flatMap((axis) => termsOn(one, axis)).some((own) => {
                  const lie = lieOf(own, term, vocabulary);
                  return lie === 'MEETS' ? near : lie !== 'APART';
                }),
              ),
          ).length;
        expect(new Set(exact.map((one) => one.code.id))).toEqual(
          new Set(
            dataset.codes.filter((one) => isPrimary(one) && met(one) === axes.size).map(({ id }) => id),
          ),
        );
        for (const one of partial) expect(met(one.code)).toBeGreaterThan(0);
        expect(partial.length).toBeLessThanOrEqual(20);
        if (!near) for (const one of exact) expect(one.overlapping).toEqual([]);
        if (exact.length + partial.length < 2) expect(nextQuestion).toBeNull();
        if (nextQuestion) expect(nextQuestion.options.length + nextQuestion.notStated).toBeGreaterThan(0);
      }),
    );
  });

  it('answers the examples of the vocabulary', async () => {
    const found = await findCodes(
      ['region:sacral', 'compartment:extradural', 'lesion:neoplasm'],
      dataset.codes,
      false,
      vocabulary,
    );
    expect(found.exact.map((one) => one.code.code)).toEqual(['63278', '63303']);
    expect(found.nextQuestion?.axis).toBe('OPERATION');
    const combined = found.partial.find((one) => one.code.code === '63290');
    expect(combined).toMatchObject({ missing: ['compartment:extradural'], conflicting: [] });

    const cord = await findCodes(
      ['region:lumbar', 'compartment:intramedullary', 'lesion:neoplasm'],
      dataset.codes,
      false,
      vocabulary,
    );
    // The rules make 63307 exact by its broader terms; see docs/decisions.md.
    expect(cord.exact.map((one) => [one.code.code, one.broader])).toEqual([
      ['63307', ['compartment:intramedullary', 'lesion:neoplasm']],
    ]);
    expect(cord.partial[0]).toMatchObject({ missing: ['region:lumbar'], conflicting: [] });
    expect(cord.partial[0]?.code.code).toBe('63287');
  });

  it('puts what is only an example behind what is stated', async () => {
    const { exact } = await findCodes(['region:lumbar', 'lesion:neoplasm'], dataset.codes, false, vocabulary);
    const numbers = exact.map((one) => one.code.code);
    expect(numbers.indexOf('63102')).toBeGreaterThan(numbers.indexOf('63277'));
  });
});

describe('grids', () => {
  it('give every cell a state and a reason, on any two axes of any family', () => {
    const axis = fc.constantFrom(...COMPARED_AXES);
    fc.assert(
      fc.property(fc.constantFrom(...vocabulary.families.values()), axis, axis, (family, rows, columns) => {
        const under = (top: string) =>
          codes.filter(
            (one) =>
              one.status === 'ACTIVE' && one.family !== null && vocabulary.isAtOrUnder(one.family, top),
          );
        const members = under(family.id);
        const grid = gridOf(
          { rows, columns, members, siblings: under(family.broader ?? family.id) },
          vocabulary,
          wording,
        );
        expect(grid.cells).toHaveLength(grid.rows.length * grid.columns.length);
        for (const cell of grid.cells) {
          expect(cell.why).toMatch(/^[A-Z0-9].*\.$/);
          expect(cell.codes.length > 0).toBe(cell.state !== 'NOT_DEFINED');
          for (const id of cell.codes) expect(members.some((one) => one.id === id)).toBe(true);
        }
      }),
    );
  });
});

/** The graph of the seed in memory, as a store would answer. */
const accompanying = new Set(dataset.accompanies.map(({ addOn, primary }) => `${addOn} ${primary}`));
const edges: Edge[] = [
  ...dataset.related.map(({ from, to, axes }) => ({ kind: 'AXIS' as const, source: from, target: to, axes })),
  ...dataset.addOns.map(({ addOn, primary }) => ({
    kind: accompanying.has(`${addOn} ${primary}`) ? ('ACCOMPANIES' as const) : ('ADD_ON' as const),
    source: addOn,
    target: primary,
    axes: [],
  })),
  ...dataset.codes.flatMap(({ id, family }) =>
    family === null ? [] : [{ kind: 'HIERARCHY' as const, source: id, target: family, axes: [] }],
  ),
  ...[...dataset.families, ...dataset.terms].flatMap(({ id, broader }) =>
    broader === null ? [] : [{ kind: 'HIERARCHY' as const, source: id, target: broader, axes: [] }],
  ),
];
const neighbours: Neighbours = async (ids, kinds) =>
  ids.map((id) =>
    edges.filter((one) => kinds.includes(one.kind) && (one.source === id || one.target === id)),
  );

describe('paths', () => {
  const request = (from: string, to: string) => ({
    from: `CPT:${from}`,
    to: `CPT:${to}`,
    via: USUAL_EDGE_KINDS,
    first: 3,
    maxHops: 4,
    maxNodes: 5_000,
  });
  const ways = async (from: string, to: string) =>
    (await findPaths(request(from, to), neighbours)).map(({ cost, hops }) => [
      cost,
      ...hops.map((hop) => hop.to.replace('CPT:', '')),
    ]);

  it('of 63278 go by single steps before leaps', async () => {
    expect(await ways('63278', '63286')).toEqual([
      [2, '63276', '63286'],
      [2, 'family:lesion-neoplasm', '63286'],
      [2, '63286'],
    ]);
    expect((await ways('63278', '63268')).slice(0, 2)).toEqual([
      [2, '63268'],
      [4, 'family:lesion-neoplasm', 'family:intraspinal-lesion', 'family:lesion-non-neoplastic', '63268'],
    ]);
  });

  it('are none where two codes do not connect within the hops', async () => {
    expect(await ways('63278', '63047')).toEqual([]);
    expect(await ways('63278', '63278')).toEqual([]);
  });

  it('have the cost of their hops, join up, pass no node twice, and come in order', async () => {
    await fc.assert(
      fc.asyncProperty(anyCode, anyCode, fc.integer({ min: 1, max: 4 }), async (a, b, maxHops) => {
        const paths = await findPaths({ ...request(a.code, b.code), maxHops, first: 5 }, neighbours);
        let before = 0;
        for (const { cost, hops } of paths) {
          expect(hops.length).toBeLessThanOrEqual(maxHops);
          expect(cost).toBe(hops.reduce((sum, { edge }) => sum + costOf(edge), 0));
          expect(hops[0]?.from).toBe(a.id);
          expect(hops.at(-1)?.to).toBe(b.id);
          for (const [index, hop] of hops.entries()) {
            if (index > 0) expect(hop.from).toBe(hops[index - 1]?.to);
            expect([hop.edge.source, hop.edge.target].sort(compareIds)).toEqual(
              [hop.from, hop.to].sort(compareIds),
            );
          }
          expect(new Set([a.id, ...hops.map(({ to }) => to)]).size).toBe(hops.length + 1);
          expect(cost).toBeGreaterThanOrEqual(before);
          before = cost;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('are the same as trying all ways', async () => {
    await fc.assert(
      fc.asyncProperty(anyCode, anyCode, async (a, b) => {
        const wanted = {
          ...request(a.code, b.code),
          via: ['HIERARCHY', 'ADD_ON'] as const,
          maxHops: 3,
          first: 4,
        };
        const found = await findPaths(wanted, neighbours);
        const all: { cost: number; way: string[] }[] = [];
        const walk = async (at: string, way: string[]) => {
          if (at === b.id && way.length > 1) {
            all.push({ cost: way.length - 1, way });
            return;
          }
          if (way.length > 3) return;
          for (const edge of (await neighbours([at], wanted.via))[0] ?? []) {
            const to = edge.source === at ? edge.target : edge.source;
            if (!way.includes(to)) await walk(to, [...way, to]);
          }
        };
        if (a.id !== b.id) await walk(a.id, [a.id]);
        all.sort((x, y) => x.cost - y.cost || compareIds(x.way.join(' '), y.way.join(' ')));
        expect(found.map(({ hops }) => [a.id, ...hops.map(({ to }) => to)])).toEqual(
          all.slice(0, 4).map(({ way }) => way),
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe('subgraphs', () => {
  it('hold the roots, at most `first` nodes, and only edges among them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anyCode, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 60 }),
        async (roots, depth, first) => {
          const graph = await subgraphOf(
            { roots: roots.map(({ id }) => id), depth, kinds: EDGE_KINDS, first },
            neighbours,
          );
          expect(graph.nodes.length).toBeLessThanOrEqual(first);
          if (!graph.truncated) for (const { id } of roots) expect(graph.nodes).toContain(id);
          for (const edge of graph.edges) {
            expect(graph.nodes).toContain(edge.source);
            expect(graph.nodes).toContain(edge.target);
            if (edge.kind === 'AXIS') expect(edge.axes).toHaveLength(1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('within and near', () => {
  it('near takes overlapping terms too and says which were met only so', () => {
    const strict = termGroups(['region:lumbar'], false, vocabulary)[0] ?? [];
    const near = termGroups(['region:lumbar'], true, vocabulary)[0] ?? [];
    expect(near.filter((term) => !strict.includes(term))).toEqual(['region:thoracolumbar']);
    expect(metByOverlap(['region:lumbar'], code('63287'), vocabulary)).toEqual(['region:lumbar']);
    expect(metByOverlap(['region:lumbar'], code('63303'), vocabulary)).toEqual([]);
  });

  it('make one group of an axis', () => {
    fc.assert(
      fc.property(anyTerms, (asked) => {
        const groups = termGroups(asked, false, vocabulary);
        expect(groups).toHaveLength(new Set(asked.map((term) => term.split(':')[0])).size);
      }),
    );
  });
});
