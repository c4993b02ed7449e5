/** Shows how far something is, on a stream that people read. */
export interface Progress {
  /** `share` from 0 to 1; `detail` is shown beside it. */
  at(share: number, detail: string): void;
  end(): void;
}

/** On a terminal a bar that is gone at the end; elsewhere a line for every tenth. */
export async function createProgress(stream: NodeJS.WriteStream, what: string): Promise<Progress> {
  if (!stream.isTTY) return createLines(stream, what);
  const { SingleBar } = await import('cli-progress');
  const bar = new SingleBar({
    stream,
    format: `${what} [{bar}] {percentage} %, {detail}, {duration_formatted}`,
    barCompleteChar: '=',
    barIncompleteChar: ' ',
    clearOnComplete: true,
    hideCursor: true,
    fps: 8,
  });
  bar.start(1_000, 0, { detail: '' });
  return {
    at: (share, detail) => bar.update(Math.floor(share * 1_000), { detail }),
    end: () => bar.stop(),
  };
}

function createLines(stream: NodeJS.WriteStream, what: string): Progress {
  let told = 0;
  return {
    at(share, detail) {
      const tenth = Math.floor(share * 10);
      if (tenth <= told) return;
      told = tenth;
      stream.write(`${what}: ${tenth * 10} %, ${detail}\n`);
    },
    end() {},
  };
}

/** How often a line is written where nobody can see it change. */
const LINE_MS = 2_000;

/** Shows how much is done of what has no known end: one line that changes, or a line now and then. */
export function createCounter(stream: NodeJS.WriteStream): { at(detail: string): void; end(): void } {
  let toldAt = Date.now();
  let isShown = false;
  return {
    at(detail) {
      if (stream.isTTY) stream.write(`\r\u001b[K${detail}`);
      else if (Date.now() - toldAt < LINE_MS) return;
      else stream.write(`${detail}\n`);
      toldAt = Date.now();
      isShown = true;
    },
    end() {
      if (isShown && stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}
