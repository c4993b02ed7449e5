import { readFileSync } from 'node:fs';
import { getOperationAST, getVariableValues, parse, specifiedRules, validate } from 'graphql';
import { pino } from 'pino';
import { createApollo } from '../../src/graphql/apollo.ts';
import { createContext } from '../../src/graphql/context.ts';
import { costOf, dearestOf, type Operation } from '../../src/graphql/cost.ts';
import { limitRule } from '../../src/graphql/document-limits.ts';
import { type GraphQLContext, stringify } from '../../src/graphql/request-plugin.ts';
import { DEFAULT_LIMITS } from '../../src/limits.ts';
import { deadlineSignal } from '../../src/server/deadline.ts';
import type { Store } from '../../src/store/store.ts';
import { schema } from '../documents.ts';
import { speaker } from '../seeded.ts';
import type { Selected } from './expensive.ts';
import { print } from './printed.ts';

/** A legal request, what it costs, and which fields most of that comes from. */
export interface Fitted {
  readonly fields: readonly Selected[];
  readonly request: ReturnType<typeof print>;
  readonly cost: number;
  readonly shape: string;
}

type Change = (fields: readonly Selected[]) => Selected[];

/** Shortens a document until it costs no more than that; null where it is not legal, or cannot be made so. */
export function fitted(begun: readonly Selected[], budget: number, shorten: Change): Fitted | null {
  let fields = begun;
  for (let turn = 0; turn < 30; turn++) {
    const request = print(schema, fields);
    const operation = operationOf(request);
    if (operation === null) return null;
    const cost = costOf(operation).total;
    const isFit = cost <= budget && request.query.length < 50_000;
    if (isFit && validate(schema, operation.document, RULES).length === 0) {
      const shape = dearestOf(operation).fields.map((field) => field.replace(/\(.*/, ''));
      return { fields, request, cost, shape: shape.join(' > ') || fields.map(({ field }) => field).join() };
    }
    // What is far too large is shortened several times before it is counted again.
    for (let size = Math.max(cost, budget + 1); size > budget; size /= 2) fields = shorten(fields);
  }
  return null;
}

/** Lengthens a document until it costs nearly that. */
export function grown(from: Fitted, budget: number, lengthen: Change, shorten: Change): Fitted {
  let best = from;
  for (let turn = 0; turn < 12 && best.cost < 0.9 * budget; turn++) {
    let { fields } = best;
    for (let size = Math.max(best.cost, 1); size < budget; size *= 2) fields = lengthen(fields);
    const longer = fitted(fields, budget, shorten);
    if (longer !== null && longer.cost > best.cost) best = longer;
  }
  return best;
}

const RULES = [...specifiedRules, limitRule(DEFAULT_LIMITS)];

function operationOf({ query, variables: given }: Fitted['request']): Operation | null {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) return null;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], given);
  return coerced ? { schema, document, operation, variables: coerced } : null;
}

/** What answering took of this process, without HTTP. */
export interface Tried extends Fitted {
  readonly cpuMs: number;
  readonly stallMs: number;
  readonly answerBytes: number;
  readonly askedBytes: number;
  /** What is told of errors; an empty text where there are none. */
  readonly errors: string;
}

/** The processor time of this thread; where the system does not say, the time. */
function threadMs(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

/** Answers requests in this process as the server does, within its limits. */
export async function startTrying(store: Store) {
  const log = pino({ level: 'silent' });
  const apollo = createApollo(schema, DEFAULT_LIMITS, log);
  await apollo.start();
  let last = threadMs();
  let longest = 0;
  const look = () => {
    const now = threadMs();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const looking = setInterval(look, 5);
  return {
    async take(one: Fitted): Promise<Tried> {
      const signal = deadlineSignal(DEFAULT_LIMITS.deadlineMs);
      const context = await createContext(store, speaker, DEFAULT_LIMITS, { language: 'EN', signal });
      const contextValue: GraphQLContext = Object.assign(context, { log });
      look();
      longest = 0;
      const began = process.cpuUsage();
      const { body } = await apollo.executeOperation(one.request, { contextValue });
      if (body.kind !== 'single') throw new Error('the answer comes in parts');
      const text = stringify(body.singleResult);
      const { user, system } = process.cpuUsage(began);
      look();
      const { errors } = body.singleResult;
      return {
        ...one,
        cpuMs: (user + system) / 1e3,
        stallMs: longest,
        answerBytes: Buffer.byteLength(text),
        askedBytes: JSON.stringify(one.request).length,
        errors: errors === undefined ? '' : JSON.stringify(errors),
      };
    },
    async stop() {
      clearInterval(looking);
      await apollo.stop();
    },
  };
}
