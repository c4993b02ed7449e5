import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { idOf } from './vite-documents.ts';

/** The words that pages have before their script is there. */
const GROUPS = [
  'axes',
  'basket',
  'billing',
  'browse',
  'canvas',
  'changes',
  'claim',
  'code',
  'compare',
  'data',
  'embed',
  'family',
  'home',
  'learn',
  'listing',
  'path',
  'search',
  'shell',
  'spine',
  'term',
];

/** Puts beside the page what the server writes pages with: the ids of the documents by their files, and words by language. */
export function written(): Plugin {
  const documents = join(import.meta.dirname, 'documents');
  const words = join(import.meta.dirname, 'words');
  return {
    name: 'written',
    generateBundle() {
      const ids = readdirSync(documents)
        .filter((file) => file.endsWith('.graphql'))
        .map((file) => [file.replace('.graphql', ''), idOf(readFileSync(join(documents, file), 'utf8'))]);
      const spoken = readdirSync(words, { withFileTypes: true })
        .filter((one) => one.isDirectory())
        .map(({ name }) => [
          name,
          Object.fromEntries(
            GROUPS.map((group) => [
              group,
              JSON.parse(readFileSync(join(words, name, `${group}.json`), 'utf8')),
            ]),
          ),
        ]);
      const source = JSON.stringify({
        documents: Object.fromEntries(ids),
        words: Object.fromEntries(spoken),
      });
      this.emitFile({ type: 'asset', fileName: 'written.json', source });
    },
  };
}

/** Lets a small script run before the first paint, which no longer waits for the page's own. */
export function recallTheme(): Plugin {
  const source = readFileSync(join(import.meta.dirname, 'recall-theme.js'), 'utf8').replace(
    /^\/\/.*\n/gm,
    '',
  );
  const hash = createHash('sha256').update(source).digest('hex').slice(0, 8);
  const fileName = `assets/recall-theme-${hash}.js`;
  return {
    name: 'recall-theme',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName, source });
    },
    transformIndexHtml: () => [
      { tag: 'script', attrs: { src: `/app/${fileName}` }, injectTo: 'head-prepend' },
    ],
  };
}
