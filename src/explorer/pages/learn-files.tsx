import { useState } from 'preact/hooks';
import type { QuizFormat } from '../../text/quiz/formats.ts';
import type { QuizChoice } from '../learn/files.ts';
import { download } from '../parts/download.ts';
import { fill, list, useSpeech } from '../words.ts';

interface LearnFilesProps {
  readonly choice: QuizChoice;
  /** Whether the codes were chosen one by one: then those are named that no question starts from. */
  readonly isChosen: boolean;
  /** Whether none is chosen. */
  readonly isEmpty: boolean;
}

/** Questions as files for Anki, Moodle and Quizlet, and as a page to print. How they are made is fetched when first asked for. */
export function LearnFiles({ choice, isChosen, isEmpty }: LearnFilesProps) {
  const { words, language } = useSpeech();
  const { learn, shell } = words;
  const [told, setTold] = useState('');
  const [busy, setBusy] = useState(false);
  const formats: readonly (readonly [QuizFormat, string])[] = [
    ['anki', 'Anki'],
    ['gift', 'Moodle (GIFT)'],
    ['csv', 'Quizlet (CSV)'],
    ['worksheet', learn.worksheet],
  ];
  const save = async (format: QuizFormat) => {
    setBusy(true);
    setTold('');
    try {
      const { quizFile } = await import('../learn/files.ts');
      const made = await quizFile(choice, format, language);
      if (made.state === 'away') setTold(shell.away);
      else if (made.state === 'refused') setTold(made.message);
      else {
        const { name, blob, silent } = made.data;
        if (blob === null) return setTold(isChosen ? learn.noneOfThese : learn.noneHint);
        download(blob, name);
        if (isChosen && silent.length > 0) setTold(fill(learn.silent, { codes: list(silent, language) }));
      }
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="files" aria-labelledby="files" aria-busy={busy}>
      <h2 id="files">{learn.files}</h2>
      {!isEmpty && <p class="quiet">{fill(learn.filesHint, { count: choice.count })}</p>}
      <p class="ways">
        {formats.map(([format, name]) => (
          <button
            key={format}
            type="button"
            class="button"
            disabled={isEmpty}
            onClick={() => busy || void save(format)}
          >
            {name}
          </button>
        ))}
      </p>
      <p role="status">{told}</p>
    </section>
  );
}
