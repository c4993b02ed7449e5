import { present } from '../context.ts';
import type {
  CitationResolvers,
  DatasetResolvers,
  ImportKind,
  QueryResolvers,
  SourceResolvers,
} from '../generated/graphql.ts';
import type { Complete } from './complete.ts';

export const datasetQueries: Pick<Complete<QueryResolvers>, 'dataset'> = {
  dataset: (_, __, { snapshot, signal }) => snapshot.dataset(signal),
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

/** `ncci-ptp`, as the command says it, is NCCI_PTP in GraphQL. */
export const sourceFields: Pick<Complete<SourceResolvers>, 'kind'> = {
  kind: ({ kind }) => (kind === null ? null : (kind.toUpperCase().replaceAll('-', '_') as ImportKind)),
};

export const citationFields: Complete<CitationResolvers, 'line'> = {
  id: ({ source, line }) => `${source}#L${line}`,
  file: ({ source }, _, { loaders }) => present(loaders.sources, source),
  evidence: ({ evidence }, _, { loaders }) => (evidence === null ? null : loaders.sources.load(evidence)),
};
