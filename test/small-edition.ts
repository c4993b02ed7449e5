import { AXES, type Axis, POSITIONS } from '../src/lattice/axes.ts';
import type { Meaning } from '../src/lattice/meanings.ts';
import type { Term } from '../src/lattice/vocabulary.ts';
import type { Listed } from '../src/store/records.ts';
import { releaseOfRows } from './small-releases.ts';

/** What the tables say of the values of some codes of 0QB: by position, then by character. */
const VALUES: readonly Readonly<Record<string, string>>[] = [
  { 0: 'Medical and Surgical' },
  { Q: 'Lower Bones' },
  { B: 'Excision' },
  { 0: 'Lumbar Vertebra', 1: 'Sacrum' },
  { 0: 'Open', 3: 'Percutaneous' },
  { Z: 'No Device' },
  { X: 'Diagnostic', Z: 'No Qualifier' },
];

const termId = (axis: Axis, label: string) =>
  `${AXES[axis].prefix}:${axis === 'OPERATION' ? 'pcs-' : ''}${label.toLowerCase().replaceAll(' ', '-')}`;

/** The ids of the terms of all those values. */
export const termIds = VALUES.flatMap((values, position) =>
  Object.values(values).map((label) => termId(POSITIONS[position] ?? 'SECTION', label)),
);

/** An edition of ICD-10-PCS: its codes with their titles and the terms of their first three characters; with `tables`, of all. */
export const pcs = (
  edition: string,
  starts: string,
  titles: Readonly<Record<string, string>>,
  tables = false,
) =>
  releaseOfRows('icd10pcs', edition, starts, (at) => {
    const told = tables ? VALUES : VALUES.slice(0, 3);
    const terms = told.flatMap((values, position) =>
      Object.values(values).map((name, index): Term => {
        const axis = POSITIONS[position] ?? 'SECTION';
        return {
          id: termId(axis, name),
          axis,
          name,
          phrase: name,
          short: name,
          participle: null,
          synonyms: [],
          definition: null,
          explanation: null,
          includes: tables && name === 'Sacrum' ? [{ text: 'Sacral ala', citation: at(1) }] : [],
          rank: null,
          counts: null,
          notation: null,
          title: axis === 'BODY_PART' ? 'Body Part' : null,
          broader: null,
          overlaps: [],
          position: 1_000 + 10 * position + index,
          codeCount: 0,
          citation: at(1),
        };
      }),
    );
    const meanings = told.flatMap((values, position) =>
      [...new Set(Object.keys(titles).map((code) => code.slice(0, Math.min(position + 1, 3))))].flatMap(
        (table) =>
          Object.entries(values).flatMap(([value, label]): Meaning[] => {
            const axis = POSITIONS[position] ?? 'SECTION';
            const isThere = position > 2 || table.endsWith(value);
            const meaning = {
              table,
              position: position + 1,
              value,
              axis,
              term: termId(axis, label),
              citation: at(1),
            };
            return isThere ? [meaning] : [];
          }),
      ),
    );
    const codes = Object.entries(titles).map(
      ([code, label], index): Listed => ({
        id: `ICD10PCS:${code}`,
        system: 'ICD10PCS',
        code,
        status: 'ACTIVE',
        lastValidDay: null,
        label,
        short: null,
        family: `family:icd10pcs-${code.slice(0, 3)}`,
        broader: null,
        citation: at(index + 1),
      }),
    );
    const family = {
      rows: 'BODY_PART',
      columns: 'APPROACH',
      includes: [],
      position: 0,
      codeCount: 0,
      citation: at(1),
    } as const;
    const indexed = (id: string) => [{ text: 'Laminectomy', codes: [id.slice(-3)], citation: at(1) }];
    const under = (id: string, broader: string | null) => ({ ...family, id, name: id, broader });
    const tableIds = [...new Set(codes.map(({ family: id }) => id ?? ''))];
    const pairs = codes.flatMap((from) =>
      codes
        .filter(({ family: id, code }) => id === from.family && from.code < code)
        .flatMap((to) => {
          const axes = POSITIONS.filter((_, index) => from.code[index] !== to.code[index]);
          return axes.length === 1 ? [{ from: from.id, to: to.id, axes, distance: 2 }] : [];
        }),
    );
    return [
      { of: 'terms', rows: terms },
      {
        of: 'families',
        rows: [
          under('family:icd10pcs', null),
          under('family:icd10pcs-0', 'family:icd10pcs'),
          ...tableIds.map((id) => ({
            ...under(id, 'family:icd10pcs-0'),
            includes: tables ? indexed(id) : [],
          })),
        ],
      },
      { of: 'meanings', rows: meanings },
      { of: 'listed', rows: codes },
      { of: 'related', rows: pairs },
    ];
  });
