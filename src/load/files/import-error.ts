/** Where and why an import stops. `file` is written `archive.zip!member.txt` for a member of an archive. */
export interface Stop {
  readonly file: string;
  /** 1-based. */
  readonly line?: number;
  /** 1-based byte or character of the line, or the name of the column. */
  readonly column?: number | string;
  /** What stands there, as a clause: "the line has 6 fields". */
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

/** A file that cannot be imported as it is. The message names the place, what was found and expected, and the remedy. */
export class ImportError extends Error {
  readonly stop: Stop;
  constructor(stop: Stop, options?: ErrorOptions) {
    super(`${placeOf(stop)}: ${stop.found}; expected ${stop.expected}. ${stop.remedy}`, options);
    this.name = 'ImportError';
    this.stop = stop;
  }
}

function placeOf({ file, line, column }: Stop): string {
  const at = line === undefined ? printable(file) : `${printable(file)}:${line}`;
  if (column === undefined) return at;
  return typeof column === 'number' ? `${at}:${column}` : `${at} (${column})`;
}

const LONGEST_QUOTE = 60;

/** A value from a file between quotes, short and without control characters, fit for a terminal. */
export function quoted(value: string): string {
  const short = value.length > LONGEST_QUOTE ? `${value.slice(0, LONGEST_QUOTE)}…` : value;
  return printable(JSON.stringify(short));
}

/** Control characters, which a terminal would obey, as question marks. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}

export const TAKE_AGAIN = 'Download the file again from its publisher.';
