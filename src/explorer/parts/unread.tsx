import './loaded.css';
import { numbersIn, useSpeech } from '../words.ts';

/** So many lines stand there at once. */
const MOST_OPEN = 10;

interface UnreadProps {
  readonly lookup: readonly {
    readonly input: string;
    readonly code?: object | null;
    readonly range?: readonly object[];
    readonly note?: string | null;
  }[];
}

/** Inputs of `lookup` that are no code here, a line each with its reason; the later ones folded. */
export function Unread({ lookup }: UnreadProps) {
  const { words, language } = useSpeech();
  const lines = lookup.filter(({ code, range = [] }) => !code && range.length === 0);
  if (lines.length === 0) return null;
  const later = lines.slice(MOST_OPEN);
  return (
    <div class="noted" role="status">
      <Lines lines={lines.slice(0, MOST_OPEN)} />
      {later.length > 0 && (
        <details>
          <summary>
            {words.shell.more} <span class="quiet">{numbersIn(language).format(later.length)}</span>
          </summary>
          <Lines lines={later} />
        </details>
      )}
    </div>
  );
}

function Lines({ lines }: { lines: UnreadProps['lookup'] }) {
  return (
    <ul class="unread">
      {lines.map(({ input, note }) => (
        <li key={input}>
          {!names(note ?? '', input) && (
            <>
              <bdi class="input">{input}</bdi>:{' '}
            </>
          )}
          {note}
        </li>
      ))}
    </ul>
  );
}

/** Whether a reason names the input by itself: then it is not said twice. */
function names(note: string, input: string): boolean {
  const at = note.toUpperCase().indexOf(input.toUpperCase());
  const beside = `${note.charAt(at - 1)}${note.charAt(at + input.length)}`;
  return at >= 0 && !/[\p{L}\p{N}]/u.test(beside);
}
