import { useState } from 'preact/hooks';
import { csvText } from '../../text/csv.ts';
import { gatherCsv } from '../browse/gather.ts';
import { download } from '../parts/download.ts';
import { useSpeech } from '../words.ts';

interface SaveProps {
  /** The address of the file without notes, its last column the ids. */
  readonly file: string;
  readonly notes: ReadonlyMap<string, string>;
}

/** The codes as a file with the reader's notes, which are added here: the server is never told them. */
export function SaveNoted({ file, notes }: SaveProps) {
  const { browse } = useSpeech().words;
  const [state, setState] = useState<'waiting' | 'failed' | null>(null);
  const save = async () => {
    setState('waiting');
    try {
      const table = await gatherCsv(file, () => {}, AbortSignal.timeout(30_000));
      download(new Blob([withNotes(await table.text(), notes)], { type: 'text/csv' }), 'codes.csv');
      setState(null);
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <button type="button" class="button" disabled={state === 'waiting'} onClick={save}>
        {browse.csv}
      </button>
      {state === 'failed' && <span role="alert">{browse.csvFailed}</span>}
    </>
  );
}

/** A column of notes behind the ids; `gatherCsv` has a line for each row. */
function withNotes(table: string, notes: ReadonlyMap<string, string>): string {
  const [head = '', ...rows] = table.split('\n').filter((line) => line !== '');
  const noted = rows.map((row) => {
    const note = notes.get(row.slice(row.lastIndexOf(',') + 1)) ?? '';
    return `${row},${csvText([[note]])}`;
  });
  // In the first place, so that spreadsheets read it as UTF-8.
  return `\uFEFF${head},note\r\n${noted.join('')}`;
}
