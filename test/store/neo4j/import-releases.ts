import type { Named } from '../../../src/store/records.ts';
import type { Batch, Import } from '../../../src/store/release.ts';
import { dataset } from '../../seeded.ts';
import { pcs } from '../../small-edition.ts';
import { ptp } from '../../small-releases.ts';

export const START = '2024-10-01';
export const NEXT = '2025-10-01';

/** Codes of one table of ICD-10-PCS, with titles that tell the edition where they say something new. */
export function titles(edition: string, count: number, from = 0): Record<string, string> {
  const codes: Record<string, string> = {};
  const characters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  for (let n = from; n < from + count; n++) {
    const code = `0QB${characters[n % 30]}${characters[Math.floor(n / 30)]}ZX`;
    codes[code] = n % 3 === 0 ? `Excision ${n} of ${edition}` : `Excision ${n}`;
  }
  return codes;
}
export const TITLES = titles('2025', 300);
export const NEXT_TITLES = titles('2026', 300, 40);
export const pcs2025 = pcs('2025', START, TITLES, true);
/** Some codes are new, some go, some are relabelled. */
export const pcs2026 = pcs('2026', NEXT, NEXT_TITLES, true);

const numbers = dataset.codes.filter(({ system }) => system === 'CPT').map(({ code }) => code);
export const pairs = (indicator: number) =>
  ptp(
    '2024Q3',
    '2024-07-01',
    numbers.flatMap((one) => numbers.slice(0, 30).map((other) => [one, other, indicator] as const)),
  );
/** The same release under other files. */
export const remade = (release: Import): Import => ({
  ...release,
  sources: release.sources.map((source) => ({ ...source, sha256: `${source.sha256} made anew` })),
});

function withBatches(release: Import, more: readonly Batch[]): Import {
  return {
    ...release,
    async *batches(held) {
      yield* release.batches(held);
      yield* more;
    },
  };
}

/** With codes that the graph does not know. */
export const withCodes = (release: Import, codes: readonly string[]): Import => {
  const [{ id: source = '' } = {}] = release.sources;
  const rows = codes.map(
    (code, index): Named => ({
      id: `CPT:${code}`,
      system: 'CPT',
      code,
      isValid: true,
      isAddOn: false,
      citation: { source, line: index + 1, evidence: null },
    }),
  );
  return withBatches(release, [{ of: 'named', rows }]);
};

/** Runs `then` behind every batch. */
export const watched = (release: Import, then: () => Promise<void>): Import => ({
  ...release,
  async *batches(held) {
    for await (const batch of release.batches(held)) {
      yield batch;
      await then();
    }
  },
});

export const DOCUMENTS = [
  '{ dataset { version counts { codes terms families edges { kind count } } editions { edition codes } sources { id rows } } }',
  `{ code(id: "0QB10ZX") { label edition status lastValidDay family { id } axes { axis terms { id title } } source { id }
    related(first: 50) { totalCount edges { node { id } differences { axis } } } } }`,
  `{ code(id: "63278") { billing { release workRvu source { id } } unitsPerDay { units } bundles(direction: OUT, first: 50) {
    totalCount edges { node { id } modifierIndicator source { id } } } } }`,
  `{ code(id: "63275") { addOns(first: 50) { edges { node { id } type source { id line } } } }
    together(ids: ["63275", "63295", "63308"]) { pairs { verdict reasons { kind text source { id } } } } }`,
  '{ search(text: "excision", first: 100) { totalCount edges { node { __typename ... on Code { id } } } } }',
  '{ codes(filter: { system: [ICD10PCS] }, first: 500) { totalCount edges { node { id label } } } }',
  `{ codes(filter: { system: [CPT, HCPCS] }, first: 500) { edges { node { id label edition status addOn family { id }
    source { id line } } } } }`,
  '{ terms(axis: BODY_PART, first: 100) { edges { node { id codeCount } } } family(id: "family:icd10pcs") { codeCount } }',
  '{ term(id: "body-part:sacrum") { title codeCount } family(id: "family:icd10pcs-0QB") { codeCount } }',
];
