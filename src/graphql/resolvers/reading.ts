import { badInput, type PublicError } from '../../errors.ts';
import type { Code } from '../../lattice/code.ts';
import { CODE_SHAPES, type Fault, readingsOf } from '../../lattice/code-ids.ts';
import { idsIn, type Settled, settled } from '../../lattice/settled.ts';
import type { Context } from '../context.ts';
import { shown } from './arguments.ts';

/** Reads an input and lets the graph decide between its readings; all inputs of a request ask the store at once. */
export async function settle(input: string, { loaders }: Context): Promise<Settled> {
  const read = readingsOf(input);
  const codes = await Promise.all(idsIn(read).map((id) => loaders.codes.load(id)));
  return settled(read, new Map(codes.flatMap((code) => (code === null ? [] : [[code.id, code]]))));
}

/** What an input names, one code and no other; refuses what is ambiguous, a range, and what no code looks like. */
export async function settleOne(input: string, context: Context): Promise<Settled> {
  const found = await settle(input, context);
  const { read, range, status } = found;
  if (read.fault !== null) throw faulty(input, read.fault);
  if (range !== null) {
    throw badInput(`"${shown(input)}" is a range. Name one code; \`lookup\` lists the codes of a range.`);
  }
  if (status === 'AMBIGUOUS') throw ambiguous(input, found);
  return found;
}

/** The code that an input names; null where none is loaded. Refuses what does not name one code. */
export async function codeOf(input: string, context: Context): Promise<Code | null> {
  return (await settleOne(input, context)).code;
}

/** The code that an input names in a list or as an end; refuses one that is not in the graph. */
export async function known(input: string, context: Context): Promise<Code> {
  const { code, missing } = await settleOne(input, context);
  if (code !== null) return code;
  throw badInput(
    missing.length === 1
      ? `The code ${missing[0]} is not in the graph.`
      : `"${shown(input)}" is not in the graph, neither as ${missing.join(' nor as ')}.`,
  );
}

/** The refusal of an input that several loaded codes are written like. */
export function ambiguous(input: string, { code, also }: Settled): PublicError {
  const ids = [code, ...also].flatMap((one) => one?.id ?? []);
  return badInput(
    `"${shown(input)}" may be ${ids.join(' or ')}. Ask for the one that is meant by its whole id.`,
  );
}

function faulty(input: string, fault: Fault): PublicError {
  if (fault === 'SEVERAL') return badInput(`"${shown(input)}" names several codes. Ask for each by itself.`);
  if (fault === 'PAIRED') {
    return badInput(
      `"${shown(input)}" has modifiers or units, which only codes of CPT and HCPCS have. Leave them out.`,
    );
  }
  return badInput(`"${shown(input)}" is not a code. ${CODE_SHAPES}`);
}
