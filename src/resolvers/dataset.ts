import { present } from '../context.ts';
import type { CitationResolvers, DatasetResolvers, QueryResolvers } from '../generated/graphql.ts';
import type { Complete } from './complete.ts';

export const datasetQueries: Pick<Complete<QueryResolvers>, 'dataset'> = {
  dataset: (_, __, { snapshot }) => snapshot.dataset(),
};

export const datasetFields: Complete<DatasetResolvers, 'editions' | 'sources' | 'unfinishedImports'> = {
  version: (_, __, { snapshot }) => snapshot.version,
  counts: ({ codes, edges }, _, { snapshot: { vocabulary } }) => ({
    codes,
    terms: vocabulary.terms.size,
    families: vocabulary.families.size,
    edges,
  }),
};

export const citationFields: Complete<CitationResolvers, 'line'> = {
  id: ({ source, line }) => `${source}#L${line}`,
  file: ({ source }, _, { loaders }) => present(loaders.sources, source),
  evidence: ({ evidence }, _, { loaders }) => (evidence === null ? null : loaders.sources.load(evidence)),
};
