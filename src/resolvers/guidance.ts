import type { Context } from '../context.ts';
import type { CodeResolvers, GuidanceResolvers } from '../generated/graphql.ts';
import type { Code } from '../lattice/code.ts';
import { isComparable } from '../lattice/code.ts';
import { compareFacts } from '../lattice/differences.ts';
import { compareIds } from '../lattice/edges.ts';
import type { Source } from '../store/store.ts';
import { type Guidance, guidanceOf, type Surroundings } from '../text/guidance.ts';
import { LANGUAGES, type Language } from '../text/languages.ts';
import { modifiersOf } from '../text/modifiers.ts';
import type { Complete } from './complete.ts';

/** The texts of a code with the language they are in and the codes they can name. */
export interface GuidanceIn {
  readonly language: Language;
  readonly text: Guidance;
  readonly around: Surroundings;
}

/** How many related codes and edges the texts look at. */
const AROUND = 60;

export const guidanceFieldsOfCode: Pick<Complete<CodeResolvers>, 'guidance' | 'modifiers'> = {
  async guidance(code, { lang }, context) {
    if (code.facts.length === 0) return null;
    const language = lang ?? context.language;
    const around = await surroundingsOf(code, context);
    return { language, around, text: guidanceOf(code, around, context.words(language)) };
  },
  modifiers: (code, { lang }, { words }) => modifiersOf(code, words(lang)),
};

/** The codes that the texts of a code can name: of a deleted code the nearest of its family. */
async function surroundingsOf(code: Code, { loaders, snapshot }: Context): Promise<Surroundings> {
  const page = { id: code.id, first: AROUND, after: null };
  const [related, addOns, primaries, members] = await Promise.all([
    loaders.related.load({ ...page, axes: null, within: [] }),
    loaders.addOns.load({ ...page, direction: 'IN' }),
    loaders.addOns.load({ ...page, direction: 'OUT' }),
    code.status === 'DELETED' && code.family !== null ? loaders.members.load([code.family]) : [],
  ]);
  const codesOf = async (rows: readonly { readonly id: string }[]) =>
    (await Promise.all(rows.map(({ id }) => loaders.codes.load(id)))).filter((one) => one !== null);
  const nearest = members
    .filter(isComparable)
    .map((other) => ({ other, ...compareFacts(code, other, snapshot.vocabulary) }))
    .sort(
      (a, b) =>
        a.differences.length - b.differences.length ||
        a.distance - b.distance ||
        compareIds(a.other.id, b.other.id),
    )
    .map(({ other }) => other);
  return {
    related: nearest.length > 0 ? nearest : await codesOf(related),
    addOns: await codesOf(addOns),
    primaries: await codesOf(primaries),
  };
}

export const guidanceFields: Complete<GuidanceResolvers, 'language'> = {
  direction: ({ language }) => LANGUAGES[language].direction,
  translation: ({ language }) => (language === 'EN' ? 'ORIGINAL' : 'MACHINE'),
  plainLanguage: ({ text }) => text.plainLanguage,
  procedure: ({ text }) => text.procedure,
  codingGuidelines: ({ text }) => text.codingGuidelines,
  medicalNecessity: ({ text }) => text.medicalNecessity,
  clinicalResponsibility: ({ text }) => text.clinicalResponsibility,
  relatedCodes: ({ text }) => text.relatedCodes,
  examples: ({ text }) => text.examples,
  documentation: ({ text }) => text.documentation,
  disclaimer: ({ text }) => text.disclaimer,
  mentions({ text, around }) {
    const all = new Map(
      [...around.related, ...around.addOns, ...around.primaries].map((code) => [code.code, code]),
    );
    const said = [...text.codingGuidelines, text.relatedCodes, ...text.documentation].join(' ');
    const named = new Set(said.match(/\b\d{4}[0-9FTUMA]\b/g));
    return [...named].flatMap((number) => all.get(number) ?? []).sort((a, b) => compareIds(a.id, b.id));
  },
  async sources({ language }, _, { loaders }) {
    const folder = `seed/text/${LANGUAGES[language].folder}`;
    const files = ['guidance', 'forms', 'messages', 'terms'].map((name) => `${folder}/${name}.csv`);
    const found = await Promise.all([...files, 'seed/cpt/codes.csv'].map((id) => loaders.sources.load(id)));
    return found.filter((source): source is Source => source !== null);
  },
};
