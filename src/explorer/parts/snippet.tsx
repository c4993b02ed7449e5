import './snippet.css';
import { useEffect, useState } from 'preact/hooks';
import { useSpeech } from '../words.ts';
import { Of } from './of.tsx';

/** Text to copy into another page. */
export function Snippet({ text }: { text: string }) {
  const { shell, embed } = useSpeech().words;
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => navigator.clipboard?.writeText(text).then(() => setCopied(true));
  return (
    <div class="snippet" dir="ltr">
      <pre>
        <code>{text}</code>
      </pre>
      <button type="button" class="button" onClick={copy}>
        <span aria-live="polite">{copied ? shell.copied : embed.copy}</span>
        <Of name={text.split('\n', 1)[0] ?? ''} />
      </button>
    </div>
  );
}
