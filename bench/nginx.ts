import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';
import { freePort, type Running, start } from './servers.ts';

const CONFIGURATION = join(root, 'deploy/nginx.conf');
const NGINX = ['nginx', '/usr/sbin/nginx'].find((one) => spawnSync(one, ['-v']).status === 0);
/** autocannon asks on over a connection that it was told is closed: after 1,000 requests, unless nginx is told more. */
const GOES_ON = 'keepalive_requests 100000000;';

/** Why nginx cannot be measured; null where it can. */
export function missingNginx(): string | null {
  if (NGINX === undefined) return 'there is no nginx. Install the package nginx-light.';
  return existsSync(CONFIGURATION) ? null : 'deploy/nginx.conf is not there.';
}

/** Starts nginx as deploy/nginx.conf has it before these servers, with other ports and places. */
export async function startNginx(folder: string, ports: readonly number[]): Promise<Running> {
  const port = await freePort();
  const servers = ports.map((one) => `server 127.0.0.1:${one} max_fails=5 fail_timeout=5s;`).join('\n');
  const others = ['fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${folder}/${one};`).join('\n');
  const places: readonly (readonly [RegExp, string])[] = [
    [/listen 8080;/, `listen 127.0.0.1:${port};`],
    [/pid \S+;/, `pid ${folder}/nginx.pid;`],
    [/error_log stderr/, `error_log ${folder}/error.log`],
    [/\/var\/cache\/nginx/g, `${folder}/cache`],
    [/(?:\s+server server-\d:4000 [^;]+;)+/, `\n${servers}`],
    [/http \{/, `http {\n${GOES_ON}\n${others}`],
  ];
  const text = places.reduce(
    (before, [from, to]) => {
      if (before.search(from) < 0) throw new Error(`deploy/nginx.conf has no ${from}`);
      return before.replace(from, to);
    },
    readFileSync(CONFIGURATION, 'utf8'),
  );
  mkdirSync(join(folder, 'cache'), { recursive: true });
  chmodSync(folder, 0o755);
  const file = join(folder, 'nginx.conf');
  writeFileSync(file, text);
  const user = process.getuid?.() === 0 ? ' user root;' : '';
  return start(port, NGINX ?? '', ['-p', folder, '-c', file, '-g', `daemon off;${user}`], {});
}
