import type { Words } from './en.ts';

/** The files of a language as one object by their names; a test holds them to the keys of English. */
export function gathered(files: Record<string, unknown>): Words {
  const parts = Object.entries(files).map(([path, words]) => [path.replace(/^.*\/|\.json$/g, ''), words]);
  return Object.fromEntries(parts) as Words;
}
