import { z } from 'zod';
import type { McpCrosswalkQuery } from '../generated/mcp.ts';
import { CROSSWALK } from './documents.ts';
import { NAMED, SYSTEMS, statusOf, tool } from './tool.ts';

export const crosswalkCodes = tool({
  name: 'crosswalk_codes',
  title: 'Crosswalk codes',
  description:
    'Candidates in another code system for up to 10 codes, surest first: diagnoses for an operation, operations for a diagnosis. They are met together; one may never be billed for the other.',
  input: {
    ids: z.array(z.string()).min(1).max(10),
    to: z.enum(SYSTEMS),
    limit: z.int().min(1).max(64).default(12).describe('For each code'),
  },
  output: {
    codes: z.array(
      z.object({
        ...NAMED,
        total: z.int(),
      }),
    ),
    candidates: z.array(
      z.object({
        for: z.string(),
        id: z.string(),
        label: z.string(),
        relationship: z.string(),
        confidence: z.number().nullable(),
        case: z.string().optional(),
        source: z.string().optional(),
      }),
    ),
  },
  shortenings: [['candidates', 'source'], ['candidates', 'case'], ['candidates']],
  advice: 'Name fewer `ids`.',
  async answer({ ids, to, limit }, ask) {
    const from = await ask<McpCrosswalkQuery>(CROSSWALK, { ids, to });
    const found = (from.lookup ?? []).map((one) => ({ ...one, edges: one.code?.crosswalk ?? [] }));
    return {
      codes: found.map(({ input, code, edges, ...one }) => ({
        input,
        ...statusOf({ ...one, code }),
        ...(code && { id: code.id, label: code.label }),
        total: edges.length,
      })),
      // The surest of all codes come first, so that what is left out is the least sure.
      candidates: found
        .flatMap(({ code, edges }) =>
          edges.slice(0, limit).map((edge, rank) => ({ for: code?.id ?? '', edge, rank })),
        )
        .sort((a, b) => a.rank - b.rank)
        .map(({ for: id, edge: { node, relationship, confidence, justification, source } }) => ({
          for: id,
          ...node,
          relationship,
          confidence,
          ...(justification !== null && { case: justification }),
          source: source.id,
        })),
      from: found.map(({ edges }) => edges.slice(0, limit)),
    };
  },
});
