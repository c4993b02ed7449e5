import { useSpeech } from '../words.ts';

export interface Cited {
  readonly line: number;
  readonly file: { readonly id: string };
  readonly evidence: {
    readonly title: string;
    readonly publisher: string;
    readonly release: string;
    readonly licence: string;
  } | null;
}

/** Where a fact stands: file and line, and the work it rests on. */
export function Source({ line, file, evidence }: Cited) {
  const { shell } = useSpeech().words;
  return (
    <p class="source">
      {shell.source}{' '}
      <span dir="ltr">
        <code>{file.id}</code>:{line}
      </span>
      {evidence && (
        <>
          {' · '}
          <bdi>
            {evidence.title}, {evidence.publisher} ({evidence.release}; {evidence.licence})
          </bdi>
        </>
      )}
    </p>
  );
}
