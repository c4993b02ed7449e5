import type { Groups, Named, Naming, SearchQuery, SearchToken, Token } from './asked.ts';
import { remembered } from './remembered.ts';

/** How each word of a query is met: 2 where it stands there itself, 1 by a form of it, 0 where it is not. */
type Met = readonly number[];

/** What a text meets: its words, and at the place of each word whether the word before it stands right before it. */
export interface Meeting {
  readonly met: Met;
  readonly together: readonly boolean[];
  /** Whether the word stands behind the same word that is passed over: "in the cord". */
  readonly led: readonly boolean[];
}

/** With corrections, or with everyday words taken for what they mean; else as it is written. */
type ReadingKind = 'WRITTEN' | 'MEANT' | 'CORRECTED';

/** One reading of a query: which of its words names match, in a group of languages. */
export interface View {
  readonly reading: ReadingKind;
  readonly tokens: readonly SearchToken[];
  readonly namings: readonly Naming[];
  /** Whether the words of the query are of these languages. */
  readonly isOwn: boolean;
  meet(named: Named): Meeting;
  isSame(named: Named): boolean;
  isBeginning(named: Named): boolean;
  /**
   * What the names of a term, of those below it and of those above it meet; `text` is the one that meets most words. `far`:
   * 0 for a word that asks for this term or a broader one, alone or with other words of the query; 1 where nobody asked the
   * rest of the name; 2 where it is in names of narrower terms only, or in none.
   */
  term(id: string): Meeting & { readonly text: string | null; readonly far: readonly (0 | 1 | 2)[] };
  /** What the names of a term alone meet. */
  own(id: string): Met;
}

/** One list for each reading, the best first. */
export type Views = readonly (readonly (() => View)[])[];

interface Reading {
  readonly kind: ReadingKind;
  readonly tokens: readonly SearchToken[];
  readonly prefix: string | null;
}

/** Whole words in every group before the beginning of one: "Prolaps" is a German word before it begins an English one. */
export function viewsOf({ parts, prefix }: SearchQuery, groups: Groups): Views {
  const tokens = parts.flatMap((part) => part.tokens);
  const isMeant = parts.some(({ meant }) => meant !== null);
  const readings: Reading[] = [
    ...(isMeant
      ? [
          {
            kind: 'MEANT' as const,
            tokens: parts.flatMap((part) => part.meant ?? part.tokens),
            prefix: parts.at(-1)?.meant === null ? prefix : null,
          },
        ]
      : []),
    { kind: 'WRITTEN', tokens, prefix: null },
    ...(prefix === null ? [] : [{ kind: 'WRITTEN' as const, tokens, prefix }]),
    ...(tokens.some(({ corrected }) => corrected.length > 0)
      ? [{ kind: 'CORRECTED' as const, tokens, prefix }]
      : []),
  ];
  return groups.flatMap((tier) =>
    readings.map((reading) =>
      tier.map(({ isOwn, open }) => {
        let view: View | undefined;
        return () => (view ??= createView(reading, open(), isOwn));
      }),
    ),
  );
}

