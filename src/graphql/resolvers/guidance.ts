import type { CodeResolvers, GuidanceResolvers } from '../../generated/graphql.ts';
import type { Code } from '../../lattice/code.ts';
import { compareIds } from '../../lattice/edges.ts';
import { nearestTo } from '../../lattice/related.ts';
import type { Source } from '../../store/records.ts';
import { companionsNamed } from '../../text/companions.ts';
import { type Guidance, guidanceOf } from '../../text/guidance.ts';
import { LANGUAGES, type Language } from '../../text/languages.ts';
import { modifiersOf } from '../../text/modifiers.ts';
import type { Surroundings } from '../../text/surroundings.ts';
import type { Translation } from '../../text/words.ts';
import type { Context } from '../context.ts';
import { billingOf, releaseFor } from './billing.ts';
import type { Complete } from './complete.ts';

/** The texts of a code with the language they are in and the codes they can name. */
export interface GuidanceIn {
  /** The number of the code itself. */
  readonly number: string;
  readonly language: Language;
  readonly text: Guidance;
  readonly translation: Translation;
  readonly around: Surroundings;
  /** The companions that its guidelines name. */
  readonly companions: readonly Code[];
  readonly sources: readonly Source[];
}

/** How many related codes and edges the texts look at. */
const AROUND = 500;
/** Codes as they stand in texts: 63278, C79.51. */
const CODES = /\b(?:\d{4}[0-9FTUMA]|[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)\b/g;
/** What the texts say of a code rests on these files. */
const FACTS = [
  ...['codes', 'add-ons', 'companions', 'companion-kinds', 'confused'].map((name) => `seed/cpt/${name}.csv`),
  ...['icd10cm', 'never'].map((name) => `seed/crosswalk/${name}.csv`),
];

export const guidanceFieldsOfCode: Pick<Complete<CodeResolvers>, 'guidance' | 'modifiers'> = {
  async guidance(code, { lang }, context) {
    if (!code.curated || code.facts.length === 0) return null;
    const language = lang ?? context.language;
    const found = await lookedAt(code, language, context);
    const words = context.words(language);
    return {
      number: code.code,
      language,
      translation: words.translation,
      ...found,
      companions: companionsNamed(code, found.around.addOns, context.snapshot.companions).map(
        (one) => one.code,
      ),
      text: guidanceOf(code, found.around, context.snapshot, words),
    };
  },
  async modifiers(code, { lang, asOf }, context) {
    // The variants of a release differ in their conversion factor alone.
    const variant = releaseFor('pfs', asOf, context) === null ? 'QPP' : 'NON_QPP';
    const loaded = releaseFor('pfs', asOf, context, variant) !== null;
    const row = await billingOf(code.id, '', asOf, context, variant);
    return modifiersOf(code, row ?? (loaded ? 'NOT_LISTED' : 'NOT_LOADED'), context.words(lang));
  },
};

/** What the texts of a code look at, in one call of the store: of a deleted code the nearest of its family. */
async function lookedAt(
  code: Code,
  language: Language,
  { loaders, snapshot }: Context,
): Promise<Pick<GuidanceIn, 'around' | 'sources'>> {
  const folder = `seed/text/${LANGUAGES[language].folder}`;
  const texts = ['guidance', 'forms', 'messages', 'terms', 'review'].map((name) => `${folder}/${name}.csv`);
  const { related, members, sources, ...around } = await loaders.guidance.load({
    id: code.id,
    first: AROUND,
    family: code.status === 'DELETED' ? code.family : null,
    sources: [...texts, ...FACTS],
  });
  const nearest = nearestTo(code, members, snapshot.vocabulary);
  return { around: { ...around, related: nearest.length > 0 ? nearest : related }, sources };
}

export const guidanceFields: Complete<GuidanceResolvers, 'language' | 'translation' | 'sources'> = {
  direction: ({ language }) => LANGUAGES[language].direction,
  plainLanguage: ({ text }) => text.plainLanguage,
  procedure: ({ text }) => text.procedure,
  codingGuidelines: ({ text }) => text.codingGuidelines,
  medicalNecessity: ({ text }) => text.medicalNecessity,
  clinicalResponsibility: ({ text }) => text.clinicalResponsibility,
  relatedCodes: ({ text }) => text.relatedCodes,
  examples: ({ text }) => text.examples,
  documentation: ({ text }) => text.documentation,
  disclaimer: ({ text }) => text.disclaimer,
  async mentions({ number, text, around, companions }, _, { loaders }) {
    const all = new Map(
      [
        ...around.related,
        ...around.addOns,
        ...around.primaries,
        ...around.diagnoses.map(({ code }) => code),
        ...around.never.map(({ code }) => code),
        ...companions,
      ].map((code) => [code.code, code]),
    );
    const { codingGuidelines, medicalNecessity, relatedCodes, documentation } = text;
    const said = [...codingGuidelines, medicalNecessity, relatedCodes, ...documentation].join(' ');
    const named = [...new Set(said.match(CODES))].filter((one) => one !== number);
    // What stands in a sentence of its own may be no neighbour: a fusion, the endoscope.
    const others = await Promise.all(
      named.filter((one) => !all.has(one)).map((one) => loaders.codes.load(`CPT:${one}`)),
    );
    // A companion may stand inside a range.
    const mentioned = [...named.flatMap((one) => all.get(one) ?? []), ...others, ...companions].flatMap(
      (code) => code ?? [],
    );
    return [...new Map(mentioned.map((code) => [code.id, code])).values()].sort((a, b) =>
      compareIds(a.id, b.id),
    );
  },
};
