import { FISCAL_YEARS, fiscalYear, fiscalYearNamed } from './fiscal-year.ts';
import type { Format } from './format.ts';
import { looksLikeOrderFile, type OrderRow, orderRows } from './order-file.ts';

const CODE = /^[A-Z]\d[0-9A-Z][0-9A-Z]{0,4}$/;

/** ICD-10-CM as CMS publishes it: the order file of a fiscal year, or of its half that begins in April. */
export const icd10cm: Format<OrderRow> = {
  kind: 'icd10cm',
  title: 'ICD-10-CM order file',
  releases: FISCAL_YEARS,
  release: fiscalYear,
  recognise(head) {
    if (!looksLikeOrderFile(head.text, CODE)) return null;
    return {
      release: fiscalYearNamed(head),
      part: 'order',
      why: 'its lines are an order number, a code without a dot, a flag and two titles, and the first code starts with a letter',
      unfit: null,
    };
  },
  read: (member, report) =>
    orderRows(member, report, CODE, 'a letter, a digit and up to five more characters'),
};
