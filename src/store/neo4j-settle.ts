import type { Code, CodeStatus } from '../lattice/code.ts';
import { dayBefore } from '../lattice/days.ts';
import type { Run } from './bolt.ts';
import { ANY_TERM } from './neo4j-graph.ts';
import { parts } from './neo4j-join.ts';
import { SAYINGS } from './neo4j-sayings.ts';
import type { DocumentOf, ImportKind } from './store.ts';

/** What cites a file that goes away, by id. */
export interface Left {
  readonly Code: ReadonlySet<string>;
  readonly Term: ReadonlySet<string>;
  readonly Family: ReadonlySet<string>;
}

/** A file that is seen. */
interface File {
  readonly file: number;
  readonly id: string;
  readonly kind: ImportKind;
  readonly release: string;
  readonly starts: string;
}

/**
 * Finds another place for what is left without a file: a code that a remaining edition lists is what that edition says; one
 * that other rows name keeps its number alone, and cites such a row; what nothing names is removed. Runs where the graph is
 * already as it will be seen.
 */
export async function settle(run: Run, left: Left, documentOf: DocumentOf): Promise<void> {
  const files = await run<File>(FILES);
  for (const ids of parts([...left.Code], 1_000)) await settleCodes(run, ids, files, documentOf);
  for (const ids of parts([...left.Term])) await run(SETTLE_TERMS, { ids });
  if (left.Family.size > 0) await settleFamilies(run, [...left.Family]);
}

const FILES = `MATCH (s:Source) WHERE s.file IS NOT NULL
  RETURN s.file AS file, s.id AS id, s.kind AS kind, s.release AS release, s.starts AS starts`;

interface Home {
  readonly id: string;
  readonly says: Pick<Code, 'id' | 'system' | 'code' | 'label' | 'labelKind' | 'edition'>;
  readonly listed: {
    readonly kind: ImportKind;
    readonly release: string;
    readonly starts: string;
    readonly source: string;
    readonly line: number;
    readonly label: string | null;
    readonly status: CodeStatus;
  } | null;
  /** The release is null where the seed names the code. */
  readonly named: { readonly source: string; readonly line: number; readonly release: string | null } | null;
}

async function settleCodes(
  run: Run,
  ids: readonly string[],
  files: readonly File[],
  documentOf: DocumentOf,
): Promise<void> {
  const byFile = (of: 'id' | 'release' | 'starts') =>
    Object.fromEntries(files.map((one) => [one.file, one[of]]));
  const homes = await run<Home>(HOMES, {
    ids,
    files: files.map(({ file }) => file),
    names: byFile('id'),
    releases: byFile('release'),
    starts: byFile('starts'),
  });
  const changes: { id: string; says: Record<string, unknown> }[] = [];
  const bare: string[] = [];
  const gone: string[] = [];
  for (const { id, says, listed, named } of homes) {
    if (listed !== null) changes.push({ id, says: asListed(listed, says, files, documentOf) });
    else if (named === null) gone.push(id);
    else {
      const { source, line, release } = named;
      const cited = { source, line, evidence: null };
      changes.push({
        id,
        says: release === null ? cited : { ...cited, ...asBare(release, says, documentOf) },
      });
      if (release !== null) bare.push(id);
    }
  }
  await run(UNSTATE, { ids: bare });
  await run(CHANGE, { changes });
  await run(REMOVE_CODES, { ids: gone });
}

/** What the newest edition that lists a code says of it. */
function asListed(
  { kind, release, starts, source, line, label, status }: NonNullable<Home['listed']>,
  says: Home['says'],
  files: readonly File[],
  documentOf: DocumentOf,
) {
  const [next] = files
    .flatMap((one) => (one.kind === kind && one.starts > starts ? [one.starts] : []))
    .sort();
  const labelled = label === null ? says : { ...says, label, labelKind: 'OFFICIAL' as const };
  return {
    edition: release,
    label: labelled.label,
    labelKind: labelled.labelKind,
    status: next === undefined ? status : 'DELETED',
    lastValidDay: next === undefined ? null : dayBefore(next),
    source,
    line,
    evidence: null,
    ...(label !== null && label !== says.label && { tokens: documentOf(labelled).tokens.join(' ') }),
  };
}

function asBare(release: string, says: Home['says'], documentOf: DocumentOf) {
  const label = `${says.system} ${says.code}`;
  const bare = { ...says, label, labelKind: 'CODE_ONLY' as const };
  return {
    label,
    labelKind: bare.labelKind,
    addOn: false,
    curated: false,
    edition: /^\d{4}/.exec(release)?.[0] ?? 'unknown',
    tokens: documentOf(bare).tokens.join(' '),
  };
}

