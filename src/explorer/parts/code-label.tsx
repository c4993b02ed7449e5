import { useSpeech } from '../words.ts';
import type { CodeName } from './links.tsx';

interface LabelProps {
  readonly label: CodeName['label'] | undefined;
  readonly labelKind?: CodeName['labelKind'] | undefined;
  readonly status?: 'ACTIVE' | 'DELETED' | 'HEADING';
}

/**
 * The label of a code, and what makes it one that is not reported. An official title is English on a page in any language, and marked
 * as such: for the voice that reads it, and for its direction beside Arabic. Of some codes only the number is known.
 */
export function CodeLabel({ label, labelKind, status = 'ACTIVE' }: LabelProps) {
  const { code: words } = useSpeech().words;
  const marked = status !== 'ACTIVE' && (
    <>
      {' '}
      <span class="mark warn">{status === 'HEADING' ? words.heading : words.deleted}</span>
    </>
  );
  return (
    <>
      <Named label={label} labelKind={labelKind} />
      {marked}
    </>
  );
}

function Named({ label, labelKind }: Omit<LabelProps, 'status'>) {
  const { code: words } = useSpeech().words;
  if (labelKind === 'OFFICIAL') return <bdi lang="en">{label}</bdi>;
  if (labelKind === 'CODE_ONLY') return <span class="quiet">{words.numberOnly}</span>;
  return <>{label}</>;
}
