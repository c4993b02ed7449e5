import { type Note, type Placed, type Problem, type Remarks, remark } from './case-remarks.ts';
import type { ClaimedCode, Known, Sentences } from './claim.ts';
import { addOnReasons, footings } from './claim-add-ons.ts';
import type { Code } from './code.ts';
import { compareIds } from './edges.ts';
import { uppermostFamily, type Vocabulary } from './vocabulary.ts';

/** How many primaries of an add-on are named; of more, their families. */
const NAMED = 6;

/**
 * The add-ons of a claim whose primaries are not here. Where the contractor decides what one may stand on, that is noted, since
 * nothing loaded can tell. `primaries` are all of an add-on, by its id.
 */
export function aloneOnes(
  placed: readonly Placed[],
  valid: readonly ClaimedCode[],
  known: Known,
  primaries: ReadonlyMap<string, readonly Code[]>,
  vocabulary: Vocabulary,
  wording: Sentences,
): Remarks {
  const footing = footings(valid, known);
  const codes = new Map(valid.map(({ code }) => [code.id, code]));
  const here = valid.filter(({ code }) => !code.addOn).map(({ code }) => code.code);
  const problems: Problem[] = [];
  const notes: Note[] = [];
  for (const one of placed) {
    const how = footing.get(one.code.id) ?? 'UNKNOWN';
    if (!one.code.addOn || how === 'STANDS') continue;
    const [[, told] = []] = addOnReasons(one.code, codes, how, known, wording);
    if (told === undefined) continue;
    if (how === 'UNKNOWN') notes.push(remark('NOT_CHECKED', [one], told.text, told.citation));
    else if (one.to === null) {
      const text = whyAlone(one.code, here, primaries.get(one.code.id) ?? [], vocabulary, wording);
      problems.push(remark('ADD_ON_ALONE', [one], text, told.citation));
    } else {
      const said = { code: one.code.code, codes: one.to.code };
      problems.push(remark('ADD_ON_ALONE', [one], wording.say('together.CHAIN', said), told.citation));
    }
  }
  return { problems, notes };
}

function whyAlone(
  { code }: Code,
  here: readonly string[],
  primaries: readonly Code[],
  vocabulary: Vocabulary,
  wording: Sentences,
): string {
  const found = wording.and([...here].sort(compareIds));
  const said = { code, here: found, present: String(here.length) };
  const numbers = primaries.map((one) => one.code).sort(compareIds);
  if (numbers.length === 0) return wording.say('case.ADD_ON_ALONE', said);
  if (numbers.length <= NAMED) {
    return wording.say('case.ADD_ON_ALONE.codes', { ...said, codes: wording.or(numbers) });
  }
  const families = familiesOf(primaries, vocabulary, wording);
  return wording.say('case.ADD_ON_ALONE.families', { ...said, count: String(numbers.length), families });
}

/** "fusion of the spine 16, decompression 30": the uppermost families, the largest first. */
function familiesOf(codes: readonly Code[], vocabulary: Vocabulary, wording: Sentences): string {
  const counts = new Map<string, number>();
  for (const { family, facts } of codes) {
    const key = family === null || facts.length === 0 ? '' : uppermostFamily(family, vocabulary);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, one], [b, other]) => other - one || compareIds(a, b))
    .map(([id, count]) => {
      const family = vocabulary.families.get(id)?.name ?? wording.say('case.bare');
      return wording.say('case.family', { family, count: String(count) });
    })
    .join(wording.say('list.comma'));
}
