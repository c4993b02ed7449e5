import './chosen-codes.css';
import { numberOf } from '../../lattice/code-ids.ts';
import { fill, useSpeech } from '../words.ts';
import { CodePicker } from './code-picker.tsx';
import { MOST_CHOSEN } from './most-chosen.ts';

interface ChosenCodesProps {
  readonly label: string;
  readonly codes: readonly string[];
  readonly choose: (codes: readonly string[]) => void;
  /** Said once there are as many as there may be. */
  readonly full: string;
}

/** The codes that a page is about, each to be taken away, and a field to add one. */
export function ChosenCodes({ label, codes, choose, full }: ChosenCodesProps) {
  const { compare } = useSpeech().words;
  return (
    <section class="choice" aria-label={label}>
      {codes.length > 0 && (
        <ul class="chips">
          {codes.map((code) => (
            <li key={code}>
              <button
                type="button"
                class="chip"
                aria-label={fill(compare.remove, { code: numberOf(code) })}
                title={fill(compare.remove, { code: numberOf(code) })}
                onClick={() => choose(codes.filter((one) => one !== code))}
              >
                <bdi class="number">{numberOf(code)}</bdi> <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {codes.length < MOST_CHOSEN ? (
        <CodePicker
          label={compare.add}
          pick={(code) => choose([...new Set([...codes, code])])}
          pickSeveral={(several) => choose([...new Set([...codes, ...several])])}
        />
      ) : (
        <p class="quiet">{full}</p>
      )}
    </section>
  );
}
