import {
  type FieldNode,
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLUnionType,
  getArgumentValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import { isTurnOver } from '../lattice/turns.ts';
import type { Fragments } from '../limits.ts';
import { collectFields, type Variables } from './collect.ts';
import { leafWriter, plainOf } from './leaf.ts';
import { isPromise, type Place, type Rest, type Run, Text, type Write } from './run.ts';

/** Thrown where an operation has no plan: for questions to the schema itself, and for selections that grow too large. */
export class Unplanned extends Error {}

/** How many fields a plan may have; fragments can multiply those of a document. */
const MOST_FIELDS = 2_000;
/** Resolvers and types that take `info` find none: none of ours does, and one that tries fails at once. */
const NO_INFO = undefined as never;

/** An operation whose selections are worked out once, and not for each object. */
export interface Plan {
  /** Writes the data as JSON; fails where the data is null. */
  readonly write: Write;
  /** How many fields it has. */
  readonly size: number;
}

interface Field {
  readonly name: string;
  /** `"name":` */
  readonly key: string;
  readonly write: Write;
}

/** Where a field stands in the schema and in the document. */
interface FieldPlace {
  /** As messages name it: `Code.label`. */
  readonly name: string;
  readonly nodes: readonly FieldNode[];
}

/**
 * Makes the plan of a query. `variables` decide what @skip and @include leave; the plan holds for all that decide alike.
 * Throws Unplanned where there is none.
 */
export function compile(
  schema: GraphQLSchema,
  fragments: Fragments,
  operation: OperationDefinitionNode,
  variables: Variables,
): Plan {
  const root = schema.getQueryType();
  if (operation.operation !== 'query' || !root) throw new Unplanned();
  let size = 0;
  let slots = 0;
  const flat = new Map<string, Write>();

  const writerOf = (type: GraphQLOutputType, place: FieldPlace): Write => {
    if (isNonNullType(type)) {
      const write = writerOf(type.ofType, place);
      const missing = `Cannot return null for non-nullable field ${place.name}.`;
      return (value, run) => {
        if (value == null) throw new Error(missing);
        return write(value, run);
      };
    }
    if (isLeafType(type)) return leafWriter(type);
    if (isListType(type)) {
      const item = { nodes: place.nodes, isRequired: isNonNullType(type.ofType) };
      return listWriter(writerOf(type.ofType, place), item, place.name);
    }
    return isAbstractType(type) ? abstractWriter(type, place) : objectWriter(type, place);
  };

  const abstractWriter = (type: GraphQLInterfaceType | GraphQLUnionType, place: FieldPlace): Write => {
    const byType = new Map<unknown, Write>();
    return (value, run) => {
      if (value == null) return writeNull(run);
      if (value instanceof Error) throw value;
      const name = type.resolveType?.(value, run.context, NO_INFO, type);
      let write = byType.get(name);
      if (write === undefined) {
        const found = schema.getPossibleTypes(type).find((one) => one.name === name);
        if (found === undefined) {
          throw new Error(
            `Abstract type "${type.name}" was resolved to a type "${name}" that does not exist inside the schema.`,
          );
        }
        byType.set(name, (write = objectWriter(found, place)));
      }
      return write(value, run);
    };
  };

  const objectWriter = (type: GraphQLObjectType, { nodes }: FieldPlace): Write => {
    if (type.isTypeOf) throw new Unplanned();
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const collected = collectFields(schema, fragments, variables, type, sets);
    const isFlat = [...collected.values()].every(([node]) => node?.selectionSet === undefined);
    if (!isFlat) return writeObject(fieldsOf(type, collected));
    // The same leaves of the same object are the same text wherever they are selected.
    const key = `${type.name} ${[...collected.values()].map(([node]) => (node ? print(node) : '')).join()}`;
    let write = flat.get(key);
    if (write === undefined) {
      flat.set(key, (write = writeOnce(slots++, writeObject(fieldsOf(type, collected)))));
    }
    return write;
  };

  const fieldsOf = (type: GraphQLObjectType, collected: ReadonlyMap<string, readonly FieldNode[]>): Field[] =>
    [...collected].map(([name, nodes]) => {
      const [node] = nodes;
      if (node === undefined || ++size > MOST_FIELDS) throw new Unplanned();
      const key = `${JSON.stringify(name)}:`;
      if (node.name.value === '__typename') {
        const text = JSON.stringify(type.name);
        return { name, key, write: (_, run) => writeText(text, run) };
      }
      const field = type.getFields()[node.name.value];
      if (field === undefined) throw new Unplanned();
      return { name, key, write: fieldWriter(field, node, { name: `${type.name}.${field.name}`, nodes }) };
    });

  const fieldWriter = (
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    { name, nodes }: FieldPlace,
  ): Write => {
    const { resolve } = field;
    const place = { nodes, isRequired: isNonNullType(field.type) };
    const write = writerOf(field.type, { name, nodes });
    const plain = plainOf(field.type);
    const args = argumentsOf(field, node);
    const read = resolve
      ? (source: unknown, run: Run) => resolve(source, args(run), run.context, NO_INFO)
      : (source: unknown, run: Run) => {
          if (typeof source !== 'object') return undefined;
          const property = (source as Record<string, unknown> | null)?.[field.name];
          return typeof property === 'function' ? property.call(source, args(run), run.context) : property;
        };
    return (source, run) => {
      let value: unknown;
      try {
        value = read(source, run);
      } catch (error) {
        return run.fail(error, place);
      }
      const text = plain?.(value);
      return text === undefined ? run.write(value, write, place) : writeText(text, run);
    };
  };

  const argumentsOf = (field: GraphQLField<unknown, unknown>, node: FieldNode) => {
    const takesVariables = (node.arguments ?? []).some((one) => print(one).includes('$'));
    if (!takesVariables) {
      let fixed: Record<string, unknown> | undefined;
      return () => (fixed ??= getArgumentValues(field, node));
    }
    const slot = slots++;
    return (run: Run) => (run.args[slot] ??= getArgumentValues(field, node, run.variables));
  };

  const collected = collectFields(schema, fragments, variables, root, [operation.selectionSet]);
  const write = writeFields(fieldsOf(root, collected));
  return { write, size };
}

function writeText(text: string, run: Run): undefined {
  run.out.end += text;
}

const writeNull = (run: Run) => writeText('null', run);

function writeObject(fields: readonly Field[]): Write {
  const write = writeFields(fields);
  return (source, run) => {
    if (source == null) return writeNull(run);
    if (source instanceof Error) throw source;
    return write(source, run);
  };
}

function writeFields(fields: readonly Field[]): Write {
  const keys = fields.map(({ key }, index) => `${index === 0 ? '{' : ','}${key}`);
  const end = fields.length === 0 ? '{}' : '}';
  return (source, run) => {
    const { depth, out } = run;
    let waiting: Promise<unknown>[] | undefined;
    try {
      for (let index = 0; index < fields.length; index++) {
        const field = fields[index] as Field;
        run.path[depth] = field.name;
        run.depth = depth + 1;
        out.end += keys[index];
        const rest = field.write(source, run);
        if (rest !== undefined) (waiting ??= []).push(rest);
      }
    } catch (error) {
      if (waiting === undefined) throw error;
      // As graphql-js does, what is under way is waited for, so that its errors are told as well.
      return Promise.all(waiting).finally(() => {
        throw error;
      });
    }
    run.depth = depth;
    out.end += end;
    return all(waiting);
  };
}

function all(waiting: readonly Promise<unknown>[] | undefined): Rest {
  return waiting === undefined || waiting.length === 1 ? waiting?.[0] : Promise.all(waiting);
}

/** Writes an object once in a run; not where an error came of it, which belongs to each place. */
function writeOnce(slot: number, write: Write): Write {
  return (value, run) => {
    const { failures, out } = run;
    const texts = (run.written[slot] ??= new Map<unknown, string>());
    const known = texts.get(value);
    if (known !== undefined) return writeText(known, run);
    const own = new Text();
    run.out = own;
    try {
      const rest = write(value, run);
      if (rest === undefined && run.failures === failures) texts.set(value, own.end);
      out.add(own);
      return rest;
    } finally {
      run.out = out;
    }
  };
}

function listWriter(write: Write, item: Place, name: string): Write {
  return (value, run) => {
    if (value == null) return writeNull(run);
    if (Array.isArray(value)) return writeItems(value, 0, write, item, run);
    if (value instanceof Error) throw value;
    if (typeof value !== 'object' || !(Symbol.iterator in value)) {
      throw new Error(`Expected Iterable, but did not find one for field "${name}".`);
    }
    return writeItems([...(value as Iterable<unknown>)], 0, write, item, run);
  };
}

/** After how many items of a list it may be time for other requests. */
const AT_A_TIME = 8;

/** Writes what is left of a list from its item number `first`. */
function writeItems(items: readonly unknown[], first: number, write: Write, item: Place, run: Run): Rest {
  const { depth, out } = run;
  let waiting: Promise<unknown>[] | undefined;
  let index = first;
  while (index < items.length) {
    out.end += index === 0 ? '[' : ',';
    run.path[depth] = index;
    run.depth = depth + 1;
    const rest = run.write(items[index++], write, item);
    if (rest !== undefined) (waiting ??= []).push(rest);
    run.depth = depth;
    if (index % AT_A_TIME !== 0 || index === items.length || !isTurnOver()) continue;
    // A failure is met even where it comes before its turn.
    for (const one of items.slice(index)) if (isPromise(one)) one.then(undefined, () => {});
    const goOn = run.inNextTurn(() => writeItems(items, index, write, item, run));
    return all([...(waiting ?? []), goOn]);
  }
  out.end += index === 0 ? '[]' : ']';
  return all(waiting);
}
