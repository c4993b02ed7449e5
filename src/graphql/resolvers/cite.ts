import { badInput } from '../../errors.ts';
import type {
  BibliographyResolvers,
  CitationStyle,
  QueryResolvers,
  ReferenceResolvers,
} from '../../generated/graphql.ts';
import { type Code, sourcesOf } from '../../lattice/code.ts';
import { readingsOf } from '../../lattice/code-ids.ts';
import { SYSTEM_NAMES } from '../../lattice/systems.ts';
import type { Source } from '../../store/records.ts';
import {
  AUTHORS,
  bibliography,
  datasetNamed,
  datasetWork,
  keyOf,
  OWN,
  type Work,
  written,
} from '../../text/bibliography.ts';
import type { Language } from '../../text/languages.ts';
import { type Context, present } from '../context.ts';
import { checkIds, shown } from './arguments.ts';
import { labelIn } from './code.ts';
import type { Complete } from './complete.ts';
import { known } from './reading.ts';

/** What is cited, and for which of the ids. */
interface Cited {
  readonly work: Work;
  readonly ids: readonly string[];
}
/** A reference with the style that it is asked for in. */
export interface ReferenceIn extends Cited {
  readonly style: CitationStyle;
}
export interface BibliographyIn {
  readonly style: CitationStyle;
  readonly references: readonly ReferenceIn[];
}

export const citeQueries: Pick<Complete<QueryResolvers>, 'cite'> = {
  async cite(_, { ids, style, lang }, context): Promise<BibliographyIn> {
    checkIds(ids, 'ids', context);
    const each = await Promise.all(ids.map((id) => worksFor(id, lang ?? null, context)));
    const works = ids.length === 0 ? [datasetWork(context.snapshot.version, context.publicUrl)] : each.flat();
    const references = new Map(works.map((work) => [work.id, { work, style, ids: new Set<string>() }]));
    for (const [at, own] of each.entries()) {
      for (const { id } of own) references.get(id)?.ids.add(ids[at] ?? '');
    }
    return { style, references: [...references.values()].map((one) => ({ ...one, ids: [...one.ids] })) };
  },
};

export const bibliographyFields: Complete<BibliographyResolvers, 'references'> = {
  text: ({ references, style }) =>
    bibliography(
      references.map(({ work }) => work),
      style,
    ),
};

export const referenceFields: Complete<ReferenceResolvers, 'ids'> = {
  subject: ({ work }) => work.id,
  key: ({ work }) => keyOf(work),
  text: ({ work, style }) => written(work, style),
};

/** What an input names, then the works of others that it rests on. Refuses what is neither in the graph nor a source. */
async function worksFor(input: string, lang: Language | null, context: Context): Promise<Work[]> {
  if (input === OWN) return [datasetWork(context.snapshot.version, context.publicUrl)];
  const source = await context.loaders.sources.load(input.replace(/#L\d+$/, ''));
  if (source !== null) return [workOf(source)];
  const { terms, families } = context.snapshot.vocabulary;
  const named = terms.get(input) ?? families.get(input);
  if (named !== undefined) {
    const { vocabulary } = context.words(lang);
    const name = (vocabulary.terms.get(input) ?? vocabulary.families.get(input) ?? named).name;
    const page = 'axis' in named ? 'terms' : 'families';
    return [
      entryOf(input, `${name} (${input})`, page, context),
      ...(await othersIn([named.citation], context)),
    ];
  }
  if (['EMPTY', 'LONG', 'SHAPE'].includes(readingsOf(input).fault ?? ''))
    throw badInput(nothingCalled(input));
  const code = await known(input, context);
  const citations = [code.citation, ...code.facts.map(({ citation }) => citation)];
  return [
    entryOf(code.id, titleOf(code, lang ?? context.language, context), 'codes', context),
    ...(await othersIn(citations, context)),
  ];
}

const nothingCalled = (input: string) =>
  `\`ids\`: nothing is called "${shown(input)}". Name codes such as 63278, terms such as region:sacral, families such as family:lesion-neoplasm, or sources by their ids, which \`dataset { sources { id } }\` lists.`;

/** The code with its edition and what it stands for; "CPT 22310" where only its number is known. */
function titleOf(code: Code, language: Language, context: Context): string {
  const number = `${SYSTEM_NAMES[code.system]} ${code.code}`;
  if (code.labelKind === 'CODE_ONLY') return number;
  return `${number} (${code.edition}): ${labelIn(code, language, context)}`;
}

async function othersIn(citations: readonly Code['citation'][], { loaders }: Context): Promise<Work[]> {
  const ids = citations.flatMap(sourcesOf);
  const sources = await Promise.all([...new Set(ids)].map((id) => present(loaders.sources, id)));
  return sources.filter(({ publisher }) => publisher !== OWN).map(workOf);
}

function entryOf(id: string, title: string, page: string, context: Context): Work {
  const url = context.publicUrl === null ? null : `${context.publicUrl}/${page}/${id}`;
  const version = datasetNamed(context.snapshot.version);
  return { id, authors: AUTHORS, title, within: OWN, version, sha256: null, url };
}

const workOf = ({ id, publisher, title, release, sha256 }: Source): Work => ({
  id,
  authors: publisher,
  title,
  within: null,
  version: release,
  sha256,
  url: null,
});
