import type { Language } from '../language.ts';
import { make } from './make.ts';
import type { Family } from './server.ts';
import { word } from './words.ts';

type Grid = Family['grid'];
type Cell = Grid['cells'][number];

export interface PictureOptions {
  readonly server: URL;
  readonly language: Language;
  /** The code to mark. */
  readonly code: string;
  /** Whether the codes stand below the grid too. */
  readonly listed: boolean;
}

/** A family as a grid that says of each cell why it is what it is, and as a list. */
export function pictureOf(family: Family, options: PictureOptions): HTMLElement {
  const { server, language, listed, code: marked } = options;
  const linked = (path: string, text: string, name = '') =>
    make('a', {
      class: name,
      text,
      attributes: {
        href: new URL(`${path}?lang=${language}`, server).href,
        target: '_blank',
        rel: 'noopener',
      },
    });
  const code = ({ code, label }: Cell['codes'][number]) => {
    const link = linked(`codes/${code}`, code, 'code');
    link.title = label;
    link.dir = 'ltr';
    if (code === marked) link.setAttribute('aria-current', 'true');
    return link;
  };
  const children: HTMLElement[] = [];
  if (family.grid.cells.length > 0) children.push(gridOf(family, options, code));
  if (listed || children.length === 0) {
    const items = family.codes.edges.map(({ node }) =>
      make('li', { children: [code(node), make('span', { text: node.label })] }),
    );
    children.push(make('ul', { children: items }));
  }
  const title = make('p', { class: 'title', children: [linked(`families/${family.id}`, family.name)] });
  const home = make('p', { class: 'home', children: [linked('', 'codelattice')] });
  return make('section', { attributes: { 'aria-label': family.name }, children: [title, ...children, home] });
}

function gridOf(
  { name, grid: { rows, columns, cells } }: Family,
  { language, code: marked }: PictureOptions,
  linked: (code: Cell['codes'][number]) => HTMLElement,
): HTMLElement {
  const told = make('figcaption', {
    text: word('hint', language),
    attributes: { 'aria-live': 'polite' },
  });
  const cellOf = (cell: Cell | undefined) => {
    if (!cell) return make('td');
    const { state, codes, why } = cell;
    const stands = state === 'CODE' || state === 'ANY_LEVEL';
    const isMarked = stands && codes.some(({ code }) => code === marked);
    const hole = state === 'NOT_DEFINED' ? '–' : codes.map(({ code }) => code).join(' ');
    const inner = stands
      ? codes.map(linked)
      : [
          make('button', {
            attributes: { type: 'button' },
            children: [
              make('span', { class: 'hidden', text: why }),
              make('span', { text: hole, attributes: { 'aria-hidden': 'true' } }),
            ],
          }),
        ];
    const td = make('td', {
      class: stands ? (isMarked ? 'stands marked' : 'stands') : 'hole',
      children: inner,
    });
    const tell = () => {
      told.textContent = why;
    };
    for (const event of ['pointerenter', 'focusin', 'click']) td.addEventListener(event, tell);
    return td;
  };
  const head = make('tr', {
    children: [
      make('td'),
      ...columns.map(({ name }) => make('th', { text: name, attributes: { scope: 'col' } })),
    ],
  });
  const body = rows.map((row) =>
    make('tr', {
      children: [
        make('th', { text: row.name, attributes: { scope: 'row' } }),
        ...columns.map((column) =>
          cellOf(cells.find((cell) => cell.row === row.key && cell.column === column.key)),
        ),
      ],
    }),
  );
  const table = make('table', {
    children: [
      make('caption', { text: name }),
      make('thead', { children: [head] }),
      make('tbody', { children: body }),
    ],
  });
  return make('figure', { children: [make('div', { class: 'scroll', children: [table] }), told] });
}
