import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';

/** On what is measured from now on, and how busy it is already. */
export function machine(): string {
  const day = new Date().toISOString().slice(0, 10);
  const busy = loadavg()[0]?.toFixed(1);
  return `Machine: ${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.versions.node}, ${day}, load average ${busy} at the start`;
}

/** Replaces what stands between two marks of docs/speed.md. */
export function writeBetween(mark: 'bench' | 'imports', lines: readonly string[]): void {
  const path = join(root, 'docs/speed.md');
  const between = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*?(<!-- /${mark} -->)`);
  const readme = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    readme.replace(between, (_, begin, end) => `${begin}${lines.join('\n')}\n${end}`),
  );
}
