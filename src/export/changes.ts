import { LISTED_BY } from '../graphql/resolvers/changes.ts';
import { kindNamed } from '../graphql/resolvers/dataset.ts';
import type { CodeSystem } from '../lattice/axes.ts';
import { variantOf } from '../lattice/releases.ts';
import { SYSTEM_NAMES, SYSTEM_ORDER } from '../lattice/systems.ts';

/** The code systems whose changes can be asked for. */
export const SYSTEMS: readonly CodeSystem[] = SYSTEM_ORDER;

type Values = Readonly<Record<string, unknown>>;

/** Gives the data of a document; throws what its errors say. */
export type Ask = (document: string, variables: Values) => Promise<Values>;

/** What is asked: a code system, and a family where only its codes are meant. */
export interface Asked {
  readonly system: CodeSystem;
  readonly family: string | null;
}

/** From one loaded release of a code system to the next. */
export interface Step {
  readonly from: string;
  readonly to: string;
  /** The first day for which the later one speaks, ISO, and when it was taken in, RFC 3339. */
  readonly starts: string;
  readonly importedAt: string;
}

export interface Change {
  readonly kind: 'ADDED' | 'DELETED' | 'RELABELLED' | 'REVALUED';
  readonly code: { readonly code: string; readonly label: string };
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/** A page of the changes of a step. */
export interface Changes {
  readonly totalCount: number;
  readonly counts: readonly { readonly kind: Change['kind']; readonly count: number }[];
  readonly edges: readonly { readonly node: Change }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const RELEASES = 'query Releases { dataset { sources { kind release starts importedAt } } }';

interface Release {
  readonly kind: string | null;
  readonly release: string;
  readonly starts: string;
  readonly importedAt: string;
}

/** The steps between the releases that list the codes of a system, newest first; null where none is loaded. */
export async function stepsOf({ system }: Pick<Asked, 'system'>, ask: Ask): Promise<Step[] | null> {
  const { dataset } = (await ask(RELEASES, {})) as { dataset: { sources: readonly Release[] } };
  const releases = new Map<string, Release>();
  for (const source of dataset.sources) {
    // Participants of a payment model have a schedule of their own, which is no later release.
    if (source.kind !== kindNamed(LISTED_BY[system]) || variantOf(source.release).variant === 'QPP') continue;
    const known = releases.get(source.release);
    if (known === undefined || known.importedAt < source.importedAt) releases.set(source.release, source);
  }
  if (releases.size === 0) return null;
  const placeOf = ({ starts, release }: Release) => `${starts} ${release}`;
  const inOrder = [...releases.values()].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return inOrder
    .flatMap(({ release: to, starts, importedAt }, at) => {
      const before = inOrder[at - 1];
      return before === undefined ? [] : { from: before.release, to, starts, importedAt };
    })
    .reverse();
}

/** The query for the changes of steps; it takes `system`, `family`, `first` and `after`. */
export function changesDocument(steps: readonly Pick<Step, 'from' | 'to'>[]): string {
  const fields = steps.map(
    ({ from, to }, at) =>
      `step${at}: changes(system: $system, from: ${JSON.stringify(from)}, to: ${JSON.stringify(to)}, family: $family, first: $first, after: $after) { ...Rows }`,
  );
  return `query Changes($system: CodeSystem!, $family: ID, $first: Int!, $after: String) {
  ${fields.join('\n  ')}
}
fragment Rows on ChangeConnection {
  totalCount
  counts { kind count }
  edges { node { kind code { code label(lang: EN) } field before after } }
  pageInfo { hasNextPage endCursor }
}`;
}

/** The first changes of each step, by one query. */
export async function changesOf(
  steps: readonly Step[],
  asked: Asked & { readonly first: number; readonly after?: string | null },
  ask: Ask,
): Promise<Changes[]> {
  if (steps.length === 0) return [];
  const data = await ask(changesDocument(steps), { ...asked });
  return steps.map((_, at) => data[`step${at}`] as Changes);
}

/** "206 added, 39 deleted, 2 relabelled"; "no change" where there is none. */
export function countsIn({ counts }: Pick<Changes, 'counts'>): string {
  const some = counts.filter(({ count }) => count > 0);
  if (some.length === 0) return 'no change';
  return some.map(({ kind, count }) => `${count.toLocaleString('en')} ${kind.toLowerCase()}`).join(', ');
}

export const COLUMNS = ['code', 'change', 'before', 'now'] as const;

/** A row for the table of changes: what came or went with its label, what changed with its values. */
export function rowOf({ kind, code, field, before, after }: Change): string[] {
  const change = kind === 'REVALUED' ? (field ?? '') : kind.toLowerCase();
  const was = before ?? (kind === 'DELETED' ? code.label : '');
  const is = after ?? (kind === 'ADDED' ? code.label : '');
  return [code.code, change, was, is];
}

/** "ICD-10-PCS", and the family where one is asked for. */
export const titleOf = ({ system, family }: Asked): string =>
  family === null ? SYSTEM_NAMES[system] : `${SYSTEM_NAMES[system]}, ${family}`;
