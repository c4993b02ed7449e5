import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';

/** Tests that start the command run what is built: build anew before them what is older than its sources. */
export default function setup(): void {
  const run = (program: string, ...options: string[]) =>
    execFileSync(process.execPath, [join(root, 'node_modules', program), ...options], {
      cwd: root,
      stdio: 'inherit',
    });
  if (!isBuilt('dist/src/main.js', 'src', 'scripts', 'bench')) {
    run('typescript/bin/tsc', '-p', 'tsconfig.build.json', '--noCheck');
  }
  if (!isBuilt('dist/client/documents.js', 'test/operations', 'src/explorer/documents', 'schema')) {
    run('../dist/scripts/documents.js');
    run('typescript/bin/tsc', '-p', 'tsconfig.client.json');
  }
  if (!isBuilt('dist/explorer/pictures/lesion-neoplasm.png', 'seed'))
    run('../dist/scripts/family-pictures.js');
  build('graphiql', 'src/explorer/graphiql');
  build('app', 'src/explorer');
  build('embed', 'src/explorer', 'embed/vite.config.ts', 'code-family.js');

  /** Whether a file was built after all from which it is made were written. */
  function isBuilt(built: string, ...sources: string[]): boolean {
    const since = existsSync(join(root, built)) ? statSync(join(root, built)).mtimeMs : 0;
    return sources.every((source) =>
      readdirSync(join(root, source), { recursive: true, encoding: 'utf8' }).every(
        (file) => statSync(join(root, source, file)).mtimeMs < since,
      ),
    );
  }

  function build(page: string, source: string, config = 'vite.config.ts', file = 'index.html'): void {
    // The explorer asks and writes questions as the command does, with the server's messages.
    const shared = page === 'app' ? ['src/lattice', 'src/text', 'seed/text'] : [];
    if (isBuilt(`dist/explorer/${page}/${file}`, source, ...shared)) return;
    run('vite/bin/vite.js', 'build', '--config', `${source}/${config}`, '--logLevel', 'warn');
  }
}
