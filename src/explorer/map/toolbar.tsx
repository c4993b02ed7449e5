import { datasetVersion } from '../client.ts';
import { download } from '../parts/download.ts';
import { PresentLink } from '../parts/present-link.tsx';
import { useCopying } from '../parts/use-copying.ts';
import { changed, go } from '../router.ts';
import { capital, useSpeech } from '../words.ts';
import type { Choice, Family, MapAxis } from './choice.ts';
import type { Colored } from './colors.ts';
import type { Exported } from './exports.ts';
import { paletteNow } from './palette.ts';

interface ToolbarProps {
  readonly family: Family;
  readonly choice: Choice;
  /** The axes that can be drawn, and those that are. */
  readonly axes: readonly MapAxis[];
  readonly rows: MapAxis | null;
  readonly columns: MapAxis | null;
  readonly colored: readonly Colored[];
}

/** What the reader chooses of the picture; all of it goes into the address. */
export function Toolbar({ family, choice, axes, rows, columns, colored }: ToolbarProps) {
  const { words, language } = useSpeech();
  return (
    <div class="toolbar">
      <AxisChoice axes={axes} rows={rows} columns={columns} />
      <Select
        name={words.family.color}
        value={choice.color ?? ''}
        options={[
          ['', capital(words.family.noColor, language)],
          ...axes.map((one): Option => [one, capital(words.axes[one], language)]),
        ]}
        choose={(value) => go(changed({ color: value.toLowerCase() || null }))}
      />
      <fieldset class="view">
        <legend>{words.family.view}</legend>
        <button
          type="button"
          class="button"
          aria-pressed={!choice.table}
          onClick={() => go(changed({ view: null }))}
        >
          {words.family.picture}
        </button>
        <button
          type="button"
          class="button"
          aria-pressed={choice.table}
          onClick={() => go(changed({ view: 'table' }))}
        >
          {words.family.table}
        </button>
      </fieldset>
      <Saving family={family} choice={choice} colored={colored} />
    </div>
  );
}

/** The axes of a grid; they go into the address. */
export function AxisChoice({ axes, rows, columns }: Pick<ToolbarProps, 'axes' | 'rows' | 'columns'>) {
  const { words, language } = useSpeech();
  const axis = (value: string) => value.toLowerCase();
  // An axis can stand on one side only: choosing it on the other lets the two change places.
  const chooseRows = (value: string) =>
    go(
      changed({
        gridRows: axis(value) || null,
        ...(value === columns && rows && { gridColumns: axis(rows) }),
      }),
    );
  const chooseColumns = (value: string) =>
    go(
      changed({
        gridColumns: axis(value) || null,
        ...(value === rows && columns && { gridRows: axis(columns) }),
      }),
    );
  const options = axes.map((one): Option => [one, capital(words.axes[one], language)]);
  // No code states anything on the axis that is drawn.
  const optionsOf = (value: MapAxis | null): readonly Option[] =>
    value === null ? [['', capital(words.family.noColor, language)], ...options] : options;
  return (
    <>
      <Select name={words.family.rows} value={rows ?? ''} options={optionsOf(rows)} choose={chooseRows} />
      <Select
        name={words.family.columns}
        value={columns ?? ''}
        options={optionsOf(columns)}
        choose={chooseColumns}
      />
    </>
  );
}

type Option = readonly [key: string, text: string];

interface SelectProps {
  readonly name: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly choose: (value: string) => void;
}

function Select({ name, value, options, choose }: SelectProps) {
  return (
    <label>
      <span>{name}</span>
      <select value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

const FORMATS = ['SVG', 'PNG', 'CSV', 'Cytoscape JSON'] as const;
type Format = (typeof FORMATS)[number];

/** Files of what is shown. How they are made is fetched when one is first asked for. */
function Saving({ family, choice, colored }: Pick<ToolbarProps, 'family' | 'choice' | 'colored'>) {
  const { words, language } = useSpeech();
  const { copied, copy } = useCopying();
  const save = async (format: Format) => {
    const exports = await import('./exports.ts');
    const exported: Exported = {
      family,
      choice,
      colored,
      palette: paletteNow(),
      words,
      language,
      version: datasetVersion() ?? '',
    };
    const name = family.id.slice(family.id.indexOf(':') + 1);
    if (format === 'SVG') {
      download(new Blob([exports.svgOf(exported)], { type: 'image/svg+xml' }), `${name}.svg`);
    } else if (format === 'PNG') {
      download(await exports.pngOf(exports.svgOf(exported)), `${name}.png`);
    } else if (format === 'CSV') {
      download(new Blob([exports.csvOf(exported)], { type: 'text/csv;charset=utf-8' }), `${name}.csv`);
    } else {
      download(new Blob([exports.cytoscapeOf(exported)], { type: 'application/json' }), `${name}.cyjs`);
    }
  };
  const copyQuery = async () => {
    const { graphqlOf } = await import('./exports.ts');
    await copy(graphqlOf({ family, choice }));
  };
  return (
    <fieldset class="saving">
      <legend>{words.family.save}</legend>
      {FORMATS.map((format) => (
        <button key={format} type="button" class="button" onClick={() => void save(format)}>
          {format}
        </button>
      ))}
      <button type="button" class="button" onClick={() => void copyQuery()}>
        <span aria-live="polite">{copied ? words.shell.copied : words.family.copy}</span>
      </button>
      <button type="button" class="button" onClick={() => print()}>
        {words.learn.print}
      </button>
      <PresentLink />
    </fieldset>
  );
}
