import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import type { Manifest } from '../src/export/manifest.ts';
import { addressOf } from '../src/export/offered.ts';
import { median } from './load.ts';
import { startServer } from './servers.ts';
import { figure } from './table.ts';
import { runCommand } from './usage.ts';

const GROUP = 'All public files loaded';
const ASKED = 50;

/** What it costs to write all that is loaded as Parquet, how large that is, and how soon a server sends the largest file. */
export async function measureExports(
  environment: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  const out = join(folder, 'export');
  const given = ['export', '--out', out, '--format', 'parquet'];
  const { seconds, usage } = runCommand(given, environment, join(folder, 'usage.json'));
  const { dataset, files }: Manifest = JSON.parse(readFileSync(join(out, 'manifest.json'), 'utf8'));
  const rows = files.reduce((sum, file) => sum + file.rows, 0).toLocaleString('en');
  const took = `${usage.cpuSeconds.toFixed(0)} s of processors, ${seconds.toFixed(0)} s in all`;
  figure(GROUP, `export of all as Parquet, ${rows} rows`, took, '≤ 30 s');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const sizes = `${(bytes / 1e6).toFixed(0)} MB; ${usage.peakMb.toFixed(0)} MB`;
  figure(GROUP, 'its files; the memory it held at most', sizes, '≤ 300 MB; ≤ 300 MB');

  const server = await startServer({ ...environment, EXPORT_DIR: out });
  const [largest] = files.toSorted((a, b) => b.bytes - a.bytes);
  if (largest === undefined) throw new Error('The export has no files.');
  const times: number[] = [];
  for (let asked = 0; asked < ASKED; asked++) {
    times.push(await firstByte(`${server.url}${addressOf(dataset, largest)}`));
  }
  await server.stop();
  figure(
    GROUP,
    `first byte of ${largest.name} as it is served, median`,
    `${median(times).toFixed(1)} ms`,
    '≤ 100 ms',
  );
}

/** Milliseconds until the first byte of what is answered; the rest is not waited for. */
function firstByte(url: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const request = get(url, { agent: false }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answers ${answer.statusCode}`));
      answer.once('data', () => {
        resolve(performance.now() - began);
        request.destroy();
      });
    });
    request.on('error', reject);
  });
}
