import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';

/** The public files are no part of the project; where they are not at hand, their tests are skipped. */
const folder = join(process.env.CODELATTICE_SHARED ?? join(root, '../shared'), 'data');

export const at = (file: string) => join(folder, file);

export function has(...files: string[]): boolean {
  const missing = files.filter((file) => !existsSync(at(file)));
  for (const file of missing) {
    console.log(`${file} is not at hand: its checks are skipped (CODELATTICE_SHARED names its folder)`);
  }
  return missing.length === 0;
}
