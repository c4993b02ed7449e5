import { addressOf } from '../../lattice/code-ids.ts';
import type { Column } from '../browse/columns.ts';
import { linkTo } from '../router.ts';
import { useSpeech } from '../words.ts';
import { isBilled } from './basket-asked.ts';
import { SaveNoted } from './basket-file.tsx';

interface WaysProps {
  readonly ids: readonly string[];
  /** Those of the table, which a file has too. */
  readonly columns: readonly Column[];
  /** What the reader has written about codes, by their ids. */
  readonly notes: ReadonlyMap<string, string>;
}

/** What can be done with a list of codes: pages that take all of them, and a file. */
export function BasketWays({ ids, columns, notes }: WaysProps) {
  const { words, language } = useSpeech();
  if (ids.length === 0) return null;
  const codes = ids.map(addressOf).join();
  const billed = ids.filter(isBilled).map(addressOf).join();
  const file = linkTo('/codes.csv', {
    codes,
    columns: ['code', 'label', ...columns, 'id'].join(),
    lang: language,
  });
  return (
    <>
      {ids.length > 1 && (
        <a class="button" href={linkTo('/compare', { codes })}>
          {words.browse.sideBySide}
        </a>
      )}
      {billed !== '' && (
        <a class="button" href={linkTo('/together', { codes: billed })}>
          {words.compare.claim}
        </a>
      )}
      <a class="button" href={linkTo('/canvas', { codes })}>
        {words.canvas.title}
      </a>
      <a class="button" href={linkTo('/learn', { codes })}>
        {words.learn.title}
      </a>
      <a class="button" href={linkTo('/learn/cards', { codes })}>
        {words.learn.cards}
      </a>
      {ids.some((id) => (notes.get(id) ?? '') !== '') ? (
        <SaveNoted file={file} notes={notes} />
      ) : (
        <a class="button" href={file} download="codes.csv">
          {words.browse.csv}
        </a>
      )}
    </>
  );
}
