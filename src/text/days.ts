/** What people write otherwise than the data of Unicode has it, by language. */
const WRITTEN: Readonly<Record<string, (day: string) => string>> = {
  // A sentence may end with the day: "31 декабря 2020 г." would end it with two full stops.
  ru: (day) => day.replace(/\sг\.$/, ' года'),
  vi: (day) => day.replace(', ', ' năm '),
  fr: (day) => day.replace(/^1\s/, '1er '),
};

/** Writes days such as 2021-12-31 as people write them in a language, named by its locale: "31 December 2021". */
export function dayWriter(locale: string): (iso: string) => string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const written = WRITTEN[locale] ?? ((day: string) => day);
  return (iso) => written(format.format(new Date(iso)));
}
