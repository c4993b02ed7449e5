import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../src/commands/root.ts';
import { run } from './documents.ts';
import { DOCUMENTS } from './readme-commands.ts';
import { dataset, seededStore } from './seeded.ts';
import { CLAIM_QUERIES, FAMILY_QUERIES } from './store/neo4j/cypher-queries.ts';

/** The README's answers are real ones: UPDATE=1 writes them anew. */
const path = join(root, 'README.md');
const EXAMPLE = /```graphql\n([\s\S]*?)```\n<!-- example (\w+) -->\n([\s\S]*?)<!-- \/example -->/g;

it('the README shows the real answers of its queries', async () => {
  const seeded = await seededStore();
  let readme = readFileSync(path, 'utf8');
  const examples = [...readme.matchAll(EXAMPLE)];
  expect(examples).toHaveLength(3);
  for (const [whole, query = '', name = '', shown = ''] of examples) {
    const { data, errors } = await run(seeded.store, query);
    expect(errors, name).toBeUndefined();
    const answer = `\`\`\`json\n${shorten(JSON.stringify({ data }, null, 1))}\n\`\`\`\n`;
    if (process.env.UPDATE === '1')
      readme = readme.replace(whole, whole.replace(shown, '').replace('-->\n<!--', `-->\n${answer}<!--`));
    else expect(shown, `${name}: run UPDATE=1 npx vitest run test/readme.test.ts`).toBe(answer);
  }
  await seeded.close();
  if (process.env.UPDATE === '1') writeFileSync(path, readme);
});

it('the README says 63278 in plain words, in three languages', async () => {
  const seeded = await seededStore();
  const { data } = await run(
    seeded.store,
    '{ code(id: "63278") { EN: guidance(lang: EN) { plainLanguage } ES: guidance(lang: ES) { plainLanguage } ZH: guidance(lang: ZH) { plainLanguage } } }',
  );
  await seeded.close();
  const said = data?.code as Record<string, { plainLanguage: string }>;
  const plain = Object.entries(said)
    .map(([language, { plainLanguage }]) => `> **${language}** ${plainLanguage}\n`)
    .join('>\n');
  const readme = readFileSync(path, 'utf8');
  const shown = /<!-- plain -->\n([\s\S]*?)<!-- \/plain -->/.exec(readme)?.[1];
  if (process.env.UPDATE === '1') {
    writeFileSync(
      path,
      readme.replace(`<!-- plain -->\n${shown}`, () => `<!-- plain -->\n${plain}`),
    );
  } else expect(shown).toBe(plain);
});

it('the README counts what the seed holds', () => {
  const held = /## What the seed holds\n([\s\S]*?)\n## /.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
  const codes = (system: string) => dataset.codes.filter((code) => code.system === system).length;
  const edges = (system: string) => dataset.crosswalk.filter(({ to }) => to.startsWith(system)).length;
  const counts = [
    [dataset.terms.length, 'terms'],
    [dataset.families.length, 'families'],
    [dataset.related.length, 'pairs of related codes'],
    [dataset.addOns.length - dataset.accompanies.length, 'add-on edges'],
    [dataset.accompanies.length, 'pairs of a primary code'],
    [dataset.companions.length, 'companion pairs'],
    [dataset.confused.length, 'pairs of codes that are taken for each other'],
    [codes('ICD10CM'), 'ICD-10-CM diagnoses'],
    [edges('ICD10CM'), 'edges to the 174'],
    [codes('ICD10PCS'), 'ICD-10-PCS procedures'],
    [edges('ICD10PCS'), 'edges to the 31'],
  ] as const;
  for (const [count, what] of counts)
    expect(held.replaceAll('\n', ' ')).toContain(`${count.toLocaleString('en')} ${what}`);
});

it.each([
  ['README.md', CLAIM_QUERIES],
  ['docs/data-model.md', FAMILY_QUERIES],
])('%s shows the Cypher that the tests run', (file, queries) => {
  const cypher = queries
    .map(({ title, cypher: text }) => `${title}:\n\n\`\`\`cypher\n${text.trim()}\n\`\`\`\n`)
    .join('\n');
  const document = readFileSync(join(root, file), 'utf8');
  const shown = /<!-- cypher -->\n([\s\S]*?)<!-- \/cypher -->/.exec(document)?.[1];
  if (process.env.UPDATE === '1')
    writeFileSync(
      join(root, file),
      document.replace(`<!-- cypher -->\n${shown}`, () => `<!-- cypher -->\n${cypher}`),
    );
  else expect(shown).toBe(cypher);
});

it('what the documents link to and name is there', () => {
  const missing = DOCUMENTS.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to = '']) =>
      join(dirname(file), to),
    );
    const named = [...text.matchAll(/`((?:src|schema|seed|test|bench|scripts|deploy|docs)\/[\w./-]*)`/g)];
    return [...links, ...named.map(([, name = '']) => name)]
      .filter((name) => !existsSync(join(root, name)) && !existsSync(join(root, `${name}.test.ts`)))
      .map((name) => `${file}: ${name}`);
  });
  expect(missing).toEqual([]);
});

/** Objects on one line where they are short, so that an answer reads at a glance. */
function shorten(json: string): string {
  return json.replace(
    /\{\n\s*([^{}]*?)\n\s*\}/g,
    (_, inner: string) => `{ ${inner.replace(/\n\s*/g, ' ')} }`,
  );
}
