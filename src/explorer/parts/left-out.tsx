import { numberOf } from '../../lattice/code-ids.ts';
import { count, fill, list, useSpeech } from '../words.ts';

/** So many codes are named; of more it is said how many they are. */
const MOST_NAMED = 6;

interface LeftOutProps {
  /** How many codes can be chosen. */
  readonly most: number;
  /** Those beyond. */
  readonly codes: readonly string[];
}

/** Says how many codes can be chosen at most, and which were left out. */
export function LeftOut({ most, codes }: LeftOutProps) {
  const { words, language } = useSpeech();
  if (codes.length === 0) return null;
  const named =
    codes.length > MOST_NAMED
      ? count(words.shell.codes, codes.length, language)
      : list(codes.map(numberOf), language);
  return (
    <p class="noted" role="status">
      {fill(words.learn.leftOut, { most, codes: named })}
    </p>
  );
}
