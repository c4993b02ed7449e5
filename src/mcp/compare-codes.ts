import { z } from 'zod';
import type { McpCompareQuery } from '../generated/mcp.ts';
import { COMPARE } from './documents.ts';
import { NAMED, statusOf, ToolError, told, tool } from './tool.ts';

const ADVICE = 'Name fewer `ids`.';

export const compareCodes = tool({
  name: 'compare_codes',
  title: 'Compare codes',
  description:
    'Two to twelve codes side by side, axis by axis, with one sentence of what is the same and what differs. Where one is not in the graph, its status says so and nothing is compared.',
  input: { ids: z.array(z.string()).min(2).max(12) },
  output: {
    codes: z.array(
      z.object({
        ...NAMED,
        source: z.string().optional(),
      }),
    ),
    summary: z.string().nullable(),
    axes: z.array(
      z.object({
        axis: z.string(),
        differs: z.boolean(),
        values: z.record(z.string(), z.string()).optional(),
      }),
    ),
  },
  shortenings: [['codes', 'label'], ['axes', 'values'], ['axes']],
  advice: ADVICE,
  async answer({ ids }, _, run) {
    const { data, errors = [] } = await run(COMPARE, { ids });
    const { lookup = null, compare = null } = (data ?? {}) as Partial<McpCompareQuery>;
    const isUnknown = (lookup ?? []).some(({ code }) => code === null);
    // What is compared with an unknown code is refused; its status says so.
    if (lookup === null || (compare === null && !isUnknown)) throw new ToolError(told(errors, ADVICE));
    return {
      codes: lookup.map(({ input, code, ...found }) => ({
        input,
        ...statusOf({ ...found, code }),
        ...(code && { id: code.id, label: code.label, source: code.source.id }),
      })),
      summary: compare?.summary ?? null,
      axes: (compare?.axes ?? []).map(({ axis, differs, values }) => ({
        axis,
        differs,
        values: Object.fromEntries(
          values.map(({ code, inherited, terms }) => [
            code.id,
            inherited ? "as its primary code's" : terms.map(({ name }) => name).join(' or ') || 'not stated',
          ]),
        ),
      })),
      from: lookup,
    };
  },
});
