import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
} from 'graphql';
import type { Selected } from './expensive.ts';

/** A request as it is sent: what is asked for again by fragments, long values by variables, names where there would be two. */
export function print(
  schema: GraphQLSchema,
  fields: readonly Selected[],
): { query: string; variables: Record<string, unknown> } {
  const variables: Record<string, unknown> = {};
  const types = new Map<string, string>();
  const names = new Map<string, string>();
  const counts = new Map<readonly Selected[], number>();
  const count = (some: readonly Selected[] | null) => {
    if (some === null) return;
    const known = counts.get(some) ?? 0;
    counts.set(some, known + 1);
    if (known === 0) for (const { below } of some) count(below);
  };
  count(fields);
  const fragments = new Map<readonly Selected[], string>();
  const bodies: string[] = [];
  const value = (given: unknown, type: string): string => {
    const text = JSON.stringify(given);
    const key = `${type} ${text}`;
    let name = names.get(key);
    if (name === undefined) {
      name = `v${names.size}`;
      names.set(key, name);
      types.set(name, type);
      variables[name] = given;
    }
    return `$${name}`;
  };
  const set = (some: readonly Selected[], type: GraphQLNamedType): string => {
    const used = new Set<string>();
    const parts = some.map((one, index) => {
      const { args, type: target } = (
        schema.getType(one.on) as unknown as { getFields(): Record<string, GraphQLField<unknown, unknown>> }
      ).getFields()[one.field] as GraphQLField<unknown, unknown>;
      const given = Object.entries(one.given).map(([name, given]) => {
        const of = args.find((argument) => argument.name === name)?.type;
        return `${name}: ${typeof given === 'number' ? given : value(given, String(of))}`;
      });
      const alias = used.has(one.field) || isAbstractType(type) ? `a${index}: ` : '';
      used.add(one.field);
      const call = `${alias}${one.field}${given.length > 0 ? `(${given.join(', ')})` : ''}`;
      const inner = one.below === null ? call : `${call} ${body(one.below, getNamedType(target))}`;
      return isAbstractType(type) ? `... on ${one.on} { ${inner} }` : inner;
    });
    return `{ ${parts.join(' ') || '__typename'} }`;
  };
  const body = (some: readonly Selected[], type: GraphQLNamedType): string => {
    if ((counts.get(some) ?? 0) < 2) return set(some, type);
    let name = fragments.get(some);
    if (name === undefined) {
      name = `F${fragments.size}`;
      fragments.set(some, name);
      bodies.push(`fragment ${name} on ${type.name} ${set(some, type)}`);
    }
    return `{ ...${name} }`;
  };
  const root = set(fields, schema.getQueryType() as GraphQLNamedType);
  const defined = [...types].map(([name, type]) => `$${name}: ${type}`).join(', ');
  return {
    query: `query${defined === '' ? '' : ` (${defined})`} ${root} ${bodies.join(' ')}`.trim(),
    variables,
  };
}
