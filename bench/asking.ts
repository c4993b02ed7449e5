import { pino } from 'pino';
import { type Asked, stringify } from '../src/answers.ts';
import { createApollo } from '../src/apollo.ts';
import { createContext } from '../src/context.ts';
import { DEFAULT_LIMITS } from '../src/limits.ts';
import { openTexts } from '../src/load/seed.ts';
import { root } from '../src/root.ts';
import { createSchema } from '../src/schema.ts';
import { openSqlite } from '../src/store/sqlite.ts';
import type { Snapshot, Store } from '../src/store/store.ts';
import { createSpeaker } from '../src/text/speaker.ts';

export interface Asker {
  /** The answer as it is sent; throws where it has errors. */
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<string>;
  /** How many edges were walked so far. */
  walked(): number;
  close(): Promise<void>;
}

/** Answers from an embedded store as its server does, without a network; neither answers nor codes are kept. */
export async function openAsker(path: string): Promise<Asker> {
  const store = openSqlite(path, null, 0);
  let edges = 0;
  const snapshot = await store.at();
  const counted: Snapshot = {
    ...snapshot,
    async neighbours(ids, kinds) {
      const found = await snapshot.neighbours(ids, kinds);
      for (const some of found) edges += some.length;
      return found;
    },
  };
  const pinned: Store = { ...store, at: async () => counted };
  const speaker = createSpeaker(openTexts(root));
  const log = pino({ level: 'silent' });
  const apollo = createApollo(createSchema(), DEFAULT_LIMITS, log);
  await apollo.start();
  return {
    async ask(query, variables) {
      const context = await createContext(pinned, speaker, DEFAULT_LIMITS);
      const contextValue: Asked = Object.assign(context, { log });
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
      if (body.kind !== 'single') throw new Error('the answer comes in parts');
      const { errors } = body.singleResult;
      if (errors !== undefined) throw new Error(JSON.stringify(errors).slice(0, 300));
      return stringify(body.singleResult);
    },
    walked: () => edges,
    async close() {
      await apollo.stop();
      await store.close();
    },
  };
}
