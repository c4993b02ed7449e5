/**
 * Fetches a table of /codes.csv with all its pages, as one file; `told` is given how many rows there are so far. Where the
 * server asks to wait, it is asked again then. Throws where a page is refused, or `signal` aborts.
 */
export async function gatherCsv(
  address: string,
  told: (rows: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const parts: string[] = [];
  let rows = 0;
  for (let next: string | undefined = address; next !== undefined; ) {
    const response: Response = await fetch(next, { signal });
    if (response.status === 429 || response.status === 503) {
      await wait(Number(response.headers.get('retry-after')) || 5, signal);
      continue;
    }
    if (!response.ok) throw new Error(`${next}: ${response.status}`);
    const text = await response.text();
    // The first line of each page names the columns; labels hold no line breaks.
    const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
    parts.push(...(parts.length === 0 ? ['\uFEFF', lines[0] ?? '', '\n'] : []));
    const own = lines.slice(1).filter((line) => line !== '');
    parts.push(own.join('\n'), '\n');
    told((rows += own.length));
    next = /<([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  return new Blob(parts, { type: 'text/csv' });
}

const MOST_SECONDS = 60;

function wait(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, Math.min(seconds, MOST_SECONDS) * 1_000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
