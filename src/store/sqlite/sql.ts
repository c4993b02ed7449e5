import { ALL_AXES, type Axis } from '../../lattice/axes.ts';

/** Parts that the statements of several subjects share, and how columns hold lists and sets. */

/**
 * A code fits when every group of @within holds one of its terms. A group is searched as a text: to read hundreds of ids for each
 * code took a millisecond.
 */
export const withinCode = `(@within = '[]' or not exists (
  select 1 from json_each(@within) g where not exists (
    select 1 from fact_term x join term t on t.n = x.term
    where x.code = c.n and instr(g.value, '"' || t.id || '"') > 0)))`;

/** Of all add-on files the newest alone speaks, beside the seed: what it no longer holds is over. */
export const newestAddOns = `(select n from release where kind = 'ncci-aoc' order by starts desc, release desc limit 1)`;

/** An add-on `e` that stands by the seed and a release; where both hold it, the file speaks, and its type stands. */
export const addOnBy = (release: string) => `(e.release = ${release} or e.release = 0 and not exists (
    select 1 from add_on o where o.add_on = e.add_on and o."primary" = e."primary" and o.release = ${release}))`;

export const standingAddOn = addOnBy(newestAddOns);

/** Whether an add-on `e` does something else than its primary. */
export const accompanies = `exists (select 1 from accompanies s where s.add_on = e.add_on and s."primary" = e."primary")`;

/** Whether a pair `b` is in force on a day. */
export const inForceAt = (day: string) => `b.indicator <> 9 and (b.effective is null or b.effective <= ${day})
  and (b.last_day is null or b.last_day >= ${day})`;

/** A number of a row of the fee schedule, by its name in answers. */
export const measureOf = (name: string) =>
  `case ${name} when 'workRvu' then b.work_rvu when 'facilityTotalRvu' then b.facility_total_rvu end`;

/** The rows of a release of the fee schedule that speak of codes as a whole. */
export const billedAs = (release: string) =>
  `b.release = (select n from release where kind = 'pfs' and release = ${release}) and b.modifier = ''`;

/** The numbers of terms as a row holds them; null for none. */
export function listOf(terms: readonly string[], numberOf: (id: string) => number): string | null {
  return terms.length === 0 ? null : terms.map(numberOf).join(' ');
}

export const axisOrder = new Map(ALL_AXES.map((axis, index) => [axis, index]));

/** A set of axes as bits, in the order of the axes. */
export function axisBits(axes: readonly Axis[]): number {
  return axes.reduce((bits, axis) => bits | (1 << (axisOrder.get(axis) ?? 0)), 0);
}

const axesOf = new Map<number, readonly Axis[]>();

export function bitsToAxes(bits: number): readonly Axis[] {
  let axes = axesOf.get(bits);
  if (axes === undefined) {
    axes = ALL_AXES.filter((_, index) => (bits & (1 << index)) !== 0);
    axesOf.set(bits, axes);
  }
  return axes;
}
