import { fold, type Word } from './fold.ts';

/**
 * What people type around the words that they look for: surgery, operation, procedure, code, how to. Names hold some of these
 * words, so they are indexed; only queries pass over them, and only in the forms that stand here.
 */
const NOISE = new Set(
  [
    'surgery surgeries surgical operation operations operative operate operated procedure procedures code codes coding cpt how what is',
    'cirugía cirugías quirúrgico quirúrgica operación operaciones operar operado operada procedimiento procedimientos intervención código códigos codificar cómo qué cuál',
    'chirurgie chirurgical chirurgicale opération opérations opérer opéré opérée intervention interventions acte actes procédure coder codage comment quel',
    'op operationen operativ operative operativer operieren operiert eingriff eingriffe chirurgisch chirurgische chirurgischer prozedur prozeduren verfahren kode wie',
    'phẫu thuật mổ thủ mã',
    'operasyon opera operahan pamamaraan prosidyur kodigo paano',
    'операция операции операцию операций операцией оперировать хирургия хирургии хирургический хирургическая хирургическое хирургические хирургического хирургической оперативное вмешательство вмешательства процедура процедуры код коды как',
    'عملية العملية عمليات جراحة الجراحة جراحية الجراحية جراحي الجراحي إجراء الإجراء تدخل رمز الرمز كود كيف',
  ]
    .flatMap((words) => words.split(' '))
    .flatMap((word) => [word, fold(word)]),
);

/** The same inside runs of Han and Hangul; 재수술 is an operation done again, and says so. */
const IN_RUNS = {
  Han: /手术|怎么|如何|编码|代码/u,
  Hangul: /(?<!재)(?:수술법?|시술|코드)(?:[의을를은는이가]$)?/u,
} as const;

/** Whether queries pass over a word; with its marks, where they are given: "mổ" (operate), not "mô" (tissue). */
export const isNoise = ({ plain, marked, script }: Word) => NOISE.has(script === 'Latin' ? marked : plain);

/** The words without noise; there may be none. */
export function withoutNoise(words: readonly Word[]): Word[] {
  return words.flatMap((word) => {
    const noise = word.script === 'Han' || word.script === 'Hangul' ? IN_RUNS[word.script] : null;
    if (noise === null) return isNoise(word) ? [] : [word];
    return noise.test(word.plain) ? word.plain.split(noise).flatMap((part) => partOf(word, part)) : [word];
  });
}

/** A part of a run as a run of its own; none where it is empty. */
export function partOf(run: Word, part: string): Word[] {
  return part === '' ? [] : [{ ...run, plain: part, marked: part }];
}
