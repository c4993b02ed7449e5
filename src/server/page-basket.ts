import { divide, LONGEST_INPUT } from '../lattice/code-ids.ts';
import { type Html, html } from './html.ts';
import { codeList, inForm, type Speech } from './page-parts.ts';
import type { Ask, CodeName } from './page-subject.ts';

/** The codes of a list that an address shares, and what of it is none. */
export interface BasketList {
  readonly codes: readonly CodeName[];
  readonly unread: readonly { readonly input: string; readonly note: string }[];
}

/** As many codes as the explorer's basket holds, and as many reasons as a reader reads. */
const MOST_CODES = 100;
const MOST_UNREAD = 10;

const BASKET = `query PageOfBasket($ids: [ID!]!) {
  lookup(ids: $ids) { input note range { code label labelKind } code { code label labelKind } }
}`;

/** Asks for the codes of a list; null where the graph does not say. */
export async function basketList(
  ask: Ask,
  given: string,
): Promise<{ readonly list: BasketList | null; readonly dataset: string | null }> {
  const inputs = divide(given).map((input) => input.slice(0, LONGEST_INPUT + 1));
  const { data, dataset } = await ask(BASKET, { ids: [...new Set(inputs)].slice(0, MOST_CODES) });
  const lookup = data?.lookup as readonly Found[] | null | undefined;
  if (!lookup) return { list: null, dataset };
  const found = lookup.flatMap(({ code, range }) => code ?? range);
  const codes = [...new Map(found.map((one) => [one.code, one])).values()].slice(0, MOST_CODES);
  const unread = lookup.flatMap(({ input, note, code, range }) =>
    code === null && range.length === 0 ? [{ input, note: note ?? '' }] : [],
  );
  return { list: { codes, unread: unread.slice(0, MOST_UNREAD) }, dataset };
}

interface Found {
  readonly input: string;
  readonly note: string | null;
  readonly range: readonly CodeName[];
  readonly code: CodeName | null;
}

/** What a shared list says without a script; one's own is in the browser alone. */
export function basketMain({ codes, unread }: BasketList, speech: Speech): Html {
  const { basket } = speech.words;
  const lead = codes.length === 0 ? basket.sharedNone : inForm(basket.shared, codes.length, speech.language);
  const reasons = unread.map(({ input, note }) => html`<li><bdi class="input">${input}</bdi>: ${note}</li>`);
  return html`<article class="browse-page basket-page"><h1>${basket.title}</h1><p class="lead">${lead}</p>
${reasons.length > 0 && html`<div class="noted"><ul class="unread">${reasons}</ul></div>`}${codeList(codes, speech)}</article>`;
}
