import { z } from 'zod';
import type { McpCheckQuery } from '../generated/mcp.ts';
import { CHECK } from './documents.ts';
import { tool } from './tool.ts';

const remark = z.object({
  kind: z.string(),
  codes: z.array(z.string()),
  text: z.string(),
  source: z.string().optional(),
});

export const checkClaim = tool({
  name: 'check_claim',
  title: 'Check a claim',
  description:
    'What codes of one patient and day say together: the operation by name, lines in their order, problems, notes, and NCCI pairs that forbid or allow (Medicare practitioner rules). UNKNOWN and NOT_CHECKED mean that no loaded file tells: never take them for permission. It never says that a claim is paid.',
  input: {
    codes: z.array(z.string()).min(1).max(20).describe('With modifiers and units: "63278-59", "22853 x2"'),
    asOf: z.iso.date().optional().describe('Day, else the newest releases'),
  },
  output: {
    verdict: z.string().describe('CLEAR, NEEDS_A_REASON, INCOMPLETE or CONFLICT'),
    name: z.string().nullable().optional(),
    shorthand: z.string().nullable().optional(),
    levels: z.array(z.string()),
    lines: z.array(
      z.object({
        input: z.string(),
        id: z.string().nullable(),
        label: z.string().optional(),
        units: z.int().optional(),
        role: z.string().optional(),
        verdict: z.string(),
        reasons: z.array(z.string()).optional(),
      }),
    ),
    pairs: z.array(
      z.object({
        codes: z.array(z.string()),
        verdict: z.string(),
        modifiers: z.array(z.string()).optional(),
        reasons: z.array(z.string()).optional(),
        source: z.string().optional(),
      }),
    ),
    otherPairs: z.record(z.string(), z.int()),
    problems: z.array(remark),
    notes: z.array(remark),
    releases: z.array(z.string()),
    notice: z.string(),
  },
  shortenings: [
    ['lines', 'reasons'],
    ['lines', 'label'],
    ['shorthand'],
    ['pairs', 'modifiers'],
    ['pairs', 'reasons'],
    ['levels'],
    ['pairs'],
    ['name'],
    ['notes'],
    ['problems'],
  ],
  advice: 'Name fewer `codes`.',
  async answer({ codes, asOf }, ask) {
    const from = await ask<McpCheckQuery>(CHECK, { ids: codes, asOf: asOf ?? null });
    const { case: said, together } = from;
    const decided = (together?.pairs ?? []).filter(({ verdict }) => DECIDED.has(verdict));
    return {
      verdict: said?.verdict ?? 'INCOMPLETE',
      name: said?.name ?? null,
      shorthand: said?.shorthand ?? null,
      levels: (said?.levels ?? []).map(
        ({ unit, least, most, code }) =>
          `${code.id}: ${most === null ? `${least} or more` : most === least ? least : `${least} to ${most}`} ${unit}`,
      ),
      lines: linesOf(from),
      pairs: decided.map(({ a, b, verdict, modifiers, reasons }) => {
        const source = reasons.find((reason) => reason.source !== null)?.source?.id;
        return {
          codes: [a.id, b.id],
          verdict,
          modifiers: modifiers.map(({ code, on, reason }) => `${code} on ${on.id}: ${reason}`),
          reasons: reasons.map(({ text, stale }) => (stale ? `${text} (out of date)` : text)),
          ...(source !== undefined && { source }),
        };
      }),
      otherPairs: countedBy(
        (together?.pairs ?? []).map(({ verdict }) => verdict).filter((verdict) => !DECIDED.has(verdict)),
      ),
      problems: (said?.problems ?? []).map(remarkOf),
      notes: uncheckedFirst(said?.notes ?? []).map(remarkOf),
      releases: (said?.releases ?? []).map(
        ({ kind, release, ends, whole }) =>
          `${kind} ${release}${ends === null ? '' : ` until ${ends}`}${whole ? '' : ' (not whole)'}`,
      ),
      notice: together?.notice ?? '',
      from,
    };
  },
});

/** Verdicts of pairs that are told one by one; of the others only how many there are. */
const DECIDED: ReadonlySet<string> = new Set(['NOT_TOGETHER', 'ALLOWED_WITH_MODIFIER', 'ADD_ON']);

/** The lines in the order in which they are reported, then those that name no code that can be. */
function linesOf({ case: said, together }: McpCheckQuery) {
  const order = (said?.lines ?? []).map(({ code }) => code.id);
  const placeOf = (id: string | undefined) =>
    id !== undefined && order.includes(id) ? order.indexOf(id) : order.length;
  const inOrder = [...(together?.lines ?? [])].sort((a, b) => placeOf(a.code?.id) - placeOf(b.code?.id));
  return inOrder.map(({ input, code, verdict, reasons }) => {
    const line = said?.lines.find((one) => one.code.id === code?.id);
    return {
      input,
      id: code?.id ?? null,
      ...(line && {
        label: line.code.label,
        units: line.units,
        role: line.to === null ? line.role : `${line.role} ${line.to.id}`,
      }),
      verdict,
      reasons: reasons.map(({ text, stale }) => (stale ? `${text} (out of date)` : text)),
    };
  });
}

type Remark = NonNullable<McpCheckQuery['case']>['notes'][number];

function remarkOf({ kind, text, codes, inputs, source }: Remark) {
  return {
    kind,
    codes: codes.length > 0 ? codes.map(({ id }) => id) : [...inputs],
    text,
    ...(source && { source: source.id }),
  };
}

/** What was not checked stands first, and is left out last: without it a claim would look better than it is known to be. */
const uncheckedFirst = (notes: readonly Remark[]) =>
  [true, false].flatMap((isUnchecked) =>
    notes.filter(({ kind }) => (kind === 'NOT_CHECKED') === isUnchecked),
  );

function countedBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
