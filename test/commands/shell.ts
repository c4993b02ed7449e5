import { spawn } from 'node:child_process';
import type { Ended } from './installed.ts';

/** A command line that runs in a shell of its own. */
export interface Line {
  readonly ended: Promise<Ended>;
  /** Where it says that it serves. Rejects with what it said where it ends before. */
  readonly serves: Promise<string>;
  /** Ends all of its processes as Ctrl-C does. */
  interrupt(): void;
}

/** Starts a command line in a folder with these variables only. */
export function startLine(
  folder: string,
  command: string,
  variables: Readonly<Record<string, string>>,
): Line {
  const child = spawn('bash', ['-c', command], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? folder, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let [out, err] = ['', ''];
  const serves = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk;
      const [, url] = /serves .* at (http:\S+)\n/.exec(out) ?? [];
      if (url !== undefined) resolve(url);
    });
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.on('close', () => reject(new Error(`it ended: ${err}${out}`)));
  });
  serves.catch(() => {});
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  return {
    ended,
    serves,
    interrupt() {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
    },
  };
}
