import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import type { CodeSystem } from '../lattice/axes.ts';
import type { Snapshot } from '../store/store.ts';
import { datasetWork, written } from '../text/bibliography.ts';
import type { Language } from '../text/languages.ts';
import type { Speaker } from '../text/speaker.ts';
import { FORMATS } from './formats.ts';
import { type Begun, type Making, withoutNumbers } from './making.ts';
import { type Asked, FORM, MANIFEST, type Manifest, type ManifestFile, NOTICE } from './manifest.ts';
import { createOutput } from './output.ts';
import { type Chosen, type Selection, select } from './selection.ts';
import { walk } from './walk.ts';

/** What is exported: checked, and in the terms of the graph. */
export interface ExportRequest {
  readonly systems: readonly CodeSystem[];
  readonly families: readonly string[] | null;
  readonly around: Chosen['around'];
  readonly formats: readonly string[];
  readonly languages: readonly [Language, ...Language[]];
  /** As it was asked for. */
  readonly asked: Asked;
}

interface NamedFile extends Begun {
  readonly name: string;
  readonly format: string;
}

/**
 * Writes the chosen codes of a dataset in the chosen formats into a folder, with a manifest, and gives the manifest. The same
 * dataset and request give the same bytes. `tell` hears which share of the codes is written. Throws the system's error where
 * a file cannot be written.
 */
export async function exportInto(
  path: string,
  snapshot: Snapshot,
  speaker: Speaker,
  request: ExportRequest,
  tell: (share: number, detail: string) => void,
): Promise<Manifest> {
  const selection = await select(snapshot, request);
  if (selection.count === 0) {
    throw new UsageError('Nothing is left: no code that is loaded fits what is chosen and not left out.');
  }
  const begun: NamedFile[] = [];
  const clean = request.systems.includes('CPT') ? null : withoutNumbers;
  const making = (format: string): Making => ({
    snapshot,
    selection,
    languages: request.languages,
    words: (language) => speaker(language, snapshot.vocabulary),
    clean,
    begin(name) {
      const file = {
        name,
        format,
        output: createOutput(join(path, name)),
        rows: 0,
        cited: new Set<string>(),
      };
      begun.push(file);
      return file;
    },
  });
  try {
    const writers = request.formats.map((format) => {
      const writerOf = FORMATS[format];
      if (writerOf === undefined) throw new Error(`there is no format ${format}`);
      return writerOf(making(format));
    });
    let done = 0;
    for await (const visited of walk(snapshot, selection)) {
      for (const writer of writers) writer.visit(visited);
      done += visited.length;
      tell(Math.min(1, done / selection.count), `${done.toLocaleString('en')} codes`);
    }
    for (const writer of writers) await writer.end();
    const manifest = await manifestOf(snapshot, selection, request, begun, clean);
    writeFileSync(join(path, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { flag: 'wx' });
    return manifest;
  } finally {
    for (const { output } of begun) output.abandon();
  }
}

async function manifestOf(
  snapshot: Snapshot,
  { isWhole }: Selection,
  { asked, systems }: ExportRequest,
  begun: readonly NamedFile[],
  clean: Making['clean'],
): Promise<Manifest> {
  const { sources } = await snapshot.dataset();
  const all = new Set(begun.flatMap(({ cited }) => [...cited]));
  const cited = sources.filter(({ id }) => isWhole || all.has(id));
  const licencesOf = (ids: ReadonlySet<string>) => {
    // A file that cites nothing itself, such as that of edges, follows from all others.
    const those = ids.size === 0 ? cited : cited.filter(({ id }) => ids.has(id));
    return [...new Set(those.map(({ licence }) => licence))].sort();
  };
  const files: ManifestFile[] = begun.map(({ name, format, output, rows, cited }) => ({
    name,
    format,
    rows,
    ...output.end(),
    licences: licencesOf(cited),
  }));
  return {
    manifest: FORM,
    dataset: snapshot.version,
    asked,
    files: files.sort((a, b) => (a.name < b.name ? -1 : 1)),
    sources: cited.map(({ id, title, publisher, release, sha256, licence }) => ({
      id: clean?.(id) ?? id,
      title: clean?.(title) ?? title,
      publisher,
      release,
      sha256,
      licence,
    })),
    citation: written(datasetWork(snapshot.version, null), 'TEXT'),
    notice: systems.includes('CPT') ? NOTICE : null,
  };
}
