import type { CodeName } from './links.tsx';

/**
 * The label of a code. An official title is English on a page in any language, and marked as such: for the voice that
 * reads it, and for its direction beside Arabic.
 */
export function CodeLabel({ label, labelKind }: Pick<CodeName, 'label' | 'labelKind'>) {
  return labelKind === 'OFFICIAL' ? <bdi lang="en">{label}</bdi> : label;
}
