import type { DataQuery } from '../../generated/explorer.ts';
import { grouped } from '../../lattice/grouped.ts';
import { sizeWriter } from '../../text/sizes.ts';
import { Of } from '../parts/of.tsx';
import { Snippet } from '../parts/snippet.tsx';
import { fill, localeOf, numbersIn, useSpeech } from '../words.ts';
import { FORMATS, fetching, OFFERING } from './data-reading.ts';

type Dataset = NonNullable<DataQuery['dataset']>;
type File = Dataset['exports'][number];

/** The files that are offered, by their formats; where there are none, it says so, and to whoever runs the server how to make them. */
export function DataFiles({ version, exports }: Pick<Dataset, 'version' | 'exports'>) {
  const { data } = useSpeech().words;
  const formats = grouped(exports, ({ format }) => format);
  const names = Object.keys(FORMATS);
  const inOrder = [...names.filter((name) => formats.has(name)), ...formats.keys()];
  const isMixed = exports.some(({ hasCpt }) => hasCpt);
  return (
    <section class="files" aria-labelledby="files">
      <h2 id="files">{data.files}</h2>
      {exports.length > 0 ? (
        <p>{fill(data.state, { version })}</p>
      ) : (
        <>
          <p>{data.none}</p>
          <details class="operator">
            <summary>{data.operator}</summary>
            <p>{data.operatorText}</p>
            <Snippet text={OFFERING} />
          </details>
        </>
      )}
      {[...new Set(inOrder)].map((format) => (
        <Format key={format} format={format} files={formats.get(format) ?? []} isMixed={isMixed} />
      ))}
    </section>
  );
}

interface FormatProps {
  readonly format: string;
  readonly files: readonly File[];
  /** Whether other files have the numbers of CPT: those that have none say so. */
  readonly isMixed: boolean;
}

function Format({ format, files, isMixed }: FormatProps) {
  const { words, language } = useSpeech();
  const { data } = words;
  const number = numbersIn(language);
  const sizeOf = sizeWriter(localeOf(language));
  const { name = format, program = null } = FORMATS[format] ?? {};
  const about = (data.formats as Readonly<Record<string, string>>)[format];
  const example = files.find((file) => file.name.startsWith('codes.')) ?? files[0];
  return (
    <section aria-labelledby={format}>
      <h3 id={format}>
        <bdi>{name}</bdi>
      </h3>
      {about && <p>{about}</p>}
      <div class="sheet">
        <table>
          <thead>
            <tr>
              <th scope="col">{data.file}</th>
              <th scope="col" class="figure">
                {data.rows}
              </th>
              <th scope="col" class="figure">
                {data.size}
              </th>
              <th scope="col">{data.proof}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <tr key={file.url}>
                <th scope="row">
                  <a href={file.url} dir="ltr" download>
                    {file.name}
                  </a>
                  <About name={file.name} />
                  {isMixed && !file.hasCpt && <div class="mark">{data.withoutCpt}</div>}
                </th>
                <td class="figure">{number.format(file.rows)}</td>
                <td class="figure">{sizeOf(file.bytes)}</td>
                <td>
                  <Proof {...file} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {program && example && (
        <details>
          <summary>
            {data.read}
            <Of name={name} />
          </summary>
          <Snippet text={fetching(new URL(example.url, location.href).href)} />
          <Snippet text={program(example.name)} />
        </details>
      )}
    </section>
  );
}

/** What a table holds. */
function About({ name }: { name: string }) {
  const tables: Readonly<Record<string, string>> = useSpeech().words.data.tables;
  const about = tables[name.replace(/\.(csv|parquet)$/, '')];
  return about ? <div class="quiet">{about}</div> : null;
}

/** By what a file is known to be whole, and what holds for its use. */
function Proof({ name, sha256, licences }: File) {
  const { data } = useSpeech().words;
  return (
    <details class="long">
      <summary>
        {data.check}
        <Of name={name} />
      </summary>
      <p dir="ltr">
        SHA-256 <code>{sha256}</code>
      </p>
      <ul lang="en" dir="ltr">
        {licences.map((licence) => (
          <li key={licence}>{licence}</li>
        ))}
      </ul>
    </details>
  );
}
