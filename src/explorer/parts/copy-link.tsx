import { useEffect, useState } from 'preact/hooks';
import { changed } from '../router.ts';
import { useSpeech } from '../words.ts';

interface CopyLinkProps {
  /** What others are to see otherwise; null takes a part of the query away. */
  readonly query?: Readonly<Record<string, string | null>>;
}

/** Copies the address of the page, with its language, so that others see the same. */
export function CopyLink({ query = {} }: CopyLinkProps) {
  const { words, language } = useSpeech();
  const [copied, setCopied] = useState(false);
  const address = new URL(changed({ ...query, lang: language }), location.href).href;
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => navigator.clipboard?.writeText(address).then(() => setCopied(true));
  return (
    <p class="copy-link">
      <a href={address} dir="ltr">
        {address}
      </a>{' '}
      <button type="button" class="button" onClick={copy}>
        <span aria-live="polite">{copied ? words.shell.copied : words.shell.copy}</span>
      </button>
    </p>
  );
}
