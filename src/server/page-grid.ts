import { type Html, html } from './html.ts';
import { codeLink, type Speech, termLink } from './page-parts.ts';
import type { GridKey, PageGrid } from './page-subject.ts';

/** A family as a table of codes, one of them marked. Where none stands a sign does, which unfolds why. */
export function gridTable(
  { rows, columns, cells }: PageGrid,
  caption: string,
  speech: Speech,
  marked?: string,
): Html {
  const head = (key: GridKey) =>
    key.term ? termLink({ ...key.term, name: key.name }, speech) : html`<span>${key.name}</span>`;
  const byPlace = new Map(cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
  const cellOf = (row: GridKey, column: GridKey) => {
    const cell = byPlace.get(`${row.key} ${column.key}`);
    if (cell === undefined) return html`<td></td>`;
    const { state, codes, why } = cell;
    const stands = state === 'CODE' || state === 'ANY_LEVEL';
    const look = `${stands ? 'stands' : 'hole'} ${state.toLowerCase().replace('_', '-')}`;
    if (stands)
      return html`<td class="${look}${codes.some(({ code }) => code === marked) ? ' marked' : ''}">${codes.map(({ code }) => html`<span>${codeLink(code, speech)}</span>`)}</td>`;
    const sign = state === 'NOT_DEFINED' ? '–' : codes.map(({ code }) => code).join(' ');
    return html`<td class="${look}"><details><summary>${sign}</summary>${why}</details></td>`;
  };
  return html`<figure class="grid written"><div class="scroller"><table><caption class="hidden">${caption}</caption>
<thead><tr><td></td>${columns.map((column) => html`<th scope="col">${head(column)}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr><th scope="row">${head(row)}</th>${columns.map((column) => cellOf(row, column))}</tr>`)}</tbody></table></div></figure>`;
}
