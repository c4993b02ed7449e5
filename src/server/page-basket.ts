import { divide, LONGEST_INPUT } from '../lattice/code-ids.ts';
import { type Html, html } from './html.ts';
import { type Listing, type Query, UNLISTED } from './page-listing.ts';
import { codeList, inForm, type Speech } from './page-parts.ts';
import type { Ask, CodeName } from './page-subject.ts';
import type { Question } from './page-template.ts';

/** The codes of a list that an address shares, and what of it is none. */
interface BasketList {
  readonly inputs: readonly string[];
  readonly codes: readonly (CodeName & { readonly id: string })[];
  readonly unread: readonly { readonly input: string; readonly note: string }[];
}

/** As many codes as the explorer's basket holds, and as many reasons as a reader reads. */
const MOST_CODES = 100;
const MOST_UNREAD = 10;

const BASKET = `query PageOfBasket($ids: [ID!]!) {
  lookup(ids: $ids) { input note range { id code label labelKind } code { id code label labelKind } }
}`;

/** The codes of a list that an address shares. */
export async function listBasket(ask: Ask, query: Query): Promise<Listing> {
  const given = [query.codes ?? []].flat().join();
  const each = new Set(divide(given).map((input) => input.slice(0, LONGEST_INPUT + 1)));
  const inputs = [...each].slice(0, MOST_CODES);
  if (inputs.length === 0) return UNLISTED;
  const { data, dataset } = await ask(BASKET, { ids: inputs });
  const lookup = data?.lookup as readonly Found[] | null | undefined;
  if (!lookup) return UNLISTED;
  const found = lookup.flatMap(({ code, range }) => code ?? range);
  const codes = [...new Map(found.map((one) => [one.id, one])).values()].slice(0, MOST_CODES);
  const unread = lookup.flatMap(({ input, note, code, range }) =>
    code === null && range.length === 0 ? [{ input, note: note ?? '' }] : [],
  );
  const list = { inputs, codes, unread: unread.slice(0, MOST_UNREAD) };
  return { main: (speech) => basketMain(list, speech), dataset, asks: asksOf(list) };
}

interface Found {
  readonly input: string;
  readonly note: string | null;
  readonly range: BasketList['codes'];
  readonly code: BasketList['codes'][number] | null;
}

/** What the explorer asks first of a shared list: to a reader it then stands there in one step. */
function asksOf({ inputs, codes }: BasketList): readonly Question[] {
  const ids = codes.map(({ id }) => id).sort();
  const withBilling = ids.some((id) => /^(CPT|HCPCS):/.test(id));
  return [
    ['known-codes', { codes: inputs }],
    ['browse-loaded', {}],
    ...(ids.length > 0 ? [['basket', { codes: ids, withBilling }] as const] : []),
  ];
}

/** What a shared list says without a script; one's own is in the browser alone. */
function basketMain({ codes, unread }: BasketList, speech: Speech): Html {
  const { basket } = speech.words;
  const lead = codes.length === 0 ? basket.sharedNone : inForm(basket.shared, codes.length, speech.language);
  const reasons = unread.map(({ input, note }) => html`<li><bdi class="input">${input}</bdi>: ${note}</li>`);
  return html`<article class="browse-page basket-page"><h1>${basket.title}</h1><p class="lead">${lead}</p>
${reasons.length > 0 && html`<div class="noted"><ul class="unread">${reasons}</ul></div>`}${codeList(codes, speech)}</article>`;
}
