import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsOf, modulesOf, roomOf } from '../scripts/house.ts';
import { root } from '../src/commands/root.ts';
import { temporaryFolder } from './seeded.ts';

/** Files of a `src` with these contents. */
function faultsIn(files: Readonly<Record<string, string>>): string[] {
  const { folder, remove } = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  try {
    return faultsOf(modulesOf(folder));
  } finally {
    remove();
  }
}

test('the imports of src make no circle and lead inward only', () => {
  const modules = modulesOf(join(root, 'src'));
  expect(faultsOf(modules)).toEqual([]);
  expect(modules.length).toBeGreaterThan(200);
  expect(modules.filter(({ file }) => !file.includes('/')).map(({ file }) => file)).toEqual([
    'errors.ts',
    'event-loop.ts',
    'limits.ts',
    'main.ts',
  ]);
});

test('a circle is told by its way round, also one of types alone', () => {
  const faults = faultsIn({
    'lattice/a.ts': "import type { B } from './b.ts';",
    'lattice/b.ts': "export { C } from './c.ts';",
    'lattice/c.ts': "export const C = () => import('./a.ts');",
  });
  expect(faults).toEqual([
    'a circle of imports: src/lattice/a.ts -> src/lattice/b.ts -> src/lattice/c.ts -> src/lattice/a.ts',
  ]);
});

test('a way outward is told, and a package that is not of the room', () => {
  const faults = faultsIn({
    'lattice/a.ts': "import '../text/b.ts';\nimport 'node:fs';",
    'text/b.ts': "import 'neo4j-driver';",
  });
  expect(faults).toEqual([
    'src/lattice/a.ts imports src/text/b.ts, but lattice may import only itself',
    'src/lattice/a.ts imports node:fs, which lattice may not',
    'src/text/b.ts imports neo4j-driver, which text may not',
  ]);
});

test('a file that stands in no room is told', () => {
  expect(roomOf('store/sqlite/write/import.ts')).toBe('store/sqlite/write');
  expect(() => roomOf('helpers/a.ts')).toThrow('src/helpers/a.ts is in no room');
});
