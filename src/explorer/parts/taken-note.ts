/** Of an input that several codes are written like: which was taken, and what the server says of the others. */
export const takenNote = (input: string, taken: string, note: string): string =>
  `${input} → ${taken}. ${note}`;
