import { CodeLink, type CodeName } from './links.tsx';

interface ProseProps {
  readonly text: string;
  /** The codes that the text may name; each becomes a link where it does. */
  readonly mentions: readonly CodeName[];
  /** The code of the page itself, which needs no link. */
  readonly self?: string;
}

/** A text with the codes that it mentions as links. */
export function Prose({ text, mentions, self }: ProseProps) {
  const linked = new Map(mentions.filter(({ code }) => code !== self).map((one) => [one.code, one]));
  if (linked.size === 0) return <>{text}</>;
  const pieces = text.split(new RegExp(`\\b(${[...linked.keys()].join('|')})\\b`));
  return (
    <>
      {pieces.map((piece, index) => {
        const code = linked.get(piece);
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text keep their places
        return code ? <CodeLink key={index} {...code} /> : piece;
      })}
    </>
  );
}
