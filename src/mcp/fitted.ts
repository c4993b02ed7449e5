type Answer = Readonly<Record<string, unknown>>;

/** A way to shorten an answer: drops the last entries of a list, or of its last entries one property; or a text as a whole. */
export type Shortening = readonly [name: string, property?: string];

/** An answer, and the same as JSON: it is measured by it and sent as it. */
export interface Fitted {
  readonly answer: Answer;
  readonly json: string;
}

/** What `leftOut` adds to an answer, at most. */
const LEFT_OUT_BYTES = 200;

/**
 * The answer in at most so many bytes of JSON, in UTF-8. Where it has more, entries go in the order of the shortenings, the last
 * first, and `leftOut` says how many of which. Null where all of them are not enough.
 */
export function fitted(answer: Answer, most: number, shortenings: readonly Shortening[]): Fitted | null {
  const json = JSON.stringify(answer);
  let over = Buffer.byteLength(json) - most;
  if (over <= 0) return { answer, json };
  over += LEFT_OUT_BYTES;
  const short: Record<string, unknown> = { ...answer };
  const leftOut: Record<string, number> = {};
  for (const [list, property] of shortenings) {
    const value = short[list];
    if (typeof value === 'string' && over > 0) {
      over -= bytesOf(value) + list.length + 4;
      delete short[list];
      leftOut[list] = 1;
    }
    if (!Array.isArray(value)) continue;
    const kept: unknown[] = [...value];
    short[list] = kept;
    let dropped = 0;
    for (let at = kept.length - 1; at >= 0 && over > 0; at--) {
      if (property === undefined) {
        over -= bytesOf(kept.pop()) + 1;
        dropped++;
        continue;
      }
      const { [property]: part, ...rest } = kept[at] as Answer;
      if (part === undefined) continue;
      kept[at] = rest;
      over -= bytesOf(part) + property.length + 4;
      dropped++;
    }
    if (dropped > 0) leftOut[property === undefined ? list : `${list}.${property}`] = dropped;
  }
  if (over > 0) return null;
  const shortened = { ...short, leftOut };
  return { answer: shortened, json: JSON.stringify(shortened) };
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
