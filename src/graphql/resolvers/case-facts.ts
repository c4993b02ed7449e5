import type { CaseFacts } from '../../lattice/case.ts';
import { mayBeInstead, pairsAmong } from '../../lattice/case-files.ts';
import type { ReadCase } from '../../lattice/case-read.ts';
import type { Known } from '../../lattice/claim.ts';
import { footings } from '../../lattice/claim-add-ons.ts';
import type { Code } from '../../lattice/code.ts';
import type { Words } from '../../text/words.ts';
import type { Context } from '../context.ts';

/** How many primaries, or add-ons, of one code are looked at; the files list some hundreds at most. */
const MOST = 500;

/** What a case asks for besides what `together` does, and only where it is needed: primaries of add-ons that are alone, and add-ons of pairs. */
export async function caseFacts(
  { speaking, bare }: ReadCase,
  known: Known,
  words: Words,
  context: Context,
): Promise<CaseFacts> {
  const valid = [...speaking, ...bare];
  const { snapshot } = context;
  const footing = footings(valid, known);
  const alone = speaking.filter(({ code }) => code.addOn && footing.get(code.id) === 'ALONE');
  const pairs = pairsAmong(valid, known).filter(({ first, second }) =>
    mayBeInstead(first.code, second.code, snapshot.vocabulary),
  );
  const paired = new Map(
    pairs.flatMap(({ first, second }) => [first, second]).map(({ code }) => [code.id, code]),
  );
  const [primaries, addOns] = await Promise.all([
    Promise.all(alone.map(async ({ code }) => [code.id, await primariesOf(code, known, context)] as const)),
    Promise.all([...paired.values()].map(async (code) => [code.id, await addOnsOf(code, context)] as const)),
  ]);
  return {
    known,
    primaries: new Map(primaries),
    addOnsOf: new Map(addOns),
    decides(a, b) {
      const found = snapshot.confused.get(a.id)?.find(({ id }) => id === b.id);
      return found === undefined ? null : words.say(found.key);
    },
  };
}

/** All primaries of an add-on, from the same release as the rest of the claim. */
async function primariesOf({ id }: Code, { now }: Known, { loaders }: Context): Promise<Code[]> {
  const addOns = now.addOns?.file?.release ?? null;
  const rows = await loaders.together.load({ ids: [id], bundles: null, addOns, primaries: MOST });
  return codesOf(
    rows.otherPrimaries.map(({ primary }) => primary),
    loaders,
  );
}

async function addOnsOf({ id }: Code, { loaders }: Context): Promise<Code[]> {
  const rows = await loaders.addOns.load({ id, direction: 'IN', first: MOST, after: null });
  return codesOf(
    rows.map((row) => row.id),
    loaders,
  );
}

async function codesOf(ids: readonly string[], loaders: Context['loaders']): Promise<Code[]> {
  const codes = await Promise.all([...new Set(ids)].map((id) => loaders.codes.load(id)));
  return codes.filter((code) => code !== null);
}
