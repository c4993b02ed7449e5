import { grouped } from '../../../lattice/grouped.ts';
import { forgottenOf, pairedEdition, relatedProcedures, releasesToForget } from '../../forgotten.ts';
import type { Documents, ImportKind, Source } from '../../records.ts';
import type { Batch, Forgotten, Import } from '../../release.ts';
import type { Bolt, BoltOptions } from '../driver.ts';
import { RELEASE_ROWS } from '../release-rows.ts';
import { changeReleases, type HeldSource } from './change.ts';
import { compare } from './compare.ts';
import { takeIn } from './import.ts';
import { switchTo } from './switch.ts';

/**
 * Takes releases out of a Neo4j again: one, with all its variants, or all of a kind where `release` is null. What they had
 * changed is as the seed and the remaining releases say. It is an import that brings nothing in their place: all of it is
 * seen at once; cut off at any moment, it ends equal when it is run again. Does nothing where no such release is held.
 */
export function forgetNeo4j(
  options: BoltOptions,
  kind: ImportKind,
  release: string | null,
  documents: Documents,
): Promise<Forgotten[]> {
  return changeReleases(options, { doing: 'forgetting', kind, release }, async (change) => {
    const { bolt, lock, sources } = change;
    const going = releasesToForget(kind, release, releasesIn(sources));
    if (going.length === 0) return [];
    const replaced = going.flatMap(({ files }) => files);
    const staying = sources.filter((one) => !replaced.includes(one));
    const told: { release: string; rows: number }[] = [];
    for (const one of going) {
      const files = one.files.map(({ file }) => file);
      const { removed } = await compare(bolt, [], files);
      told.push({ release: one.release, rows: removed });
    }
    const { arrived } = await takeIn(change, nothing(bolt, kind, staying, documents), replaced);
    await switchTo(bolt, lock, arrived);
    return forgottenOf(told, arrived.staged.orphans.Code.length);
  });
}

/** The releases that are held, each with its files. */
const releasesIn = (sources: readonly HeldSource[]) =>
  [...grouped(sources, ({ kind, release }) => `${kind} ${release}`).values()].flatMap((files) =>
    files.slice(0, 1).map(({ kind, release, starts }) => ({ kind, release, starts, files })),
  );

/** The import that replaces forgotten releases: no file, and the related pairs of the edition that is then the newest. */
function nothing(bolt: Bolt, kind: ImportKind, staying: readonly Source[], documents: Documents): Import {
  return {
    kind,
    release: '',
    starts: '',
    sources: [],
    documents,
    async *batches(): AsyncGenerator<Batch> {
      if (kind !== 'icd10pcs') return;
      const edition = pairedEdition(staying);
      const codes = await bolt.alone<{ code: string }>(LISTED, { edition });
      yield { of: 'related', rows: [...relatedProcedures(codes.map(({ code }) => code))] };
    },
  };
}

const LISTED = `MATCH (s:Source {kind: 'icd10pcs', release: $edition})<-[:${RELEASE_ROWS.listed.type}]-(c:Code)
  RETURN DISTINCT c.code AS code ORDER BY code`;
