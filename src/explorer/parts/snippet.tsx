import './snippet.css';
import { useSpeech } from '../words.ts';
import { Of } from './of.tsx';
import { useCopying } from './use-copying.ts';

/** Text to copy into another page. */
export function Snippet({ text }: { text: string }) {
  const { shell, embed } = useSpeech().words;
  const { copied, copy } = useCopying();
  return (
    <div class="snippet" dir="ltr">
      <pre>
        <code>{text}</code>
      </pre>
      <button type="button" class="button" onClick={() => copy(text)}>
        <span aria-live="polite">{copied ? shell.copied : embed.copy}</span>
        <Of name={text.split('\n', 1)[0] ?? ''} />
      </button>
    </div>
  );
}
