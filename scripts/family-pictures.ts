import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { root } from '../src/commands/root.ts';
import { card } from '../src/explorer/picture/shape.ts';
import { createContext } from '../src/graphql/context.ts';
import { gridIn } from '../src/graphql/resolvers/family.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { openTexts, readSeed } from '../src/load/seed/seed.ts';
import { pictureFile } from '../src/server/page-links.ts';
import { openSqlite } from '../src/store/sqlite/open.ts';
import { loadSqlite } from '../src/store/sqlite/write/load-seed.ts';
import { createSpeaker } from '../src/text/speaker.ts';

/** Writes a PNG of each family of the seed that has a grid, for sites that show a picture beside a link: dist/explorer/pictures. */
const pictures = join(root, 'dist/explorer/pictures');
const folder = mkdtempSync(join(tmpdir(), 'codelattice-pictures-'));
const path = join(folder, 'seed.db');
loadSqlite(path, readSeed(root, new Date(0)));
const store = openSqlite(path);
try {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const limits = { ...DEFAULT_LIMITS, nodes: Number.MAX_SAFE_INTEGER };
  const context = await createContext(store, createSpeaker(openTexts(root)), limits);
  for (const family of context.snapshot.vocabulary.families.values()) {
    const grid = await gridIn(family, {}, context);
    if (grid.cells.length === 0) continue;
    const cells = grid.cells.map((cell) => ({ ...cell, codes: [] }));
    const svg = card({ ...grid, cells, title: family.name, rightToLeft: false });
    // The same pixels on every machine: no font of it is used.
    const png = new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng();
    writeFileSync(join(pictures, pictureFile(family.id)), png);
  }
} finally {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
}
