import type { BasketQuery } from '../../generated/explorer.ts';
import { addressOf } from '../../lattice/code-ids.ts';
import type { Column } from '../browse/columns.ts';
import { Cells, isNumber, nameOf } from '../browse/table.tsx';
import { CodeLabel } from '../parts/code-label.tsx';
import { CodeLink } from '../parts/links.tsx';
import { fill, useSpeech } from '../words.ts';
import { BasketItem } from './basket-item.tsx';

export type Code = NonNullable<NonNullable<BasketQuery['lookup']>[number]['code']>;

interface TableProps {
  readonly ids: readonly string[];
  /** By their ids, as far as they are there; null for one that is not in the graph. */
  readonly codes: ReadonlyMap<string, Code | null>;
  readonly columns: readonly Column[];
  readonly tell?: ((said: string) => void) | undefined;
}

/** A row for each code: number, label and facts; in one's own basket with a note, and the ways to move it and to take it out. */
export function BasketTable({ ids, codes, columns, tell }: TableProps) {
  const speech = useSpeech();
  const { words } = speech;
  const release = ids.map((id) => codes.get(id)?.billing?.release).find(Boolean);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways is reached by keyboard */}
      <section class="sheet" aria-label={words.family.codes} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.family.code}</th>
              <th scope="col">{words.family.label}</th>
              {columns.map((column) => (
                <th key={column} scope="col" class={isNumber(column) ? 'figure' : undefined}>
                  {nameOf(column, speech)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ids.map((id, at) => {
              const code = codes.get(id);
              return (
                <tr key={id}>
                  <th scope="row">{code ? <CodeLink code={code.code} /> : <bdi>{addressOf(id)}</bdi>}</th>
                  <td>
                    {code && <CodeLabel {...code} />}
                    {code === null && <span class="mark warn">{words.basket.gone}</span>}
                    {tell && (
                      <BasketItem id={id} isFirst={at === 0} isLast={at === ids.length - 1} tell={tell} />
                    )}
                  </td>
                  {code ? (
                    <Cells row={code} columns={columns} />
                  ) : (
                    columns.map((column) => <td key={column} />)
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      {release && <p class="quiet release">{fill(words.browse.release, { release })}</p>}
    </>
  );
}
