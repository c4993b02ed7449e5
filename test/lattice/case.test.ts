import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Case } from '../../src/lattice/case.ts';
import { factOn, termsOn } from '../../src/lattice/code.ts';
import { together } from '../../src/lattice/together.ts';
import { nameOf } from '../../src/text/case-name.ts';
import { VALUES } from '../case/sample.ts';
import { code, dataset, wording } from '../seeded.ts';
import { filed, say } from './cases.ts';
import { claimed } from './claims.ts';

const numbers = VALUES.map(({ code: id }) => id.slice(4)).filter((number) =>
  dataset.codes.some((one) => one.code === number),
);
const aClaim = fc
  .uniqueArray(
    fc.record({
      code: fc.constantFrom(...numbers, '22851', '63180').map(code),
      units: fc.integer({ min: 1, max: 4 }),
    }),
    { selector: ({ code: { id } }) => id, minLength: 1, maxLength: 9 },
  )
  .map((lines) => lines.map((one) => claimed(one.code, one.units)));
const holds = (property: fc.IProperty<unknown>) => fc.assert(property, { numRuns: 400 });

describe('a claim', () => {
  it('says the same in whatever order its codes come', () => {
    const shuffled = aClaim.chain((claim) =>
      fc.tuple(fc.constant(claim), fc.shuffledSubarray(claim, { minLength: claim.length })),
    );
    holds(
      fc.property(shuffled, ([claim, other]) => {
        expect(say(other)).toEqual(say(claim));
      }),
    );
  });

  it('rests every piece of its name on facts of its own codes', () => {
    holds(
      fc.property(aClaim, (claim) => {
        for (const { facts } of say(claim).parts) {
          expect(facts.length).toBeGreaterThan(0);
          for (const use of facts) {
            expect(claim.map((one) => one.code)).toContain(use.code);
            expect(factOn(use.code, use.fact.axis)).toBe(use.fact);
            expect(use.fact.terms.length).toBeGreaterThan(0);
          }
        }
      }),
    );
  });

  it('keeps what excludes each other when a code is added', () => {
    holds(
      fc.property(aClaim, (claim) => {
        const never = ({ problems }: Case) =>
          problems
            .filter(({ kind }) => kind === 'NOT_TOGETHER')
            .map(({ codes }) => codes.map(({ id }) => id));
        const all = never(say(claim));
        for (const pair of never(say(claim.slice(1)))) expect(all).toContainEqual(pair);
      }),
    );
  });

  it('has as many levels as a primary and what goes on from it have units', () => {
    const primaries = ['22551', '22612', '22630', '22633', '22856', '22558', '63030', '63303'].map(code);
    const addOnsOf = (id: string) =>
      dataset.addOns.filter(({ primary }) => primary === id).map(({ addOn }) => code(addOn.slice(4)));
    const claims = fc
      .constantFrom(...primaries)
      .chain((primary) =>
        fc
          .uniqueArray(fc.constantFrom(...addOnsOf(primary.id)), { selector: ({ id }) => id, maxLength: 4 })
          .chain((some) =>
            fc.tuple(
              fc.constant(primary),
              fc.tuple(...some.map((one) => fc.tuple(fc.constant(one), fc.integer({ min: 1, max: 4 })))),
            ),
          ),
      );
    holds(
      fc.property(claims, ([primary, others]) => {
        const { levels, lines } = say([
          claimed(primary),
          ...others.map(([one, units]) => claimed(one, units)),
        ]);
        const going = lines.filter(({ role, to }) => role === 'GOES_ON' && to === primary);
        const own = new Set([primary, ...going.map((one) => one.code)]);
        const most = levels.filter((one) => own.has(one.code)).reduce((sum, one) => sum + (one.most ?? 0), 0);
        expect(most).toBe(1 + going.reduce((sum, { units }) => sum + units, 0));
      }),
    );
  });

  it('of one primary is named by facts that it meets, or says all its facts in words', () => {
    const primaries = dataset.codes.filter(
      ({ system, addOn, facts, status }) =>
        system === 'CPT' && !addOn && facts.length > 0 && status === 'ACTIVE',
    );
    expect(primaries.length).toBeGreaterThan(120);
    for (const one of primaries) {
      const { parts } = say([claimed(one)]);
      const [part] = parts;
      if (part === undefined || part.kind === 'SET') throw new Error(`${one.code} has no name`);
      const name = nameOf(parts, wording) ?? '';
      const { name: named } = part;
      if (named !== null) {
        expect(named.byFacts && named.codes.includes(one.id)).toBe(true);
        continue;
      }
      for (const { axis, basis } of one.facts) {
        if (basis !== 'STATED' || axis === 'EXTENT' || axis === 'SIDE' || axis === 'OPERATION') continue;
        for (const term of termsOn(one, axis)) {
          const phrase = wording.vocabulary.terms.get(term)?.phrase ?? term;
          expect(name.toLowerCase(), `${one.code} ${axis}`).toContain(phrase.toLowerCase());
        }
      }
    }
  });

  it('never says anything else than `together` of the same codes and files', () => {
    holds(
      fc.property(aClaim, (claim) => {
        const { lines, pairs } = together(claim, [], filed, wording);
        const { problems, notes } = say(claim);
        const told = (kind: string) =>
          [...problems, ...notes]
            .filter((one) => one.kind === kind)
            .map(({ codes }) =>
              codes
                .map(({ id }) => id)
                .sort()
                .join(' '),
            )
            .sort();
        const paired = (verdict: string) =>
          pairs
            .filter((one) => one.verdict === verdict)
            .map(({ a, b }) => `${a.id} ${b.id}`)
            .sort();
        const lined = (verdict: string) =>
          lines
            .flatMap((one) => (one.verdict === verdict && one.code?.facts.length ? [one.code.id] : []))
            .sort();
        expect(told('NOT_TOGETHER')).toEqual(paired('NOT_TOGETHER'));
        expect(told('ALLOWED_WITH_MODIFIER')).toEqual(paired('ALLOWED_WITH_MODIFIER'));
        expect(told('ADD_ON_ALONE')).toEqual(expect.arrayContaining(lined('ADD_ON_ALONE')));
        for (const [verdict, kind] of [
          ['UNITS_EXCEEDED', 'TOO_MANY_UNITS'],
          ['UNITS_REVIEW', 'UNITS_REVIEW'],
          ['NOT_PAID', 'NOT_PAID_APART'],
        ] as const) {
          for (const id of lined(verdict)) expect(told(kind)).toContain(id);
        }
        const ok = lines.filter(({ verdict }) => verdict === 'OK').flatMap((one) => one.code?.id ?? []);
        for (const kind of ['ADD_ON_ALONE', 'TOO_MANY_UNITS', 'NOT_PAID_APART', 'UNITS_REVIEW', 'DELETED']) {
          for (const id of told(kind)) expect(ok).not.toContain(id);
        }
      }),
    );
  });
});
