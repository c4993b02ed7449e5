const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** Writes how large files are as people write it in a language, named by its locale: "1.6 MB". */
export function sizeWriter(locale: string): (bytes: number) => string {
  return (bytes) => {
    const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
    const format = { style: 'unit', unit: UNITS[step], maximumFractionDigits: step > 1 ? 1 : 0 } as const;
    return new Intl.NumberFormat(locale, format).format(bytes / 1_000 ** step);
  };
}
