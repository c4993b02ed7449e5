import type { ClaimQuery } from '../../generated/explorer.ts';
import { dayOf, fill, list, type Speech, useSpeech } from '../words.ts';

type Together = NonNullable<ClaimQuery['together']>;
type Release = Together['releases'][number];

/** Which files have answered, until when they speak, and what the answer does not hold for. */
export function AnsweredBy({ releases, notice }: Pick<Together, 'releases' | 'notice'>) {
  const { words, language } = useSpeech();
  const said = words.claim;
  const names = releases.map(({ kind, release, ends }) => {
    const file = fill(nameOf(kind, words), { release });
    return ends === null ? file : fill(said.until, { file, day: dayOf(ends, language) });
  });
  return (
    <div class="answered quiet">
      <p>{names.length === 0 ? said.nothingLoaded : fill(said.answered, { files: list(names, language) })}</p>
      <p>{notice}</p>
    </div>
  );
}

/** What readers call a kind of file. */
function nameOf(kind: Release['kind'], { billing, claim }: Speech['words']): string {
  const names: Partial<Record<Release['kind'], string>> = {
    NCCI_PTP: billing.pairs,
    NCCI_MUE: billing.unitsPerDay,
    NCCI_AOC: claim.addOnFile,
    PFS: billing.feeSchedule,
  };
  return names[kind] ?? '{release}';
}
