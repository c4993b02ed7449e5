import type { FastifyRequest } from 'fastify';
import { axesOf, type CodeSystem, systemAt } from '../lattice/axes.ts';
import { MOST_DRAWN, type Subject, type SubjectKind } from './page-subject.ts';
import type { Question } from './page-template.ts';
import type { PageWords } from './page-words.ts';

export interface Page {
  /** Its file of src/explorer/pages, where the explorer has it not at once. */
  readonly chunk: string | null;
  /** Its title, what it is for, and its heading where that is another. */
  readonly said: (words: PageWords) => readonly [title: string, lead: string, heading?: string];
  /** An address to begin with, to which the lead leads, and how it is shown. */
  readonly example?: readonly [href: string, shown: string];
  /** What it asks first where its address says no more than its language. */
  readonly asks?: readonly Question[];
  /** The path by which search engines know it, where that is another. */
  readonly known?: string;
}

const ROOT = 'family:spine';
const BROWSE: Page = {
  chunk: 'browse',
  said: ({ browse }) => [browse.title, browse.lead],
  asks: [['browse-names', { ids: [ROOT] }], ...asksOfTable('CPT', { system: ['CPT'], family: ROOT })],
  known: '/browse',
};

/** Where the explorer has pages; src/explorer/routes.ts says which. */
export const PAGES: Readonly<Record<string, Page>> = {
  '/': {
    chunk: null,
    said: ({ home }) => ['', home.lead],
    // `HomePage` of the explorer.
    asks: [['home', { family: 'family:lesion-neoplasm', root: ROOT }]],
  },
  '/browse': BROWSE,
  '/codes': BROWSE,
  '/terms': {
    chunk: 'terms',
    said: ({ term, axes }) => [term.title, Object.values(axes).join(', ')],
    asks: [['terms-page', {}]],
  },
  '/families': {
    chunk: 'families',
    said: ({ home }) => [home.families, Object.values(home.system).join('; ')],
    asks: [['families-page', { root: ROOT }]],
  },
  '/spine': {
    chunk: 'spine',
    said: ({ spine }) => [spine.title, spine.lead],
    asks: [['spine', { root: ROOT }]],
  },
  '/compare': {
    chunk: 'compare',
    said: ({ compare }) => [compare.title, compare.lead],
    example: ['/compare?codes=63278,63277,63283', '63278, 63277, 63283'],
  },
  '/basket': { chunk: 'basket', said: ({ basket }) => [basket.title, basket.lead] },
  '/together': { chunk: 'claim', said: ({ claim }) => [claim.title, claimLead(claim.lead)] },
  '/case': { chunk: 'claim', said: ({ claim }) => [claim.case, claimLead(claim.lead), claim.title] },
  '/changes': {
    chunk: 'changes',
    said: ({ changes }) => [changes.title, changes.lead],
    asks: [['changes-loaded', {}]],
  },
  '/data': { chunk: 'data', said: ({ data }) => [data.title, data.lead], asks: [['data', {}]] },
  '/path': {
    chunk: 'path',
    said: ({ path }) => [path.title, path.lead],
    example: ['/path?from=63278&to=63286', '63278 → 63286'],
  },
  '/canvas': {
    chunk: 'canvas',
    said: ({ canvas }) => [canvas.title, canvas.lead],
    example: ['/canvas?codes=63278', '63278'],
  },
  '/learn': { chunk: 'learn', said: ({ learn }) => [learn.title, learn.lead] },
  '/learn/cards': { chunk: 'learn-cards', said: ({ learn }) => [learn.cards, learn.printHint] },
  '/embed': { chunk: 'embed', said: ({ embed }) => [embed.title, embed.lead] },
};

/** As many codes stand on a claim. */
const claimLead = (lead: string) => lead.replace('{most}', '20');

/** The pages about one thing each, which may not be there. */
export const SUBJECT_PAGES: readonly (readonly [path: string, subject: SubjectKind, chunk: string | null])[] =
  [
    ['/codes/:id', 'code', null],
    ['/families/:id', 'family', 'family'],
    ['/terms/:id', 'term', 'term'],
  ];
/** The page for frames of other sites. */
export const FRAMED = '/embed/family/:id';

/** The route of a path that names a code, a family or a term; the path itself where none does. */
export function routeOf(path: string): string {
  const parts = path.split('/');
  const routes = [...SUBJECT_PAGES.map(([route]) => route), FRAMED];
  const fits = (route: string) => {
    const own = route.split('/');
    return own.length === parts.length && own.every((part, at) => part.startsWith(':') || part === parts[at]);
  };
  return routes.find(fits) ?? path;
}

/** What the explorer asks first on a page about something, with the id as it was given. */
export function asksOf(
  kind: SubjectKind,
  id: string,
  subject: Subject | null,
  { query }: FastifyRequest,
): readonly Question[] {
  if (kind === 'code') return [['code-page', { code: id }]];
  if (kind === 'term') {
    const page: Question = ['term-page', { term: id }];
    if (subject?.kind !== 'term' || Object.keys(query as object).some((name) => name !== 'lang'))
      return [page];
    const system = systemAt([subject.id]);
    const filter = { ...(system !== 'ALL' && { system: [system] }), terms: [subject.id] };
    return [page, ...asksOfTable(system, filter, subject.axis)];
  }
  const head: Question = ['family-head', { family: id }];
  const isOnOtherAxes = Object.keys(query as object).some((name) => /^(grid)?(rows|columns)$/i.test(name));
  if (subject?.kind !== 'family' || isOnOtherAxes) return [head];
  if (subject.codeCount > MOST_DRAWN) return [head, ['family-counts', { family: id }]];
  return [head, ['family-page', { family: id }], ['family-edges', { family: id }]];
}

/** What `Browse` of the explorer asks of these codes: of all ICD-10-PCS the next position alone is counted at once. */
function asksOfTable(
  system: CodeSystem | 'ALL',
  among: Readonly<Record<string, unknown>>,
  fixed?: string,
): readonly Question[] {
  const filter = { ...among, status: ['ACTIVE'] };
  const isOfPcs = system === 'ICD10PCS';
  const axes = [...axesOf(system), ...(isOfPcs ? [] : ['SPECIALTY'])].filter((axis) => axis !== fixed);
  const table = {
    filter,
    sort: 'ID',
    descending: false,
    withBilling: !isOfPcs,
    withUnits: false,
    after: null,
  };
  return [
    ['browse-loaded', {}],
    ['browse', table],
    ['browse-facets', { filter, axes: isOfPcs ? axes.slice(0, 1) : axes, first: 30 }],
  ];
}
