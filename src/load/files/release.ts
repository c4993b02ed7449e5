/** What a file calls its release, and the days it speaks for (`yyyy-mm-dd`, both inclusive; null where open or unknown). */
export interface Release {
  readonly name: string;
  readonly asOf: string | null;
  readonly lastDay: string | null;
}

/** A quarter of a year as a release: 2024 and 3 are 2024-07-01 to 2024-09-30. */
export function quarter(name: string, year: number, number: number): Release {
  const month = (one: number) => String(one).padStart(2, '0');
  const days = ['31', '30', '30', '31'][number - 1] ?? '';
  return {
    name,
    asOf: `${year}-${month(number * 3 - 2)}-01`,
    lastDay: `${year}-${month(number * 3)}-${days}`,
  };
}

/** `2024Q3`, as the edits of the National Correct Coding Initiative are named here. */
export function parseQuarter(text: string): Release | null {
  const [, year, number] = /^(\d{4})Q([1-4])$/i.exec(text) ?? [];
  return year === undefined ? null : quarter(text.toUpperCase(), Number(year), Number(number));
}

/** A date of a file name or cell, `yyyymmdd`, as `yyyy-mm-dd`; null where there is no such day. */
export function parseDay(text: string): string | null {
  if (!/^\d{8}$/.test(text)) return null;
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  const time = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(day) ? day : null;
}

/** A day by its number in its year, `yyyyddd`, as `yyyy-mm-dd`; null where there is no such day. */
export function parseOrdinalDay(text: string): string | null {
  const [, year, number] = /^(\d{4})(\d{3})$/.exec(text) ?? [];
  if (year === undefined || Number(number) === 0) return null;
  const day = new Date(Date.UTC(Number(year), 0, Number(number))).toISOString().slice(0, 10);
  return day.startsWith(year) ? day : null;
}

/** The names under which a file lies, the file's own last: folders, archive, folders inside. Each may tell the release. */
export function namesOf(place: string): string[] {
  return place.split(/[\\/!]/).filter((name) => name !== '');
}
