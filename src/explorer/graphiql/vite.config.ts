import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: '/graphiql/',
  build: {
    outDir: '../../../dist/explorer/graphiql',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Monaco is one chunk of 3 MB (0.7 MB gzipped), loaded after the page's frame.
    chunkSizeWarningLimit: 3500,
    rolldownOptions: {
      // GraphiQL names its icons for screen readers after their functions ("Field icon").
      output: { keepNames: true },
      // React's libraries carry "use client", which means nothing without a server that renders.
      checks: { moduleLevelDirective: false },
    },
  },
  plugins: [latinFontsOnly()],
});

/** GraphiQL's style sheet embeds two fonts in every alphabet, 0.4 MB; the others come from the system. */
function latinFontsOnly(): Plugin {
  return {
    name: 'latin-fonts-only',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/graphiql/dist/style.css')) return;
      return code.replace(/@font-face\s*\{[^}]*\}/g, (face) => (face.includes('U+0000-00FF') ? face : ''));
    },
  };
}