const saying = (type: string) => `head(COLLECT {
      MATCH (c)-[r:${type}]->(s:Source)
      RETURN {source: s.id, line: r.line, release: s.release} ORDER BY s.starts DESC, s.file, r.line LIMIT 1
    })`;
const pair = (pattern: string) => `head(COLLECT {
      MATCH ${pattern} WHERE r.file IN $files
      RETURN {source: $names[toString(r.file)], line: r.line, release: $releases[toString(r.file)]}
      ORDER BY $starts[toString(r.file)] DESC, r.file, r.line LIMIT 1
    })`;
const edge = (pattern: string) => `head(COLLECT {
      MATCH ${pattern}
      RETURN {source: r.source, line: r.line, release: $releases[toString(r.file)]} ORDER BY o.id, r.file LIMIT 1
    })`;

const HOMES = `UNWIND $ids AS id
  MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id)
  RETURN id, c {.id, .system, .code, .label, .labelKind, .edition} AS says,
    head(COLLECT {
      MATCH (c)-[r:${SAYINGS.listed.type}]->(s:Source)
      RETURN {kind: s.kind, release: s.release, starts: s.starts, source: s.id, line: r.line, label: r.label,
        status: r.status} ORDER BY s.starts DESC LIMIT 1
    }) AS listed,
    coalesce(${[
      saying(SAYINGS.unitsPerDay.type),
      saying(SAYINGS.billing.type),
      pair('(c)-[r:BUNDLES]->()'),
      pair('(c)<-[r:BUNDLES]-()'),
      saying(SAYINGS.contractorAddOns.type),
      saying(SAYINGS.texts.type),
      edge('(c)-[r:ADD_ON_TO]->(o:Code)'),
      edge('(c)<-[r:ADD_ON_TO]-(o:Code)'),
      edge('(c)-[r:MAPS_TO]->(o:Code)'),
      edge('(c)<-[r:MAPS_TO]-(o:Code)'),
      edge('(c)-[r:NEVER_WITH|MAY_GO_WITH|NOT_WITH]-(o:Code)'),
    ].join(',\n    ')}) AS named`;

const CHANGE = `UNWIND $changes AS change
  MATCH (c:Code {id: change.id}) USING INDEX SEEK c:Code(id) SET c += change.says`;

/** Only their number is left. */
const UNSTATE = `UNWIND $ids AS id
  MATCH (c:Code {id: id})-[r:${ANY_TERM}|IN_FAMILY|BROADER]->() USING INDEX SEEK c:Code(id) DELETE r`;

const REMOVE_CODES = 'UNWIND $ids AS id MATCH (c:Code {id: id}) USING INDEX SEEK c:Code(id) DETACH DELETE c';

/** A term that codes still use cites the first of them. */
const SETTLE_TERMS = `UNWIND $ids AS id
  MATCH (t:Term {id: id}) USING INDEX SEEK t:Term(id)
  WITH t, head(COLLECT { MATCH (t)<-[:${ANY_TERM}]-(c:Code) RETURN c {.source, .line} ORDER BY c.id LIMIT 1 }) AS user
  FOREACH (_ IN CASE WHEN user IS NULL THEN [1] ELSE [] END | DETACH DELETE t)
  FOREACH (_ IN CASE WHEN user IS NULL THEN [] ELSE [1] END |
    SET t.source = user.source, t.line = user.line REMOVE t.evidence)`;

/** A family that has codes, or families, still cites the first of them. */
async function settleFamilies(run: Run, ids: readonly string[]): Promise<void> {
  let homeless = ids;
  for (const member of ['(f)<-[:IN_FAMILY]-(m:Code)', '(f)<-[:PART_OF]-(m:Family) WHERE NOT m.id IN $ids']) {
    for (let before = -1; before !== homeless.length; ) {
      before = homeless.length;
      const settled = await run<{ id: string }>(
        `UNWIND $ids AS id
         MATCH (f:Family {id: id}) USING INDEX SEEK f:Family(id)
         WITH f, head(COLLECT { MATCH ${member} RETURN m {.source, .line} ORDER BY m.id LIMIT 1 }) AS member
         WHERE member IS NOT NULL
         SET f.source = member.source, f.line = member.line REMOVE f.evidence
         RETURN f.id AS id`,
        { ids: homeless },
      );
      const found = new Set(settled.map(({ id }) => id));
      homeless = homeless.filter((id) => !found.has(id));
    }
  }
  await run('UNWIND $ids AS id MATCH (f:Family {id: id}) USING INDEX SEEK f:Family(id) DETACH DELETE f', {
    ids: homeless,
  });
}
