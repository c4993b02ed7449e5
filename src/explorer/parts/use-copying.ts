import { useEffect, useState } from 'preact/hooks';

const SAID_MS = 2_000;

/** Copies texts; `copied` for a short time after, so that the button can say so. */
export function useCopying() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return { copied, copy: (text: string) => navigator.clipboard?.writeText(text).then(() => setCopied(true)) };
}
