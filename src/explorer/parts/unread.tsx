import './loaded.css';

interface UnreadProps {
  readonly lookup: readonly {
    readonly input: string;
    readonly code?: object | null;
    readonly range?: readonly object[];
    readonly note?: string | null;
  }[];
}

/** Inputs of `lookup` that are no code here, a line each with its reason. */
export function Unread({ lookup }: UnreadProps) {
  const lines = lookup.filter(({ code, range = [] }) => !code && range.length === 0);
  if (lines.length === 0) return null;
  return (
    <div class="noted" role="status">
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
    </div>
  );
}

/** Whether a reason names the input by itself: then it is not said twice. */
function names(note: string, input: string): boolean {
  const at = note.toUpperCase().indexOf(input.toUpperCase());
  const beside = `${note.charAt(at - 1)}${note.charAt(at + input.length)}`;
  return at >= 0 && !/[\p{L}\p{N}]/u.test(beside);
}
