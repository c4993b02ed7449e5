import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { root } from '../../../src/commands/root.ts';
import { COMPARED_AXES } from '../../../src/lattice/axes.ts';
import { at, has } from '../../public.ts';
import { code, dataset, wording } from '../../seeded.ts';
import { imported } from '../files/files.ts';

const { addOns, companions, confused, terms, families } = dataset;
const codes = dataset.codes.filter(({ system }) => system === 'CPT');
const active = codes.filter(({ status }) => status === 'ACTIVE');
const deleted = codes.filter(({ status }) => status === 'DELETED');
const spine = active.filter(({ facts }) => facts.length > 0);
/** The codes for operations on the canal: the numbers of this block, each of them. */
const canal = spine.filter(({ code }) => code >= '63001' && code <= '63308');
const primariesOf = (id: string) => addOns.filter(({ addOn }) => addOn === id).map(({ primary }) => primary);

/** What is not paid by the schedule as a matter of course: B counted into the rest, C priced by the contractor, R restricted. */
const OTHER_STATUS: Readonly<Record<string, string>> = {
  20930: 'B',
  20936: 'B',
  22841: 'B',
  22862: 'R',
  22865: 'R',
  62380: 'C',
  63043: 'C',
  63044: 'C',
};

const PFS = ['pfs/PPRRVU2025_Oct.csv', 'pfs/PPRRVU2025_Oct.txt'] as const;

describe.skipIf(!has(...PFS))('the fee schedule of October 2025', () => {
  /** Code, status and global days of every row without a modifier. */
  const rowsOfCsv = () =>
    (parse(readFileSync(at(PFS[0]), 'latin1'), { relax_column_count: true }) as string[][])
      .filter(([number = '', modifier]) => /^[0-9A-Z]{5}$/.test(number) && modifier === '')
      .map((row) => [row[0] ?? '', row[3] ?? '', row[14] ?? ''] as const);
  const rowsOfText = () =>
    readFileSync(at(PFS[1]), 'latin1')
      .split('\r\n')
      .filter((line) => /^[0-9A-Z]{5} {2}/.test(line) && !line.startsWith('HDR'))
      .map((line) => [line.slice(0, 5), line.slice(57, 58), line.slice(103, 106)] as const);

  it.each([
    ['CSV', rowsOfCsv],
    ['text', rowsOfText],
  ])(
    'lists all 174 codes with facts, those that are only referred to, and no deleted one (%s)',
    (_, rowsOf) => {
      const rows = new Map(rowsOf().map((row) => [row[0], row]));
      expect(rows.size).toBeGreaterThan(15_000);
      expect(active.filter((one) => !rows.has(one.code))).toEqual([]);
      expect(active).toHaveLength(174 + 11);
      expect(deleted.filter((one) => rows.has(one.code))).toEqual([]);
      expect(deleted).toHaveLength(8);
      const own = new Set(canal.map((one) => one.code));
      expect([...rows.keys()].filter((one) => one >= '63001' && one <= '63308' && !own.has(one))).toEqual([]);
      for (const one of spine) {
        const [, status, globalDays] = rows.get(one.code) ?? [];
        if (globalDays === 'ZZZ') expect(one.addOn, one.code).toBe(true);
        // What is counted into the rest has no days of its own.
        else if (status !== 'B') expect(one.addOn, one.code).toBe(false);
        expect(status, one.code).toBe(OTHER_STATUS[one.code] ?? 'A');
      }
    },
  );
});

const AOC = 'ncci/aoc_2024-06.decoded.csv';

