/**
 * How many letters one must add, leave out, replace, or swap with their neighbour to make `b` of `a`: the Damerau-Levenshtein
 * distance, no letter touched twice. Stops at `limit`: a greater distance is `limit + 1`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const more = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return more;
  let before: number[] = [];
  let leastAbove = 0;
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      const steps = Math.min(
        (above[column] ?? more) + 1,
        (line[column - 1] ?? more) + 1,
        (above[column - 1] ?? more) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? more) + 1 : more,
      );
      line.push(steps);
      least = Math.min(least, steps);
    }
    // What follows may still use the line before the last, by a swap.
    if (least > limit && leastAbove > limit) return more;
    leastAbove = least;
    [before, above] = [above, line];
  }
  return Math.min(above[b.length] ?? more, more);
}
