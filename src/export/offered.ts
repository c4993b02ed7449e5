import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MANIFEST, type Manifest, type ManifestFile, readManifest } from './manifest.ts';

/** An export that lies in a folder; of its files those that have the size of which the manifest speaks. */
export interface Offered {
  readonly folder: string;
  readonly manifest: Manifest;
}

/** How much of the SHA-256 stands in an address. */
const MARK = 12;
export const markOf = ({ sha256 }: Pick<ManifestFile, 'sha256'>): string => sha256.slice(0, MARK);

/** Where a file is: an address of its own for each state of the dataset and content of the file. */
export const addressOf = (dataset: string, file: Pick<ManifestFile, 'sha256' | 'name'>): string =>
  `/export/${dataset}/${markOf(file)}/${file.name}`;

/** The exports of a dataset in a folder and in the folders inside it; none where they cannot be read. */
export async function offeredIn(root: string, version: string): Promise<Offered[]> {
  const inside = await readdir(root, { withFileTypes: true }).catch(() => []);
  const folders = inside
    .filter((one) => one.isDirectory() && !one.name.startsWith('.'))
    .map(({ name }) => name);
  const found = await Promise.all(
    [root, ...folders.sort().map((name) => join(root, name))].map(async (folder) => {
      const manifest = await readManifest(join(folder, MANIFEST)).catch(() => null);
      if (manifest?.dataset !== version) return [];
      const there = await Promise.all(manifest.files.map((file) => isWhole(folder, file)));
      return [{ folder, manifest: { ...manifest, files: manifest.files.filter((_, at) => there[at]) } }];
    }),
  );
  return found.flat();
}

async function isWhole(folder: string, { name, bytes }: ManifestFile): Promise<boolean> {
  if (basename(name) !== name) return false;
  const there = await stat(join(folder, name)).catch(() => null);
  return there?.isFile() === true && there.size === bytes;
}
