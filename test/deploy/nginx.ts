import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { temporaryFolder } from '../seeded.ts';

const NGINX = ['nginx', '/usr/sbin/nginx'].find((one) => spawnSync(one, ['-v']).status === 0);

/** Describes tests that start a real nginx; skipped where there is none, but not in CI. */
export function describeNginx(name: string, tests: () => void): void {
  const isSkipped = NGINX === undefined && process.env.CI !== 'true';
  if (isSkipped)
    console.warn('Tests of the edge are skipped: there is no nginx. Install the package nginx-light.');
  describe.skipIf(isSkipped)(name, tests);
}

export interface Edge {
  readonly url: string;
  /** What nginx itself had to say. */
  log(): string;
  stop(): Promise<void>;
}

/**
 * Starts deploy/nginx.conf on a free port before these servers. With `seconds`, what they let caches keep for a minute is
 * kept for so long, and as long again while it is asked for anew: a second nginx between shortens their Cache-Control.
 */
export async function startEdge(
  servers: readonly string[],
  { seconds }: { seconds?: number } = {},
): Promise<Edge> {
  const { folder, remove } = temporaryFolder();
  const port = await freePort();
  const origins =
    seconds === undefined
      ? servers.map((url) => new URL(url).host)
      : await Promise.all(servers.map(async () => `127.0.0.1:${await freePort()}`));
  const shortened = origins.map((origin, index) =>
    shortenedServer(origin, servers[index] ?? '', seconds ?? 0),
  );
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, rendered(folder, port, origins, seconds === undefined ? [] : shortened));
  mkdirSync(join(folder, 'cache'));
  const log = join(folder, 'error.log');
  const user = process.getuid?.() === 0 ? ' user root;' : '';
  const child = spawn(NGINX ?? 'nginx', ['-p', folder, '-c', file, '-g', `daemon off;${user}`], {
    stdio: ['ignore', 'ignore', openSync(log, 'a')],
  });
  const url = `http://127.0.0.1:${port}`;
  try {
    await until(url, child);
  } catch (error) {
    throw new Error(readFileSync(log, 'utf8'), { cause: error });
  }
  return {
    url,
    log: () => readFileSync(log, 'utf8'),
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      remove();
    },
  };
}

/** The file as it is, with other places: ports, addresses, folders. */
function rendered(folder: string, port: number, origins: readonly string[], more: readonly string[]): string {
  const text = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8');
  const replaced: readonly (readonly [RegExp, string])[] = [
    [/listen 8080;/, `listen 127.0.0.1:${port};`],
    [/pid \S+;/, `pid ${folder}/nginx.pid;`],
    [/worker_processes auto;/, 'worker_processes 2;'],
    [/\/var\/cache\/nginx/g, `${folder}/cache`],
    [/access_log [^;]+;/, 'access_log off;'],
    [
      /(?:\s+server server-\d:4000 [^;]+;)+/,
      origins.map((at) => `\nserver ${at} max_fails=5 fail_timeout=5s;`).join(''),
    ],
    [
      /http \{/,
      `http {\n${['fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join('\n')}`,
    ],
    [/\n\}\s*$/, `\n${more.join('\n')}\n}\n`],
  ];
  return replaced.reduce((before, [from, to]) => {
    if (before.search(from) < 0) throw new Error(`deploy/nginx.conf has no ${from}`);
    return before.replace(from, () => to);
  }, text);
}

const shortenedServer = (origin: string, url: string, seconds: number) => `
  map $upstream_http_cache_control $control_${origin.replace(/\D/g, '_')} {
    default $upstream_http_cache_control;
    ~^public "public, max-age=${seconds}, stale-while-revalidate=${seconds}, stale-if-error=86400";
  }
  server {
    listen ${origin};
    location / {
      client_max_body_size 1m;
      proxy_pass ${url};
      proxy_set_header Host $http_host;
      proxy_hide_header Cache-Control;
      add_header Cache-Control $control_${origin.replace(/\D/g, '_')} always;
    }
  }`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Waits until it answers; rejects where it has ended. */
async function until(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null) {
    const answers = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('nginx has ended');
}
