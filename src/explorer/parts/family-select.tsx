import './family-select.css';
import { capital, useSpeech } from '../words.ts';

interface Family {
  readonly id: string;
  readonly name: string;
  readonly codeCount: number;
  readonly parent: { readonly id: string } | null;
}

interface FamilySelectProps {
  readonly families: readonly Family[];
  readonly value: string;
  readonly choose: (family: string) => void;
}

/** A menu of the families in tree order; those below another one are set in. */
export function FamilySelect({ families, value, choose }: FamilySelectProps) {
  const { words, language } = useSpeech();
  const depths = new Map<string, number>();
  for (const { id, parent } of families) depths.set(id, parent ? (depths.get(parent.id) ?? 0) + 1 : 0);
  return (
    <label class="field">
      <span>{words.search.family}</span>
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {families
          .filter(({ codeCount }) => codeCount > 1)
          .map(({ id, name, codeCount }) => (
            <option key={id} value={id}>
              {`${'\u2003'.repeat(depths.get(id) ?? 0)}${capital(name, language)} (${codeCount})`}
            </option>
          ))}
      </select>
    </label>
  );
}
