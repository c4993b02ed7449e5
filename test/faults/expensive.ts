import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
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
export interface Selected {
  readonly field: string;
  readonly on: string;
  readonly given: Readonly<Record<string, unknown>>;
  readonly below: readonly Selected[] | null;
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

  const bare = (id: string) => id.slice(id.indexOf(':') + 1);
  const range = (ids: readonly string[]) => [bare(one(ids)), bare(one(ids))].sort().join('-');
  /** As many ranges as a text may hold. */
  const ranges = () => {
    const ids = one(pool.ids);
    return Array.from({ length: 16 }, () => range(ids)).join(' ');
  };
  const filter = () => {
    const conditions: [string, () => unknown][] = [
      ['system', () => some(['CPT', 'HCPCS', 'ICD10PCS', 'ICD10CM'], 4)],
      ['terms', () => some(pool.terms, random() < 0.2 ? 500 : 4)],
      ['family', () => one(pool.families)],
      ['text', () => (random() < 0.2 ? ranges() : one(pool.texts))],
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
    if (name === 'text') return random() < 0.1 ? ranges() : one(pool.texts);
    if (name === 'asOf') return one(pool.days);
    if (name === 'modifier') return one(['', '26', 'TC']);
    if (named.name === 'Boolean') return random() < 0.7;
    if (name === 'terms' || name === 'within') return some(pool.terms, random() < 0.3 ? 500 : 3);
    if (name === 'roots') return some([...one(pool.ids), ...pool.terms, ...pool.families], 500);
    if (name === 'ids') {
      const own = one(pool.ids);
      if (field === 'lookup' && random() < 0.5) return Array.from({ length: 500 }, () => range(own));
      const ids = field === 'nodes' ? [...own, ...pool.terms] : own;
      const most = field === 'compare' ? 12 : field === 'together' ? 20 : 500;
      return [...new Set(Array.from({ length: most }, () => one(ids)))];
    }
    if (field === 'term') return one(pool.terms);
    if (field === 'family' || name === 'family') return one(pool.families);
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

  const fieldOf = ({ on, field }: Selected) =>
    (typeOf(on) as GraphQLObjectType).getFields()[field] as GraphQLField<unknown, unknown>;
  const givenTo = (field: GraphQLField<unknown, unknown>): Selected['given'] =>
    Object.fromEntries(
      field.args.flatMap((argument) => {
        if (argument.name === 'after') return [];
        const isNeeded = argument.type.toString().endsWith('!');
        return isNeeded || random() < 0.6 ? [[argument.name, valueFor(field.name, argument)] as const] : [];
      }),
    );
  const askFor = (on: string, field: GraphQLField<unknown, unknown>, depth: number): Selected | null => {
    const target = getNamedType(field.type);
    const inside = isLeafType(target) ? null : selection(target, depth - 1);
    if (inside?.length === 0) return null;
    return { field: field.name, on, given: givenTo(field), below: inside };
  };
  const selection = (type: GraphQLNamedType, depth: number): Selected[] => {
    const fields = fieldsOf(type);
    const leaves = fields.filter(({ field }) => isLeafType(getNamedType(field.type)));
    const from = depth <= 0 ? leaves : fields;
    if (from.length === 0) return [];
    const wanted = random() < 0.2 ? leaves : Array.from({ length: 1 + below(4) }, () => one(from));
    return wanted.flatMap(({ on, field }) => askFor(on, field, depth) ?? []);
  };
  const query = schema.getQueryType() as unknown as GraphQLNamedType;
  const make = (): Selected[] => {
    const made = selection(query, 2 + below(5));
    return made.length > 0 ? made : make();
  };

  /** Changes one place: a field more, the same again under another name, one less, other arguments, or something else below. */
  const change = (fields: readonly Selected[], type: GraphQLNamedType, depth = 0): Selected[] => {
    const at = below(fields.length);
    const chosen = fields[at];
    if (chosen === undefined) return selection(type, 2);
    const known = fieldOf(chosen);
    const target: GraphQLNamedType = getNamedType(known.type);
    const replaced = (by: readonly Selected[]) => fields.flatMap((one, index) => (index === at ? by : [one]));
    if (chosen.below !== null && depth < MOST_DEPTH && random() < 0.65) {
      return replaced([{ ...chosen, below: change(chosen.below, target, depth + 1) }]);
    }
    switch (below(6)) {
      case 0:
        return [...fields, ...selection(type, 1 + below(4))];
      case 1: {
        const isSame = random() < 0.5;
        const more = () => ({ ...chosen, given: isSame ? chosen.given : givenTo(known) });
        return [...fields, ...Array.from({ length: 1 + below(8) }, more)];
      }
      case 2:
        return fields.length > 1 ? replaced([]) : [...fields];
      case 3:
        return replaced([{ ...chosen, given: givenTo(known) }]);
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
  /** Halves one of its pages or lists, or leaves something out. */
  const shorten = (fields: readonly Selected[]): Selected[] => {
    const at = below(fields.length);
    return fields.flatMap((one, index) => {
      if (index !== at) return [one];
      const halved = random() < 0.5 ? resized(one, 0.5) : null;
      if (halved !== null) return [halved];
      if (one.below !== null && one.below.length > 0 && random() < 0.7)
        return [{ ...one, below: shorten(one.below) }];
      return fields.length > 1 ? [] : [one];
    });
  };
  /** Doubles one of its pages, or asks for something again, with the same or with other values. */
  const lengthen = (fields: readonly Selected[]): Selected[] => {
    const at = below(fields.length);
    return fields.flatMap((one, index) => {
      if (index !== at) return [one];
      const doubled = random() < 0.3 ? resized(one, 2) : null;
      if (doubled !== null) return [doubled];
      const field = fieldOf(one);
      if (one.below !== null && one.below.length > 0 && random() < 0.4)
        return [{ ...one, below: lengthen(one.below) }];
      return [one, { ...one, given: random() < 0.3 ? one.given : givenTo(field) }];
    });
  };
  return { make, change: (fields: readonly Selected[]) => change(fields, query), shorten, lengthen };
}

/** The same with its page, or its longest list, so many times as long; null where it has none. */
function resized(asked: Selected, times: number): Selected | null {
  const { first } = asked.given;
  if (typeof first === 'number' && first > 0) {
    return { ...asked, given: { ...asked.given, first: Math.min(500, Math.floor(first * times)) } };
  }
  const list = Object.entries(asked.given).find(([, value]) => Array.isArray(value) && value.length > 1);
  if (list === undefined || times > 1) return null;
  const [name, value] = list as [string, unknown[]];
  return { ...asked, given: { ...asked.given, [name]: value.slice(0, Math.ceil(value.length * times)) } };
}
