import type { Code, CodeId } from '../lattice/code.ts';
import type { Meaning } from '../lattice/meanings.ts';
import type { Edition, Wording, worded } from '../lattice/standing.ts';
import type { Family, Term } from '../lattice/vocabulary.ts';
import type { Bolt } from './bolt.ts';
import type { Derived } from './derive.ts';
import type { Batch, ContractorAddOn, Import, LicensedText, Listed, Named } from './import.ts';
import { createArriving } from './neo4j-arriving.ts';
import { derivedCodes, derivedNames } from './neo4j-derive.ts';
import type { Before } from './neo4j-held.ts';
import { grouped } from './neo4j-join.ts';
import type { Said, Saying } from './neo4j-sayings.ts';
import { createSeen } from './neo4j-seen.ts';
import type { Left } from './neo4j-settle.ts';
import type { Staged } from './neo4j-staged.ts';
import type { Turn } from './neo4j-turn.ts';
import type { AddOn, Crosswalk, SearchDocument } from './store.ts';

/** Takes the batches of one import into the graph, where nobody sees them yet. */
export interface Intake {
  take(batch: Batch): Promise<void>;
  /** What the last transaction has to do besides making the new nodes seen. */
  finish(): Promise<{
    readonly staged: Staged;
    readonly left: Left;
    readonly bringsFacts: boolean;
    readonly rows: number;
  }>;
}

export interface IntakeOptions {
  readonly bolt: Bolt;
  readonly turn: Turn;
  readonly release: Import;
  readonly before: Before;
  /** The number of each source. */
  readonly files: ReadonlyMap<string, number>;
}

