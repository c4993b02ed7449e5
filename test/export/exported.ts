import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ExportRequest, exportInto } from '../../src/export/export.ts';
import type { Manifest } from '../../src/export/manifest.ts';
import { SYSTEM_ORDER } from '../../src/lattice/systems.ts';
import type { Store } from '../../src/store/store.ts';
import { speaker, temporaryFolder } from '../seeded.ts';

export interface Exported {
  readonly folder: string;
  readonly manifest: Manifest;
  path(name: string): string;
  text(name: string): string;
  remove(): void;
}

const NOTHING_ASKED = { system: [], without: [], family: [], around: [], depth: [], format: [], lang: [] };

/** Exports a store into a folder of its own: all its codes in English, but for what is asked otherwise. */
export async function exported(
  store: Store,
  formats: readonly string[],
  asked: Partial<ExportRequest> = {},
): Promise<Exported> {
  const { folder, remove } = temporaryFolder();
  const request: ExportRequest = {
    systems: SYSTEM_ORDER,
    families: null,
    around: null,
    languages: ['EN'],
    asked: NOTHING_ASKED,
    formats,
    ...asked,
  };
  const manifest = await exportInto(folder, await store.at(), speaker, request, () => {});
  const path = (name: string) => join(folder, name);
  return { folder, manifest, path, text: (name) => readFileSync(path(name), 'utf8'), remove };
}
