import type { ComponentChildren } from 'preact';
import type { ClaimQuery, WhyOfClaimFragment } from '../../generated/explorer.ts';
import { grouped } from '../../lattice/grouped.ts';
import { Of } from '../parts/of.tsx';
import { type Cited, Sources } from '../parts/source.tsx';
import { fill, useSpeech } from '../words.ts';

export type Together = NonNullable<ClaimQuery['together']>;
export type Pair = Together['pairs'][number];

/** The two codes of a pair, as the address and the ids of the page name it. */
export const pairKey = ({ a, b }: Pick<Pair, 'a' | 'b'>): string => `${a.code},${b.code}`;

/** The two codes, how they stand to each other, and which modifiers may lift it. */
export function PairName({ a, b, verdict, modifiers }: Pair) {
  const said = useSpeech().words.claim;
  const names = [...new Set(modifiers.map(({ code }) => code))];
  return (
    <>
      <bdi class="number">
        {a.code} + {b.code}
      </bdi>{' '}
      <span class={`said ${verdict}`}>{said.pair[verdict]}</span>{' '}
      {names.length > 0 && <bdi class="quiet">{names.join(', ')}</bdi>}
    </>
  );
}

/** What decides of a pair, and which modifiers may lift it. */
export function PairReasons({ a, b, reasons, modifiers }: Pair) {
  const said = useSpeech().words.claim;
  return (
    <>
      <Reasons of={`${a.code} + ${b.code}`} reasons={reasons} />
      {[...grouped(modifiers, ({ on }) => on.code)].map(([code, own]) => (
        <div key={code} class="lifts">
          <p>{fill(said.lifts, { code })}</p>
          <ul>
            {own.map((one) => (
              <li key={one.code}>
                <span class="number">{one.code}</span> <span>{one.reason}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

interface ReasonsProps {
  /** The line or the pair that they are about. */
  readonly of: string;
  readonly reasons: readonly WhyOfClaimFragment[];
  /** Whether only the gravest are told at once, and the others and the rows are opened by hand. */
  readonly isFolded?: boolean;
}

/** How many of the reasons of a line are told at once. */
const MOST_TOLD = 3;

/** The sentences, with the files' own reasons, which are English, and the rows where they stand. */
export function Reasons({ of, reasons, isFolded = false }: ReasonsProps) {
  const rows = reasons.flatMap(({ source }) => source ?? []);
  if (!isFolded) {
    return (
      <>
        <Texts reasons={reasons} />
        <Sources of={of} rows={rows} />
      </>
    );
  }
  return (
    <>
      <Texts reasons={reasons.slice(0, MOST_TOLD)} />
      <FoldedRows of={of} rows={rows}>
        <Texts reasons={reasons.slice(MOST_TOLD)} />
      </FoldedRows>
    </>
  );
}

function Texts({ reasons }: Pick<ReasonsProps, 'reasons'>) {
  return reasons.map(({ text, rationale }) => (
    <p key={text}>
      {text}
      {rationale !== null && (
        <>
          {' '}
          <span class="quiet" lang="en" dir="ltr">
            ({rationale})
          </span>
        </>
      )}
    </p>
  ));
}

interface RowsProps {
  readonly of: string;
  readonly rows: readonly Cited[];
  readonly children?: ComponentChildren;
}

/** Where something stands, to be opened by hand, below what else there is to say of it. */
export function FoldedRows({ of, rows, children }: RowsProps) {
  const said = useSpeech().words.claim;
  if (rows.length === 0) return null;
  return (
    <details class="looked-at">
      <summary>
        {said.why}
        <Of name={of} />
      </summary>
      {children}
      <Sources of={of} rows={rows} />
    </details>
  );
}
