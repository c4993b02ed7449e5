import type { CodeSystem } from './axes.ts';
import { type CodeId, codeIn } from './code.ts';
import { divided, type Item, itemsOf, tidied } from './pasted.ts';
import { SYSTEM_ORDER, systemsNamed } from './systems.ts';

/** What a code looks like, for messages about input that is none. */
export const CODE_SHAPES =
  'A code looks like 63278 or CPT:63278 (CPT: four digits, then a digit or F, T, U, M or A), J1100 or HCPCS:J1100, ' +
  '00BT0ZX or ICD10PCS:00BT0ZX (seven characters, no I or O), C79.51 or ICD10CM:C79.51 (its dot may be left out).';

/** A longer input is refused unread. */
export const LONGEST_INPUT = 64;

/** A code that a text may mean, and what stands beside it there. */
export interface Reading extends CodeId {
  readonly modifiers: readonly string[];
  /** Null where the text says nothing of units. */
  readonly units: number | null;
  /** Whether leading zeros had to be put back. */
  readonly guessed: boolean;
}

/** A range of codes of one system that a text may mean, the lesser end first. */
export interface RangeReading {
  readonly from: CodeId;
  readonly to: CodeId;
  readonly guessed: boolean;
}

/** Why a text means no code. PAIRED: a diagnosis, or a code of ICD-10-PCS, with modifiers or units. */
export type Fault = 'EMPTY' | 'LONG' | 'SEVERAL' | 'PAIRED' | 'SHAPE';

/** All that one input may mean, each kind in the order of systems: one code (with glued units last), one range, or why neither. */
export interface Read {
  readonly codes: readonly Reading[];
  readonly ranges: readonly RangeReading[];
  /** Null where there is a reading. */
  readonly fault: Fault | null;
}

const unread = (fault: Fault): Read => ({ codes: [], ranges: [], fault });

/** Reads one code or one range as people bring it: CPT:63278, e119, "63278-59", `63278 x2`, ICD-10-CM I10, 63275–63278. */
export function readingsOf(input: string): Read {
  if (input.length > LONGEST_INPUT) return unread('LONG');
  const text = tidied(input);
  if (text.length > LONGEST_INPUT) return unread('LONG');
  if (text === '') return unread('EMPTY');
  const read = readOne(text);
  if (read.fault === null) return read;
  const parts = divided(text);
  return parts.length > 1 && parts.every((part) => readOne(part).fault === null) ? unread('SEVERAL') : read;
}

/** The inputs of a list by any separator: comma, semicolon, line, blank, tab, bar. "63278 59" and "63275 - 63278" stay one. */
export function divide(text: string): string[] {
  return divided(tidied(text));
}

/** What addresses and exports call a code by its number: as it is in CPT, else with its system before it. */
export function addressOf(code: string): string {
  const { codes } = readingsOf(code);
  const first = codes.find(({ units }) => units === null) ?? codes[0];
  return first === undefined ? code : first.system === 'CPT' ? first.code : first.id;
}

/** What readers see of such a name, and of an id: the number alone. */
export function numberOf(address: string): string {
  return readingsOf(address).codes.find(({ id }) => id === address)?.code ?? address;
}

/** Whether codes of several systems are written like this. */
export const isAmbiguous = (input: string): boolean => readingsOf(input).codes.length > 1;

function readOne(text: string): Read {
  const reads = itemsOf(text).map(readItem);
  return reads.find(({ fault }) => fault === null) ?? reads.at(-1) ?? unread('SHAPE');
}

function readItem(item: Item): Read {
  const { prefix, code, to, modifiers, units } = item;
  const systems = prefix === null ? SYSTEM_ORDER : systemsNamed(prefix);
  if (to !== null) {
    const ends = to.prefix === null ? systems : systemsNamed(to.prefix);
    const both = systems.filter((system) => ends.includes(system));
    const ranges = rangesOf(code, to.code, both);
    return ranges.length === 0 ? unread('SHAPE') : { codes: [], ranges, fault: null };
  }
  const all = written(code, systems).map((one) => ({ ...one, modifiers, units }));
  const isPlain = modifiers.length === 0 && units === null;
  const codes = isPlain ? [...all, ...repeated(code, systems)] : all.filter(isBilled);
  if (codes.length === 0) return unread(all.length === 0 ? 'SHAPE' : 'PAIRED');
  return { codes, ranges: [], fault: null };
}

/** Only codes of CPT and HCPCS have modifiers and units. */
const isBilled = ({ system }: CodeId) => system === 'CPT' || system === 'HCPCS';

/** "63278X2" has the shape of ICD-10-PCS, and is two units of 63278 besides. */
function repeated(text: string, systems: readonly CodeSystem[]): Reading[] {
  const [, code, units] = /^([A-Z0-9]{3,5})X0*([1-9]\d{0,5})$/.exec(text) ?? [];
  if (code === undefined) return [];
  return written(code, systems)
    .filter(isBilled)
    .map((one) => ({ ...one, modifiers: [], units: Number(units) }));
}

function rangesOf(from: string, to: string, systems: readonly CodeSystem[]): RangeReading[] {
  const lasts = written(to, systems);
  return written(from, systems).flatMap((first) => {
    const last = lasts.find(({ system }) => system === first.system);
    if (last === undefined) return [];
    const [low, high] = first.id <= last.id ? [first, last] : [last, first];
    return [{ from: low, to: high, guessed: low.guessed || high.guessed }];
  });
}

type Written = CodeId & Pick<Reading, 'guessed'>;

/** The codes that are written so. Lost zeros are put back only where nothing is written so as it stands. */
function written(text: string, systems: readonly CodeSystem[]): Written[] {
  // A spreadsheet may have added `.0` to a number.
  const code = /^\d{3,5}\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text;
  const found = spelt(code, systems);
  if (found.length > 0) return found.map((one) => ({ ...one, guessed: false }));
  const isShort = /^\d{3,4}$/.test(code) && systems.includes('CPT');
  const padded = isShort ? codeIn('CPT', code.padStart(5, '0')) : null;
  return padded === null ? [] : [{ ...padded, guessed: true }];
}

/** The codes of these systems that are spelt so, in capitals; the dot of a diagnosis may be left out. */
export function spelt(code: string, systems: readonly CodeSystem[]): CodeId[] {
  return SYSTEM_ORDER.filter((system) => systems.includes(system)).flatMap(
    (system) => codeIn(system, system === 'ICD10CM' ? dotted(code) : code) ?? [],
  );
}

function dotted(code: string): string {
  return code.length > 3 && !code.includes('.') ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}
