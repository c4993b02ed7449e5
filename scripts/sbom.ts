import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';

/** Writes supply/sbom.json: what a production install holds, as CycloneDX. npm itself makes it from the lockfile. */
const sbom = execFileSync(
  'npm',
  ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'],
  { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 },
);
const { bomFormat, specVersion, components } = JSON.parse(sbom) as {
  bomFormat: string;
  specVersion: string;
  components: unknown[];
};
const folder = join(root, 'supply');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'sbom.json'), sbom);
console.log(`supply/sbom.json: ${bomFormat} ${specVersion}, ${components.length} packages`);
