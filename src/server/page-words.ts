/** The explorer's own words that pages have before their script is there; src/explorer/words has them in ten languages. */
export interface PageWords {
  readonly axes: Texts;
  readonly basket: Titled & Readonly<Record<'sharedNone' | 'own', string>> & { readonly shared: Texts };
  readonly billing: Readonly<
    Record<'title' | 'workRvu' | 'facility' | 'globalDays' | 'feeSchedule', string>
  > & {
    /** What the days of the fee schedule mean, as `090`. */
    readonly global: Texts;
    readonly units: Texts;
  };
  readonly browse: Titled & Readonly<Record<'narrow' | 'system', string>>;
  readonly canvas: Titled;
  readonly changes: Readonly<
    Record<'title' | 'lead' | 'what' | 'before' | 'after' | 'none' | 'feed', string>
  > & {
    readonly kinds: Texts;
  };
  readonly claim: Titled & Readonly<Record<'case' | 'withCode', string>>;
  readonly code: Readonly<
    Record<'addOn' | 'heading' | 'deleted' | 'deletedOn' | 'numberOnly' | 'related' | 'sources', string>
  >;
  readonly compare: Titled;
  readonly data: Titled &
    Readonly<
      Record<
        | 'files'
        | 'state'
        | 'none'
        | 'file'
        | 'rows'
        | 'size'
        | 'proof'
        | 'check'
        | 'use'
        | 'own'
        | 'cpt'
        | 'cite'
        | 'ways'
        | 'loaded'
        | 'edition'
        | 'publisher'
        | 'release'
        | 'licence',
        string
      >
    > & { readonly way: Texts };
  readonly embed: Titled;
  readonly family: Readonly<Record<'codes' | 'grid' | 'label' | 'code', string>>;
  readonly home: Titled &
    Readonly<
      Record<
        | 'examples'
        | 'exampleCode'
        | 'exampleTerm'
        | 'exampleFamily'
        | 'families'
        | 'picture'
        | 'systems'
        | 'table',
        string
      >
    > & { readonly system: Texts };
  readonly learn: Titled & Readonly<Record<'cards' | 'printHint', string>>;
  readonly listing: { readonly next: string };
  readonly path: Titled;
  readonly search: { readonly family: string };
  readonly shell: Readonly<
    Record<
      | 'licence'
      | 'more'
      | 'pages'
      | 'trail'
      | 'onPage'
      | 'home'
      | 'missing'
      | 'missingHint'
      | 'away'
      | 'needsScript',
      string
    >
  > & {
    readonly nav: Readonly<
      Record<'browse' | 'find' | 'compare' | 'together' | 'learn' | 'path' | 'canvas', string>
    >;
    readonly codes: Texts;
  };
  readonly spine: Titled & { readonly clear: string };
  readonly term: Readonly<Record<'title' | 'synonyms' | 'narrower' | 'first', string>>;
}

interface Titled {
  readonly title: string;
  readonly lead: string;
}

/** Texts by what they are for; of a number by the plural rule of the language, with `{count}`. */
type Texts = Readonly<Record<string, string>>;
