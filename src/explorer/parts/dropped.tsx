import { fill, list, useSpeech } from '../words.ts';

/** So many parts are named, and so much of each is repeated. */
const MOST_NAMED = 12;
const LONGEST = 60;

/** Says what of an address was left out, as `left` of `readQuery` names it. */
export function Dropped({ what }: { readonly what: readonly string[] }) {
  const { words, language } = useSpeech();
  if (what.length === 0) return null;
  const named = what
    .slice(0, MOST_NAMED)
    .map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text));
  return (
    <p class="noted" role="status">
      {fill(words.shell.dropped, {
        what: list(what.length > MOST_NAMED ? [...named, '…'] : named, language),
      })}
    </p>
  );
}
