import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClaimedCode, LINE_VERDICTS, PAIR_VERDICTS } from '../../src/lattice/claim.ts';
import { together } from '../../src/lattice/together.ts';
import { LANGUAGE_CODES } from '../../src/text/languages.ts';
import { speaker, vocabulary } from '../seeded.ts';
import { aClaim, anyKnown, judged, NOTHING } from './claims.ts';

describe('a claim', () => {
  it('has every code once and every pair of different codes once, the gravest first, each with a reason', () => {
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const { lines, pairs } = judged(claim, known);
        expect(lines.map(({ code: of }) => of?.id).sort()).toEqual(claim.map(({ code: of }) => of.id).sort());
        expect(pairs).toHaveLength((claim.length * (claim.length - 1)) / 2);
        for (const { a, b } of pairs) expect(a.id < b.id).toBe(true);
        const ranks = [
          lines.map(({ verdict }) => LINE_VERDICTS.indexOf(verdict)),
          pairs.map(({ verdict }) => PAIR_VERDICTS.indexOf(verdict)),
        ];
        for (const rank of ranks) expect(rank).toEqual(rank.toSorted((x, y) => x - y));
        for (const { reasons } of [...lines, ...pairs]) {
          expect(reasons.length).toBeGreaterThan(0);
          expect(reasons.some(({ stale }) => !stale)).toBe(true);
          const said = reasons.map(({ text, rationale }) => `${text} ${rationale}`);
          expect(new Set(said).size).toBe(said.length);
        }
      }),
    );
  });

  it('is judged alike in whatever order it is written', () => {
    fc.assert(
      fc.property(
        aClaim.chain((claim) =>
          fc.tuple(fc.constant(claim), fc.shuffledSubarray(claim, { minLength: claim.length })),
        ),
        anyKnown,
        ([claim, shuffled], known) => {
          expect(judged(shuffled, known)).toEqual(judged(claim, known));
        },
      ),
    );
  });

  it('keeps every NOT_TOGETHER when a code is added', () => {
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const against = (some: readonly ClaimedCode[]) =>
          judged(some, known)
            .pairs.filter(({ verdict }) => verdict === 'NOT_TOGETHER')
            .map(({ a, b }) => `${a.id} ${b.id}`);
        const all = against(claim);
        expect(against(claim.slice(1)).filter((pair) => !all.includes(pair))).toEqual([]);
      }),
    );
  });

  it('takes nothing of another day for its verdicts, but that a line it would not pay is not OK', () => {
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const [all, now] = [judged(claim, known), judged(claim, { ...known, last: NOTHING, later: null })];
        expect(all.pairs.map(({ verdict }) => verdict)).toEqual(now.pairs.map(({ verdict }) => verdict));
        for (const { code: of, verdict, reasons } of all.lines) {
          const plain = now.lines.find((line) => line.code === of)?.verdict;
          if (verdict === plain) continue;
          expect([plain, verdict]).toEqual(['OK', 'UNKNOWN']);
          expect(reasons.some(({ text }) => /is 0|status B/.test(text))).toBe(true);
        }
      }),
    );
  });

  it.each(LANGUAGE_CODES)('says whole sentences in %s', (language) => {
    const words = speaker(language, vocabulary);
    const seen = new Set<string>();
    fc.assert(
      fc.property(aClaim, anyKnown, (claim, known) => {
        const { lines, pairs } = together(claim, [], known, words);
        const modifiers = pairs.flatMap((pair) => pair.modifiers.map(({ reason }) => reason));
        const reasons = [...lines, ...pairs].flatMap((one) => one.reasons);
        for (const { kind } of reasons) seen.add(kind);
        for (const text of [...modifiers, ...reasons.map((one) => one.text)]) {
          expect(text).toMatch(/[.。]$/);
          expect(text).not.toMatch(/[{}]|undefined| {2}|together\.[A-Zl]/);
        }
      }),
      { numRuns: 300 },
    );
    expect(seen.size).toBe(8);
  });
});
