import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Asked, changesOf, SYSTEMS, stepsOf } from '../export/changes.ts';
import { atomFeed } from '../export/changes-atom.ts';
import { COST_HEADER } from '../graphql/request-plugin.ts';
import type { DocumentAnswer } from '../graphql/run-document.ts';
import { SYSTEM_NAMES } from '../lattice/systems.ts';
import type { Answer } from './answer.ts';
import { refuseHttp } from './refuse.ts';

export const CHANGES_PATH = '/changes.atom';

type Values = Readonly<Record<string, unknown>>;

/** Entries on a page at most, and where `first` does not say: with their rows within what one request may cost. */
const ENTRIES = 5;
/** Rows of an entry, which links to the rest. */
const ROWS = 500;

/** An answer that has errors. */
class Refused extends Error {
  readonly errors: NonNullable<DocumentAnswer['errors']>;
  constructor(errors: Refused['errors']) {
    super('refused');
    this.errors = errors;
  }
}

/**
 * Answers with what changed from release to release as an Atom feed: one query for the releases and one for their changes, with
 * the limits, the price and the headers that these have over HTTP.
 */
export function changesRoute(
  answer: Answer,
  { rows, publicUrl }: { rows: number; publicUrl: string | null },
) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const wrong = mistakeIn(request.query as Values);
    if (wrong !== null) return refuseInput(reply, wrong);
    const { system = '', family = null, first, after } = request.query as Readonly<Record<string, string>>;
    const asked = { system, family } as Asked;
    let cost = 0;
    const ask = async (document: string, variables: Values) => {
      const {
        data,
        errors = [],
        headers,
      } = await answer(request, reply, 'EN', { query: document, variables });
      if (errors.length > 0 || !data) throw new Refused(errors);
      for (const [name, value] of headers) if (name !== 'content-type') reply.header(name, value);
      cost += Number(headers.get(COST_HEADER));
      return data;
    };
    try {
      const steps = await stepsOf(asked, ask);
      if (steps === null) return refuseHttp(unkept(reply), 404, notLoaded(asked), 'NOT_FOUND');
      const start = after === undefined ? 0 : steps.findIndex(({ to }) => to === after) + 1;
      if (after !== undefined && start === 0) {
        const message = `\`after\`: no release is called so; there are ${steps.map(({ to }) => to).join(', ')}.`;
        return refuseInput(reply, message);
      }
      const page = steps.slice(start, start + Number(first ?? ENTRIES));
      const changes = await changesOf(page, { ...asked, first: Math.min(ROWS, rows) }, ask);
      const entries = page.flatMap((step, at) => {
        const found = changes[at];
        return found === undefined ? [] : [{ ...step, changes: found }];
      });
      const last = page.at(-1);
      const feed = atomFeed({
        ...asked,
        entries,
        base: publicUrl ?? '',
        self: addressOf(asked, first, after),
        next: last && last !== steps.at(-1) ? addressOf(asked, first, last.to) : null,
        updated: steps[0]?.importedAt ?? '',
      });
      return reply.header(COST_HEADER, String(cost)).type('application/atom+xml; charset=utf-8').send(feed);
    } catch (error) {
      if (error instanceof Refused) return refuse(reply, error);
      throw error;
    }
  };
}

const PARAMETERS = ['system', 'family', 'first', 'after'];

/** What is wrong with the parameters, with what there is; null where nothing is. */
function mistakeIn(given: Values): string | null {
  const unknown = Object.keys(given).find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    return `There is no parameter "${unknown}"; those of ${CHANGES_PATH} are ${PARAMETERS.join(', ')}.`;
  }
  const several = Object.entries(given).find(([, value]) => typeof value !== 'string');
  if (several !== undefined) return `\`${several[0]}\` may stand once.`;
  const { system, first } = given as Readonly<Record<string, string>>;
  if (!SYSTEMS.some((one) => one === system)) {
    return `\`system\` is one of ${SYSTEMS.join(', ')}, such as ${CHANGES_PATH}?system=ICD10PCS.`;
  }
  if (first !== undefined && !(/^[1-9]$/.test(first) && Number(first) <= ENTRIES)) {
    return `\`first\` is how many releases stand on a page, from 1 to ${ENTRIES}.`;
  }
  return null;
}

const notLoaded = ({ system }: Asked) =>
  `No file with a release of ${SYSTEM_NAMES[system]} is loaded, so nothing is known of its changes. Whoever runs this server imports them.`;

function addressOf({ system, family }: Asked, first: string | undefined, after: string | undefined): string {
  const asked = new URLSearchParams({ system });
  for (const [name, value] of Object.entries({ family, first, after })) {
    if (value != null) asked.set(name, value);
  }
  return `${CHANGES_PATH}?${asked}`;
}

/** A refusal is kept by nobody. */
const unkept = (reply: FastifyReply) => reply.header('cache-control', 'no-store');

const refuseInput = (reply: FastifyReply, message: string) =>
  refuseHttp(unkept(reply), 400, message, 'BAD_USER_INPUT');

/** Whose fault it is: that of the store or of the server is said with a status of its own. */
function refuse(reply: FastifyReply, { errors }: Refused) {
  const [{ message = '', extensions = {} } = {}] = errors;
  const code = String(extensions?.code ?? 'INTERNAL_SERVER_ERROR');
  const status =
    code === 'INTERNAL_SERVER_ERROR' ? 500 : ['STORE_UNAVAILABLE', 'TIMEOUT'].includes(code) ? 503 : 400;
  return refuseHttp(unkept(reply), status, message, code);
}
