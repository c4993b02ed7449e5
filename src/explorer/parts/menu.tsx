import './menu.css';
import { capital, numbersIn, useSpeech } from '../words.ts';

export interface MenuOption {
  readonly value: string;
  readonly text: string;
  /** How far it is set in. */
  readonly depth?: number;
  /** How many codes stand behind it. */
  readonly count?: number;
}

interface MenuProps {
  readonly label: string;
  readonly value: string;
  /** Empty until they are there. */
  readonly options: readonly MenuOption[];
  readonly choose: (value: string) => void;
}

/** A menu under its label. */
export function Menu({ label, value, options, choose }: MenuProps) {
  const { language } = useSpeech();
  const number = numbersIn(language);
  const nameOf = ({ text, depth = 0, count }: MenuOption) =>
    `${'\u2003'.repeat(depth)}${capital(text, language)}${count === undefined ? '' : ` (${number.format(count)})`}`;
  return (
    <label>
      <span>{label}</span>
      <select
        value={value}
        disabled={options.length === 0}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {nameOf(one)}
          </option>
        ))}
      </select>
    </label>
  );
}
