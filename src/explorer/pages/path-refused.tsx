import type { KnownCodesQuery, KnownCodesQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import knownText from '../documents/known-codes.graphql';
import { Loaded, Notice } from '../parts/loaded.tsx';
import { Unread } from '../parts/unread.tsx';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const KNOWN_CODES = document<KnownCodesQuery, KnownCodesQueryVariables>(knownText);

interface PathRefusedProps {
  readonly codes: readonly string[];
  /** What the server said; shown if it knows all the codes. */
  readonly message: string;
}

/** Why no way could be asked for: mostly a code that is not in the graph. */
export function PathRefused({ codes, message }: PathRefusedProps) {
  const { words } = useSpeech();
  const asked = useAnswer(KNOWN_CODES, { codes });
  return (
    <Loaded asked={asked}>
      {({ lookup }) => {
        if ((lookup ?? []).every(({ code }) => code)) {
          return (
            <Notice title={words.shell.refused}>
              <p>{message}</p>
            </Notice>
          );
        }
        return (
          <Notice title={words.shell.refused}>
            <Unread lookup={lookup ?? []} />
            <p>{words.path.unknownHint}</p>
          </Notice>
        );
      }}
    </Loaded>
  );
}
