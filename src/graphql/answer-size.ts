/** Whether an answer has more bytes than that as JSON; looks no further than it must to tell. */
export function isLarger(answer: unknown, bytes: number): boolean {
  let left = bytes;
  const open: unknown[] = [answer];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') left -= Buffer.byteLength(value) + 3;
    else if (typeof value !== 'object' || value === null) left -= 5;
    else if (Array.isArray(value)) {
      left -= 2;
      for (const item of value) open.push(item);
    } else {
      left -= 2;
      for (const name in value) {
        left -= name.length + 3;
        open.push((value as Readonly<Record<string, unknown>>)[name]);
      }
    }
    if (left < 0) return true;
  }
  return false;
}
