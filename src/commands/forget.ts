import { UsageError } from '../errors.ts';
import { documents } from '../load/seed/search-documents.ts';
import { IMPORT_KINDS, type ImportKind } from '../store/records.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';
import { ensureSeeded } from './seeding.ts';
import { forgetFrom, openStore } from './stores.ts';

/** Takes a release out of the store again, or all of a kind, and says what went. */
export async function forgetReleases(
  config: Config,
  kindText: string,
  release: string | null,
  { say, tell }: Terminal,
): Promise<number> {
  const kind = IMPORT_KINDS.find((one) => one === kindText);
  if (kind === undefined) {
    throw new UsageError(`"${kindText}" is no kind of file; the kinds are ${IMPORT_KINDS.join(', ')}.`);
  }
  await ensureSeeded(config, tell);
  const forgotten = await forgetFrom(config, kind, release, documents);
  if (forgotten.length === 0) {
    const held = await releasesOf(config, kind);
    const what = release === null ? kind : `${kind} ${release}`;
    say(`${what} is not held${held.length === 0 ? '' : `; held are ${held.join(', ')}`}. Nothing to do.`);
  }
  for (const one of forgotten) {
    const codes =
      one.codes > 0 ? `, and ${one.codes.toLocaleString('en')} codes that nothing else names` : '';
    say(`Forgot ${kind} ${one.release}: ${one.rows.toLocaleString('en')} rows${codes}.`);
  }
  return 0;
}

async function releasesOf(config: Config, kind: ImportKind): Promise<string[]> {
  const store = await openStore(config);
  try {
    const { sources } = await (await store.at()).dataset();
    return [...new Set(sources.filter((one) => one.kind === kind).map(({ release }) => release))];
  } finally {
    await store.close();
  }
}
