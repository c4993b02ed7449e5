import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../src/commands/root.ts';

/** A command line that a document of this project shows. */
export interface Shown {
  readonly file: string;
  readonly command: string;
  /** Whether it stands in a block of its own; else within a sentence. */
  readonly isBlock: boolean;
}

/** The README and the other documents, by their paths. */
export const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs')).map((file) => `docs/${file}`),
].filter((file) => file.endsWith('.md'));
const BLOCK = /^```(?:sh|bash|shell|console)\n([\s\S]*?)^```/gm;
const ANY_BLOCK = /^```[\s\S]*?^```/gm;
const PROGRAM = /^(?:[A-Z][A-Z0-9_]*=\S+ )*(?:npm|npx|docker|node|curl|codelattice) /;

/** The command lines of the README and of the other documents, without their comments. */
export function shownCommands(): readonly Shown[] {
  return DOCUMENTS.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const blocks = [...text.matchAll(BLOCK)].flatMap(([, block = '']) =>
      block
        .replace(/\\\n\s*/g, '')
        .split('\n')
        .map((line) => line.replace(/(^|\s+)#\s.*$/, '').trim())
        .filter(Boolean),
    );
    const within = [...text.replace(ANY_BLOCK, '').matchAll(/`([^`]+)`/g)]
      .map(([, code = '']) => code.replace(/\s+/g, ' ').trim())
      .filter((code) => PROGRAM.test(code));
    return [
      ...blocks.map((command) => ({ file, command, isBlock: true })),
      ...within.map((command) => ({ file, command, isBlock: false })),
    ];
  });
}

/** Which lines need a Neo4j that is there already. */
export const needsNeo4j = ({ command }: Shown) => command.startsWith('NEO4J_URI=');
