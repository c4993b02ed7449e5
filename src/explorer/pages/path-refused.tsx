import type { KnownCodesQuery, KnownCodesQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import knownText from '../documents/known-codes.graphql';
import { Loaded, Notice } from '../parts/loaded.tsx';
import { useAnswer } from '../use-answer.ts';
import { fill, list, useSpeech } from '../words.ts';

const KNOWN_CODES = document<KnownCodesQuery, KnownCodesQueryVariables>(knownText);

interface PathRefusedProps {
  readonly codes: readonly string[];
  /** What the server said; shown if it knows all the codes. */
  readonly message: string;
}

/** Why no way could be asked for: mostly a code that is not in the graph. */
export function PathRefused({ codes, message }: PathRefusedProps) {
  const { words, language } = useSpeech();
  const asked = useAnswer(KNOWN_CODES, { codes });
  return (
    <Loaded asked={asked}>
      {({ lookup }) => {
        const unknown = (lookup ?? []).filter(({ code }) => !code).map(({ input }) => input);
        if (unknown.length === 0) {
          return (
            <Notice title={words.shell.refused}>
              <p>{message}</p>
            </Notice>
          );
        }
        return (
          <Notice title={fill(words.path.unknown, { codes: list(unknown, language) })}>
            <p>{words.path.unknownHint}</p>
          </Notice>
        );
      }}
    </Loaded>
  );
}
