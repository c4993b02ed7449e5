import { Folded } from '../parts/folded.tsx';
import { type Cited, Source } from '../parts/source.tsx';
import { count, useSpeech } from '../words.ts';
import type { CodeAnswer } from './code-answer.ts';

type Modifier = CodeAnswer['modifiers'][number];

interface ModifiersProps {
  readonly modifiers: readonly Modifier[];
  /** The row of the fee schedule that decides about many of them, where one is loaded. */
  readonly source?: Cited | undefined;
}

/** Which modifiers may stand with the code; those that may not, or of which nothing is known, are kept folded. */
export function CodeModifiers({ modifiers, source }: ModifiersProps) {
  const { words, language } = useSpeech();
  if (modifiers.length === 0) return null;
  const of = (applies: Modifier['applies']) => modifiers.filter((one) => one.applies === applies);
  const no = of('NO');
  const unknown = of('UNKNOWN');
  return (
    <Folded id="modifiers" title={words.code.modifiers}>
      <Table modifiers={[...of('YES'), ...of('SOMETIMES')]} />
      {unknown.length > 0 && (
        <details>
          <summary>{count(words.code.modifiersUnknown, unknown.length, language)}</summary>
          <Table modifiers={unknown} />
        </details>
      )}
      {no.length > 0 && (
        <details>
          <summary>{count(words.code.modifiersNo, no.length, language)}</summary>
          <Table modifiers={no} />
        </details>
      )}
      {source && <Source of={words.code.modifiers} {...source} />}
    </Folded>
  );
}

function Table({ modifiers }: { modifiers: readonly Modifier[] }) {
  const { code: words } = useSpeech().words;
  if (modifiers.length === 0) return null;
  return (
    <table class="modifiers">
      <thead class="hidden">
        <tr>
          <th scope="col">{words.modifier}</th>
          <th scope="col">{words.applies}</th>
          <th scope="col">{words.reason}</th>
        </tr>
      </thead>
      <tbody>
        {modifiers.map(({ code, name, applies, reason }) => (
          <tr key={code}>
            <th scope="row">
              <span class="number">{code}</span>
            </th>
            <td>
              <span class={`mark ${applies.toLowerCase()}`}>{words.modifierApplies[applies]}</span>
            </td>
            <td>
              {name}
              <small>{reason}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
