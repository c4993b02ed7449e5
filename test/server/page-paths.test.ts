import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { PAGES, SUBJECT_PAGES } from '../../src/server/page-paths.ts';

/** The patterns of the explorer's pages, as its routes write them; what they take is called `:id` here. */
const patterns = [
  ...readFileSync(join(root, 'src/explorer/routes.ts'), 'utf8').matchAll(/pattern: '([^']+)'/g),
].map(([, pattern = '']) => pattern.replace(/:\w+/, ':id'));

test('the server knows the pages of the explorer, and no others; the frame has a route of its own', () => {
  const known = [...Object.keys(PAGES), ...SUBJECT_PAGES.map(([path]) => path)];
  expect([...known, '/embed/family/:id'].sort()).toEqual([...patterns].sort());
});

test.each(
  [...Object.values(PAGES).map(({ chunk }) => chunk), ...SUBJECT_PAGES.map(([, , chunk]) => chunk)].filter(
    (chunk) => chunk !== null,
  ),
)('the file of the page %s is there', (chunk) => {
  expect(existsSync(join(root, `src/explorer/pages/${chunk}.tsx`))).toBe(true);
});
