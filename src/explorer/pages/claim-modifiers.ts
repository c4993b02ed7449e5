import type { Together } from './claim-reasons.tsx';

/** What the fee schedule says of both sides is about these. */
const SIDES = ['50', 'LT', 'RT'];

/** The modifiers of a claim, with their codes, that no rule was asked of: they may lift no pair here, nor stand for both sides. */
export function modifiersNotLookedAt({ lines, pairs }: Pick<Together, 'lines' | 'pairs'>): string[] {
  return lines.flatMap(({ code, modifiers, reasons }) => {
    if (code === null) return [];
    const may = pairs.flatMap(({ a, b, modifiers: lifting }) =>
      a.id === code.id || b.id === code.id ? lifting.map((one) => one.code) : [],
    );
    const hasSides = reasons.some(({ kind }) => kind === 'BOTH_SIDES');
    const isAsked = (one: string) => may.includes(one) || (hasSides && SIDES.includes(one));
    return modifiers.filter((one) => !isAsked(one)).map((one) => `${code.code}-${one}`);
  });
}
