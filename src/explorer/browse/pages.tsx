import type { BrowseQuery } from '../../generated/explorer.ts';
import { changed, linkTo } from '../router.ts';
import { fill, numbersIn, useSpeech } from '../words.ts';

/** As many codes can stand side by side. */
const MOST_COMPARED = 12;

interface PagesProps {
  readonly start: number;
  readonly shown: number;
  readonly total: number;
  readonly next: string | null | undefined;
  readonly page: number;
  readonly isLater: boolean;
}

/** Which rows these are, and the way to the next and to the first. */
export function Pages({ start, shown, total, next, page, isLater }: PagesProps) {
  const { words, language } = useSpeech();
  const number = numbersIn(language);
  if (!isLater && shown === total) return null;
  return (
    <p class="pages">
      <span class="quiet">
        {fill(words.browse.rows, {
          from: number.format(start + 1),
          to: number.format(start + shown),
          count: number.format(total),
        })}
      </span>
      {isLater && (
        <a class="button" href={changed({ after: null, page: null })}>
          {words.listing.start}
        </a>
      )}
      {next && (
        <a class="button" href={changed({ after: next, page: String(page + 1) })}>
          {words.listing.next}
        </a>
      )}
    </p>
  );
}

/** What an address says of a page that cannot be had. */
export const placeIn = ({
  page,
  after,
}: {
  readonly page: number;
  readonly after?: string | null | undefined;
}) => (page > 1 ? `page=${page}` : `after=${after}`);

interface OnwardProps {
  readonly edges: NonNullable<BrowseQuery['codes']>['edges'];
  readonly total: number;
  /** The family that the page is about. */
  readonly family: string | undefined;
}

/** Where to go from these codes: few can stand side by side, those of one family have a picture. */
export function Onward({ edges, total, family }: OnwardProps) {
  const { browse } = useSpeech().words;
  const [first, ...others] = edges.map(({ node }) => node.family);
  const shared = first && others.every((one) => one?.id === first.id) && first.id !== family ? first : null;
  const isFew = total > 1 && total <= MOST_COMPARED;
  if (!isFew && !shared) return null;
  return (
    <p class="ways onward">
      {isFew && (
        <a class="button" href={linkTo('/compare', { codes: edges.map(({ node }) => node.code).join(',') })}>
          {browse.sideBySide}
        </a>
      )}
      {shared && (
        <a class="button" href={linkTo(`/families/${shared.id}`)}>
          {shared.name}
        </a>
      )}
    </p>
  );
}
