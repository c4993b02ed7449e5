import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Verdict } from '../../generated/explorer.ts';
import { CodeLink } from '../parts/links.tsx';
import { Scroller } from '../parts/scroller.tsx';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';
import { type Pair, PairName, PairReasons, pairKey, type Together } from './claim-reasons.tsx';

/** What stands in the cells; the words stand beside each in the legend. */
const SIGNS: Readonly<Record<Verdict, string>> = {
  NOT_TOGETHER: '×',
  ALLOWED_WITH_MODIFIER: 'M',
  ADD_ON: '+',
  NO_EDIT: '○',
  UNKNOWN: '?',
};
const VERDICTS = Object.keys(SIGNS) as Verdict[];
/** Above so many codes their numbers stand upright over the columns. */
const MOST_LYING = 6;

/** What the signs mean, and how many pairs there are of each: the whole claim at a glance. */
export function Tally({ pairs }: Pick<Together, 'pairs'>) {
  const said = useSpeech().words.claim;
  return (
    <ul class="tally">
      {VERDICTS.map((verdict) => {
        const number = pairs.filter((pair) => pair.verdict === verdict).length;
        return (
          number > 0 && (
            <li key={verdict}>
              <span class={`sign ${verdict}`} aria-hidden="true">
                {SIGNS[verdict]}
              </span>{' '}
              {said.pair[verdict]} <span class="number">{number}</span>
            </li>
          )
        );
      })}
    </ul>
  );
}

type Code = NonNullable<Together['lines'][number]['code']>;

interface MatrixProps {
  /** Two or more. */
  readonly codes: readonly Code[];
  readonly pairs: readonly Pair[];
  /** The pair that is told in full, as the address names it: `63278,63283`. */
  readonly chosen: string | null;
}

/** Each code against each; a cell opens what decides, in a row below its own. */
export function ClaimMatrix({ codes, pairs, chosen }: MatrixProps) {
  const said = useSpeech().words.claim;
  const table = useRef<HTMLTableElement>(null);
  const [[row, column], setAt] = useState<readonly [number, number]>([0, 1]);
  const isThere = row !== column && Math.max(row, column) < codes.length;
  const [down, across] = isThere ? [row, column] : [0, 1];
  const both = pairs.flatMap((pair) => [
    [pairKey(pair), pair] as const,
    [pairKey({ a: pair.b, b: pair.a }), pair] as const,
  ]);
  const pairOf = new Map(both);

  const walk = (event: KeyboardEvent) => {
    const step = stepOf(event.key);
    if (step === null) return;
    event.preventDefault();
    const cell = (steps: number) =>
      table.current?.querySelector<HTMLElement>(
        `[data-at="${down + step[0] * steps},${across + step[1] * steps}"]`,
      );
    // A code has no cell with itself: it is stepped over.
    (cell(1) ?? cell(2))?.focus();
  };
  return (
    <>
      <p class="quiet hint">{said.matrixHint}</p>
      <Scroller mark='[aria-expanded="true"]' sight={chosen}>
        <table ref={table} class={codes.length > MOST_LYING ? 'matrix upright' : 'matrix'} onKeyDown={walk}>
          <caption class="hidden">{said.pairs}</caption>
          <thead>
            <tr>
              <td />
              {codes.map(({ id, code }) => (
                <th key={id} scope="col">
                  <span class="number">{code}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {codes.map((one, at) => (
              <Row
                key={one.id}
                code={one}
                told={chosen?.startsWith(`${one.code},`) ? pairOf.get(chosen) : undefined}
                width={codes.length + 1}
              >
                {codes.map((other, place) => {
                  const key = pairKey({ a: one, b: other });
                  const pair = pairOf.get(key);
                  return pair ? (
                    <td key={other.id}>
                      <button
                        type="button"
                        class={`sign ${pair.verdict}`}
                        data-at={`${at},${place}`}
                        tabIndex={at === down && place === across ? 0 : -1}
                        aria-label={`${one.code} + ${other.code}: ${said.pair[pair.verdict]}`}
                        aria-expanded={chosen === key}
                        onFocus={() => setAt([at, place])}
                        onClick={() => go(changed({ pair: chosen === key ? null : key }), { replace: true })}
                      >
                        {SIGNS[pair.verdict]}
                      </button>
                    </td>
                  ) : (
                    <td key={other.id} class="self" />
                  );
                })}
              </Row>
            ))}
          </tbody>
        </table>
      </Scroller>
    </>
  );
}

interface RowProps {
  readonly code: Code;
  readonly told: Pair | undefined;
  readonly width: number;
  readonly children: ComponentChildren;
}

function Row({ code, told, width, children }: RowProps) {
  return (
    <>
      <tr>
        <th scope="row">
          <CodeLink {...code} />
        </th>
        {children}
      </tr>
      {told && (
        <tr class="why">
          <td colSpan={width}>
            <div class="box">
              <div class="within" role="status">
                <p>
                  <PairName {...told} />
                </p>
                <PairReasons {...told} />
              </div>
            </div>
          </td>
        </tr>
      )}
    </>
  );
}

/** Where an arrow leads, in rows and columns, as the page is written. */
function stepOf(key: string): readonly [number, number] | null {
  const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
  const back = forward === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
  if (key === forward) return [0, 1];
  if (key === back) return [0, -1];
  if (key === 'ArrowDown') return [1, 0];
  return key === 'ArrowUp' ? [-1, 0] : null;
}
