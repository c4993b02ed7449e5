import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALL_AXES, COMPARED_AXES } from '../../src/lattice/axes.ts';
import { createCompanions } from '../../src/lattice/companions.ts';
import { createConfused } from '../../src/lattice/confused.ts';
import { byEdge, compareIds, EDGE_KINDS } from '../../src/lattice/edges.ts';
import type {
  AddOnRequest,
  CodeQuery,
  FacetRequest,
  RangeRequest,
  RelatedRequest,
  SearchRequest,
  Snapshot,
  Store,
} from '../../src/store/store.ts';
import { ask, textQuery } from '../../src/text/query.ts';
import { dataset, speaker, vocabulary } from '../seeded.ts';
import * as model from './model.ts';

/** Every store passes this suite, on the seed. What it must answer is worked out in model.ts, or stands in VOCABULARY. */
export function contract(
  name: string,
  open: () => Promise<{ readonly store: Store; close(): Promise<void> }>,
): void {
  describe(`${name} keeps the contract of stores`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    let store: Snapshot;
    beforeAll(async () => {
      opened = await open();
      store = await opened.store.at();
    });
    afterAll(() => opened?.close());

    test('holds the dataset as it was loaded', async () => {
      expect(store.version).toBe(dataset.version);
      expect([...store.vocabulary.terms.values()]).toStrictEqual(dataset.terms);
      expect([...store.vocabulary.families.values()]).toStrictEqual(dataset.families);
      expect(store.vocabulary.names).toStrictEqual(dataset.names);
      expect(store.performs).toStrictEqual(dataset.performs);
      expect(store.kinds).toStrictEqual(dataset.kinds);
      expect(store.companions).toStrictEqual(createCompanions(dataset.companions, dataset.codes));
      expect(store.confused).toStrictEqual(createConfused(dataset.confused));
      expect(await store.dataset()).toStrictEqual(model.summary());
      expect((await opened.store.at()).version).toBe(store.version);
      expect(opened.store.name).toMatch(/^[a-z0-9]+ \S/);
    });

    test('codes: every one as it was loaded, in the order asked, null for unknown ones', async () => {
      const all = [...model.codes.keys()].reverse();
      expect(await store.codes(all)).toStrictEqual(all.map((id) => model.codes.get(id)));
      expect(await store.codes([])).toStrictEqual([]);
      await holds(fc.array(anId, { maxLength: 40 }), async (ids) => {
        expect(await store.codes(ids)).toStrictEqual(ids.map((id) => model.codes.get(id) ?? null));
      });
    });

    test('members: the active codes of each group of families', async () => {
      const everyFamily = [...vocabulary.families.keys()];
      const groups = [
        ...everyFamily.map((id) => [...vocabulary.atOrUnder(id)]),
        [],
        ['family:none'],
        everyFamily,
      ];
      expect(await store.members(groups)).toStrictEqual(groups.map(model.members));
      expect(await store.members([])).toStrictEqual([]);
      await holds(fc.array(fc.subarray([...everyFamily, 'family:none']), { maxLength: 4 }), async (drawn) => {
        expect(await store.members(drawn)).toStrictEqual(drawn.map(model.members));
      });
    });

    test('related: what VOCABULARY says of 63278', async () => {
      const ask = async (axes: RelatedRequest['axes'], within: RelatedRequest['within'] = []) => {
        const request = { id: 'CPT:63278', axes, within, first: 500, after: null };
        const [rows = []] = await store.related([request]);
        expect(await store.relatedCount([request])).toStrictEqual([rows.length]);
        return rows.map(({ id }) => Number(id.slice('CPT:'.length)));
      };
      const all = await ask(null);
      expect(all).toHaveLength(30);
      expect(all.slice(0, 8)).toStrictEqual([63277, 63283, 63276, 63275, 63290, 63268, 63282, 63287]);
      expect(all.slice(22).sort()).toStrictEqual([63300, 63301, 63302, 63303, 63304, 63305, 63306, 63307]);
      expect(await ask(['REGION'])).toStrictEqual([63277, 63276, 63275]);
      expect(await ask(['LESION'])).toStrictEqual([]);
      expect(await ask(['LESION', 'OPERATION'])).toStrictEqual([63268]);
      expect((await ask(null, [model.group('compartment:intradural')])).sort()).toStrictEqual([
        63270, 63271, 63272, 63273, 63280, 63281, 63282, 63283, 63285, 63286, 63287, 63304, 63305, 63306,
        63307,
      ]);
    });

    test('related: every code, in order, with what differs', async () => {
      const requests = [...model.codes.keys(), 'CPT:99999'].map((id) =>
        whole({ id, axes: null, within: [] }),
      );
      expect(await store.related(requests)).toStrictEqual(requests.map(model.related));
      expect(await store.relatedCount(requests)).toStrictEqual(
        requests.map((one) => model.related(one).length),
      );
      expect(await store.related([])).toStrictEqual([]);
      expect(await store.relatedCount([])).toStrictEqual([]);
    });

    test('related: filtered and paged', async () => {
      await holds(fc.array(aRelatedRequest, { maxLength: 5 }), async (requests) => {
        const expected = requests.map((request) => {
          const rows = model.related(request);
          const start = rows.findIndex(({ id }) => id === request.after?.id) + 1;
          return rows.slice(start, start + request.first);
        });
        expect(await store.related(requests)).toStrictEqual(expected);
        expect(await store.relatedCount(requests)).toStrictEqual(
          requests.map((request) => model.related(request).length),
        );
      });
      for (const id of ['CPT:63278', 'CPT:63047']) {
        const request = { id, axes: null, within: [] };
        for (const first of [1, 7, 500]) {
          const rows = await walk(first, async (after: RelatedRequest['after']) => {
            const [page = []] = await store.related([{ ...request, first, after }]);
            return page;
          });
          expect(rows).toStrictEqual(model.related(whole(request)));
        }
      }
    });

    test('addOns: both directions, with their citations', async () => {
      const count = async (id: string, direction: AddOnRequest['direction']) =>
        (await store.addOnCount([{ id, direction, first: 1, after: null }]))[0];
      expect(await count('CPT:63295', 'OUT')).toBe(28);
      expect(await count('CPT:63308', 'OUT')).toBe(8);
      expect(await count('CPT:63048', 'OUT')).toBe(3);
      const requests = [...model.codes.keys(), 'CPT:99999'].flatMap((id) =>
        (['IN', 'OUT'] as const).map((direction) => whole({ id, direction })),
      );
      expect(await store.addOns(requests)).toStrictEqual(requests.map(model.addOns));
      expect(await store.addOnCount(requests)).toStrictEqual(requests.map((one) => model.addOns(one).length));
      expect(await store.addOns([])).toStrictEqual([]);
      expect(await store.addOnCount([])).toStrictEqual([]);
      for (const first of [1, 7, 500]) {
        const request = { id: 'CPT:63295', direction: 'OUT' as const };
        const rows = await walk(first, async (after: { id: string } | null) => {
          const [page = []] = await store.addOns([{ ...request, first, after: after?.id ?? null }]);
          return page;
        });
        expect(rows).toStrictEqual(model.addOns(whole(request)));
      }
    });

    test('crosswalk: every edge, from both its ends', async () => {
      const requests = [...model.codes.keys(), 'CPT:99999'].flatMap((id) =>
        (['ICD10CM', 'CPT', 'ICD10PCS'] as const).map((to) => ({ id, to })),
      );
      const rows = await store.crosswalk(requests);
      expect(rows).toStrictEqual(requests.map(model.crosswalk));
      expect(rows.flat()).toHaveLength(2 * dataset.crosswalk.length);
      expect(await store.crosswalk([])).toStrictEqual([]);
    });

    test('guidance: all that the texts of a code look at', async () => {
      const requests = [...model.codes.values()].map(({ id, family, status }, index) => ({
        id,
        first: [60, 3, 0][index % 3] ?? 60,
        family: status === 'DELETED' || index % 5 === 0 ? family : null,
        sources: index % 2 === 0 ? ['seed/text/es/terms.csv', 'no such source', 'seed/cpt/codes.csv'] : [],
      }));
      for (const request of [{ ...requests[0], id: 'CPT:99999' } as (typeof requests)[number], ...requests]) {
        expect(await store.guidance([request]), request.id).toStrictEqual([model.guidance(request)]);
      }
      const whole = requests.map((request) => ({ ...request, first: 60 }));
      expect(await store.guidance(whole)).toStrictEqual(whole.map(model.guidance));
      expect(await store.guidance([])).toStrictEqual([]);
    });

    test('browse: filtered, counted and paged', async () => {
      const asked = fc.array(fc.record({ query: aCodeQuery, first: aSize, after: fc.option(anId) }), {
        maxLength: 4,
      });
      await holds(asked, async (drawn) => {
        const requests = drawn.map(({ query, ...page }) => ({ ...query, ...page }));
        expect(await store.browse(requests)).toStrictEqual(
          requests.map((request) =>
            model
              .browse(request)
              .filter((id) => request.after === null || id > request.after)
              .slice(0, request.first),
          ),
        );
        expect(await store.browseCount(requests)).toStrictEqual(
          requests.map((request) => model.browse(request).length),
        );
      });
      for (const query of [
        ANY,
        { ...ANY, text: textOf('spine') },
        { ...ANY, within: [model.group('region:lumbar')] },
      ]) {
        for (const first of [1, 7, 500]) {
          const rows = await walk(first, async (after: { id: string } | null) => {
            const [page = []] = await store.browse([{ ...query, first, after: after?.id ?? null }]);
            return page.map((id) => ({ id }));
          });
          expect(rows.map(({ id }) => id)).toStrictEqual(model.browse(query));
        }
      }
      expect(await store.browse([])).toStrictEqual([]);
      expect(await store.browseCount([])).toStrictEqual([]);
    });

    test('ranges: the codes between two ids, and how many there are', async () => {
      const all = [...model.codes.keys()].sort(compareIds);
      const between = ({ from, to, endings, first, counted }: RangeRequest) => {
        const ids = all.filter(
          (id) => id >= from && id < to && (endings === null || endings.includes(id.slice(-1))),
        );
        return { ids: ids.slice(0, first), count: Math.min(ids.length, counted) };
      };
      const asked = fc.record({
        from: anId,
        to: anId.map((id) => `${id}~`),
        endings: fc.option(fc.subarray([...'0123456789T'])),
        first: fc.constantFrom(0, 1, 20),
        counted: fc.constantFrom(25, 1_000),
      });
      await holds(fc.array(asked, { maxLength: 4 }), async (requests) => {
        expect(await store.ranges(requests)).toStrictEqual(requests.map(between));
      });
      const neoplasms = { from: 'CPT:63275', to: 'CPT:63290~', endings: null, first: 20, counted: 1_000 };
      expect(await store.ranges([neoplasms])).toStrictEqual([between(neoplasms)]);
      expect(between(neoplasms).count).toBe(12);
      expect(await store.ranges([])).toStrictEqual([]);
    });

    test('facets: counts at or under each term', async () => {
      const everything: FacetRequest = { ...ANY, axes: ALL_AXES, first: 500 };
      expect(await store.facets([everything])).toStrictEqual([model.facets(everything)]);
      expect(await store.facets([])).toStrictEqual([]);
      const asked = fc.record({ query: aCodeQuery, axes: fc.shuffledSubarray([...ALL_AXES]), first: aSize });
      await holds(fc.array(asked, { maxLength: 3 }), async (drawn) => {
        const requests = drawn.map(({ query, ...rest }) => ({ ...query, ...rest }));
        expect(await store.facets(requests)).toStrictEqual(requests.map(model.facets));
      });
    });

    test('candidates: most groups first', async () => {
      const groups = ['region:sacral', 'compartment:extradural', 'lesion:neoplasm'].map(model.group);
      expect((await store.candidates(groups, 'CPT', 1)).map(({ id }) => id)).toStrictEqual(['CPT:63278']);
      expect(await store.candidates(groups, 'ICD10PCS', 10)).toStrictEqual([]);
      expect(await store.candidates([], 'CPT', 10)).toStrictEqual([]);
      await holds(fc.record({ groups: someGroups, first: aSize }), async ({ groups, first }) => {
        expect(await store.candidates(groups, 'CPT', first)).toStrictEqual(
          model.candidates(groups, 'CPT').slice(0, first),
        );
      });
    });

    test('neighbours: every edge, from both its ends', async () => {
      const ask = async (ids: readonly string[], kinds: readonly (typeof EDGE_KINDS)[number][]) =>
        (await store.neighbours(ids, kinds)).map((edges) => [...edges].sort(byEdge));
      const expected = (id: string, kinds: readonly string[]) =>
        model.edges.filter(
          ({ kind, source, target }) => kinds.includes(kind) && (source === id || target === id),
        );
      expect(await ask(model.nodeIds, EDGE_KINDS)).toStrictEqual(
        model.nodeIds.map((id) => expected(id, EDGE_KINDS)),
      );
      expect(await ask([], EDGE_KINDS)).toStrictEqual([]);
      const asked = fc.record({
        ids: fc.array(anId, { maxLength: 12 }),
        kinds: fc.subarray([...EDGE_KINDS]),
      });
      await holds(asked, async ({ ids, kinds }) => {
        expect(await ask(ids, kinds)).toStrictEqual(ids.map((id) => expected(id, kinds)));
      });
    });

    test('search: all words, the last one also as a beginning', async () => {
      const find = async (text: string) => {
        const query = textOf(text);
        return (await store.search({ text: query, within: [], system: null }, 1000)).map(({ id }) => id);
      };
      expect(await find('sacral tumor')).toContain('CPT:63278');
      expect(await find('sacral tumor')).not.toContain('CPT:63268');
      expect(await find('63278')).toStrictEqual(['CPT:63278']);
      expect(await find('nowherelikethis')).toStrictEqual([]);
      await holds(aSearch, async (request) => {
        const hits = model.search(request);
        expect(await store.search(request, 1000)).toStrictEqual(hits);
        expect(await store.search(request, 3)).toStrictEqual(hits.slice(0, 3));
        expect(await store.searchCount(request)).toBe(hits.length);
      });
    });

    test('sources: in the order asked, null for unknown ones', async () => {
      const known = dataset.sources.map((source) => source.id);
      const ids = [...known.reverse(), 'no such source', ...known.slice(0, 2)];
      expect(await store.sources(ids)).toStrictEqual(
        ids.map((id) => dataset.sources.find((source) => source.id === id) ?? null),
      );
      expect(await store.sources([])).toStrictEqual([]);
    });
  });
}

