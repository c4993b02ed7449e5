import './sentences.css';
import { CodeLink, type CodeName } from './links.tsx';

export interface Reason {
  readonly node: CodeName;
  readonly sentence: string;
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
export function CodeList({ codes }: { codes: readonly Required<CodeName>[] }) {
  return <Sentences reasons={codes.map((node) => ({ node, sentence: node.label }))} />;
}
