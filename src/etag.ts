/** Whether a client that names these ETags in `if-none-match` has the answer of this one already. */
export function isKnown(named: string | undefined, etag: string): boolean {
  return named?.split(',').some((one) => one.trim() === '*' || weak(one.trim()) === etag) ?? false;
}

const weak = (etag: string) => (etag.startsWith('W/') ? etag : `W/${etag}`);
