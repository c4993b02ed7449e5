import { FISCAL_YEARS, fiscalYear } from './fiscal-year.ts';
import type { Format } from './format.ts';
import { type OrderRow, orderRows, recogniseOrderFile } from './order-file.ts';

const CODE = /^[A-Z]\d[0-9A-Z][0-9A-Z]{0,4}$/;

/** ICD-10-CM as CMS publishes it: the order file of a fiscal year, or of its half that begins in April. */
export const icd10cm: Format<OrderRow> = {
  kind: 'icd10cm',
  title: 'ICD-10-CM order file',
  releases: FISCAL_YEARS,
  release: fiscalYear,
  recognise: (head) => recogniseOrderFile(head, CODE, 'a letter'),
  read: (member, report) =>
    orderRows(member, report, CODE, 'a letter, a digit and up to five more characters'),
};
