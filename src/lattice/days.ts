/** Days as files print them (20240701), as stores order them (the same as a number), and as answers say them (2024-07-01). */
export const numberOfDay = (day: string): number => Number(day.replaceAll('-', ''));

/** The ISO date of a day number as `numberOfDay` gives it. */
export function dayOfNumber(number: number): string {
  const text = String(number);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
}

/** The day before an ISO day. */
export function dayBefore(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
}
