import { afterAll, beforeAll, expect, it } from 'vitest';
import { installedCopy } from '../../commands/installed.ts';
import { startLine } from '../../commands/shell.ts';
import { needsNeo4j, shownCommands } from '../../readme-commands.ts';
import { ask } from '../../served.ts';
import { describeNeo4j, loadedStore } from './neo4j.ts';

/** The Neo4j that the documents name; here it is the tests' own. */
const WRITTEN = /NEO4J_URI=\S+/;

describeNeo4j('the command lines of the README over Neo4j', (settings) => {
  let installed: ReturnType<typeof installedCopy>;
  beforeAll(async () => {
    installed = installedCopy();
    await (await loadedStore(settings(), () => {})).close();
  });
  afterAll(() => installed.remove());

  it.each(shownCommands().filter(needsNeo4j))('$command', async ({ command }) => {
    const { uri, username, password } = settings();
    const line = startLine(installed.folder, command.replace(WRITTEN, `NEO4J_URI=${uri}`), {
      PORT: '0',
      LOG_LEVEL: 'warn',
      NEO4J_USERNAME: username,
      NEO4J_PASSWORD: password,
    });
    if (!/npm start|serve/.test(command)) {
      expect(await line.ended).toMatchObject({
        code: 0,
        err: '',
        out: expect.stringContaining('neo4j bolt:'),
      });
      return;
    }
    const url = await line.serves;
    const { body } = await ask(url, '{ code(id: "63278") { code } }');
    expect(body.data).toEqual({ code: { code: '63278' } });
    line.interrupt();
    await line.ended;
  });
});