const ANY: CodeQuery = { system: null, status: null, addOn: null, families: null, within: [], text: null };

const whole = <T extends object>(request: T) => ({ ...request, first: 500, after: null });

function textOf(text: string) {
  const query = textQuery(
    ask(text, (language) => speaker(language, vocabulary)),
    true,
  );
  if (query === null) throw new Error(`"${text}" holds no word`);
  return query;
}

const holds = <T>(drawn: fc.Arbitrary<T>, property: (value: T) => Promise<void>) =>
  fc.assert(fc.asyncProperty(drawn, property), { numRuns: 40 });

/** Follows pages to their end; a page shorter than asked is the last. */
async function walk<Row>(
  first: number,
  page: (after: Row | null) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (;;) {
    const next = await page(rows.at(-1) ?? null);
    rows.push(...next);
    if (next.length < first) return rows;
  }
}

const anId = fc.constantFrom(...model.nodeIds, 'CPT:99999', 'region:nowhere', '');
const aSize = fc.constantFrom(0, 1, 3, 20, 500);
const aTerm = fc.constantFrom(...vocabulary.terms.keys());
const aGroup = fc.oneof(
  aTerm.map(model.group),
  fc.subarray([...vocabulary.terms.keys(), 'region:nowhere'], { maxLength: 8 }),
);
const someGroups = fc.array(aGroup, { maxLength: 3 });

