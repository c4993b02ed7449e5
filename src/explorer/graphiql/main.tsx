import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './style.css';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { GraphiQL, type GraphiQLProps } from 'graphiql';
import { useEffect } from 'react';
import { createRoot } from 'react-dom/client';

type Fetcher = GraphiQLProps['fetcher'];

const READING_ORDER = [
  'related',
  'code',
  'grid',
  'find',
  'search',
  'compare',
  'paths',
  'subgraph',
  'family',
  'terms',
  'browse',
  'lookup',
  'dataset',
];

const documents = import.meta.glob<string>('../../../test/operations/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const variablesFiles = import.meta.glob<Record<string, object[]>>('../../../test/operations/variables.json', {
  import: 'default',
  eager: true,
});

const examples = exampleTabs();
const storage = ownStorage();

// GraphiQL shows `defaultTabs` when no tabs are stored, but takes what its editors show from these two
// keys alone; without them the first tab would open without its variables.
if (storage.getItem('graphiql:tabState') === null) {
  storage.setItem('graphiql:query', examples[0]?.query ?? '');
  storage.setItem('graphiql:variables', examples[0]?.variables ?? '');
}

const root = document.getElementById('graphiql');
if (!root) throw new Error('index.html has no #graphiql');
createRoot(root).render(
  <GraphiQL
    fetcher={send}
    defaultTabs={examples}
    storage={storage}
    defaultEditorToolsVisibility="variables"
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>
      <nav className="codelattice-links" aria-label="codelattice">
        <a href="/">codelattice</a>
        <a href="/schema.graphql">schema.graphql</a>
      </nav>
    </GraphiQL.Logo>
    <SystemTheme />
  </GraphiQL>,
);

letPressesReachTabs();

/**
 * GraphiQL's tabs can be dragged. While one is pressed it moves from under the pointer, so that the click of a mouse ends
 * on the list of tabs and opens none: such a click is handed to the tab that was pressed.
 */
function letPressesReachTabs(): void {
  let pressed: { tab: HTMLElement; x: number; y: number } | null = null;
  document.addEventListener('pointerdown', ({ target, clientX: x, clientY: y }) => {
    const tab = target instanceof Element ? target.closest<HTMLElement>('.graphiql-tab-button') : null;
    pressed = tab && { tab, x, y };
  });
  document.addEventListener('click', ({ target, clientX, clientY }) => {
    const onList = target instanceof Element && target.matches('.graphiql-tabs, .graphiql-tab');
    if (onList && pressed && Math.hypot(clientX - pressed.x, clientY - pressed.y) < 4) pressed.tab.click();
  });
}

/** The client documents as tabs, in reading order, each with its first example's variables as JSON. */
function exampleTabs() {
  const variables = Object.values(variablesFiles)[0] ?? {};
  return Object.entries(documents)
    .map(([path, query]) => {
      const file = path.slice(path.lastIndexOf('/') + 1);
      const example = variables[file]?.[0];
      return { file, query: query.trimEnd(), variables: example ? JSON.stringify(example, null, 2) : null };
    })
    .sort((a, b) => position(a.file) - position(b.file) || a.file.localeCompare(b.file));
}

function position(file: string): number {
  const index = READING_ORDER.indexOf(file.replace(/\.graphql$/, ''));
  return index < 0 ? READING_ORDER.length : index;
}

/** localStorage under a prefix of our own: every GraphiQL that ever ran on localhost:4000 shares its keys. */
function ownStorage() {
  const prefix = 'codelattice:';
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return {
    getItem: (key: string) => localStorage.getItem(prefix + key),
    setItem: (key: string, value: string) => localStorage.setItem(prefix + key, value),
    removeItem: (key: string) => localStorage.removeItem(prefix + key),
    clear: () => {
      for (const key of keys()) localStorage.removeItem(key);
    },
    get length() {
      return keys().length;
    },
  };
}

/** Keeps the editors' colours with the system's while no theme is chosen; GraphiQL asks only at start. */
function SystemTheme() {
  const { setTheme } = useGraphiQLActions();
  const theme = useGraphiQL((state) => state.theme);
  useEffect(() => {
    if (theme) return;
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => setTheme(null);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }, [theme, setTheme]);
  return null;
}

/** Posts one request as JSON; a failure becomes an error that the editor shows. */
async function send(...[params, options]: Parameters<Fetcher>) {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...options?.headers,
      },
      body: JSON.stringify(params),
    });
    if (response.headers.get('content-type')?.includes('json')) return await response.json();
    return failure(`/graphql answered ${response.status} ${response.statusText}: ${await response.text()}`);
  } catch (error) {
    return failure(`No answer from /graphql: ${error instanceof Error ? error.message : error}`);
  }
}

function failure(message: string) {
  return { data: null, errors: [{ message }] };
}
