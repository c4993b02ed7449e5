import { type Case, caseOf } from '../../src/lattice/case.ts';
import { readCase, type Unread } from '../../src/lattice/case-read.ts';
import type { ClaimedCode, Known } from '../../src/lattice/claim.ts';
import { createConfused } from '../../src/lattice/confused.ts';
import { grouped } from '../../src/lattice/grouped.ts';
import { LIMITS, PAIRS, VALUES } from '../case/sample.ts';
import { code, dataset, vocabulary, wording } from '../seeded.ts';
import { knowing, quarter } from './claims.ts';

const at = { source: 'rows.csv', line: 1, evidence: null };
const idOf = (number: string) => `CPT:${number}`;

/** What the sample of the public files says. */
export const filed: Known = knowing(
  {
    bundles: {
      ...quarter,
      day: '2024-07-01',
      parts: [],
      rows: PAIRS.map(([column1, column2, modifierIndicator]) => ({
        column1: idOf(column1),
        column2: idOf(column2),
        modifierIndicator,
        rationale: 'why',
        citation: at,
      })),
    },
    addOns: {
      file: { release: '2024-06', ends: '2024-12-31' },
      edges: dataset.addOns,
      counts: new Map(),
      contractors: new Map(),
    },
    units: {
      ...quarter,
      limits: new Map(
        LIMITS.map(([number, units, adjudication]) => [
          idOf(number),
          { units, adjudication, rationale: 'why', citation: at },
        ]),
      ),
    },
    schedule: {
      release: '2025D',
      ends: '2025-12-31',
      rows: new Map(VALUES.map((row) => [row.code, { ...row, citation: at }])),
    },
  },
  {},
  null,
);

/** The add-ons of a code, and the primaries of one, as the seed has them. */
const ends = (of: 'addOn' | 'primary', other: 'addOn' | 'primary') =>
  new Map(
    [...grouped(dataset.addOns, (edge) => edge[of])].map(([id, edges]) => [
      id,
      edges.map((edge) => code(edge[other].slice(4))),
    ]),
  );
const confused = createConfused(dataset.confused);
const addOnsOf = ends('primary', 'addOn');
const primaries = ends('addOn', 'primary');

export const say = (claim: readonly ClaimedCode[], known = filed, unread: readonly Unread[] = []): Case =>
  caseOf(
    readCase(claim, unread, known, wording),
    {
      known,
      primaries,
      addOnsOf,
      decides: (a, b) => {
        const found = confused.get(a.id)?.find(({ id }) => id === b.id);
        return found === undefined ? null : wording.say(found.key);
      },
    },
    vocabulary,
    wording,
  );
