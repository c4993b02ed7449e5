import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { pythonOf } from '../python.ts';
import { temporaryFolder } from '../seeded.ts';
import { startTestServer } from '../served.ts';

const EXAMPLE = join(root, 'examples/python');
const RUN = `
import os, subprocess, sys, urllib.request
folder, url = sys.argv[1:]
urllib.request.urlretrieve(f"{url}/schema.graphql", f"{folder}/schema.graphql")
scripts = os.path.dirname(sys.executable)
env = {**os.environ, "PATH": scripts + os.pathsep + os.environ["PATH"], "CODELATTICE_URL": f"{url}/graphql"}
for command in (["ariadne-codegen"], ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--inplace", "three_questions.ipynb"]):
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(done.stdout + done.stderr)
`;

interface Output {
  readonly text?: readonly string[];
  readonly data?: Readonly<Record<string, unknown>>;
}
interface Notebook {
  readonly cells: readonly { readonly outputs?: readonly Output[] }[];
}

test('the notebook answers the three questions by its generated client, and draws a family', async (context) => {
  const python = await pythonOf(context, join(EXAMPLE, 'requirements.txt'));
  const { folder, remove } = temporaryFolder();
  const server = await startTestServer();
  try {
    cpSync(EXAMPLE, folder, { recursive: true });
    await python.runBeside(RUN, folder, server.url);
    const { cells } = JSON.parse(readFileSync(join(folder, 'three_questions.ipynb'), 'utf8')) as Notebook;
    const outputs = cells.flatMap((cell) => cell.outputs ?? []);
    const said = outputs.flatMap(({ text = [] }) => text).join('');
    for (const line of [
      '30 codes\n63277 Same operation, approach, compartment and lesion; lumbar instead of sacral.\n',
      '10 codes\n 10 spinal canal\n  6 extradural\n  3 intradural\n',
      'COVERED_BY   63252 reaches as far as thoracolumbar does.\n',
      'NOT_DEFINED  No code of this family is for sacral, compartment not stated.\n',
      '12 codes, 20 edges\n',
    ]) {
      expect(said).toContain(line);
    }
    expect(outputs.filter(({ data }) => data?.['image/png'] !== undefined)).toHaveLength(1);
  } finally {
    await server.stop();
    remove();
  }
});
