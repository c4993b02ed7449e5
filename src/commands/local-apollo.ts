import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { createApollo } from '../graphql/apollo.ts';
import { createContext } from '../graphql/context.ts';
import { type DocumentAnswer, runDocument } from '../graphql/run-document.ts';
import type { Limits } from '../limits.ts';
import { openTexts } from '../load/seed/seed.ts';
import { deadlineSignal } from '../server/deadline.ts';
import type { Store } from '../store/store.ts';
import type { Language } from '../text/languages.ts';
import { createSpeaker } from '../text/speaker.ts';
import { root } from './root.ts';

type Request = Parameters<typeof runDocument>[2];

export interface LocalApollo {
  /** Answers a document as a server does, in a language where the document names none. */
  answer(request: Request, language: Language): Promise<DocumentAnswer>;
  stop(): Promise<void>;
}

/** What answers documents in this process, without HTTP. */
export async function startLocalApollo(
  schema: GraphQLSchema,
  store: Store,
  limits: Limits,
  log: Logger,
): Promise<LocalApollo> {
  const speaker = createSpeaker(openTexts(root));
  const apollo = createApollo(schema, limits, log);
  await apollo.start();
  return {
    async answer(request, language) {
      const signal = deadlineSignal(limits.deadlineMs);
      const context = await createContext(store, speaker, limits, { language, signal });
      return runDocument(apollo, Object.assign(context, { log }), request);
    },
    stop: () => apollo.stop(),
  };
}