const aRelatedRequest: fc.Arbitrary<RelatedRequest> = fc
  .record({
    id: fc.constantFrom(...model.codes.keys(), 'CPT:99999'),
    axes: fc.option(fc.subarray([...COMPARED_AXES])),
    within: someGroups,
    first: aSize,
    place: fc.option(fc.nat(20)),
  })
  .map(({ place, ...request }) => {
    const after = place === null ? undefined : model.related({ ...request, after: null })[place];
    if (after === undefined) return { ...request, after: null };
    const { count, distance, id } = after;
    return { ...request, after: { count, distance, id } };
  });

/** One to three words of one document, each perhaps beside a word of any other; the last may be cut short somewhere. */
const aText = fc
  .record({
    document: fc.constantFrom(...dataset.documents.filter(({ tokens }) => tokens.length > 0)),
    picks: fc.array(fc.nat(1000), { minLength: 1, maxLength: 3 }),
    others: fc.array(fc.constantFrom(...new Set(dataset.documents.flatMap(({ tokens }) => tokens))), {
      maxLength: 2,
    }),
    letters: fc.option(fc.integer({ min: 1, max: 12 })),
  })
  .map(({ document, picks, others, letters }) => {
    const tokens = picks.map((pick) => document.tokens[pick % document.tokens.length] ?? '');
    const prefix = letters === null ? null : [...(tokens.at(-1) ?? '')].slice(0, letters).join('');
    return { words: tokens.map((token, index) => (index === 0 ? [token, ...others] : [token])), prefix };
  });

const aCodeQuery: fc.Arbitrary<CodeQuery> = fc.record({
  system: fc.option(fc.subarray(['CPT', 'ICD10CM', 'ICD10PCS'] as const)),
  status: fc.option(fc.subarray(['ACTIVE', 'DELETED', 'HEADING'] as const)),
  addOn: fc.option(fc.boolean()),
  families: fc.option(
    fc.oneof(
      fc.constantFrom(...vocabulary.families.keys()).map((id) => [...vocabulary.atOrUnder(id)]),
      fc.subarray([...vocabulary.families.keys(), 'family:none']),
    ),
  ),
  within: someGroups,
  text: fc.option(aText),
});

const aSearch: fc.Arbitrary<SearchRequest> = fc.record({
  text: aText,
  within: fc.oneof(fc.constant([]), someGroups),
  system: fc.option(fc.subarray(['CPT', 'ICD10CM', 'HCPCS'] as const), { freq: 2 }),
});