function createView({ kind, tokens, prefix }: Reading, namings: readonly Naming[], isOwn: boolean): View {
  const spelt = tokens.map(
    ({ raw, corrected }) => new Set(kind === 'CORRECTED' ? [raw, ...corrected] : [raw]),
  );
  const wanted = tokens.map(
    ({ forms, corrected }) => new Set(kind === 'CORRECTED' ? [...forms, ...corrected] : forms),
  );
  const last = tokens.length - 1;
  const isWhole = ({ forms }: Token, index: number) => forms.some((form) => wanted[index]?.has(form));
  const begins = ({ forms }: Token, index: number) =>
    index === last && prefix !== null && forms.some((form) => form.startsWith(prefix));
  /** The rule by which the stores match: a form is the same, or the last word begins it. */
  const meets = (token: Token, index: number) => isWhole(token, index) || begins(token, index);
  const isItself = ({ raw, forms }: Token, index: number) =>
    spelt[index]?.has(raw) === true || forms.some((form) => spelt[index]?.has(form));
  const how = (token: Token, index: number) => (meets(token, index) ? (isItself(token, index) ? 2 : 1) : 0);

  const meet = (named: Named): Meeting => {
    const met = tokens.map((_, index) =>
      named.tokens.reduce((best, token) => Math.max(best, how(token, index)), 0),
    );
    const together = met.map(
      (one, index) =>
        index > 0 &&
        one > 0 &&
        (met[index - 1] ?? 0) > 0 &&
        named.tokens.some((token, at) => {
          const before = named.tokens[at - 1];
          return before !== undefined && meets(token, index) && meets(before, index - 1);
        }),
    );
    const led = tokens.map(
      ({ lead }, index) =>
        lead !== undefined &&
        named.tokens.some((token, at) => named.leads[at] === lead && meets(token, index)),
    );
    return { met, together, led };
  };
  return {
    reading: kind,
    tokens,
    namings,
    isOwn,
    meet,
    isSame: (named) =>
      named.tokens.length === tokens.length && named.tokens.every((token, at) => isWhole(token, at)),
    isBeginning: ({ tokens: all, opens }) =>
      opens &&
      tokens.length <= all.length &&
      tokens.every((_, at) => {
        const token = all[at] as Token;
        return (isWhole(token, at) && isItself(token, at)) || begins(token, at);
      }),
    term: remembered((id) => meetTerm(id, namings, tokens, meet)),
    own: remembered((id) =>
      namings
        .flatMap(({ names }) => names(id))
        .map((named) => meet(named).met)
        .reduce<Met>(
          better,
          meansTerm(tokens, (term) => term === id),
        ),
    ),
  };
}

const better = (a: Met, b: Met): Met => a.map((one, index) => Math.max(one, b[index] ?? 0));
const meansTerm = (tokens: readonly SearchToken[], isMeant: (term: string) => boolean): Met =>
  tokens.map(({ terms }) => (terms.some(isMeant) ? 2 : 0));

function meetTerm(
  id: string,
  namings: readonly Naming[],
  tokens: readonly SearchToken[],
  meet: View['meet'],
): ReturnType<View['term']> {
  const [first] = namings;
  const related = (term: string) =>
    first !== undefined && (first.vocabulary.isAtOrUnder(id, term) || first.vocabulary.isAtOrUnder(term, id));
  let met: Met = meansTerm(tokens, related);
  let together = tokens.map(() => false);
  let led = together;
  const isBelow = (term: string) => first?.vocabulary.isAtOrUnder(id, term) === true;
  let far = meansTerm(tokens, isBelow).map((how): 0 | 1 | 2 => (how > 0 ? 0 : 2));
  let text = met.some((how) => how > 0) ? (first?.names(id)[0]?.text ?? null) : null;
  let most = 0;
  for (const { vocabulary, names } of namings) {
    const below = [...vocabulary.atOrUnder(id)].flatMap(names);
    const above = vocabulary.ancestors(id).flatMap((one) => namesAbove(one, names(one)));
    const near = new Set([...names(id), ...above]);
    for (const named of [...below, ...above]) {
      const one = meet(named);
      const count = one.met.filter((how) => how > 0).length;
      // "Disc" asks nothing of "one disc space": an extent is asked by its whole name.
      if (near.has(named) && (count >= named.tokens.length || !id.startsWith('extent:'))) {
        const how = count < named.tokens.length ? 1 : 0;
        far = far.map((is, index) => ((one.met[index] ?? 0) > 0 && how < is ? how : is));
      }
      if (count > most) [most, text] = [count, text === null || most > 0 ? named.text : text];
      met = better(met, one.met);
      together = together.map((is, index) => is || one.together[index] === true);
      led = led.map((is, index) => is || one.led[index] === true);
    }
  }
  return { met, together, led, text, far };
}

/** Terms whose synonyms name kinds of them ("arachnoid cyst", "bulging disc"), or parts that mean less alone ("épine dorsale"). */
const BY_NAME_ONLY = new Set(['lesion:cyst', 'lesion:disc-disorder', 'region:spine']);

/** Of the names of a broader term, those by which a code of a narrower one is found. */
export const namesAbove = <Name>(id: string, names: readonly Name[]): readonly Name[] =>
  BY_NAME_ONLY.has(id) ? names.slice(0, 1) : names;
