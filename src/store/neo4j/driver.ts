import neo4j, { type Driver, type ManagedTransaction, type Result, type Session } from 'neo4j-driver';
import { PublicError } from '../../errors.ts';

/** Where a Neo4j is, and how to sign in; without a user name no sign-in is tried. */
export interface BoltOptions {
  readonly uri: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  /** How long one statement may take; where nothing has come a second later, the database counts as away. */
  readonly timeoutMs: number;
  /** Told of every statement that ran, with what the server says about it. */
  readonly onStatement?: (ran: Ran) => void;
}

export interface Ran {
  readonly text: string;
  readonly parameters: Parameters;
  /** GQLSTATUS codes, `01N50` for a label that the graph does not know. */
  readonly statuses: readonly { readonly gqlStatus: string; readonly statusDescription: string }[];
  /** Only of an EXPLAIN. */
  readonly plan: Plan | null;
}

export interface Plan {
  readonly operatorType: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly children: readonly Plan[];
}

export type Parameters = Readonly<Record<string, unknown>>;

/** Runs one statement and gives its rows. Whole numbers are stored as integers. */
export type StatementRunner = <Row>(text: string, parameters?: Parameters) => Promise<Row[]>;

/** The few things asked of the driver. Where the database is away, all of them reject with a PublicError that names the remedy. */
export interface Bolt {
  /** Reads with one statement, which the server ends after `timeoutMs`. */
  readonly read: StatementRunner;
  /** Runs statements in one transaction, all or nothing; the work runs again where the server asks for it. */
  write<T>(work: (run: StatementRunner) => Promise<T>): Promise<T>;
  /** Runs a statement in a transaction of its own, as indexes and `IN TRANSACTIONS` need it. */
  readonly alone: StatementRunner;
  close(): Promise<void>;
}

/** The server should end a statement at its timeout; if nothing has come this much later, it counts as unreachable. */
const GRACE_MS = 1_000;
/** All rows in one batch: with several, a statement could start before the one ahead of it is read to its end. */
const ALL_AT_ONCE = -1;
/** A server locks out a user after a few wrong passwords in a row, so a refused sign-in is not tried again at once. */
const SIGN_IN_PAUSE_MS = 10_000;

/** Prepares connections without making one: the database may be down as yet. */
export function openBolt(options: BoltOptions): Bolt {
  const { database, timeoutMs } = options;
  const driver = createDriver(options);
  /** Members of a cluster lag behind each other: what one statement has seen, the next sees as well. */
  const bookmarkManager = neo4j.bookmarkManager();
  let signIn = { refusal: null as PublicError | null, until: 0 };

  async function guarded<T>(work: () => Promise<T>, deadline: number | null = null): Promise<T> {
    if (signIn.refusal !== null && Date.now() < signIn.until) throw signIn.refusal;
    try {
      return await (deadline === null ? work() : within(deadline, work()));
    } catch (error) {
      const refusal = refusalOf(error, options);
      if (refusal !== null && isSignIn(error)) {
        signIn = { refusal, until: Date.now() + SIGN_IN_PAUSE_MS };
      }
      throw refusal ?? error;
    }
  }

  const runner =
    (run: (text: string, parameters: Parameters) => Result): StatementRunner =>
    async (text, parameters = {}) => {
      const { records, summary } = await run(text, toDriver(parameters) as Parameters);
      const { gqlStatusObjects: statuses, plan } = summary;
      options.onStatement?.({ text, parameters, statuses, plan: plan || null });
      return records.map((record) => record.toObject()) as never;
    };

  const runnerIn = (target: Pick<ManagedTransaction, 'run'>) =>
    runner((text, parameters) => target.run(text, parameters));

  async function inSession<T>(mode: 'READ' | 'WRITE', work: (session: Session) => Promise<T>): Promise<T> {
    const session = driver.session({
      database,
      defaultAccessMode: mode,
      bookmarkManager,
      fetchSize: ALL_AT_ONCE,
    });
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  }

  /** Tries once, in one round trip; after an error that may pass, leaves further tries to the driver. */
  const read: StatementRunner = async (text, parameters) => {
    const limits = { timeout: timeoutMs };
    try {
      return await inSession('READ', (session) =>
        runner((...statement) => session.run(...statement, limits))(text, parameters),
      );
    } catch (error) {
      if (!neo4j.isRetryableError(error as Error)) throw error;
    }
    return inSession('READ', (session) =>
      session.executeRead((transaction) => runnerIn(transaction)(text, parameters), limits),
    );
  };

  return {
    read: (text, parameters) => guarded(() => read(text, parameters), timeoutMs + GRACE_MS),
    write: (work) =>
      guarded(() =>
        inSession('WRITE', (session) => session.executeWrite((transaction) => work(runnerIn(transaction)))),
      ),
    alone: (text, parameters) =>
      guarded(() => inSession('WRITE', (session) => runnerIn(session)(text, parameters))),
    close: () => driver.close(),
  };
}

