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
