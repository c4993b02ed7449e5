import type { CodePageQuery } from '../../generated/explorer.ts';

/** The kinds of files that are taken in. */
export type LoadedKinds = ReadonlySet<NonNullable<CodePageQuery['dataset']>['sources'][number]['kind']>;

/** What the page is told of what was asked. */
export type Answered = NonNullable<CodePageQuery['lookup']>[number];
export type CodeAnswer = NonNullable<Answered['code']>;
