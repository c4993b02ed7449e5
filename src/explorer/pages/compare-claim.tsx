import './pairs.css';
import { useState } from 'preact/hooks';
import type { ClaimQuery, ClaimQueryVariables } from '../../generated/explorer.ts';
import { document } from '../client.ts';
import claimText from '../documents/claim.graphql';
import { CodeLink } from '../parts/links.tsx';
import { Loaded } from '../parts/loaded.tsx';
import { useAnswer } from '../use-answer.ts';
import { useSpeech } from '../words.ts';

const CLAIM = document<ClaimQuery, ClaimQueryVariables>(claimText);

interface ClaimProps {
  readonly codes: readonly string[];
  /** Whether the address asks for it at once. */
  readonly isOpen: boolean;
}

/** Whether the codes may be reported together, folded; it is asked when it is opened. */
export function CompareClaim({ codes, isOpen }: ClaimProps) {
  const { compare } = useSpeech().words;
  const [open, setOpen] = useState(isOpen);
  const asked = useAnswer(CLAIM, open ? { codes: [...codes] } : null);
  return (
    <details class="claim" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{compare.claim}</summary>
      {open && <Loaded asked={asked}>{({ together }) => together && <Claim {...together} />}</Loaded>}
    </details>
  );
}

/** The pairs with what decides of each, the gravest first, then what stands against a code by itself. */
function Claim({ notice, lines, pairs }: NonNullable<ClaimQuery['together']>) {
  const { compare } = useSpeech().words;
  return (
    <>
      <table class="pairs">
        <caption class="hidden">{compare.claim}</caption>
        <tbody>
          {pairs.map(({ a, b, reasons }) => (
            <tr key={`${a.id} ${b.id}`}>
              <th scope="row">
                <bdi>
                  {a.code} + {b.code}
                </bdi>
              </th>
              <td>
                <Reasons reasons={reasons} />
              </td>
            </tr>
          ))}
          {lines.map(({ input, code, verdict, reasons }) =>
            verdict === 'OK' ? null : (
              <tr key={input}>
                <th scope="row">{code ? <CodeLink {...code} /> : <bdi>{input}</bdi>}</th>
                <td>
                  <Reasons reasons={reasons} />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      <p class="quiet">{notice}</p>
    </>
  );
}

interface ReasonsProps {
  readonly reasons: readonly {
    readonly text: string;
    readonly source?: { readonly line: number | null; readonly file: { readonly id: string } } | null;
  }[];
}

function Reasons({ reasons }: ReasonsProps) {
  return reasons.map(({ text, source }) => (
    <p key={text}>
      {text}
      {source && (
        <small>
          <span dir="ltr">
            <code>{source.file.id}</code>:{source.line}
          </span>
        </small>
      )}
    </p>
  ));
}
