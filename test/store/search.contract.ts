import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { LANGUAGE_CODES, type Language } from '../../src/text/languages.ts';
import { namesOf } from '../../src/text/naming.ts';
import { run } from '../documents.ts';
import { speaker, vocabulary } from '../seeded.ts';

const SEARCH = `query ($text: String!, $first: Int = 500, $after: String) { search(text: $text, first: $first, after: $after) {
  totalCount edges { cursor match { kind field text } node { ... on Code { id } ... on Term { id } ... on Family { id } } }
  pageInfo { hasNextPage endCursor } } }`;
const BROWSE =
  'query ($text: String!) { codes(filter: { text: $text }, first: 500) { edges { node { id } } } }';

interface Found {
  readonly totalCount: number;
  readonly edges: readonly {
    cursor: string;
    match: { kind: string; field: string; text: string };
    node: { id: string };
  }[];
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** What people type for a tumor of the sacrum, in every language, plainly and inflected. */
const SACRAL_TUMOR: Readonly<Record<Language, readonly string[]>> = {
  EN: ['sacral tumor', 'tumours of the sacrum', 'sacral cancer', 'metastases sacrum'],
  ES: ['tumor sacro', 'tumores sacros', 'neoplasia del hueso sacro', 'metastasis sacra'],
  ZH: ['骶 肿瘤', '骶骨肿瘤', '骶肿瘤', '骶骨 癌', '骶骨恶性肿瘤'],
  RU: ['опухоль крестец', 'опухоли крестца', 'опухолью крестцового отдела', 'ОПУХОЛЬ КРЕСТЦА'],
  AR: ['ورم عجزي', 'الورم العجزي', 'أورام العجز', 'ورم في عظم العجز', 'اورام عجزيه'],
  VI: ['u xương cùng', 'khối u xương cùng', 'u xuong cung', 'KHỐI U XƯƠNG CÙNG', 'xương cùng u'],
  FR: ['tumeur sacrée', 'tumeurs sacrees', 'tumeur du sacrum', 'métastase de l’os sacré'],
  DE: ['Sakraltumor', 'Tumor am Kreuzbein', 'Tumoren des Kreuzbeins', 'Kreuzbeintumor', 'sakrale Neubildung'],
  KO: ['천골 종양', '천골의 종양을', '천골종양', '천추 종양이'],
  TL: ['tumor sa sakrum', 'bukol sa sakrum', 'kanser sa sakrum', 'neoplasmang sakral'],
};

/** Other words, and what each of them finds. */
const FINDS: readonly (readonly [string, string, string])[] = [
  ['torácica', 'region:thoracic', 'EXACT_NAME'],
  ['médula anclada', 'lesion:tethered-cord', 'EXACT_NAME'],
  ['椎间盘突出', 'lesion:herniated-disc', 'EXACT_NAME'],
  ['грыжи диска', 'lesion:herniated-disc', 'SYNONYM'],
  ['спондилез', 'lesion:degenerative', 'SYNONYM'],
  ['шейный отдел', 'region:cervical', 'EXACT_NAME'],
  ['ديسك', 'lesion:herniated-disc', 'SYNONYM'],
  ['الخزعة', 'operation:biopsy', 'EXACT_NAME'],
  ['thoát vị đĩa đệm', 'lesion:herniated-disc', 'EXACT_NAME'],
  ['thoat vi dia dem', 'lesion:herniated-disc', 'PREFIX'],
  ['thoái hoá', 'lesion:degenerative', 'SYNONYM'],
  ['trong màng cứng', 'compartment:intradural', 'EXACT_NAME'],
  ['hernies discales', 'lesion:herniated-disc', 'EXACT_NAME'],
  ['Haematome', 'lesion:hematoma', 'EXACT_NAME'],
  ['Bandscheibenvorfälle', 'lesion:herniated-disc', 'EXACT_NAME'],
  ['Prolaps', 'lesion:herniated-disc', 'SYNONYM'],
  ['디스크', 'lesion:herniated-disc', 'SYNONYM'],
  ['추간판탈출증을', 'lesion:herniated-disc', 'EXACT_NAME'],
  ['laminektomiya', 'approach:posterior-laminectomy', 'SYNONYM'],
  ['lesyong', 'operation:lesion-treatment', 'WORDS'],
];

const MISTYPED: readonly (readonly [string, string, string])[] = [
  ['laminectmy', 'approach:posterior-laminectomy', 'laminectomy'],
  ['extradual', 'compartment:extradural', 'extradural'],
  ['extradual neoplasm', 'CPT:63278', 'extradural, neoplasm'],
  [
    'tumr sacro',
    'CPT:63278',
    'Columna sacra, fuera de la duramadre: biopsia o extirpación de un tumor, mediante laminectomía',
  ],
  ['сокральный', 'region:sacral', 'сакральный'],
  ['опухль крестца', 'CPT:63278', 'область крестца, опухоль'],
  ['Kreuzbien', 'region:sacral', 'Kreuzbein'],
  ['gulugood', 'region:spine', 'gulugod'],
  ['후궁절재술', 'approach:posterior-laminectomy', '후궁절제술'],
  ['استئاصل القرص', 'operation:discectomy-decompression', 'استئصال القرص من الأمام مع تخفيف الضغط'],
];

/** Names of lesions that are no tumors, and of tumors that are none. */
const NO_TUMOR = [
  'sacral non-neoplastic lesion',
  'lesión no neoplásica sacra',
  'lésion non tumorale sacrée',
  'nicht-neoplastisch Kreuzbein',
  'nichtneoplastische Läsion Kreuzbein',
  '非瘤性 骶骨',
  '骶骨非肿瘤性病变',
  'неопухолевое поражение крестца',
  'не опухолевое поражение крестца',
  'آفة غير ورمية عجز',
  'ورم دموي عجزي',
  'không tân sinh xương cùng',
  'khong tan sinh xuong cung',
  '비종양성 천골',
  'hindi neoplastiko sakral',
];

/**
 * What people type, and what they must find. `first` are alternatives for the first of the codes (or of the terms, where
 * it names terms; "any" is any code); `order` must be found in this order; `never` not at all.
 */
interface Asked {
  readonly language: Language;
  readonly text: string;
  readonly first: string;
  readonly order: string;
  readonly never: string;
}
const ASKED: readonly Asked[] = parse(readFileSync(new URL('search-table.csv', import.meta.url)), {
  columns: true,
});

/** At which place, from 1, the first that a row accepts was found among those of its kind; null where none was. */
function placeOf({ first }: Asked, found: readonly string[]): number | null {
  if (first === 'any') return found.some((id) => /^\d{5}$/.test(id)) ? 1 : null;
  const alike = found.filter((id) => id.includes(':') === first.includes(':'));
  const places = first.split(' | ').map((id) => alike.indexOf(id) + 1);
  const known = places.filter((place) => place > 0);
  return known.length === 0 ? null : Math.min(...known);
}

/** Every store passes this table; that every other name is found follows in test/text/finding.test.ts. */
export function searchContract(
  name: string,
  open: () => Promise<{ readonly store: Store; close(): Promise<void> }>,
): void {
  describe(`${name} searches`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened?.close());

    const search = async (text: string, page: object = {}): Promise<Found> => {
      const { data, errors } = await run(opened.store, SEARCH, { text, ...page });
      expect(errors, text).toBeUndefined();
      const found = data?.search as Found;
      if (Object.keys(page).length === 0) expect(found.totalCount, text).toBe(found.edges.length);
      return found;
    };
    const ids = async (text: string) => (await search(text)).edges.map(({ node }) => node.id);
    const browsed = async (text: string) => {
      const { data } = await run(opened.store, BROWSE, { text });
      const codes = data?.codes as { edges: { node: { id: string } }[] } | undefined;
      return codes?.edges.map(({ node }) => node.id);
    };

    it.each(LANGUAGE_CODES)('a tumor of the sacrum in %s: 63278 first, never 63268', async (language) => {
      for (const text of SACRAL_TUMOR[language]) {
        const found = await ids(text);
        expect(found[0], text).toBe('CPT:63278');
        expect(found, text).not.toContain('CPT:63268');
        expect(await browsed(text), text).toContain('CPT:63278');
        expect(await browsed(text), text).not.toContain('CPT:63268');
      }
    });

    it.each(LANGUAGE_CODES)('what people type in %s', async (language) => {
      const rows = ASKED.filter((row) => row.language === language);
      const places: (number | null)[] = [];
      const missed: string[] = [];
      for (const row of rows) {
        const found = (await ids(row.text)).map((id) => id.replace('CPT:', ''));
        places.push(placeOf(row, found));
        const inOrder = row.order.split(' > ').filter((id) => id !== '');
        const isOrdered = inOrder.every((id, at) => {
          const place = found.indexOf(id);
          return place >= 0 && (at === 0 || place > found.indexOf(inOrder[at - 1] ?? ''));
        });
        const isMet = places.at(-1) === 1 && isOrdered && (row.never === '' || !found.includes(row.never));
        if (!isMet) missed.push(`${row.text}: ${found.slice(0, 8).join(' ')}`);
      }
      const known = places.filter((place) => place !== null);
      const mean = known.reduce((sum, place) => sum + place, 0) / known.length;
      console.log(
        `${name} ${language}: ${rows.length - missed.length} of ${rows.length}, mean place ${mean.toFixed(2)}`,
      );
      expect(missed).toEqual([]);
      expect(rows.length).toBeGreaterThanOrEqual(15);
    });

    it.each(NO_TUMOR)('%s: 63268, not 63278', async (text) => {
      const found = await ids(text);
      expect(found).toContain('CPT:63268');
      expect(found).not.toContain('CPT:63278');
    });

    it.each(FINDS)('%s finds %s as %s', async (text, id, kind) => {
      const { edges } = await search(text);
      expect(edges.find(({ node }) => node.id === id)?.match.kind).toBe(kind);
    });

    it.each(MISTYPED)('%s finds %s as FUZZY by "%s"', async (text, id, by) => {
      const { edges } = await search(text);
      expect(edges.find(({ node }) => node.id === id)?.match).toMatchObject({ kind: 'FUZZY', text: by });
      expect(new Set(edges.map(({ match }) => match.kind))).toEqual(new Set(['FUZZY']));
      expect(await browsed(text)).toEqual([]);
    });

    it('corrects no number and no beginning, and not a word into its contrary', async () => {
      expect(await ids('63728')).toEqual([]);
      expect((await search('lamin')).edges.map(({ match }) => match.kind)).not.toContain('FUZZY');
      expect(await ids('нопухолевый крестца')).not.toContain('CPT:63278');
      expect(await ids('neoplastik sacral')).not.toContain('CPT:63268');
    });

    it('shows what matched in its language', async () => {
      const { edges } = await search('Tumor am Kreuzbein');
      expect(edges[0]?.match).toEqual({
        kind: 'WORDS',
        field: 'label',
        text: 'Kreuzbein, außerhalb der Dura: Biopsie oder Entfernung eines Tumors, durch Laminektomie',
      });
      const [first] = (await search('крестец')).edges;
      expect(first?.match).toEqual({ kind: 'SYNONYM', field: 'synonym', text: 'крестец' });
    });

    it('pages through what it corrected without loss', async () => {
      const all = (await search('laminectmy')).edges;
      const walked: Found['edges'][number][] = [];
      for (let after: string | null = null; ; ) {
        const page: Found = await search('laminectmy', { first: 17, after });
        expect(page.totalCount).toBe(all.length);
        walked.push(...page.edges);
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor;
      }
      expect(walked).toEqual(all);
    });

    it('finds terms and families by any of their names', async () => {
      const names = LANGUAGE_CODES.flatMap((language) => {
        const words = speaker(language, vocabulary);
        return [...vocabulary.terms.keys(), ...vocabulary.families.keys()].flatMap((id) =>
          namesOf(id, words).map((text) => ({ id, text })),
        );
      });
      const drawn = fc.constantFrom(...names);
      await fc.assert(
        fc.asyncProperty(drawn, async ({ id, text }) => {
          const { edges } = await search(text);
          const kind = edges.find(({ node }) => node.id === id)?.match.kind;
          expect(kind, text).toMatch(/^(EXACT_NAME|SYNONYM|PREFIX|WORDS)$/);
        }),
        { numRuns: 60 },
      );
    });
  });
}
