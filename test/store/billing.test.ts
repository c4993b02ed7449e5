import { describe, expect, it } from 'vitest';
import { run } from '../documents.ts';
import { storeWith } from '../imported.ts';
import { storeForTests } from '../opened.ts';
import { billing, pfs } from '../small-releases.ts';
import { FEES } from './releases.ts';

const opened = storeForTests(() => storeWith(FEES));
const { ask } = opened;

describe('billing', () => {
  const of = async (code: string, given: string) =>
    (
      await ask(
        `{ code(id: "${code}") { billing${given} { release modifier workRvu facilityPeRvu malpracticeRvu nonFacilityTotalRvu
          nonFacilityPeRvu status globalDays preOperative nonFacilityNa conversionFactor endoscopicBase { id }
          indicators { pcTc bilateral } source { id line file { id kind starts } } } } }`,
      )
    ).code.billing;

  it('is the row of the newest release, with its file and line', async () => {
    expect(await of('63278', '')).toEqual({
      release: '2025D',
      modifier: '',
      workRvu: 10,
      facilityPeRvu: 5,
      malpracticeRvu: 1.5,
      nonFacilityTotalRvu: 16.5,
      nonFacilityPeRvu: null,
      status: 'A',
      globalDays: '090',
      preOperative: 0.11,
      nonFacilityNa: true,
      conversionFactor: 32.35,
      endoscopicBase: null,
      indicators: { pcTc: '0', bilateral: '0' },
      source: {
        id: 'pfs/2025D/rows.csv#L1',
        line: 1,
        file: { id: 'pfs/2025D/rows.csv', kind: 'PFS', starts: '2025-10-01' },
      },
    });
  });

  it('is that of the release for the day, and of the modifier', async () => {
    expect(await of('63278', '(asOf: "2025-09-30")')).toMatchObject({ release: '2025A', workRvu: 9.5 });
    expect(await of('63278', '(modifier: "26")')).toMatchObject({ modifier: '26', workRvu: 3 });
    expect(await of('63278', '(modifier: null)')).toMatchObject({ modifier: '' });
  });

  it('is null before the first release, and where the file does not list the code', async () => {
    for (const given of ['(asOf: "2024-12-31")', '(asOf: "2026-01-01")', '(modifier: "53")'])
      expect(await of('63278', given)).toBeNull();
    expect(await of('63276', '')).toBeNull();
  });
});

describe('two variants of a release', () => {
  const variants = (['nonQPP', 'QPP'] as const).map((variant) =>
    pfs(`2026A-${variant}`, '2026-01-01', [
      billing('63278', { workRvu: 11, conversionFactor: variant === 'QPP' ? 33.5675 : 33.4009 }),
    ]),
  );
  const october = pfs('2025D', '2025-10-01', [billing('63278', {})]);
  const said = '{ release variant workRvu conversionFactor source { file { release } } }';

  it.each([
    ['as published', [october, ...variants]],
    ['turned round', [...[...variants].reverse(), october]],
  ])('stand side by side: %s', async (_, releases) => {
    const both = await storeWith(releases);
    const asked = `{ code(id: "63278") {
      plain: billing ${said} qpp: billing(variant: QPP) ${said} before: billing(variant: QPP, asOf: "2025-12-31") ${said}
      modifiers { code } } }`;
    const { data } = await run(both.store, asked);
    const row = (variant: string | null, conversionFactor: number, release: string, workRvu = 11) => ({
      release: release.slice(0, 5),
      variant,
      workRvu,
      conversionFactor,
      source: { file: { release } },
    });
    expect(data?.code).toMatchObject({
      plain: row('NON_QPP', 33.4009, '2026A-nonQPP'),
      qpp: row('QPP', 33.5675, '2026A-QPP'),
      before: row(null, 32.35, '2025D', 10),
    });
    const changes = (to: string) =>
      `{ changes(system: CPT, from: "2025D", to: "${to}") { edges { node { field before after } } } }`;
    for (const to of ['2026A', '2026A-nonQPP', '2026A-QPP']) {
      expect((await run(both.store, changes(to))).data?.changes).toEqual({
        edges: [{ node: { field: 'workRvu', before: '10', after: '11' } }],
      });
    }
    await both.close();
  });

  it('are asked one by one: nothing stands in for the other but for modifiers, which they judge alike', async () => {
    const [plain, qpp] = [await storeWith(variants.slice(0, 1)), await storeWith(variants.slice(1))];
    const asked = '{ code(id: "63278") { billing { variant } qpp: billing(variant: QPP) { variant } } }';
    const judged = '{ code(id: "63278") { modifiers { code applies reason } } }';
    expect((await run(plain.store, asked)).data?.code).toEqual({
      billing: { variant: 'NON_QPP' },
      qpp: null,
    });
    expect((await run(qpp.store, asked)).data?.code).toEqual({ billing: null, qpp: { variant: 'QPP' } });
    expect(await run(qpp.store, judged)).toEqual(await run(plain.store, judged));
    await plain.close();
    await qpp.close();
  });
});

describe('modifiers', () => {
  it('are judged by the schedule for the day', async () => {
    const of = async (given: string) => {
      const { code } = await ask(`{ code(id: "63278") { modifiers${given} { code applies reason } } }`);
      // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
      return code.modifiers.find((one: any) => one.code === '62');
    };
    expect(await of('')).toMatchObject({ applies: 'SOMETIMES' });
    expect(await of('(asOf: "2025-01-01", lang: DE)')).toMatchObject({
      reason: 'Mit dem Nachweis, dass zwei Chirurginnen oder Chirurgen nötig waren.',
    });
    expect(await of('(asOf: "2024-01-01")')).toMatchObject({ applies: 'UNKNOWN' });
  });
});
