import { missingParts, PARTS } from '../../lattice/parts.ts';
import type { ImportKind, Source } from '../../store/records.ts';
import type { Import } from '../../store/release.ts';
import { FORMATS } from '../files/formats.ts';
import { ImportError } from '../files/import-error.ts';
import { joinInputs, type Member, openInput } from '../files/input.ts';
import { Report } from '../files/report.ts';
import { type AnySelection, select } from '../files/select.ts';
import { documents } from '../seed/search-documents.ts';
import { batchesOf, type ReadKind } from './batches.ts';
import { passedOver } from './passed-over.ts';
import type { Span } from './reading.ts';

/** Who publishes a kind of file, and under which terms. */
const PUBLISHED: Readonly<Record<ImportKind, { readonly publisher: string; readonly licence: string }>> = {
  pfs: cms('CMS, US government work; contains CPT codes, copyright AMA, AMA licence terms apply'),
  'ncci-ptp': cms('CMS, US government work; contains CPT codes, copyright AMA, AMA licence terms apply'),
  'ncci-mue': cms('CMS, US government work; contains CPT codes, copyright AMA, AMA licence terms apply'),
  'ncci-aoc': cms('CMS, US government work; contains CPT codes, copyright AMA, AMA licence terms apply'),
  icd10pcs: cms('CMS, public domain'),
  icd10cm: {
    publisher: 'National Center for Health Statistics; Centers for Medicare & Medicaid Services',
    licence: 'NCHS/CMS, based on ICD-10 copyright WHO; titles unchanged',
  },
  hcpcs: cms('CMS, public; D codes are copyright ADA and stand without text'),
  crosswalk: { publisher: 'the user', licence: 'as the user of this graph holds it' },
  'licensed-text': { publisher: 'the user', licence: "the user's own licence; not to be passed on" },
};

function cms(licence: string) {
  return { publisher: 'Centers for Medicare & Medicaid Services', licence };
}

export interface ImportOptions {
  readonly kind?: ReadKind;
  readonly release?: string;
  /** Whether the user holds a licence for the descriptors that a file carries. */
  readonly licensed?: boolean;
  readonly importedAt: Date;
}

/** A release that is ready to be taken in, with what is counted while it is read. */
export interface Prepared {
  readonly import: Import;
  readonly report: Report;
  readonly selection: AnySelection;
  /** What the user should know before it is taken in. */
  readonly warnings: readonly string[];
}

/**
 * The releases that files, zips or folders hold, oldest first; the parts of a release may lie in several of them. Throws
 * ImportError where there is nothing to import.
 */
export async function prepareImports(
  path: string | readonly string[],
  options: ImportOptions,
): Promise<Prepared[]> {
  const inputs = await Promise.all([path].flat().map(openInput));
  const selections = await select(joinInputs(inputs), options);
  const read = new Set(selections.flatMap(({ files }) => files.map(({ member }) => member)));
  const prepared = await Promise.all(selections.map((selection) => prepare(selection, options)));
  return prepared.map((one, index) =>
    index > 0 ? one : { ...one, warnings: [...passedOver(inputs, read), ...one.warnings] },
  );
}

async function prepare(selection: AnySelection, options: ImportOptions): Promise<Prepared> {
  const { kind, release, files } = selection;
  const starts = release.asOf;
  if (starts === null) {
    throw new ImportError({
      file: selection.path,
      found: `nothing tells on which day the release ${release.name} starts`,
      expected: FORMATS[kind].releases,
      remedy: 'Name the release by --release.',
    });
  }
  const report = new Report();
  const spans = new Map<Member, Span>();
  const sources: Source[] = await Promise.all(
    files.map(async ({ member, part }) => ({
      id: `${kind}/${release.name}/${member.name}`,
      title: FORMATS[kind].title,
      ...PUBLISHED[kind],
      release: release.name,
      sha256: await member.file.sha256(),
      get rows() {
        return report.readOf.get(member) ?? null;
      },
      importedAt: options.importedAt.toISOString(),
      kind,
      starts,
      part,
      get firstCode() {
        return spans.get(member)?.firstCode ?? null;
      },
      get lastCode() {
        return spans.get(member)?.lastCode ?? null;
      },
    })),
  );
  return {
    selection,
    report,
    warnings: partsToCome(selection),
    import: {
      kind,
      release: release.name,
      starts,
      sources,
      documents,
      batches: (held) =>
        batchesOf({ selection, sources, report, held, spans, licensed: options.licensed ?? false }),
    },
  };
}

/** Says which parts of a release are missing, if it comes in several. */
function partsToCome({ kind, release, files }: AnySelection): string[] {
  const parts = files.map(({ part }) => ({ part, firstCode: null, lastCode: null }));
  const missing = missingParts({ kind, parts });
  if (missing.length === 0) return [];
  return [
    `${kind} ${release.name} has ${PARTS[kind]?.length} parts, and ${missing.join(', ')} are not among these files. Parts that are ` +
      'held stay; import the others too: until then, pairs that they may hold are UNKNOWN.',
  ];
}
