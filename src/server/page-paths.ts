import type { FastifyRequest } from 'fastify';
import type { Subject, SubjectKind } from './page-subject.ts';
import type { Question } from './page-template.ts';

/** Where the explorer has pages, and the file of each where the explorer has it not at once; src/explorer/routes.ts says which. */
export const PAGES: readonly (readonly [path: string, chunk: string | null])[] = [
  ['/', null],
  ['/browse', 'browse'],
  ['/codes', 'browse'],
  ['/terms', 'terms'],
  ['/families', 'families'],
  ['/spine', 'spine'],
  ['/compare', 'compare'],
  ['/together', 'claim'],
  ['/case', 'claim'],
  ['/changes', 'changes'],
  ['/path', 'path'],
  ['/learn', 'learn'],
  ['/learn/cards', 'learn-cards'],
  ['/embed', 'embed'],
];
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

/** What the first page asks: `HomePage` of the explorer. */
export const HOME_ASKS: readonly Question[] = [
  ['home', { family: 'family:lesion-neoplasm', root: 'family:spine' }],
];
/** Families of more codes are drawn as counts, by other questions. */
const MOST_DRAWN = 80;
/** What the explorer asks first on a page about something, with the id as it was given. */
export function asksOf(
  kind: SubjectKind,
  id: string,
  subject: Subject | null,
  { query }: FastifyRequest,
): readonly Question[] {
  if (kind === 'code') return [['code-page', { code: id }]];
  if (kind === 'term') return [['term-page', { term: id }]];
  const head: Question = ['family-head', { family: id }];
  const isOnOtherAxes = Object.keys(query as object).some((name) => /^(grid)?(rows|columns)$/i.test(name));
  if (subject?.kind !== 'family' || isOnOtherAxes) return [head];
  if (subject.codeCount > MOST_DRAWN) return [head, ['family-counts', { family: id }]];
  return [head, ['family-page', { family: id }], ['family-edges', { family: id }]];
}
