import './loaded.css';

interface UnreadProps {
  readonly lookup: readonly {
    readonly input: string;
    readonly code?: object | null;
    readonly note?: string | null;
  }[];
}

/** Inputs of `lookup` that are no code here, a line each with its reason. */
export function Unread({ lookup }: UnreadProps) {
  const lines = lookup.filter(({ code }) => !code);
  if (lines.length === 0) return null;
  return (
    <ul class="unread noted" role="status">
      {lines.map(({ input, note }) => (
        <li key={input}>
          <bdi class="input">{input}</bdi>: {note}
        </li>
      ))}
    </ul>
  );
}
