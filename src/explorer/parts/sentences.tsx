import './sentences.css';
import type { ComponentChildren } from 'preact';
import { CodeLabel } from './code-label.tsx';
import { CodeLink, type CodeName } from './links.tsx';

export interface Reason {
  readonly node: CodeName;
  readonly sentence: ComponentChildren;
}

/** Codes, each with the sentence that says why it stands here. */
export function Sentences({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul class="sentences">
      {reasons.map(({ node, sentence }) => (
        <li key={node.code}>
          <CodeLink {...node} />
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  );
}

/** Codes with their labels. */
export function CodeList({ codes }: { codes: readonly (CodeName & { readonly label: string })[] }) {
  return <Sentences reasons={codes.map((node) => ({ node, sentence: <CodeLabel {...node} /> }))} />;
}
