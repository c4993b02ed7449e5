import { z } from 'zod';
import type { McpRelatedQuery } from '../generated/mcp.ts';
import { ALL_AXES } from '../lattice/axes.ts';
import { RELATED } from './documents.ts';
import { statusOf, tool } from './tool.ts';

export const relatedCodes = tool({
  name: 'related_codes',
  title: 'Related codes',
  description:
    'Codes near one code, nearest first, each with the reason as a sentence; and `confusedWith`: codes that people take for it, with what decides between the two.',
  input: {
    id: z.string(),
    differsBy: z.array(z.enum(ALL_AXES)).min(1).optional().describe('Differing on these axes only'),
    within: z.array(z.string()).max(20).optional().describe('At or under these terms'),
    limit: z.int().min(1).max(100).default(10),
  },
  output: {
    id: z.string(),
    status: z.string(),
    note: z.string().optional(),
    label: z.string().optional(),
    total: z.int(),
    related: z.array(
      z.object({
        id: z.string(),
        label: z.string().optional(),
        sentence: z.string(),
        differsBy: z.array(z.string()),
      }),
    ),
    confusedWith: z.array(
      z.object({
        id: z.string(),
        label: z.string().optional(),
        sentence: z.string(),
        source: z.string(),
        ncci: z.string().optional(),
      }),
    ),
  },
  shortenings: [['related', 'label'], ['related'], ['confusedWith', 'label'], ['confusedWith']],
  advice: 'Lower `limit`.',
  async answer({ id, differsBy, within, limit }, ask) {
    const from = await ask<McpRelatedQuery>(RELATED, {
      ids: [id],
      first: limit,
      differsBy: differsBy ?? null,
      within: within ?? null,
    });
    const found = from.lookup?.[0] ?? { status: 'UNKNOWN', note: null, code: null };
    const { code } = found;
    return {
      id: code?.id ?? id,
      ...statusOf(found),
      ...(code && { label: code.label }),
      total: code?.related.totalCount ?? 0,
      related: (code?.related.edges ?? []).map(({ node, sentence, differences }) => ({
        ...node,
        sentence,
        differsBy: differences.map(({ axis, relation }) => `${axis} ${relation}`),
      })),
      confusedWith: (code?.confusedWith ?? []).map(({ node, sentence, bundle, source }) => ({
        ...node,
        sentence,
        source: source.id,
        ...(bundle && {
          ncci: `modifier indicator ${bundle.modifierIndicator}, ${bundle.source.id}`,
        }),
      })),
      from: code,
    };
  },
});
