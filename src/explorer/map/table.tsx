import { useState } from 'preact/hooks';
import { CodeLink } from '../parts/links.tsx';
import { Of } from '../parts/of.tsx';
import { list, useSpeech } from '../words.ts';
import { type Family, type MapAxis, type MapCode, statedAxes, termsOn } from './choice.ts';
import { drawnEdges, edgeId } from './nets.ts';

/** What the picture shows, as tables: the codes with their facts, the cells of the grid, the lines of the graph. */
export function MapTable({ family }: { family: Family }) {
  const { words, language } = useSpeech();
  const codes = family.codes.edges.map(({ node }) => node);
  const axes = statedAxes(codes);
  const byId = new Map(codes.map((code) => [code.id, code]));
  const names = (keys: Family['grid']['rows']) => new Map(keys.map(({ key, name }) => [key, name]));
  const [rows, columns] = [names(family.grid.rows), names(family.grid.columns)];
  const said = (code: MapCode, axis: MapAxis) =>
    list(
      termsOn(code, axis).map(({ name }) => name),
      language,
      'disjunction',
    );
  return (
    <div class="tables">
      <Table
        caption={words.family.codes}
        heads={[words.family.code, words.family.label, ...axes.map((axis) => words.axes[axis])]}
        rows={codes.map((code) => [
          <CodeLink key="code" {...code} />,
          code.label,
          ...axes.map((axis) => said(code, axis)),
        ])}
      />
      <Table
        caption={words.family.cells}
        heads={[words.family.row, words.family.column, words.family.codes, words.family.why]}
        rows={family.grid.cells.map((cell) => [
          rows.get(cell.row) ?? '',
          columns.get(cell.column) ?? '',
          <span key="codes" class="codes">
            {cell.codes.map((code) => (
              <CodeLink key={code.id} {...code} />
            ))}
          </span>,
          cell.why,
        ])}
      />
      <Table
        caption={words.family.edges}
        heads={[words.family.ends, words.family.differs, words.family.sentence]}
        rows={drawnEdges(family).map((edge) => [
          <span key={edgeId(edge)} class="codes">
            {[edge.source, edge.target].map((id) => {
              const code = byId.get(id);
              return code && <CodeLink key={id} {...code} />;
            })}
          </span>,
          edge.kind === 'ADD_ON' ? words.family.addOn : edge.axes.map((axis) => words.axes[axis]).join(', '),
          edge.sentence,
        ])}
      />
    </div>
  );
}

interface TableProps {
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly (readonly preact.ComponentChild[])[];
}

/** So many rows are shown at once; thousands would hold up the page. */
const ROWS = 200;

function Table({ caption, heads, rows }: TableProps) {
  const { words } = useSpeech();
  const [shown, setShown] = useState(ROWS);
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="scroll" aria-label={caption} tabIndex={0}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of one answer keep their places
            <tr key={index}>
              {row.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column keeps its place
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <button type="button" class="button" onClick={() => setShown(shown + ROWS)}>
          {words.shell.more}
          <Of name={caption} />
        </button>
      )}
    </section>
  );
}
