import { z } from 'zod';
import type { McpFindQuery, McpSearchQuery } from '../generated/mcp.ts';
import { FIND, SEARCH } from './documents.ts';
import { type Ask, SYSTEMS, ToolError, tool } from './tool.ts';

/** How many words are looked up one by one where no code has all of them: each costs a search. */
const MOST_WORDS = 6;

export const findCodes = tool({
  name: 'find_codes',
  title: 'Find codes',
  description:
    'Which codes fit? By `words` (ten languages; all must match), by `terms` (such as region:sacral; terms of one axis are alternatives, axes add up; codelattice://terms/{axis} lists them), or both. fits NOTHING: no code does; never guess one: see `partial` and `terms`, ask `nextQuestion` with its `options`.',
  input: {
    words: z.string().max(256).optional(),
    terms: z.array(z.string()).max(20).optional(),
    system: z.enum(SYSTEMS).default('CPT'),
    near: z.boolean().default(false).describe('Let overlapping terms count'),
    limit: z.int().min(1).max(50).default(10),
  },
  output: {
    fits: z.enum(['ALL', 'CORRECTED', 'PART', 'NOTHING']),
    codes: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        addOn: z.boolean(),
        how: z.string(),
        source: z.string(),
      }),
    ),
    total: z.int(),
    truncated: z.boolean().optional(),
    partial: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        missing: z.array(z.string()),
        conflicting: z.array(z.string()),
      }),
    ),
    nextQuestion: z.string().optional().describe('The axis to ask about'),
    options: z.array(z.object({ term: z.string(), name: z.string(), remaining: z.int() })),
    terms: z.array(z.object({ id: z.string(), name: z.string() })),
  },
  shortenings: [['terms'], ['partial'], ['options'], ['codes']],
  advice: 'Lower `limit`, or give fewer `terms`.',
  async answer({ words, terms = [], system, near, limit }, ask) {
    if (words !== undefined && words.trim() !== '') return byWords(words, terms, system, limit, ask);
    if (terms.length > 0) return byTerms(terms, system, near, limit, ask);
    throw new ToolError(
      'Give `words`, such as "sacral tumor", or `terms`, such as ["region:sacral", "lesion:neoplasm"].',
    );
  },
});

async function byTerms(terms: readonly string[], system: string, near: boolean, limit: number, ask: Ask) {
  const from = await ask<McpFindQuery>(FIND, { terms, system, near });
  const { exact = [], addOns = [], matches = [], partial = [], nextQuestion = null } = from.find ?? {};
  const weaker = new Map(
    matches.map(({ code, broader, example, overlapping }) => [
      code.id,
      [
        ...broader.map(({ id }) => `${id} by a broader term`),
        ...example.map(({ id }) => `${id} as an example`),
        ...overlapping.map(({ id }) => `${id} by an overlapping term`),
      ].join(', '),
    ]),
  );
  const codes = [...exact, ...addOns].slice(0, limit).map(({ id, label, addOn, source }) => ({
    id,
    label,
    addOn,
    how: weaker.get(id) || 'meets all terms',
    source: source.id,
  }));
  return {
    fits: codes.length > 0 ? ('ALL' as const) : partial.length > 0 ? ('PART' as const) : ('NOTHING' as const),
    codes,
    total: exact.length + addOns.length,
    ...(from.find?.truncated && { truncated: true }),
    partial: partial.slice(0, limit).map(({ code: { id, label }, missing, conflicting }) => ({
      id,
      label,
      missing: missing.map((term) => term.id),
      conflicting: conflicting.map((term) => term.id),
    })),
    ...(nextQuestion && { nextQuestion: nextQuestion.axis }),
    options: (nextQuestion?.options ?? []).map(({ term, remaining }) => ({
      term: term.id,
      name: term.name,
      remaining,
    })),
    terms: [],
    from: [from.find?.exact.slice(0, limit), from.find?.addOns.slice(0, limit)],
  };
}

async function byWords(text: string, terms: readonly string[], system: string, limit: number, ask: Ask) {
  const within = terms.length > 0 ? terms : null;
  const from = await ask<McpSearchQuery>(SEARCH, { text, system: [system], within, first: limit });
  const codes = (from.codes?.edges ?? []).flatMap(({ match, node }) =>
    'label' in node
      ? {
          id: node.id,
          label: node.label,
          addOn: node.addOn,
          how: `${match.kind}: ${match.text}${node.status === 'ACTIVE' ? '' : `; ${node.status}`}`,
          source: node.source.id,
        }
      : [],
  );
  const others = (from.others?.edges ?? []).flatMap(({ node }) =>
    'name' in node ? { id: node.id, name: node.name } : [],
  );
  const isFuzzy = codes.length > 0 && codes.every(({ how }) => how.startsWith('FUZZY'));
  return {
    fits: codes.length === 0 ? ('NOTHING' as const) : isFuzzy ? ('CORRECTED' as const) : ('ALL' as const),
    codes,
    total: codes.length === 0 ? 0 : (from.codes?.totalCount ?? 0),
    partial: [],
    options: [],
    terms: codes.length > 0 || others.length > 0 ? others : await termsOfWords(text, ask),
    from: from.codes,
  };
}

/** What the words mean one by one, where no code has all of them. */
async function termsOfWords(text: string, ask: Ask): Promise<{ id: string; name: string }[]> {
  const words = [...new Set(text.toLowerCase().match(/[\p{L}\p{M}\p{N}.-]{2,}/gu) ?? [])].slice(
    0,
    MOST_WORDS,
  );
  if (words.length < 2) return [];
  const variables = Object.fromEntries(words.map((word, index) => [`w${index}`, word]));
  const names = Object.keys(variables);
  const fields = names.map(
    (name) =>
      `${name}: search(text: $${name}, first: 3) { edges { match { kind } node { ... on Term { id name } } } }`,
  );
  const document = `query McpWords(${names.map((name) => `$${name}: String!`).join(', ')}) { ${fields.join(' ')} }`;
  const found = await ask<Readonly<Record<string, FoundTerms | null>>>(document, variables);
  const terms = new Map<string, string>();
  for (const name of names) {
    for (const { match, node } of found[name]?.edges ?? []) {
      const isTerm = node.id !== undefined && node.name !== undefined;
      if (isTerm && match.kind !== 'FUZZY') terms.set(node.id, node.name);
    }
  }
  return [...terms].map(([id, name]) => ({ id, name }));
}

interface FoundTerms {
  readonly edges: readonly {
    readonly match: { readonly kind: string };
    readonly node: { readonly id?: string; readonly name?: string };
  }[];
}
