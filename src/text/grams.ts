import type { Token } from '../lattice/asked.ts';
import type { Word } from './fold.ts';

/** A negated word inside a run, as far as it reaches: 非肿瘤性, 비종양성. */
const NEGATED = { Han: /非(.{1,4}?性|.{1,2})/u, Hangul: /비(.{1,3}?성|종양|신생물)/u } as const;

/** Korean particles behind a noun, longest first; behind one syllable only those that end no noun of two. */
const PARTICLE = /(?<=..)(?:에서|으로|에게|까지|부터|[이가에로과와도])$|(?<=.)[의을를은는]$/u;

/**
 * The tokens of a run of Han or Hangul. A character alone says too little (肿 is in tumor, abscess and hematoma), and where
 * words end is not written: so each character is found by the pairs that it makes with its neighbours, and the first one by
 * itself as well. 骶骨肿瘤 is then found where 骶骨 and 肿瘤 are, though 骨肿 is nowhere.
 */
export function gramsOf({ plain, script }: Word, side: 'indexed' | 'asked'): Token[] {
  return segments(plain, NEGATED[script as keyof typeof NEGATED]).flatMap(({ no, run }) => {
    const letters = [...run];
    const kept = script === 'Hangul' ? [...run.replace(PARTICLE, '')].length : letters.length;
    const pair = (first: number) => (first >= 0 ? letters.slice(first, first + 2) : []).join('');
    return letters.slice(0, kept).map((letter, index) => {
      const alone = index === 0 && !(side === 'asked' && kept === 2) ? [letter] : [];
      const pairs =
        side === 'indexed' || kept > 2 ? [pair(index - 1), pair(index)] : kept === 2 ? [pair(0)] : [];
      const forms = [...alone, ...pairs.filter((one) => [...one].length === 2)];
      return { raw: no + letter, forms: forms.map((form) => no + form) };
    });
  });
}

function segments(run: string, negated: RegExp): { no: string; run: string }[] {
  const found = negated.exec(run);
  if (found === null) return [{ no: '', run }];
  const before = run.slice(0, found.index);
  const [whole, inner = ''] = found;
  const after = run.slice(found.index + whole.length);
  return [
    ...(before === '' ? [] : [{ no: '', run: before }]),
    { no: whole.slice(0, 1), run: inner },
    ...(after === '' ? [] : segments(after, negated)),
  ];
}