function createDriver({ uri, username, password, timeoutMs }: BoltOptions): Driver {
  return neo4j.driver(uri, username === '' ? undefined : neo4j.auth.basic(username, password), {
    disableLosslessIntegers: true,
    // Shorter than a statement may take, so that the driver's own error comes before the database counts as unreachable.
    connectionTimeout: timeoutMs / 2,
    connectionAcquisitionTimeout: (timeoutMs * 3) / 4,
    maxTransactionRetryTime: (timeoutMs * 3) / 4,
    telemetryDisabled: true,
  });
}

/** The driver sends every number as a float unless told otherwise. */
function toDriver(value: unknown): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(toDriver);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, toDriver(one)]));
}

class DeadlinePassed extends Error {}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlinePassed(`no answer in ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown } | null)?.code ?? '');

const isSignIn = (error: unknown) => /^Neo\.ClientError\.Security\.(?!Forbidden)/.test(codeOf(error));

/** What to say where the database is away, will not let us in or takes too long; null for every other error. */
function refusalOf(error: unknown, { database, timeoutMs }: BoltOptions): PublicError | null {
  const refuse = (message: string) => new PublicError('STORE_UNAVAILABLE', message, { cause: error });
  const code = codeOf(error);
  if (code === 'Neo.ClientError.Security.CredentialsExpired') {
    return refuse(
      'The graph database asks for a new password first. Run `ALTER CURRENT USER SET PASSWORD` there, and set NEO4J_PASSWORD to it.',
    );
  }
  if (isSignIn(error)) {
    return refuse(
      'The graph database refuses the user name or the password. Check NEO4J_USERNAME and NEO4J_PASSWORD.',
    );
  }
  if (code === 'Neo.ClientError.Database.DatabaseNotFound') {
    return refuse(`The graph database server has no database "${database}". Check NEO4J_DATABASE.`);
  }
  if (/\.TransactionTimedOut/.test(code)) {
    const message = `The graph database needs more than ${timeoutMs} ms for this. Ask for less at once (NEO4J_TIMEOUT_MS, set where the server runs).`;
    return new PublicError('TIMEOUT', message, { cause: error });
  }
  if (/\.MemoryPool/.test(code)) {
    return refuse('The graph database has no memory left for this. Ask for less at once, or give it more.');
  }
  const isAway =
    error instanceof DeadlinePassed || isOfDriver(error) || neo4j.isRetryableError(error as Error);
  return isAway
    ? refuse(
        'The graph database does not answer. See that it runs and that NEO4J_URI names it, then try again.',
      )
    : null;
}

/** Errors of the server have codes such as Neo.ClientError.…; the driver's own are about connections, and few have a code. */
function isOfDriver(error: unknown): boolean {
  return error instanceof Error && error.name === 'Neo4jError' && !codeOf(error).startsWith('Neo.');
}
