import type { Head } from './format.ts';
import { namesOf, type Release } from './release.ts';

/** How an edition of ICD-10 is called, for messages. */
export const FISCAL_YEARS = 'a fiscal year from 2016 such as 2025, or 2025-04 for its edition of April 2025';

/** An edition of ICD-10: 2025 began on 2024-10-01; 2025-04 takes its place on 2025-04-01, to the end of the same year. */
export function fiscalYear(text: string): Release | null {
  const [, year, april] = /^(20(?:1[6-9]|[2-9]\d))(-04)?$/.exec(text) ?? [];
  if (year === undefined) return null;
  const asOf = april === undefined ? `${Number(year) - 1}-10-01` : `${year}-04-01`;
  return { name: text, asOf, lastDay: `${year}-09-30` };
}

/** The edition that names tell: `icd10cm_order_2025.txt`, `icd10cm-order-April-1-2026.txt`, `2025-…-april.zip!icd10pcs_order_2025.txt`. */
export function fiscalYearNamed({ name, place }: Head): Release | null {
  const year = /(20\d\d)\.[a-z]+$/i.exec(name)?.[1] ?? '';
  return fiscalYear(isOfApril(place, year) ? `${year}-04` : year);
}

/** Whether a name on the way to a file says April beside the year: the order file itself has the same name in both halves. */
export function isOfApril(place: string, year: string): boolean {
  return namesOf(place).some((name) => name.includes(year) && /(?<![a-z])apr(?:il)?(?![a-z])/i.test(name));
}
