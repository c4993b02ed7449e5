import type { ClaimQuery } from '../../generated/explorer.ts';
import { endsOf } from '../../lattice/releases.ts';
import { dayOf, fill, list, type Speech, useSpeech } from '../words.ts';
import { spansOf } from './claim-text.ts';

type Kind = NonNullable<ClaimQuery['together']>['releases'][number]['kind'];

interface AnsweredProps {
  readonly releases: NonNullable<ClaimQuery['together']>['releases'];
  readonly loaded: NonNullable<ClaimQuery['dataset']>['sources'];
  /** ISO; null where the newest files answer. */
  readonly day: string | null;
}

/** Which files have answered and until when they speak, and for a day outside, which days are covered. */
export function AnsweredBy({ releases, loaded, day }: AnsweredProps) {
  const { words, language } = useSpeech();
  const said = words.claim;
  const names = releases.map(({ kind, release, ends }) => {
    const file = fill(nameOf(kind, words), { release });
    return ends === null ? file : fill(said.until, { file, day: dayOf(ends, language) });
  });
  const silent = KINDS.filter((kind) => !releases.some((one) => one.kind === kind));
  const covered = silent.flatMap((kind) =>
    spansOf(periodsOf(kind, loaded)).map(({ names: [first = '', last = first], starts, ends }) => {
      const file = fill(nameOf(kind, words), { release: first === last ? first : `${first}–${last}` });
      return fill(said.span, { file, from: dayOf(starts, language), to: dayOf(ends, language) });
    }),
  );
  return (
    <div class="answered quiet">
      {names.length > 0 && (
        <p>{fill(day === null ? said.newest : said.answered, { files: list(names, language) })}</p>
      )}
      {names.length === 0 && day !== null && covered.length === 0 && <p>{said.nothingLoaded}</p>}
      {day !== null && covered.length > 0 && (
        <p>{fill(said.outside, { day: dayOf(day, language), files: list(covered, language) })}</p>
      )}
    </div>
  );
}

const KINDS = ['NCCI_PTP', 'NCCI_MUE', 'NCCI_AOC', 'PFS'] as const satisfies readonly Kind[];

const periodsOf = (kind: Kind, loaded: AnsweredProps['loaded']) =>
  loaded.flatMap(({ kind: of, release, starts }) => {
    const ends = endsOf(kind.toLowerCase().replace('_', '-'), starts);
    return of === kind && starts !== null && ends !== null ? [{ name: release, starts, ends }] : [];
  });

/** What readers call a kind of file. */
function nameOf(kind: Kind, { billing, claim }: Speech['words']): string {
  const names: Partial<Record<Kind, string>> = {
    NCCI_PTP: billing.pairs,
    NCCI_MUE: billing.unitsPerDay,
    NCCI_AOC: claim.addOnFile,
    PFS: billing.feeSchedule,
  };
  return names[kind] ?? '{release}';
}
