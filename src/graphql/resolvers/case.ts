import { badInput, limitExceeded } from '../../errors.ts';
import type {
  CaseLevelResolvers,
  CaseLineResolvers,
  CasePartResolvers,
  CaseRemarkResolvers,
  CaseResolvers,
  FactRefResolvers,
  QueryResolvers,
} from '../../generated/graphql.ts';
import { type Case, caseOf } from '../../lattice/case.ts';
import type { CasePart } from '../../lattice/case-name.ts';
import { readCase, type Unread } from '../../lattice/case-read.ts';
import type { Release } from '../../store/imported.ts';
import { nameOf, partTexts, shorthandOf } from '../../text/case-name.ts';
import type { Words } from '../../text/words.ts';
import { caseFacts } from './case-facts.ts';
import { claimFacts } from './claim-facts.ts';
import { readClaim, type UnreadLine } from './claim-lines.ts';
import { termsOf } from './code.ts';
import type { Complete } from './complete.ts';

export interface CaseIn extends Case {
  readonly releases: readonly Release[];
  readonly words: Words;
}
export type PartIn = CasePart & { readonly text: string };

/** How many inputs a claim has at most. */
const MOST_INPUTS = 30;

export const caseQueries: Pick<Complete<QueryResolvers>, 'case'> = {
  async case(_, { ids, asOf, lang }, context): Promise<CaseIn> {
    if (ids.length === 0) throw badInput('`ids` is empty. Name 1 to 30 codes of one claim.');
    if (ids.length > MOST_INPUTS) {
      throw limitExceeded(`\`ids\` has ${ids.length} entries; a claim of at most ${MOST_INPUTS} is taken.`);
    }
    const words = context.words(lang);
    const { vocabulary } = words;
    const { claimed, unread } = await readClaim(ids, words, context);
    const { known, releases } = await claimFacts(claimed, asOf ?? null, context);
    const read = readCase(claimed, unread.map(unreadLine), known, words);
    const facts = await caseFacts(read, known, words, context);
    return { ...caseOf(read, facts, vocabulary, words), releases, words };
  },
};

const unreadLine = ({ input, missing, reasons }: UnreadLine): Unread => ({
  input,
  missing,
  why: reasons.map(({ text }) => text).join(' '),
});

export const caseFields: Complete<
  CaseResolvers,
  'verdict' | 'levels' | 'lines' | 'releases' | 'problems' | 'notes'
> = {
  name: ({ parts, words }) => nameOf(parts, words),
  shorthand: ({ parts, words }) => shorthandOf(parts, words),
  parts({ parts, words }): PartIn[] {
    const texts = partTexts(parts, words);
    return parts.map((part, at) => ({ ...part, text: texts[at] ?? '' }));
  },
};

export const casePartFields: Complete<CasePartResolvers, 'text' | 'facts'> = {};

export const factRefFields: Complete<FactRefResolvers, 'code'> = {
  axis: ({ fact }) => fact.axis,
  terms: ({ fact }, _, { snapshot }) => termsOf(fact.terms, snapshot),
  basis: ({ fact }) => fact.basis,
  source: ({ fact }) => fact.citation,
};

const UNITS = { segment: 'SEGMENT', interspace: 'INTERSPACE', gap: 'GAP' } as const;

export const caseLevelFields: Complete<CaseLevelResolvers, 'code' | 'least' | 'most' | 'codes' | 'further'> =
  {
    unit: ({ unit }) => UNITS[unit],
  };

export const caseLineFields: Complete<
  CaseLineResolvers,
  'input' | 'code' | 'units' | 'modifiers' | 'role' | 'to' | 'relativeValue' | 'paid'
> = {};

export const caseRemarkFields: Complete<CaseRemarkResolvers, 'kind' | 'text' | 'inputs' | 'codes'> = {
  source: ({ citation }) => citation,
};
