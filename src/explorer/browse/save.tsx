import { useEffect, useRef, useState } from 'preact/hooks';
import { download } from '../parts/download.ts';
import { fill, numbersIn, useSpeech } from '../words.ts';
import { type Asked, CSV_ROWS, csvAddress, csvName } from './asked.ts';
import type { Column } from './columns.ts';
import { gatherCsv } from './gather.ts';

/** The most codes that are gathered into a file here. */
const MOST = 20_000;

interface SaveProps {
  readonly asked: Asked;
  readonly columns: readonly Column[];
  readonly total: number;
}

/** The codes as a file for spreadsheets, a row each: by its address where one answer holds them, else page by page. */
export function Save({ asked, columns, total }: SaveProps) {
  const { words, language } = useSpeech();
  const address = csvAddress(asked, columns, language);
  const name = csvName(asked, new Date());
  const number = numbersIn(language);
  if (total > MOST) {
    return <span class="quiet">{fill(words.browse.csvMost, { count: number.format(MOST) })}</span>;
  }
  return total <= CSV_ROWS ? (
    <a class="button primary" href={address} download={name}>
      {words.browse.csv}
    </a>
  ) : (
    <Gather key={address} address={address} name={name} total={total} />
  );
}

function Gather({ address, name, total }: { address: string; name: string; total: number }) {
  const { words, language } = useSpeech();
  const [rows, setRows] = useState<number | null>(null);
  const [failed, setFailed] = useState(false);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const number = numbersIn(language);
  const gather = async () => {
    leaving.current = new AbortController();
    setFailed(false);
    setRows(0);
    const { signal } = leaving.current;
    try {
      download(await gatherCsv(address, setRows, signal), name);
    } catch {
      setFailed(!signal.aborted);
    }
    setRows(null);
  };
  return (
    <>
      <button type="button" class="button primary" onClick={gather} disabled={rows !== null}>
        {rows === null
          ? words.browse.csv
          : fill(words.browse.csvWait, { done: number.format(rows), count: number.format(total) })}
      </button>
      {failed && <span role="alert">{words.browse.csvFailed}</span>}
    </>
  );
}
