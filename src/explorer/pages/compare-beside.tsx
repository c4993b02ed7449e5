import type { ComponentChildren } from 'preact';
import type { ComparePageQuery } from '../../generated/explorer.ts';
import { TermChip } from '../parts/links.tsx';
import { capital, figuresIn, fill, list, useSpeech } from '../words.ts';

export type Comparison = NonNullable<ComparePageQuery['compare']>;
type ComparedCode = Comparison['codes'][number];

/** What codes say that no comparison counts. */
interface Beside {
  readonly key: string;
  readonly name: string;
  readonly differs: boolean;
  /** A value for each code, in their order; null where one does not say it. */
  readonly values: readonly ComponentChildren[];
}

/** What at least one of the codes says besides what is compared: the side, RVU and global days. */
export function useBeside(codes: readonly ComparedCode[]): readonly Beside[] {
  const { words, language } = useSpeech();
  const number = figuresIn(language);
  const { columns } = words.browse;
  const all = [
    { key: 'sides', name: words.axes.SIDE, text: sideOf, shown: chipsOf },
    ...(['workRvu', 'facilityTotalRvu', 'globalDays'] as const).map((key) => {
      const text = ({ billing }: ComparedCode) => {
        const value = billing?.[key] ?? null;
        return typeof value === 'number' ? number.format(value) : (value ?? '');
      };
      return { key, name: columns[key], text, shown: text };
    }),
  ];
  return all
    .filter(({ text }) => codes.some((code) => text(code) !== ''))
    .map(({ key, name, text, shown }) => ({
      key,
      name,
      differs: new Set(codes.map(text)).size > 1,
      values: codes.map((code) => (text(code) === '' ? null : shown(code))),
    }));
}

const sideOf = ({ sides }: ComparedCode) => (sides ?? []).map(({ name }) => name).join(' · ');
const chipsOf = ({ sides }: ComparedCode) => sides?.map((term) => <TermChip key={term.id} {...term} />);

/** On which sides the codes are performed, where they say it and not all the same: stated, but never counted as a difference. */
export function Sides({ codes }: Pick<Comparison, 'codes'>) {
  const { words, language } = useSpeech();
  const said = new Set(codes.map(sideOf));
  if (said.size < 2) return null;
  const values = codes.map((code) => `${code.code} ${sideOf(code) || words.compare.notStated}`);
  const text = `${capital(words.axes.SIDE, language)}: ${list(values, language)}`;
  return <p>{fill(words.compare.beside, { what: text })}</p>;
}

/** Of which release the figures are. */
export function FiguresOf({ codes }: Pick<Comparison, 'codes'>) {
  const { browse } = useSpeech().words;
  const release = codes.find(({ billing }) => billing)?.billing?.release;
  return release ? <p class="quiet">{fill(browse.release, { release })}</p> : null;
}
