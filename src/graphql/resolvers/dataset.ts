import type {
  CitationResolvers,
  DatasetResolvers,
  ImportKind,
  IncompleteResolvers,
  QueryResolvers,
  SourceResolvers,
} from '../../generated/graphql.ts';
import { worksOf } from '../../lattice/code.ts';
import { incompleteOf } from '../../lattice/parts.ts';
import { endsOf } from '../../lattice/releases.ts';
import { present } from '../context.ts';
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
  incomplete: (_, __, { snapshot }) => incompleteOf(snapshot.releases),
  exports: (_, __, { snapshot, exports }) => exports(snapshot.version),
};

export const incompleteFields: Complete<IncompleteResolvers, 'release' | 'missing'> = {
  kind: ({ kind }) => kindNamed(kind),
};

export const sourceFields: Pick<Complete<SourceResolvers>, 'kind' | 'ends'> = {
  kind: ({ kind }) => (kind === null ? null : kindNamed(kind)),
  ends: ({ kind, starts }) => endsOf(kind, starts),
};

/** `ncci-ptp`, as the command says it, is NCCI_PTP in GraphQL. */
export const kindNamed = (kind: string) => kind.toUpperCase().replaceAll('-', '_') as ImportKind;

export const citationFields: Complete<CitationResolvers, 'line'> = {
  id: ({ source, line }) => `${source}#L${line}`,
  file: ({ source }, _, { loaders }) => present(loaders.sources, source),
  evidence(citation, _, { loaders }) {
    const [first] = worksOf(citation);
    return first === undefined ? null : loaders.sources.load(first);
  },
};
