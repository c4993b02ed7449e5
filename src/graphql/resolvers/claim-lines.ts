import type { ClaimedCode } from '../../lattice/claim.ts';
import { isEdited, silence } from '../../lattice/claim.ts';
import type { ClaimLine } from '../../lattice/claim-lines.ts';
import { grouped } from '../../lattice/grouped.ts';
import type { Settled } from '../../lattice/settled.ts';
import type { Words } from '../../text/words.ts';
import type { Context } from '../context.ts';
import { settledNotes } from './lookup.ts';
import { settle } from './reading.ts';

/** What a claim is written as: its codes, and the lines that name none. */
export interface ReadClaim {
  readonly claimed: readonly ClaimedCode[];
  readonly unread: readonly UnreadLine[];
}

/** A line that names no code; `missing` is the code that it names without a doubt, where the graph just lacks it. */
export interface UnreadLine extends ClaimLine {
  readonly missing: string | null;
}

/** One input, with what became of it. */
type Given = Settled & { readonly input: string };

/** Reads the inputs of a claim: a code that comes again adds its units and modifiers to the first; nothing is refused. */
export async function readClaim(
  inputs: readonly string[],
  words: Words,
  context: Context,
): Promise<ReadClaim> {
  const given = await Promise.all(
    inputs.map(
      async (input): Promise<Given> => ({ input, ...billedFirst(input, await settle(input, context)) }),
    ),
  );
  const isOne = ({ status, range }: Settled) => status === 'FOUND' && range === null;
  const codes = [...grouped(given.filter(isOne), ({ code }) => code?.id ?? '').values()];
  const others = [
    ...grouped(
      given.filter((one) => !isOne(one)),
      ({ input }) => input,
    ).values(),
  ];
  return {
    claimed: codes.flatMap((same) => {
      const code = same[0]?.code ?? null;
      return code === null
        ? []
        : [{ code, ...written(same), most: Math.max(...same.map(unitsOf)), alike: alikeOf(same) }];
    }),
    unread: others.map((same): UnreadLine => {
      const [first] = same;
      return {
        code: null,
        ...written(same),
        verdict: 'UNKNOWN',
        reasons: [silence('UNKNOWN', first === undefined ? '' : whyUnread(first, words))],
        missing: first === undefined ? null : missingIn(first),
      };
    }),
  };
}

const unitsOf = (one: Given) => (hasNone(one) ? 0 : (one.reading?.units ?? 1));

/** Whether it is written with 0 units ("63278 x0"), which no code is. */
const hasNone = ({ input, read }: Given) => read.fault === 'SHAPE' && /[ 0-9][x*×] ?0+\s*$/i.test(input);

/** On a claim a number without a dot that is one code of CPT or HCPCS is that, also where a diagnosis is written alike (G0439). */
function billedFirst(input: string, found: Settled): Settled {
  const all = [found.code, ...found.also].filter((code) => code !== null);
  const [code, ...others] = all.filter(isEdited);
  if (found.status !== 'AMBIGUOUS' || input.includes('.') || code === undefined || others.length > 0)
    return found;
  const reading = found.read.codes.find(({ id }) => id === code.id) ?? null;
  return { ...found, status: 'FOUND', code, also: all.filter((one) => one !== code), reading };
}

function missingIn({ status, range, reading, missing: [id, ...others] }: Given): string | null {
  if (status !== 'UNKNOWN' || range !== null || id === undefined || others.length > 0) return null;
  return reading?.guessed === true ? null : (reading?.code ?? null);
}

const alikeOf = (same: readonly Given[]) =>
  [...new Set(same.flatMap(({ also }) => also.map(({ id }) => id)))].sort();

/** How a line is written, in whatever order it came. */
const written = (same: readonly Given[]) => ({
  input: [...new Set(same.map(({ input }) => input))].sort().join(', '),
  units: same.reduce((sum, one) => sum + unitsOf(one), 0),
  modifiers: [...new Set(same.flatMap(({ reading }) => reading?.modifiers ?? []))].sort(),
});

function whyUnread(given: Given, words: Words): string {
  if (hasNone(given)) return words.say('together.NO_UNITS');
  const isRange = given.range !== null && given.status === 'FOUND';
  return isRange ? words.say('lookup.SEVERAL') : words.join(settledNotes(given, words));
}
