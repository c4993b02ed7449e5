import { PublicError, UsageError } from '../errors.ts';
import { type ExportRequest, exportInto } from '../export/export.ts';
import { stage } from '../export/folder.ts';
import { FORMATS } from '../export/formats.ts';
import { type Asked, type Manifest, readManifest } from '../export/manifest.ts';
import type { CodeSystem } from '../lattice/axes.ts';
import { readingsOf } from '../lattice/code-ids.ts';
import { SYSTEM_ORDER, systemsNamed } from '../lattice/systems.ts';
import { openTexts } from '../load/seed/seed.ts';
import type { Snapshot } from '../store/store.ts';
import { LANGUAGE_CODES, type Language } from '../text/languages.ts';
import { createSpeaker } from '../text/speaker.ts';
import type { Config } from './config.ts';
import type { Terminal } from './import.ts';
import { familyOf, languageOf, oneOf } from './options.ts';
import { createProgress } from './progress.ts';
import { root } from './root.ts';
import { openSeeded } from './seeding.ts';
import { keepHeapSmall } from './small-heap.ts';
import { inColumns } from './terminal-table.ts';

/** The options of the command: lists with commas between. */
export interface ExportOptions {
  readonly out: string;
  readonly system?: string;
  readonly family?: string;
  /** Codes, and how many steps away from them. */
  readonly around?: string;
  readonly depth?: string;
  readonly format?: string;
  readonly without?: string;
  readonly lang?: string;
  /** The manifest of an earlier export, whose choices are taken. */
  readonly same?: string;
}

/** How the system says that a disk is full, or a file longer than it allows. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];
const CHOICES = ['system', 'without', 'family', 'around', 'depth', 'format', 'lang'] as const;

/** Writes what the store holds as files into a folder, all of them or none, and lists them. */
export async function exportFiles(
  config: Config,
  options: ExportOptions,
  { say, tell, errors }: Terminal,
): Promise<number> {
  keepHeapSmall();
  const asked = await askedOf(options);
  const store = await openSeeded(config, tell);
  try {
    const snapshot = await store.at();
    const request = await checked(asked, snapshot);
    const staged = stage(options.out);
    const progress = await createProgress(errors, 'export');
    try {
      const speaker = createSpeaker(openTexts(root));
      const manifest = await exportInto(staged.path, snapshot, speaker, request, progress.at);
      staged.publish(manifest.files.map(({ name }) => name));
      progress.end();
      for (const line of told(manifest)) say(line);
      return 0;
    } catch (error) {
      progress.end();
      if (!FULL.includes((error as NodeJS.ErrnoException).code)) throw error;
      const message = `There is no room left to write in ${options.out}; nothing of the export is kept. Make room, then export again.`;
      throw new PublicError('STORE_UNAVAILABLE', message, { cause: error });
    } finally {
      staged.remove();
    }
  } finally {
    await store.close();
  }
}

/** The choices as they stand in the options, or in the manifest that they name. */
async function askedOf(options: ExportOptions): Promise<Asked> {
  if (options.same === undefined) {
    const listed = (name: (typeof CHOICES)[number]) =>
      options[name]?.split(',').map((one) => one.trim()) ?? [];
    return Object.fromEntries(CHOICES.map((name) => [name, listed(name)])) as unknown as Asked;
  }
  const extra = CHOICES.find((name) => options[name] !== undefined);
  if (extra !== undefined)
    throw new UsageError(`--same takes all choices from the manifest; leave out --${extra}.`);
  const manifest = await readManifest(options.same).catch((error: Error) => {
    throw new UsageError(`--same ${options.same} cannot be read: ${error.message}`);
  });
  const isWhole = CHOICES.every((name) => Array.isArray(manifest?.asked?.[name]));
  if (manifest === null || !isWhole)
    throw new UsageError(`--same ${options.same} is no manifest of an export.`);
  return manifest.asked;
}

/** Understands the choices; throws UsageError for what there is not, and says what there is. */
async function checked(asked: Asked, snapshot: Snapshot): Promise<ExportRequest> {
  const [chosen, without] = [systemsOf('--system', asked.system), systemsOf('--without', asked.without)];
  const systems = (chosen ?? SYSTEM_ORDER).filter((system) => !without?.includes(system));
  const formats = Object.keys(FORMATS);
  if (systems.length === 0)
    throw new UsageError('Nothing is left: --without leaves out all that --system names.');
  const languages = asked.lang.map(languageOf);
  return {
    systems,
    families:
      asked.family.length === 0 ? null : asked.family.map((name) => familyOf('--family', name, snapshot)),
    around: await aroundOf(asked, snapshot),
    formats: asked.format.length === 0 ? formats : oneOf('--format', asked.format, formats),
    languages: languages.length === 0 ? LANGUAGES : (languages as [Language, ...Language[]]),
    asked,
  };
}

const LANGUAGES = LANGUAGE_CODES as unknown as [Language, ...Language[]];

/** Null where none is named. */
function systemsOf(option: string, names: readonly string[]): readonly CodeSystem[] | null {
  if (names.length === 0) return null;
  return names.flatMap((name) => {
    const systems = systemsNamed(name);
    if (systems.length === 0) oneOf(option, [name], SYSTEM_ORDER);
    return systems;
  });
}

/** The codes that are meant, all of which must be loaded, and the steps: 1 where none are named. */
async function aroundOf({ around, depth }: Asked, snapshot: Snapshot): Promise<ExportRequest['around']> {
  const [steps = '1'] = depth;
  if (!/^[0-9]$/.test(steps))
    throw new UsageError(`--depth is a number of steps from 0 to 9, not "${steps}".`);
  if (around.length === 0) return null;
  const read = around.map((text) => readingsOf(text).codes.map(({ id }) => id));
  const there = new Set((await snapshot.codes(read.flat())).flatMap((code) => code?.id ?? []));
  const ids = read.map((ids, at) => {
    const found = ids.find((id) => there.has(id));
    if (found === undefined) throw new UsageError(`--around: no code "${around[at]}" is loaded.`);
    return found;
  });
  return { ids, depth: Number(steps) };
}

function told({ files, dataset }: Manifest): string[] {
  const rows = files.map(({ name, format, rows, bytes, sha256 }) => [
    name,
    format,
    rows.toLocaleString('en'),
    bytes.toLocaleString('en'),
    sha256.slice(0, 12),
  ]);
  return [...inColumns(['file', 'format', 'rows', 'bytes', 'sha256'], rows), `Of the dataset ${dataset}.`];
}
