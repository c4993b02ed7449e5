import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
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
  if (!existsSync(join(root, 'dist/explorer/graphiql/index.html'))) {
    run(
      'vite/bin/vite.js',
      'build',
      '--config',
      'src/explorer/graphiql/vite.config.ts',
      '--logLevel',
      'warn',
    );
  }
}
