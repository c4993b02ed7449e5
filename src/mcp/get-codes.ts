import { z } from 'zod';
import type { McpGetQuery } from '../generated/mcp.ts';
import { GET } from './documents.ts';
import { tool } from './tool.ts';

/** So many add-ons and primaries are named where few codes are asked for; of many codes only how many there are. */
const FEW = 10;

export const getCodes = tool({
  name: 'get_codes',
  title: 'Get codes',
  description:
    'What each of up to 50 inputs is, in the order asked: codes as people write them ("63278-59 x2", "c79.51", "63275-63278"). status UNKNOWN (not in the graph) or INVALID is an answer, not an error. `facts` are axis: terms.',
  input: {
    ids: z.array(z.string()).min(1).max(50),
    facts: z.boolean().default(true),
    plain: z.boolean().default(false).describe('Also the operation in plain words'),
  },
  output: {
    codes: z.array(
      z.object({
        input: z.string(),
        status: z.enum(['FOUND', 'AMBIGUOUS', 'UNKNOWN', 'INVALID']),
        note: z.string().optional(),
        id: z.string().optional(),
        label: z.string().optional(),
        state: z.string().optional().describe('Unless ACTIVE'),
        successors: z.array(z.string()).optional(),
        addOn: z.boolean().optional(),
        family: z.string().optional(),
        facts: z.array(z.string()).optional(),
        names: z.array(z.string()).optional(),
        addOns: z.array(z.string()).optional(),
        addOnTo: z.array(z.string()).optional(),
        plain: z.string().optional(),
        also: z.array(z.string()).optional(),
        range: z.array(z.string()).optional(),
        modifiers: z.array(z.string()).optional(),
        units: z.int().optional(),
        source: z.string().optional(),
      }),
    ),
  },
  shortenings: [
    ['codes', 'plain'],
    ['codes', 'names'],
    ['codes', 'addOns'],
    ['codes', 'addOnTo'],
    ['codes', 'facts'],
    ['codes', 'source'],
    ['codes', 'family'],
    ['codes', 'label'],
  ],
  advice: 'Name fewer `ids`.',
  async answer({ ids, facts, plain }, ask) {
    const beside = ids.length <= FEW ? 30 : 0;
    const from = await ask<McpGetQuery>(GET, { ids, facts, plain, beside });
    return { codes: (from.lookup ?? []).map(entryOf), from: from.lookup };
  },
});

type Found = NonNullable<McpGetQuery['lookup']>[number];

function entryOf({ input, status, note, modifiers, units, also, range, code }: Found) {
  return {
    input,
    status,
    ...(note !== null && { note }),
    ...(code && codeOf(code)),
    ...listed(
      'also',
      also.map(({ id }) => id),
    ),
    ...listed(
      'range',
      range.map(({ id }) => id),
    ),
    ...listed('modifiers', modifiers),
    ...(units !== null && { units }),
  };
}

function codeOf(code: NonNullable<Found['code']>) {
  const { id, label, status, lastValidDay, addOn, successors, family, source, axes, names, addOns, addOnTo } =
    code;
  const state = lastValidDay === null ? status : `${status}, last valid on ${lastValidDay}`;
  return {
    id,
    label,
    ...(status !== 'ACTIVE' && { state }),
    ...listed(
      'successors',
      successors.map((one) => one.id),
    ),
    ...(addOn && { addOn }),
    ...(family && { family: family.id }),
    ...listed('facts', (axes ?? []).map(factOf)),
    ...listed(
      'names',
      (names ?? []).map(({ name, abbreviations }) => [name, ...abbreviations].join(' | ')),
    ),
    ...listed('addOns', namedOf(addOns)),
    ...listed('addOnTo', namedOf(addOnTo)),
    ...(code.guidance && { plain: `${code.guidance.plainLanguage} (${code.guidance.translation})` }),
    source: source.id,
  };
}

type Fact = NonNullable<NonNullable<Found['code']>['axes']>[number];

/** An axis with its alternatives, and how they are known unless by the code's own words. */
function factOf({ axis, basis, inherited, terms }: Fact): string {
  const alternatives = inherited ? "as its primary code's" : terms.map(({ id }) => id).join(' or ');
  return `${axis}: ${alternatives}${basis === 'STATED' ? '' : ` (${basis})`}`;
}

type Beside = NonNullable<Found['code']>['addOns'];

function namedOf(connection: Beside): string[] {
  const { totalCount = 0, edges = [] } = connection ?? {};
  const ids = edges.map(({ node }) => node.id);
  return totalCount > ids.length ? [...ids, `${totalCount - ids.length} more`] : ids;
}

/** The list under its name; nothing where it is empty. */
function listed<Name extends string>(name: Name, values: readonly string[]) {
  return (values.length > 0 ? { [name]: [...values] } : {}) as { [Key in Name]?: string[] };
}
