import type { FeeRow } from '../lattice/fee-schedule.ts';

/** Whether a modifier is for a code on the performing clinician's claim. */
export type Applies = 'YES' | 'SOMETIMES' | 'NO' | 'UNKNOWN';

/** With the key of the message that says why. */
export type Answer = readonly [Applies, string];

/** The indicators of a row of the fee schedule, as printed there. */
export type Indicators = Pick<
  FeeRow,
  'globalDays' | 'pcTc' | 'multipleProcedure' | 'bilateral' | 'assistant' | 'coSurgeon' | 'teamSurgeon'
>;

type Table = Readonly<Record<string, Answer>>;

/** The same answer for several values. */
const all = (values: string, answer: Answer): Table =>
  Object.fromEntries([...values].map((value) => [value, answer]));

const NO_CONCEPT = { 9: ['NO', 'noConcept'] } as const;

/** Splitting into the physician's part (26) and the technical part (TC). */
const PROFESSIONAL: Table = {
  ...all('02345789', ['NO', 'notSplit']),
  1: ['YES', 'split'],
  6: ['SOMETIMES', 'laboratory'],
};
const TECHNICAL: Table = { ...all('023456789', ['NO', 'notSplit']), 1: ['YES', 'split'] };

/** As a further procedure of a session (51). */
const FURTHER: Table = {
  0: ['SOMETIMES', 'furtherWhole'],
  ...all('12', ['SOMETIMES', 'further']),
  3: ['SOMETIMES', 'furtherEndoscopy'],
  ...all('4567', ['NO', 'reducedByPayer']),
  ...NO_CONCEPT,
};

/** On both sides (50), and on one (LT, RT). */
const BOTH_SIDES: Table = {
  0: ['NO', 'oneSide'],
  1: ['YES', 'bothSides'],
  2: ['NO', 'bothValued'],
  3: ['YES', 'eachSide'],
  ...NO_CONCEPT,
};
const SIDE: Table = { ...BOTH_SIDES, ...all('13', ['YES', 'side']) };
/** CPT wants two units for both sides of an add-on, where Medicare reads the modifier. */
const BOTH_SIDES_ADD_ON: Table = { ...BOTH_SIDES, 1: ['SOMETIMES', 'bothSidesAddOn'] };

/** With an assistant (80, 81, AS), and with one because no resident was there (82). */
const ASSISTANT: Table = {
  0: ['SOMETIMES', 'assistant.0'],
  1: ['NO', 'assistant.1'],
  2: ['YES', 'assistant.2'],
  ...NO_CONCEPT,
};
const NO_RESIDENT: Table = { ...ASSISTANT, ...all('02', ['SOMETIMES', 'resident']) };

/** With a second surgeon (62), and with a team (66). */
const surgeons = (who: string): Table => ({
  0: ['NO', `${who}.0`],
  1: ['SOMETIMES', `${who}.1`],
  2: ['YES', `${who}.2`],
  ...NO_CONCEPT,
});

/** What the days of care say: of more work (22), of shared care (54; 55; 56), and of later operations (58; 78; 79). */
type Period = 'more' | 'surgery' | 'after' | 'before' | 'staged' | 'returned' | 'unrelated';
const SHARED = {
  more: ['SOMETIMES', 'moreWork'],
  surgery: ['SOMETIMES', 'surgeryAlone'],
  after: ['SOMETIMES', 'sharedCare'],
  before: ['SOMETIMES', 'sharedBefore'],
  staged: ['SOMETIMES', 'staged'],
  returned: ['SOMETIMES', 'returned'],
  unrelated: ['SOMETIMES', 'unrelated'],
} as const;
const NOT_SHARED = {
  surgery: ['NO', 'noPeriod'],
  after: ['NO', 'noPeriod'],
  before: ['NO', 'noPeriod'],
} as const;
const AS_PRIMARY = ['SOMETIMES', 'recoveryAddOn'] as const;
const LATER_ADD_ON = { staged: AS_PRIMARY, returned: AS_PRIMARY, unrelated: AS_PRIMARY } as const;
const CONTRACTOR = ['UNKNOWN', 'contractor'] as const;

const PERIODS: Readonly<Record<string, Partial<Readonly<Record<Period, Answer>>>>> = {
  '000': { ...SHARED, ...NOT_SHARED },
  // That Medicare asks for 54 without a formal transfer since 2025 holds for 90 days of care only.
  '010': { ...SHARED, surgery: ['SOMETIMES', 'sharedCare'] },
  '090': SHARED,
  ZZZ: {
    more: ['SOMETIMES', 'moreWorkAddOn'],
    surgery: ['NO', 'primaryPeriod'],
    after: ['NO', 'primaryPeriod'],
    before: ['NO', 'primaryPeriod'],
    ...LATER_ADD_ON,
  },
  XXX: NOT_SHARED,
  MMM: NOT_SHARED,
  YYY: {
    more: CONTRACTOR,
    surgery: CONTRACTOR,
    after: CONTRACTOR,
    before: CONTRACTOR,
    staged: CONTRACTOR,
    returned: CONTRACTOR,
    unrelated: CONTRACTOR,
  },
};

const period = (what: Period) => (row: Indicators) => PERIODS[row.globalDays]?.[what];

type Judge = (row: Indicators, addOn: boolean) => Answer | undefined;

const JUDGES: Readonly<Record<string, Judge>> = {
  22: period('more'),
  26: (row) => PROFESSIONAL[row.pcTc],
  TC: (row) => TECHNICAL[row.pcTc],
  50: (row, addOn) => (addOn ? BOTH_SIDES_ADD_ON : BOTH_SIDES)[row.bilateral],
  LT: (row) => SIDE[row.bilateral],
  RT: (row) => SIDE[row.bilateral],
  51: (row) => FURTHER[row.multipleProcedure],
  54: period('surgery'),
  55: period('after'),
  56: period('before'),
  58: period('staged'),
  78: period('returned'),
  79: period('unrelated'),
  62: (row) => surgeons('coSurgeon')[row.coSurgeon],
  66: (row) => surgeons('team')[row.teamSurgeon],
  80: (row) => ASSISTANT[row.assistant],
  81: (row) => ASSISTANT[row.assistant],
  82: (row) => NO_RESIDENT[row.assistant],
  AS: (row) => ASSISTANT[row.assistant],
};

/** What the indicators say of a modifier; undefined where they say nothing. */
export function judged(modifier: string, addOn: boolean, row: Indicators): Answer | undefined {
  return JUDGES[modifier]?.(row, addOn);
}
