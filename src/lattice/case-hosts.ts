import { roleOf } from './add-on-role.ts';
import { is, isInterbody } from './case-columns.ts';
import { worthOf } from './case-order.ts';
import { type CaseRole, type Note, type Placed, remark } from './case-remarks.ts';
import type { ClaimedCode, Known, Sentences } from './claim.ts';
import { footings } from './claim-add-ons.ts';
import type { Code } from './code.ts';
import { compareFacts } from './differences.ts';
import { compareIds } from './edges.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The codes of a claim with what they stand on. */
export interface HostedCase {
  readonly placed: readonly Placed[];
  readonly notes: readonly Note[];
}

/**
 * What every code with facts stands on. An add-on takes a code that it goes on from before others, then one that differs on
 * fewest axes, then the nearest, then the one of most value, then by id.
 */
export function hosted(
  speaking: readonly ClaimedCode[],
  bare: readonly ClaimedCode[],
  known: Known,
  vocabulary: Vocabulary,
  wording: Sentences,
): HostedCase {
  const all = [...speaking, ...bare];
  const footing = footings(all, known);
  const totalOf = ({ id }: Code) => worthOf(known.now.schedule?.rows.get(id)).relativeValue ?? 0;
  const notes: Note[] = [];
  const placed = speaking.map((one): Placed => {
    const { code } = one;
    if (!code.addOn) return { ...one, role: 'PRIMARY', to: null };
    const on = new Set(
      known.now.addOns?.edges.flatMap(({ addOn, primary }) => (addOn === code.id ? [primary] : [])),
    );
    const possible = all.filter((other) => other.code !== code && on.has(other.code.id));
    const sound = possible.filter((other) => footing.get(other.code.id) === 'STANDS');
    const ranked = (sound.length > 0 ? sound : possible)
      .map((other) => ({ other, ...rankOf(code, other.code, vocabulary) }))
      .sort(
        (a, b) =>
          compareRanks(a, b) ||
          totalOf(b.other.code) - totalOf(a.other.code) ||
          compareIds(a.other.code.id, b.other.code.id),
      );
    const [best] = ranked;
    if (best === undefined) return { ...one, role: 'ALONE', to: null };
    const ties = best.goesOn ? ranked.filter((another) => compareRanks(another, best) === 0) : [];
    const hosts = ties.map(({ other }) => other);
    if (hosts.length > 1) notes.push(either(one, hosts, wording));
    const role: CaseRole = best.goesOn ? 'GOES_ON' : 'ACCOMPANIES';
    return { ...one, role, to: best.other.code };
  });
  return { placed, notes };
}

interface Rank {
  readonly goesOn: boolean;
  /** Whether it would fill a place between bodies that is said to be left without a fusion. */
  readonly isOdd: boolean;
  readonly axes: number;
  readonly distance: number;
}

function rankOf(addOn: Code, host: Code, vocabulary: Vocabulary): Rank {
  const { differences, distance } = compareFacts(addOn, host, vocabulary);
  return {
    goesOn: roleOf(addOn, host, vocabulary) === 'GOES_ON',
    isOdd: isUnfusedCage(addOn, vocabulary) && isInterbody(host, vocabulary),
    axes: differences.length,
    distance,
  };
}

const compareRanks = (a: Rank, b: Rank) =>
  Number(b.goesOn) - Number(a.goesOn) ||
  Number(a.isOdd) - Number(b.isOdd) ||
  a.axes - b.axes ||
  a.distance - b.distance;

/** A device between the bodies where they are not fused. */
export const isUnfusedCage = (code: Code, vocabulary: Vocabulary) =>
  code.addOn &&
  is(code, 'OPERATION', 'operation:insertion-without-fusion', vocabulary) &&
  is(code, 'DEVICE', 'device:intervertebral-device', vocabulary);

function either(one: ClaimedCode, hosts: readonly ClaimedCode[], wording: Sentences): Note {
  const codes = hosts.map(({ code }) => code.code);
  const said = { addOn: one.code.code, codes: wording.or(codes), code: codes[0] ?? '' };
  return remark('EITHER', [one, ...hosts], wording.say('case.EITHER', said));
}
