type Answer = Readonly<Record<string, unknown>>;

/** A way to shorten an answer: drops the last entries of a list, or of its last entries one property. */
export type Shortening = readonly [list: string, property?: string];

/** What `leftOut` adds to an answer, at most. */
const LEFT_OUT_BYTES = 200;

/**
 * The answer in at most so many bytes of JSON, in UTF-8. Where it has more, entries go in the order of the shortenings, the last
 * first, and `leftOut` says how many of which. Null where all of them are not enough.
 */
export function fitted<A extends Answer>(
  answer: A,
  most: number,
  shortenings: readonly Shortening[],
): A | null {
  let over = bytesOf(answer) - most;
  if (over <= 0) return answer;
  over += LEFT_OUT_BYTES;
  const lists: Record<string, unknown[]> = {};
  const leftOut: Record<string, number> = {};
  for (const [list, property] of shortenings) {
    const kept = lists[list] ?? [...((answer[list] as readonly unknown[] | undefined) ?? [])];
    lists[list] = kept;
    let dropped = 0;
    for (let at = kept.length - 1; at >= 0 && over > 0; at--) {
      if (property === undefined) {
        over -= bytesOf(kept.pop()) + 1;
        dropped++;
        continue;
      }
      const { [property]: value, ...rest } = kept[at] as Answer;
      if (value === undefined) continue;
      kept[at] = rest;
      over -= bytesOf(value) + property.length + 4;
      dropped++;
    }
    if (dropped > 0) leftOut[property === undefined ? list : `${list}.${property}`] = dropped;
    if (over <= 0) return { ...answer, ...lists, leftOut };
  }
  return null;
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
