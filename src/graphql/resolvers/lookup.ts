import type { LookupResultResolvers, QueryResolvers } from '../../generated/graphql.ts';
import { LONGEST_INPUT } from '../../lattice/code-ids.ts';
import type { Wording } from '../../lattice/sentence.ts';
import type { Settled } from '../../lattice/settled.ts';
import { spanOf } from '../../lattice/span.ts';
import type { RangeRow } from '../../store/store.ts';
import { type Context, present } from '../context.ts';
import { checkIds } from './arguments.ts';
import type { Complete } from './complete.ts';
import { settle } from './reading.ts';

/** An input with what became of it. */
export interface LookedUp extends Settled {
  readonly input: string;
  /** Asked for once, by the fields that need it. */
  readonly between: () => Promise<RangeRow | null>;
}

/** How many codes of a range are listed, and up to how many are counted. */
const LISTED = 20;
const COUNTED = 1_000;

export const lookupQueries: Pick<Complete<QueryResolvers>, 'lookup'> = {
  async lookup(_, { ids }, context) {
    checkIds(ids, 'ids', context);
    return Promise.all(ids.map((input) => lookedUp(input, context)));
  },
};

async function lookedUp(input: string, context: Context): Promise<LookedUp> {
  const found = await settle(input, context);
  const { range } = found;
  return {
    ...found,
    input,
    between: async () =>
      range && context.loaders.ranges.load({ ...spanOf(range), first: LISTED, counted: COUNTED }),
  };
}

export const lookupResultFields: Complete<LookupResultResolvers, 'input' | 'status' | 'code' | 'also'> = {
  modifiers: ({ reading }) => reading?.modifiers ?? [],
  units: ({ reading }) => reading?.units ?? null,
  range: async ({ between }, _, { loaders }) =>
    Promise.all(((await between())?.ids ?? []).map((id) => present(loaders.codes, id))),
  note: noteOf,
};

/** What was guessed, or why not, and what a range leaves out, in sentences; null where there is nothing to say. */
async function noteOf(found: LookedUp, _: unknown, context: Context): Promise<string | null> {
  const words = context.words();
  const sentences = settledNotes(found, words);
  const count = (await found.between())?.count ?? 0;
  const more = String(count - LISTED);
  if (count > LISTED) {
    sentences.push(words.say(count < COUNTED ? 'lookup.more' : 'lookup.many', { count: more }));
  }
  return sentences.length === 0 ? null : words.join(sentences);
}

/** What was guessed of an input, or why it names no code, or several, in sentences. */
export function settledNotes(
  { read, status, code, also, reading, range, missing }: Settled,
  { say, or, and }: Wording,
): string[] {
  if (read.fault !== null) {
    const values = { count: String(LONGEST_INPUT), codes: '63278, CPT:63278, J1100, 00BT0ZX, C79.51' };
    return [say(`lookup.${read.fault}`, values)];
  }
  const sentences: string[] = [];
  const guess =
    range === null ? reading : { id: `${range.from.id}–${range.to.code}`, guessed: range.guessed };
  if (guess?.guessed) sentences.push(say('lookup.guessed', { code: guess.id }));
  if (status === 'UNKNOWN') {
    sentences.push(say('lookup.UNKNOWN', { codes: range === null ? or(missing) : and(missing) }));
  }
  if (status === 'AMBIGUOUS') {
    const ids = [code ?? range?.from, ...also].flatMap((one) => one?.id ?? []);
    sentences.push(say('lookup.AMBIGUOUS', { codes: or(ids) }));
  }
  return sentences;
}