/** Tells the rows about nodes that arrive, which are written at once, from those about nodes that are seen, which wait. */
export function createIntake({ bolt, turn, release, before, files }: IntakeOptions): Intake {
  const { known } = before;
  const arriving = createArriving(turn, files);
  const seen = createSeen(bolt, known);
  // Kept to the end, when it is known which of the rows that come again counts.
  const addOns = new Map<string, AddOn>();
  const contractorAddOns = new Map<string, ContractorAddOn>();
  const texts = new Map<string, LicensedText>();
  const crosswalks: Crosswalk[] = [];
  const listed = new Map<string, Listed>();
  const named = new Map<string, Map<string, Named>>();
  const meanings: Meaning[] = [];
  const wordings: Omit<Wording, keyof Edition>[] = [];
  const left: Left = { Code: [], Term: [], Family: [] };
  let bringsFacts = false;
  let rowCount = 0;

  const isArriving = (code: string) => arriving.has('Code', code);
  const say = (of: Saying, rows: readonly Said[]) => {
    rowCount += rows.length;
    return arriving.say(of, rows);
  };
  /** Puts in codes that are not there, with their number alone, until it is worked out what is said of them. */
  const meet = (rows: readonly CodeId[]) => {
    const fresh = latest(rows.filter(({ id }) => !seen.has('Code', id) && !isArriving(id)));
    return arriving.codes(fresh.map(untold));
  };
  const meetNames = async (label: 'Term' | 'Family', rows: readonly (Term | Family)[]) => {
    const fresh = rows.filter(({ id }) => !seen.has(label, id) && !arriving.has(label, id));
    if (label === 'Term') await arriving.terms(fresh as readonly Term[]);
    else await arriving.families(fresh as readonly Family[]);
    const kind = label === 'Term' ? 'TERM' : 'FAMILY';
    await arriving.documents(fresh.map((row) => release.documents.ofName(kind, row)));
    const own = rows.map((row) => ({
      id: row.id,
      name: row.name,
      title: 'title' in row ? row.title : null,
      definition: 'definition' in row ? row.definition : null,
      citation: row.citation,
    }));
    await arriving.wordings(label, own);
    wordings.push(...own);
  };

  /** Takes codes as they are when the import is seen. */
  const takeCodes = async ({ codes, curated, gone, tokens }: WithTokens) => {
    bringsFacts ||= codes.some(({ facts, family }) => facts.length > 0 || family !== null) || gone.length > 0;
    const rows = codes.map(({ from, short, ...code }) => code);
    const [old, fresh] = divided(rows, ({ id }) => seen.has('Code', id));
    await seen.codes(old);
    await arriving.codes(fresh);
    const found = codes.map(({ from, short, ...code }): SearchDocument => {
      const document = release.documents.ofCode(code, short);
      const own = from === 'SEED' ? tokens.get(code.id) : undefined;
      return own === undefined ? document : { ...document, tokens: own.split(' ') };
    });
    const [oldFound, freshFound] = divided(found, ({ id }) => seen.has('Code', id));
    await seen.documents(oldFound);
    await arriving.documents(freshFound);
    for (const { id, addOn } of curated) seen.change('Code', id, { addOn });
    left.Code.push(...gone);
  };

  const takeNames = async () => {
    const names = await derivedNames(bolt, release, before.former, { listed, named, meanings, wordings });
    const held = { Term: known.Term, Family: known.Family };
    for (const [label, prefix] of [
      ['Family', true],
      ['Term', false],
    ] as const) {
      const own = [...names].filter(([id]) => id.startsWith('family:') === prefix);
      const seeds = [...held[label].values()].filter(({ id }) => !names.has(id));
      let position = Math.max(0, ...seeds.map((one) => one.position));
      for (const [id, word] of own) {
        if (word === null) left[label].push(id);
        else {
          seen.change(label, id, {
            ...nameProperties(label, word),
            tokens: release.documents
              .ofName(prefix ? 'FAMILY' : 'TERM', { id, name: word.name })
              .tokens.join(' '),
            position: ++position,
          });
        }
      }
    }
  };

  const takers: {
    readonly [Of in Batch['of']]: (rows: Extract<Batch, { of: Of }>['rows']) => void | Promise<void>;
  } = {
    terms: (rows) => meetNames('Term', rows),
    families: (rows) => meetNames('Family', rows),
    async listed(rows) {
      await meet(rows);
      for (const row of rows) listed.set(row.id, row);
      await say(
        'listed',
        rows.map(({ id, ...row }) => ({ ...row, code: id })),
      );
    },
    async named(rows) {
      await meet(rows);
      for (const row of rows) {
        const own = named.get(row.id) ?? new Map<string, Named>();
        named.set(row.id, own.set(row.citation.source, row));
      }
    },
    async meanings(rows) {
      meanings.push(...rows);
      const [{ id: source = '' } = {}] = release.sources;
      await arriving.meanings(rows.map((row) => ({ ...row, source })));
    },
    async related(rows) {
      if (rows.length === 0) return;
      const [fresh, known] = divided(rows, ({ from, to }) => isArriving(from) || isArriving(to));
      await seen.related(known);
      await arriving.related(fresh);
    },
    billing: (rows) => say('billing', rows),
    unitsPerDay: (rows) => say('unitsPerDay', rows),
    bundles(rows) {
      rowCount += rows.length;
      return arriving.bundles(rows);
    },
    addOns(rows) {
      for (const row of rows) {
        const pair = `${row.addOn} ${row.primary}`;
        if (!addOns.has(pair)) addOns.set(pair, row);
      }
    },
    crosswalks(rows) {
      crosswalks.push(...rows);
    },
    contractorAddOns(rows) {
      for (const row of rows) contractorAddOns.set(row.addOn, row);
    },
    texts(rows) {
      for (const row of rows) texts.set(`${row.code} ${row.kind}`, row);
    },
  };

  return {
    async take(batch) {
      await (takers[batch.of] as (rows: Batch['rows']) => void | Promise<void>)(batch.rows);
    },
    async finish() {
      await say(
        'contractorAddOns',
        [...contractorAddOns.values()].map((row) => ({ ...row, code: row.addOn })),
      );
      await say('texts', [...texts.values()]);
      await arriving.say(
        'named',
        [...named.values()]
          .flatMap((own) => [...own.values()])
          .map(({ id, ...row }) => ({ ...row, code: id })),
      );
      const told = { listed, named, meanings, wordings };
      for await (const some of derivedCodes(bolt, release, before, told)) await takeCodes(some);
      if (release.kind === 'icd10pcs') await takeNames();
      const staged = { ...seen.finish(), addOns: [...addOns.values()], crosswalks };
      return { staged, left, bringsFacts, rows: rowCount + addOns.size + crosswalks.length };
    },
  };
}

/** A row that comes again takes the place of the one before. */
const latest = <Row extends { readonly id: string }>(rows: readonly Row[]): Row[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

/** The rows for which it holds, and the others. */
const divided = <Row>(rows: readonly Row[], holds: (row: Row) => boolean): [Row[], Row[]] => {
  const groups = grouped(rows, holds);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
};

type WithTokens = Derived & { readonly tokens: ReadonlyMap<string, string> };

/** A code of which nothing but its number is known yet. */
const untold = ({ id, system, code }: CodeId): Code => ({
  id,
  system,
  code,
  edition: '',
  status: 'ACTIVE',
  lastValidDay: null,
  label: '',
  labelKind: 'CODE_ONLY',
  addOn: false,
  curated: false,
  family: null,
  broader: null,
  facts: [],
  specialties: [],
  citation: { source: '', line: 0, evidence: null },
});

/** What the node of a term or family holds of how it is named. */
function nameProperties(label: 'Term' | 'Family', { name, title, definition, citation }: Word) {
  const said = { name, ...citation };
  return label === 'Family' ? said : { ...said, phrase: name, short: name, title, definition };
}

type Word = NonNullable<ReturnType<typeof worded>>;
