import { readFile } from 'node:fs/promises';
import type { Source } from '../store/records.ts';

/** What an export holds; it lies beside the files as manifest.json. */
export interface Manifest {
  /** The form of this file. */
  readonly manifest: typeof FORM;
  /** The version of the dataset that the files tell of. */
  readonly dataset: string;
  /** What was asked for; `export --same` asks it again. */
  readonly asked: Asked;
  readonly files: readonly ManifestFile[];
  /** The sources that the files cite. */
  readonly sources: readonly Pick<Source, 'id' | 'title' | 'publisher' | 'release' | 'sha256' | 'licence'>[];
  /** How to name these files in print: what `cite` says of the dataset. */
  readonly citation: string;
  /** What holds for the use of CPT; null where the files have none of its numbers. */
  readonly notice: string | null;
}

/** The choices of an export, as the command takes them; empty lists choose all. */
export interface Asked {
  readonly system: readonly string[];
  readonly without: readonly string[];
  readonly family: readonly string[];
  readonly around: readonly string[];
  readonly depth: readonly string[];
  readonly format: readonly string[];
  readonly lang: readonly string[];
}

export interface ManifestFile {
  readonly name: string;
  readonly format: string;
  /** Rows of a table; nodes and edges of a graph; codes, terms and families of an RDF file; mappings; concepts. */
  readonly rows: number;
  readonly bytes: number;
  /** In hexadecimal. */
  readonly sha256: string;
  /** What holds for its use: the licences of the sources that it cites. */
  readonly licences: readonly string[];
}

/** What holds for the use of CPT, as NOTICE says it. */
export const NOTICE =
  'CPT is a registered trademark of the American Medical Association; CPT codes and descriptors are the AMA’s. These files use CPT numbers as identifiers and hold no CPT descriptors; whoever uses or distributes them needs their own AMA licence for the use of CPT.';

export const MANIFEST = 'manifest.json';
export const FORM = 'codelattice-export/1';

/** Reads a manifest; null where the file is none. Throws the system's error where it cannot be read. */
export const readManifest = async (path: string): Promise<Manifest | null> =>
  manifestIn(await readFile(path, 'utf8'));

/** The manifest that a text is; null where it is none. */
export function manifestIn(text: string): Manifest | null {
  try {
    const read = JSON.parse(text) as Partial<Manifest> | null;
    return read?.manifest === FORM ? (read as Manifest) : null;
  } catch {
    return null;
  }
}
