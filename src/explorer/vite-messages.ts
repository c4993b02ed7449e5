import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Plugin } from 'vite';

/** Imports of `…/messages.csv?quiz` give the server's messages `quiz.…` of that language, by what stands behind the dot. */
export function messages(): Plugin {
  return {
    name: 'messages',
    load(id) {
      const [, file, group] = /^(.*\/messages\.csv)\?(\w+)$/.exec(id) ?? [];
      if (file === undefined) return;
      this.addWatchFile(file);
      const rows: { key: string; message: string }[] = parse(readFileSync(file), {
        columns: true,
        bom: true,
      });
      const own = rows
        .filter(({ key }) => key.startsWith(`${group}.`))
        .map(({ key, message }) => [key.slice(`${group}.`.length), message]);
      return { code: `export default ${JSON.stringify(Object.fromEntries(own))}`, map: null };
    },
  };
}
