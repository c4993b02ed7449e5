import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';

/** What packages that are distributed may be under. `A OR B` needs one of both, `A AND B` both. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

interface Locked {
  readonly packages: Readonly<
    Record<string, { version?: string; license?: string; dev?: boolean; optional?: boolean }>
  >;
}

/** The licence of a package as its own file states it, where the lockfile is silent. */
function stated(path: string): string | undefined {
  try {
    const { license } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
    return typeof license === 'string' ? license : license?.type;
  } catch {
    return undefined;
  }
}

function isAllowed(expression: string): boolean {
  const bare = expression.replace(/^\(|\)$/g, '');
  return bare
    .split(/ OR /)
    .some((one) => one.split(/ AND /).every((part) => ALLOWED.has(part.trim().replace(/^\(|\)$/g, ''))));
}

/** Writes supply/licences.csv: every package of a production install. Ends with 1 where a licence is not allowed. */
const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Locked;
const rows = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { version = '', license }]) => ({
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    licence: license ?? stated(path) ?? 'not stated',
  }))
  .sort((a, b) => (a.name < b.name ? -1 : 1));
const folder = join(root, 'supply');
mkdirSync(folder, { recursive: true });
const lines = rows.map(({ name, version, licence }) => `${name},${version},${licence}\n`);
writeFileSync(join(folder, 'licences.csv'), `name,version,licence\n${lines.join('')}`);
const refused = rows.filter(({ licence }) => !isAllowed(licence));
for (const { name, version, licence } of refused) {
  console.error(`${name} ${version}: ${licence} is not among the licences allowed in scripts/licences.ts`);
}
const counts = new Map<string, number>();
for (const { licence } of rows) counts.set(licence, (counts.get(licence) ?? 0) + 1);
const told = [...counts].sort(([, a], [, b]) => b - a).map(([licence, count]) => `${count} ${licence}`);
console.log(`supply/licences.csv: ${rows.length} packages: ${told.join(', ')}`);
process.exitCode = refused.length > 0 ? 1 : 0;
