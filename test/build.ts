import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/root.ts';

/** Tests that start the command run what is built: build it anew before them. */
export default function setup(): void {
  const run = (program: string, ...options: string[]) =>
    execFileSync(process.execPath, [join(root, 'node_modules', program), ...options], {
      cwd: root,
      stdio: 'inherit',
    });
  run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck');
  build('graphiql', 'src/explorer/graphiql');
  build('app', 'src/explorer');
  build('embed', 'src/explorer', 'embed/vite.config.ts', 'code-family.js');

  /** Builds a page anew where one of its files is newer. */
  function build(page: string, source: string, config = 'vite.config.ts', file = 'index.html'): void {
    const built = join(root, 'dist/explorer', page, file);
    const since = existsSync(built) ? statSync(built).mtimeMs : 0;
    const files = readdirSync(join(root, source), { recursive: true, encoding: 'utf8' });
    if (files.every((file) => statSync(join(root, source, file)).mtimeMs < since)) return;
    run('vite/bin/vite.js', 'build', '--config', `${source}/${config}`, '--logLevel', 'warn');
  }
}