describe.skipIf(!has(AOC))('the add-on file of June 2024', () => {
  it('has the primaries of every add-on', () => {
    const rows = parse(readFileSync(at(AOC)), { columns: true }) as Record<string, string>[];
    const listed = new Map<string, string[]>();
    for (const { add_on_code: addOn = '', primary_code: primary = '', aoc_edit_type: type } of rows) {
      listed.set(addOn, [...(listed.get(addOn) ?? []), `CPT:${primary}`]);
      if (codes.some((one) => one.addOn && one.code === addOn)) expect(type).toBe('1');
    }
    const marked = spine.filter(({ addOn }) => addOn);
    expect(marked).toHaveLength(17 + 33);
    for (const one of marked) {
      expect(primariesOf(one.id).sort(), one.code).toEqual(listed.get(one.code)?.sort());
    }
    expect(spine.filter((one) => listed.has(one.code) !== one.addOn)).toEqual([]);
  });

  it('has the companions that may go with a code: all its other add-ons, and no more', () => {
    const rows = parse(readFileSync(at(AOC)), { columns: true }) as Record<string, string>[];
    const edges = new Set(addOns.map(({ addOn, primary }) => `${primary} ${addOn}`));
    const own = new Set(canal.map(({ id }) => id));
    const listed = new Set(
      rows.map(({ add_on_code: addOn, primary_code: primary }) => `CPT:${primary} CPT:${addOn}`),
    );
    const stated = companions
      .filter(({ citation }) => citation.evidence === 'cms-aoc-2024-06')
      .map(({ code, companion }) => `${code} ${companion}`);
    expect(stated.filter((pair) => !listed.has(pair))).toEqual([]);
    const known = new Set([...edges, ...stated]);
    expect([...listed].filter((pair) => own.has(pair.split(' ')[0] ?? '') && !known.has(pair))).toEqual([]);
    expect(stated).toHaveLength(880);
  });
});

const PTP = [1, 2, 3, 4].map((part) => `ncci/ccipra-v302r0-f${part}.zip`);

describe.skipIf(!has(...PTP))('the NCCI pairs of the third quarter of 2024', () => {
  it('end with the last valid day of each deleted code', () => {
    const lastDays = new Map<string, string>(deleted.map((one) => [one.code, '']));
    for (const file of PTP) {
      for (const line of unzipped(readFileSync(at(file))).split('\n')) {
        const [one = '', two = '', , , end = '', indicator] = line.trimEnd().split('\t');
        if (indicator === '9') continue;
        for (const number of [one, two]) {
          const last = lastDays.get(number);
          const day = end === '*' ? '9' : end;
          if (last !== undefined && day > last) lastDays.set(number, day);
        }
      }
    }
    for (const one of deleted) {
      expect(lastDays.get(one.code), one.code).toBe(one.lastValidDay?.replaceAll('-', ''));
    }
  });

  it('have 63295 in column 2, in force, to what it does not go with', () => {
    const firsts = new Set<string>();
    for (const file of PTP) {
      for (const line of unzipped(readFileSync(at(file))).split('\n')) {
        const [one = '', two, , , end, indicator] = line.trimEnd().split('\t');
        if (two === '63295' && end === '*' && indicator === '1') firsts.add(one);
      }
    }
    const stated = companions.filter(({ relation }) => relation === 'NOT_WITH');
    expect(stated.map(({ code }) => code)).toEqual(stated.map(() => 'CPT:63295'));
    expect(stated).toHaveLength(13);
    for (const { companion } of stated) expect(firsts, companion).toContain(companion.slice(4));
  });

  it('bundle the microscope with the codes that it is never paid beside, and with no others', () => {
    const bundled = new Set<string>();
    for (const file of PTP) {
      for (const line of unzipped(readFileSync(at(file))).split('\n')) {
        const [one = '', two = '', , , end, indicator] = line.trimEnd().split('\t');
        if (two === '69990' && end === '*' && indicator === '0') bundled.add(`CPT:${one}`);
      }
    }
    const own = canal.map(({ id }) => id).filter((id) => bundled.has(id));
    const stated = companions.filter(({ relation }) => ['NOT_PAID_WITH', 'COUNTED_IN'].includes(relation));
    expect(stated.map(({ code }) => code).sort()).toEqual(own.sort());
    expect(stated).toHaveLength(26);
  });

  it('join the confused codes that rest on them, and no others', () => {
    const stated = confused.map(({ from, to, citation }) => ({
      pair: [from.slice(4), to.slice(4)].join(),
      isCited: citation.evidence?.includes('cms-ncci-ptp-2024q3') ?? false,
    }));
    const known = new Set(stated.map(({ pair }) => pair));
    const found = new Set<string>();
    for (const file of PTP) {
      for (const line of unzipped(readFileSync(at(file))).split('\n')) {
        const [one = '', two = '', , , end, indicator] = line.trimEnd().split('\t');
        const pair = [one, two].sort().join();
        if (known.has(pair) && end === '*' && indicator !== '9') found.add(pair);
      }
    }
    expect([...found].sort()).toEqual(stated.flatMap(({ pair, isCited }) => (isCited ? [pair] : [])).sort());
  });
});

