import { FEE_SCHEDULE_VARIANTS } from '../../lattice/releases.ts';
import type { Format, Head, Recognised } from './format.ts';
import { ImportError, quoted } from './import-error.ts';
import type { Member } from './input.ts';
import { isPfsCsv, pfsCsvRows } from './pfs-csv.ts';
import type { PfsRow } from './pfs-row.ts';
import { isPfsTxt, pfsTxtRows } from './pfs-txt.ts';
import { namesOf, quarter, type Release } from './release.ts';
import type { Report } from './report.ts';
import { startOf } from './text.ts';

const MONTHS = ['JAN', 'APR', 'JUL', 'OCT'];

/** From this year on a release has two variants, one for each conversion factor; which one a file is, only its name tells. */
const TWO_VARIANTS_FROM = 2026;

/** The letter of the release that begins in a month: Oct is D. */
const letterOf = (month = '') => 'ABCD'[MONTHS.indexOf(month.slice(0, 3).toUpperCase())] ?? '';

/** The release of a year, by its letter, in the variant that a name tells; it holds until the next. */
function releaseIn(year: string, letter: string, place: string): Release | null {
  if (Number(year) < TWO_VARIANTS_FROM) return parseRelease(`${year}${letter}`);
  const telling = namesOf(place)
    .reverse()
    .find((name) => VARIANT.test(name));
  if (telling === undefined) return null;
  const [, non] = VARIANT.exec(telling) ?? [];
  return parseRelease(`${year}${letter}-${FEE_SCHEDULE_VARIANTS[non === undefined ? 'QPP' : 'NON_QPP']}`);
}

/** `PPRRVU2026_Jan_nonQPP.csv`, `PPRRVU2026_Jan_QPP.csv` */
const VARIANT = /(non[-_ ]?)?QPP/i;

/** `2025A`, `2026A-QPP`; `2026A` names both its variants. */
function parseRelease(text: string): Release | null {
  const [, year = '', letter = '', suffix] = /^(20\d\d)([A-D])(?:-(nonQPP|QPP))?$/i.exec(text) ?? [];
  const variant = Object.values(FEE_SCHEDULE_VARIANTS).find(
    (one) => one.toLowerCase() === suffix?.toLowerCase(),
  );
  if (year === '') return null;
  const name = `${year}${letter.toUpperCase()}${variant === undefined ? '' : `-${variant}`}`;
  return { ...quarter(name, Number(year), 'ABCD'.indexOf(letter.toUpperCase()) + 1), lastDay: null };
}

const TITLE =
  /(20\d\d) National Physician Fee Schedule Relative Value File (January|April|July|October) Release/i;

function recogniseCsv({ place, text }: Head): Recognised | null {
  if (!isPfsCsv(text)) return null;
  const [title, year, month] = TITLE.exec(text) ?? [];
  return {
    release: year === undefined ? releaseOfName(place) : releaseIn(year, letterOf(month), place),
    part: 'csv',
    why: title === undefined ? 'its header has the columns of PPRRVU' : `its title is ${quoted(title)}`,
    unfit: null,
  };
}

/** The txt tells no release: the year of its copyright line may be the next one. */
function recogniseTxt({ place, text }: Head): Recognised | null {
  if (!isPfsTxt(text)) return null;
  const release = releaseOfName(place);
  const named = release === null ? '' : `, and its name tells release ${release.name}`;
  return { release, part: 'txt', why: `it has the fixed positions of PPRRVU${named}`, unfit: null };
}

/** `PPRRVU2025_Oct.txt`, `PPRRVU25_JAN.csv`, `rvu25d.zip!…` */
function releaseOfName(place: string): Release | null {
  const [, year, month] = /PPRRVU(?:20)?(\d\d)[_-]?(JAN|APR|JUL|OCT)/i.exec(place) ?? [];
  if (year !== undefined) return releaseIn(`20${year}`, letterOf(month), place);
  const [, ofZip = '', letter = ''] = /RVU(?:20)?(\d\d)([A-D])/i.exec(place) ?? [];
  return releaseIn(`20${ofZip}`, letter, place);
}

async function* read(member: Member, report: Report): AsyncGenerator<PfsRow[]> {
  const seen = new Map<string, number>();
  const isCsv = isPfsCsv((await startOf(member)).toString('latin1'));
  for await (const rows of isCsv ? pfsCsvRows(member, report) : pfsTxtRows(member, report)) {
    for (const { code, modifier, line } of rows) {
      const key = `${code.id} ${modifier}`;
      const before = seen.get(key);
      if (before !== undefined) throw twice(member, line, key, before);
      seen.set(key, line);
    }
    yield rows;
  }
}

function twice(member: Member, line: number, key: string, before: number): ImportError {
  return new ImportError({
    file: member.place,
    line,
    found: `${key.trim()} stands here and in line ${before}`,
    expected: 'one row for each code and modifier',
    remedy: 'Take the file as it was published.',
  });
}

/** The relative value file of the Medicare physician fee schedule, PPRRVU, as csv or txt. Source: cms.gov, PFS relative value files. */
export const pfs: Format<PfsRow> = {
  kind: 'pfs',
  title: 'Medicare physician fee schedule, relative value file (PPRRVU csv or txt)',
  releases:
    'a release such as 2025A (January), 2025B (April), 2025C (July) or 2025D (October), from 2026 on with its variant: ' +
    '2026A-nonQPP or 2026A-QPP',
  alternatives: ['csv', 'txt'],
  release: parseRelease,
  recognise: (head) => recogniseCsv(head) ?? recogniseTxt(head),
  read,
};
