import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../text/languages.ts';
import { type Html, html } from './html.ts';
import type { PageWords } from './page-words.ts';

/** A question that a page begins to ask before its script is there: the file of its document, and its variables. */
export type Question = readonly [document: string, variables: Readonly<Record<string, unknown>>];

/** What a page needs beside what every page needs. */
export interface Needs {
  /** The file of src/explorer/pages that is fetched for it; null where the explorer has it at once. */
  readonly chunk: string | null;
  readonly questions: readonly Question[];
}

/** The built page, and what the build says of its files. */
export interface Template {
  readonly words: (language: Language) => PageWords;
  /** The links that begin to load what a page needs. */
  readonly links: (needs: Needs, language: Language) => Html;
  /** A page in a language; without a head of its own that of every page, without a body an empty one. */
  readonly page: (language: Language, head: Html, body: Html | null) => string;
}

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
}

interface Written {
  readonly documents: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, PageWords>>;
}

/** What is longer the explorer sends in another way. */
const LONGEST_ADDRESS = 2_000;

/** The page from its beginning to its language, to its head, to its body, and to its end. */
const PLACES = /^(.*?<html) lang="en"(>.*)<!--head-->.*<!--\/head-->(.*)<!--page--><!--\/page-->(.*)$/s;

/** Reads the explorer as the build left it in a folder; null where it is not built. */
export function readTemplate(folder: string): Template | null {
  if (!existsSync(join(folder, 'index.html'))) return null;
  const read = (file: string) => readFileSync(join(folder, file), 'utf8');
  const manifest = JSON.parse(read('manifest.json')) as Readonly<Record<string, Chunk>>;
  const written = JSON.parse(read('written.json')) as Written;
  const whole = read('index.html');
  const parts = PLACES.exec(whole);
  if (parts === null)
    throw new Error(`${join(folder, 'index.html')} has no places for what the server writes`);
  const [, start = '', top = '', middle = '', end = ''] = parts;
  const first = filesOf(['index.html'], manifest);
  return {
    words: (language) => {
      const words = written.words[LANGUAGES[language].folder];
      if (words === undefined) throw new Error(`written.json has no words of ${language}`);
      return words;
    },
    links({ chunk, questions }, language) {
      const { folder: tag } = LANGUAGES[language];
      const wanted = [...(chunk === null ? [] : [`pages/${chunk}.tsx`]), `words/${tag}.ts`];
      const files = [...filesOf(wanted, manifest)].filter((file) => !first.has(file));
      const links = files.map((file) =>
        file.endsWith('.css')
          ? html`<link rel="stylesheet" crossorigin href="/app/${file}">`
          : html`<link rel="modulepreload" crossorigin href="/app/${file}">`,
      );
      const asked = questions.flatMap(([document, variables]) => {
        // As `send` of src/explorer/client.ts writes it: only the very same address is taken up.
        const documentId = written.documents[document];
        if (documentId === undefined) throw new Error(`written.json has no document ${document}`);
        const search = new URLSearchParams({ documentId, variables: JSON.stringify(variables), lang: tag });
        const address = `/graphql?${String(search)}`;
        if (address.length > LONGEST_ADDRESS) return [];
        return html`<link rel="preload" as="fetch" crossorigin="anonymous" href="${address}">`;
      });
      return html`${asked}${links}`;
    },
    page(language, head, body) {
      const { folder: tag, direction } = LANGUAGES[language];
      const attributes = html` lang="${tag}" dir="${direction.toLowerCase()}"`.html;
      return `${start}${attributes}${top}${head.html}${middle}${body?.html ?? ''}${end}`;
    },
  };
}

/** The files of chunks and of all that they import, styles too; none of what the build does not name. */
function filesOf(names: readonly string[], manifest: Readonly<Record<string, Chunk>>): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const add = (name: string) => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const other of chunk.imports ?? []) add(other);
  };
  for (const name of names) add(name);
  return files;
}