/** The one file of a zip archive. */
function unzipped(zip: Buffer): string {
  const start = 30 + zip.readUInt16LE(26) + zip.readUInt16LE(28);
  return inflateRawSync(zip.subarray(start)).toString('latin1');
}

const ICD10CM = 'icd10cm/cms_2025_dx.zip';

describe.skipIf(!has(ICD10CM))('the ICD-10-CM order file of 2025', () => {
  it('has every diagnosis as a valid code with this title, and every refused heading as a heading', () => {
    const rows = new Map(
      entry(readFileSync(at(ICD10CM)), 'icd10cm_order_2025.txt')
        .split('\n')
        .map((line) => [
          line.slice(6, 13).trim(),
          { flag: line.slice(14, 15), title: line.slice(77).trim() },
        ]),
    );
    const listed = (code: string) => rows.get(code.replace('.', ''));
    const diagnoses = dataset.codes.filter(({ system }) => system === 'ICD10CM');
    expect(diagnoses).toHaveLength(417);
    for (const { code, label } of diagnoses) expect(listed(code), code).toEqual({ flag: '1', title: label });
    const headings = parse(readFileSync(join(root, 'seed/crosswalk/headings.csv')), { columns: true }) as {
      code: string;
      title: string;
    }[];
    expect(headings.map(({ code }) => code)).toEqual(['C83.39', 'D18.0', 'D36.1', 'D48.1']);
    for (const { code, title } of headings) expect(listed(code), code).toEqual({ flag: '0', title });
  });
});

const ICD10PCS = [2025, 2026].map((year) => `icd10pcs/cms_${year}_pr.zip`);

describe.skipIf(!has(...ICD10PCS))('the ICD-10-PCS order files of 2025 and 2026', () => {
  it.each(ICD10PCS)('have every procedure as a valid code with this title: %s', async (file) => {
    const { rows } = await imported(at(file), 'icd10pcs');
    const listed = new Map(
      rows.flatMap((row) => (row.of === 'code' ? [[row.code, [row.valid, row.title]] as const] : [])),
    );
    const procedures = dataset.codes.filter(({ system }) => system === 'ICD10PCS');
    expect(procedures).toHaveLength(136);
    for (const { code, label } of procedures) expect(listed.get(code), code).toEqual([true, label]);
  });
});

