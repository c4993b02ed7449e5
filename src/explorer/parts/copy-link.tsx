import { changed } from '../router.ts';
import { useSpeech } from '../words.ts';
import { useCopying } from './use-copying.ts';

interface CopyLinkProps {
  /** What others are to see otherwise; null takes a part of the query away. */
  readonly query?: Readonly<Record<string, string | null>>;
}

/** Copies the address of the page, with its language, so that others see the same. */
export function CopyLink({ query = {} }: CopyLinkProps) {
  const { words, language } = useSpeech();
  const address = new URL(changed({ ...query, lang: language }), location.href).href;
  const { copied, copy } = useCopying();
  return (
    <p class="copy-link">
      <a href={address} dir="ltr">
        {address}
      </a>{' '}
      <button type="button" class="button" onClick={() => copy(address)}>
        <span aria-live="polite">{copied ? words.shell.copied : words.shell.copy}</span>
      </button>
    </p>
  );
}
