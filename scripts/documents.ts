import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isAbstractType, Kind, parse, print, stripIgnoredCharacters } from 'graphql';
import { root } from '../src/commands/root.ts';
import * as typed from '../src/generated/documents.ts';
import { createSchema, schemaText } from '../src/graphql/schema.ts';
import { documentHash, MANIFEST_FILE, type Manifest } from '../src/server/documents.ts';

/** Those of clients and of the explorer; what a release changes stays for one more in a folder `previous` beside them. */
const FOLDERS = ['test/operations', 'src/explorer/documents'].flatMap((folder) => [
  folder,
  `${folder}/previous`,
]);

const texts = FOLDERS.map((folder) => join(root, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.graphql'))
      .sort()
      .map((file) => stripIgnoredCharacters(readFileSync(join(folder, file), 'utf8'))),
  );
/** The documents that the package exports, as clients with a normalized cache print them: with `__typename`. */
const printed = Object.values(typed).map(print);
// Permalinks have a document without the blanks that clients print.
writeManifest(MANIFEST_FILE, [...texts, ...printed, ...printed.map(stripIgnoredCharacters)]);

function writeManifest(file: string, bodies: readonly string[]): void {
  const operations = bodies.map((body) => {
    const [operation] = parse(body).definitions;
    const name = operation?.kind === Kind.OPERATION_DEFINITION ? operation.name?.value : undefined;
    if (name === undefined)
      throw new Error(`The document must begin with an operation that has a name: ${body.slice(0, 80)}`);
    return { id: documentHash(body), name, type: 'query' as const, body };
  });
  const manifest: Manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}

/** What clients take from the package beside the typed documents: the schema, which types each interface or union has, and ids. */
const client = join(root, 'dist/client');
const schema = createSchema();
const possibleTypes = Object.values(schema.getTypeMap())
  .filter(isAbstractType)
  .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]);
writeManifest(join(client, 'persisted-documents.json'), printed);
writeFileSync(join(client, 'schema.graphql'), schemaText(schema));
writeFileSync(
  join(client, 'possible-types.json'),
  `${JSON.stringify(Object.fromEntries(possibleTypes), null, 2)}\n`,
);