/** A file of a zip archive, found by the archive's own directory. */
function entry(zip: Buffer, name: string): string {
  const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  for (let at = zip.readUInt32LE(end + 16); at < end; ) {
    const nameBytes = zip.readUInt16LE(at + 28);
    if (zip.toString('latin1', at + 46, at + 46 + nameBytes) === name) {
      const local = zip.readUInt32LE(at + 42);
      const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      return inflateRawSync(zip.subarray(start, start + zip.readUInt32LE(at + 20))).toString('latin1');
    }
    at += 46 + nameBytes + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  throw new Error(`the archive has no ${name}`);
}

interface SpineFile {
  readonly terms: readonly {
    readonly id: string;
    readonly axis: string;
    readonly name: string;
    readonly parent: string | null;
    readonly overlaps: readonly string[];
    readonly rank?: number | null;
    readonly synonyms: readonly string[];
  }[];
  readonly families: readonly {
    readonly id: string;
    readonly name: string;
    readonly parent: string | null;
  }[];
  readonly codes: readonly {
    readonly code: string;
    readonly family: string;
    readonly addOn: boolean;
    readonly inherits: readonly string[];
    readonly axes: Readonly<
      Record<string, { readonly terms: readonly string[]; readonly basis: string } | undefined>
    >;
    readonly primaries: readonly string[];
  }[];
  readonly deleted: readonly { readonly code: string; readonly lastValidDay: string }[];
  readonly references: readonly string[];
  /** What later facts changed in the terms of earlier ones. */
  readonly termChanges?: Readonly<Record<string, { readonly rank: number | null }>>;
}

const SPINE = ['spine.json', 'wave1.json'];

/** Names that came too near to the words of a descriptor, or that a misspelt search could not find, and were written anew. */
const REWORDED = new Set([
  'operation:canal-decompression',
  'operation:pars-facet-removal',
  'operation:dentate-ligament-section',
  'operation:insertion-without-fusion',
]);

describe.skipIf(!has(...SPINE))('the facts as data', () => {
  const files = () => SPINE.map((file) => JSON.parse(readFileSync(at(file), 'utf8')) as SpineFile);
  const all = <K extends 'codes' | 'deleted' | 'references' | 'terms' | 'families'>(key: K) =>
    files().flatMap((file) => file[key] as SpineFile[K][number][]);

  it('are those of all codes, with basis and primaries', () => {
    const facts = all('codes');
    expect(facts.map((one) => one.code).sort()).toEqual(spine.map((one) => one.code).sort());
    for (const one of facts) {
      const own = code(one.code);
      expect(own.family).toBe(one.family);
      expect(own.addOn).toBe(one.addOn);
      expect(primariesOf(own.id).sort()).toEqual(one.primaries.map((primary) => `CPT:${primary}`).sort());
      for (const axis of COMPARED_AXES) {
        const fact = own.facts.find((own) => own.axis === axis);
        const stated = one.axes[axis];
        expect(fact?.inherited ?? false, `${one.code} ${axis}`).toBe(one.inherits.includes(axis));
        expect([...(fact?.terms ?? [])].sort(), `${one.code} ${axis}`).toEqual(
          [...(stated?.terms ?? [])].sort(),
        );
        if (stated && stated.terms.length > 0) expect(fact?.basis, `${one.code} ${axis}`).toBe(stated.basis);
      }
    }
  });

  it('are those of the deleted codes and of the codes that are only referred to', () => {
    const gone = all('deleted').map(({ code, lastValidDay }) => ({ code, lastValidDay }));
    const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1);
    expect(deleted.map(({ code, lastValidDay }) => ({ code, lastValidDay })).sort(byCode)).toEqual(
      gone.sort(byCode),
    );
    const bare = active.filter(({ facts }) => facts.length === 0).map(({ code }) => code);
    const referred = all('references').filter((one) => !spine.some(({ code }) => code === one));
    // The microscope stands in the seed for what is said beside it.
    expect(bare.sort()).toEqual([...referred, '69990'].sort());
  });

  it('are those of terms and families: trees, overlaps, ranks, names, synonyms', () => {
    const [stated, grouped] = [all('terms'), all('families')];
    const changes = Object.assign({}, ...files().map(({ termChanges }) => termChanges)) as Record<
      string,
      { readonly rank: number | null }
    >;
    const own = new Map(terms.map((one) => [one.id, one]));
    // What people ask for may say more than one term: a facet cyst is a cyst, and lies outside the dura.
    const asked = new Map(wording.lay.map(({ phrase, terms: meant }) => [phrase, meant]));
    expect(terms.filter(({ axis }) => axis !== 'SPECIALTY').map(({ id }) => id)).toHaveLength(stated.length);
    for (const one of stated) {
      const term = own.get(one.id);
      expect(term, one.id).toMatchObject({ axis: one.axis, broader: one.parent });
      if (!REWORDED.has(one.id)) expect(term?.name, one.id).toBe(one.name);
      expect([...(term?.overlaps ?? [])].sort(), one.id).toEqual([...one.overlaps].sort());
      expect(term?.rank ?? null, one.id).toBe((changes[one.id] ?? one).rank ?? null);
      const kept = one.synonyms
        .map((name) => name.replaceAll("'", '’'))
        .filter((synonym) => !['epidural hemorrhage', term?.name].includes(synonym) && !asked.has(synonym));
      for (const synonym of one.synonyms.filter((name) => asked.has(name))) {
        expect(asked.get(synonym), synonym).toContain(one.id);
      }
      expect(term?.synonyms, one.id).toEqual(expect.arrayContaining(kept));
    }
    const named = new Map(families.map((one) => [one.id, one]));
    for (const { id, name, parent } of grouped) {
      expect(named.get(id), id).toMatchObject({ name, broader: parent });
    }
    expect(families.map(({ id }) => id).filter((id) => !grouped.some((one) => one.id === id))).toEqual([
      'family:outside-the-seed',
    ]);
  });
});
