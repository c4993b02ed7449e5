import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isObjectType,
} from 'graphql';

/** Draws numbers from 0 to below 1. */
export type Random = () => number;

/** Numbers that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A field that is asked for. Those who ask for the same below share it: it is printed as a fragment. */
export interface Asked {
  readonly field: string;
  readonly on: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly below: readonly Asked[] | null;
}

/** What a document and its variables can be filled with. */
export interface Pool {
  readonly ids: readonly (readonly string[])[];
  readonly terms: readonly string[];
  readonly families: readonly string[];
  readonly texts: readonly string[];
  readonly days: readonly string[];
}

const FIRSTS = [500, 500, 500, 200, 100, 50, 20, 5, 1, 0];
const MOST_DEPTH = 12;

/** Makes documents that are legal, and changes them a little. */
export function expensive(schema: GraphQLSchema, pool: Pool, random: Random) {
  const below = (count: number) => Math.floor(random() * count);
  const one = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const some = <T>(values: readonly T[], most: number): T[] =>
    Array.from({ length: 1 + below(most) }, () => one(values));

  const filter = () => {
    const conditions: [string, () => unknown][] = [
      ['system', () => some(['CPT', 'HCPCS', 'ICD10PCS', 'ICD10CM'], 4)],
      ['terms', () => some(pool.terms, random() < 0.2 ? 500 : 4)],
      ['family', () => one(pool.families)],
      ['text', () => one(pool.texts)],
      ['addOn', () => random() < 0.5],
      ['status', () => some(['ACTIVE', 'DELETED'], 2)],
      ['near', () => random() < 0.5],
    ];
    return Object.fromEntries(
      conditions.filter(() => random() < 0.3).map(([name, value]) => [name, value()]),
    );
  };
  const valueFor = (field: string, { name, type }: GraphQLArgument): unknown => {
    const named = getNamedType(type);
    const isList = isListType(getNullableType(type));
    if (isEnumType(named)) {
      const values = named.getValues().map((value) => value.name);
      const kept = name === 'differsBy' ? values.filter((value) => value !== 'SPECIALTY') : values;
      return isList ? (random() < 0.5 ? kept : some(kept, 3)) : one(kept);
    }
    if (name === 'first') return one(FIRSTS);
    if (name === 'depth' || name === 'maxHops') return 1 + below(4);
    if (name === 'filter') return filter();
    if (name === 'text') return one(pool.texts);
    if (name === 'asOf') return one(pool.days);
    if (name === 'modifier') return one(['', '26', 'TC']);
    if (named.name === 'Boolean') return random() < 0.7;
    if (name === 'terms' || name === 'within') return some(pool.terms, random() < 0.3 ? 500 : 3);
    if (name === 'roots') return some([...one(pool.ids), ...pool.terms, ...pool.families], 500);
    if (name === 'ids') {
      const ids = field === 'nodes' ? [...one(pool.ids), ...pool.terms] : one(pool.ids);
      const most = field === 'compare' ? 12 : field === 'together' ? 20 : 500;
      return [...new Set(Array.from({ length: most }, () => one(ids)))];
    }
    if (field === 'term') return one(pool.terms);
    if (field === 'family') return one(pool.families);
    if (field === 'changes') return one(['2025', '2026', '2025D']);
    return one(one(pool.ids));
  };

  const typeOf = (name: string) => schema.getType(name) as GraphQLNamedType;
  /** The fields of a type; of an abstract one those of all its members. */
  const fieldsOf = (type: GraphQLNamedType): { on: string; field: GraphQLField<unknown, unknown> }[] =>
    isAbstractType(type)
      ? schema.getPossibleTypes(type).flatMap(fieldsOf)
      : isObjectType(type)
        ? Object.values(type.getFields()).map((field) => ({ on: type.name, field }))
        : [];

  const askFor = (on: string, field: GraphQLField<unknown, unknown>, depth: number): Asked | null => {
    const target = getNamedType(field.type);
    const inside = isLeafType(target) ? null : selection(target, depth - 1);
    if (inside?.length === 0) return null;
    const given = field.args.flatMap((argument) => {
      if (argument.name === 'after') return [];
      const isNeeded = argument.type.toString().endsWith('!');
      return isNeeded || random() < 0.6 ? [[argument.name, valueFor(field.name, argument)] as const] : [];
    });
    return { field: field.name, on, given: Object.fromEntries(given), below: inside };
  };
  const selection = (type: GraphQLNamedType, depth: number): Asked[] => {
    const fields = fieldsOf(type);
    const leaves = fields.filter(({ field }) => isLeafType(getNamedType(field.type)));
    const from = depth <= 0 ? leaves : fields;
    if (from.length === 0) return [];
    const wanted = random() < 0.2 ? leaves : Array.from({ length: 1 + below(4) }, () => one(from));
    return wanted.flatMap(({ on, field }) => askFor(on, field, depth) ?? []);
  };
  const query = schema.getQueryType() as unknown as GraphQLNamedType;
  const make = (): Asked[] => {
    const made = selection(query, 2 + below(5));
    return made.length > 0 ? made : make();
  };

  /** Changes one place: a field more, the same again under another name, one less, other arguments, or something else below. */
  const change = (fields: readonly Asked[], type: GraphQLNamedType, depth = 0): Asked[] => {
    const at = below(fields.length);
    const chosen = fields[at];
    if (chosen === undefined) return selection(type, 2);
    const known = fieldsOf(typeOf(chosen.on)).find(({ field }) => field.name === chosen.field);
    if (known === undefined) return [...fields];
    const target: GraphQLNamedType = getNamedType(known.field.type);
    const replaced = (by: readonly Asked[]) => fields.flatMap((one, index) => (index === at ? by : [one]));
    if (chosen.below !== null && depth < MOST_DEPTH && random() < 0.65) {
      return replaced([{ ...chosen, below: change(chosen.below, target, depth + 1) }]);
    }
    switch (below(6)) {
      case 0:
        return [...fields, ...selection(type, 1 + below(4))];
      case 1:
        return [...fields, ...Array.from({ length: 1 + below(8) }, () => chosen)];
      case 2:
        return fields.length > 1 ? replaced([]) : [...fields];
      case 3: {
        const field = fieldsOf(type).find(
          ({ on, field }) => on === chosen.on && field.name === chosen.field,
        )?.field;
        const fresh = field && askFor(chosen.on, field, 0);
        return replaced([{ ...chosen, given: fresh ? fresh.given : chosen.given }]);
      }
      case 4: {
        const fresh = selection(type, 2 + below(4));
        return fresh.length > 0 ? replaced(fresh.slice(0, 1)) : [...fields];
      }
      default:
        return replaced([
          { ...chosen, given: { ...chosen.given, ...('first' in chosen.given && { first: 500 }) } },
        ]);
    }
  };
  /** Halves one of its pages, or leaves something out. */
  const shorten = (fields: readonly Asked[]): Asked[] => {
    const at = below(fields.length);
    return fields.flatMap((one, index) => {
      if (index !== at) return [one];
      const { first } = one.given;
      if (typeof first === 'number' && first > 0 && random() < 0.5) {
        return [{ ...one, given: { ...one.given, first: Math.floor(first / 2) } }];
      }
      if (one.below !== null && one.below.length > 0 && random() < 0.7)
        return [{ ...one, below: shorten(one.below) }];
      return fields.length > 1 ? [] : [one];
    });
  };
  return { make, change: (fields: readonly Asked[]) => change(fields, query), shorten };
}

/** A request as it is sent: what is asked for again by fragments, long values by variables, names where there would be two. */
export function print(
  schema: GraphQLSchema,
  fields: readonly Asked[],
): { query: string; variables: Record<string, unknown> } {
  const variables: Record<string, unknown> = {};
  const types = new Map<string, string>();
  const names = new Map<string, string>();
  const counts = new Map<readonly Asked[], number>();
  const count = (some: readonly Asked[] | null) => {
    if (some === null) return;
    const known = counts.get(some) ?? 0;
    counts.set(some, known + 1);
    if (known === 0) for (const { below } of some) count(below);
  };
  count(fields);
  const fragments = new Map<readonly Asked[], string>();
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
  const set = (some: readonly Asked[], type: GraphQLNamedType): string => {
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
  const body = (some: readonly Asked[], type: GraphQLNamedType): string => {
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
