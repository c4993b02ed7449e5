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
import type { Fragments } from '../limits.ts';
import { collectFields, type Variables } from './collect.ts';
import { leafWriter } from './leaf.ts';
import type { Run, Text } from './run.ts';

/** Thrown where an operation has no plan: for questions to the schema itself, and for selections that grow too large. */
export class Unplanned extends Error {}

/** How many fields a plan may have; fragments can multiply those of a document. */
const MOST_FIELDS = 2_000;
/** Resolvers and types that take `info` find none: none of ours does, and one that tries fails at once. */
const NO_INFO = undefined as never;

/** An operation whose selections are worked out once, and not for each object. */
export interface Plan {
  /** Writes the data as JSON; throws or rejects where the data is null. */
  readonly write: (run: Run) => Text;
  /** How many fields it has. */
  readonly size: number;
}

/** Writes a value as JSON; throws or rejects where it stands for an error. */
type Write = (value: unknown, run: Run) => Text;

interface Field {
  readonly name: string;
  /** `"name":` */
  readonly key: string;
  readonly write: (source: unknown, run: Run) => Text;
}

/** Where a field stands in the schema and in the document, for errors. */
interface Place {
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

  const writerOf = (type: GraphQLOutputType, place: Place): Write => {
    if (isNonNullType(type)) {
      const write = writerOf(type.ofType, place);
      const missing = `Cannot return null for non-nullable field ${place.name}.`;
      return (value, run) => {
        if (value == null) throw new Error(missing);
        return write(value, run);
      };
    }
    if (isLeafType(type)) return leafWriter(type);
    if (isListType(type)) return listWriter(type.ofType, writerOf(type.ofType, place), place);
    return isAbstractType(type) ? abstractWriter(type, place) : objectWriter(type, place);
  };

  const abstractWriter = (type: GraphQLInterfaceType | GraphQLUnionType, place: Place): Write => {
    const byType = new Map<unknown, Write>();
    return (value, run) => {
      if (value == null) return 'null';
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

  const objectWriter = (type: GraphQLObjectType, { nodes }: Place): Write => {
    if (type.isTypeOf) throw new Unplanned();
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const collected = collectFields(schema, fragments, variables, type, sets);
    const isFlat = [...collected.values()].every(([node]) => node?.selectionSet === undefined);
    if (!isFlat) return writeObject(fieldsOf(type, collected));
    // The same leaves of the same object are the same text wherever they are selected.
    const key = `${type.name} ${[...collected.values()].map(([node]) => (node ? print(node) : '')).join()}`;
    let write = flat.get(key);
    if (write === undefined) flat.set(key, (write = once(slots++, writeObject(fieldsOf(type, collected)))));
    return write;
  };

  const fieldsOf = (type: GraphQLObjectType, collected: ReadonlyMap<string, readonly FieldNode[]>): Field[] =>
    [...collected].map(([name, nodes]) => {
      const [node] = nodes;
      if (node === undefined || ++size > MOST_FIELDS) throw new Unplanned();
      const key = `${JSON.stringify(name)}:`;
      if (node.name.value === '__typename') {
        const text = JSON.stringify(type.name);
        return { name, key, write: () => text };
      }
      const field = type.getFields()[node.name.value];
      if (field === undefined) throw new Unplanned();
      return { name, key, write: fieldWriter(field, node, { name: `${type.name}.${field.name}`, nodes }) };
    });

  const fieldWriter = (field: GraphQLField<unknown, unknown>, node: FieldNode, place: Place) => {
    const { name, resolve, type } = field;
    const write = writerOf(type, place);
    const args = argumentsOf(field, node);
    const value = resolve
      ? (source: unknown, run: Run) => resolve(source, args(run), run.context, NO_INFO)
      : (source: unknown, run: Run) => {
          if (typeof source !== 'object') return undefined;
          const property = (source as Record<string, unknown> | null)?.[name];
          return typeof property === 'function' ? property.call(source, args(run), run.context) : property;
        };
    const isRequired = isNonNullType(type);
    return (source: unknown, run: Run): Text => {
      const { depth } = run;
      try {
        const text = written(value(source, run), run, write);
        return typeof text === 'string' ? text : run.guard(text, place.nodes, isRequired);
      } catch (error) {
        run.depth = depth;
        return run.failed(error, place.nodes, run.place(), isRequired);
      }
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
  return { write: (run) => write(undefined, run), size };
}

function writeObject(fields: readonly Field[]): Write {
  const write = writeFields(fields);
  return (source, run) => {
    if (source == null) return 'null';
    if (source instanceof Error) throw source;
    return write(source, run);
  };
}

function writeFields(fields: readonly Field[]): Write {
  return (source, run) => {
    let text = '{';
    let waiting: Text[] | undefined;
    const { depth } = run;
    try {
      for (let index = 0; index < fields.length; index++) {
        const field = fields[index] as Field;
        run.path[depth] = field.name;
        run.depth = depth + 1;
        const value = field.write(source, run);
        text += index === 0 ? field.key : `,${field.key}`;
        if (typeof value === 'string') text += value;
        else {
          (waiting ??= []).push(text, value);
          text = '';
        }
      }
    } catch (error) {
      if (waiting === undefined) throw error;
      // As graphql-js does, what is under way is waited for, so that its errors are told as well.
      return Promise.all(waiting).finally(() => {
        throw error;
      }) as never;
    }
    run.depth = depth;
    text += '}';
    return waiting === undefined ? text : joined(waiting, text);
  };
}

/** Writes an object once in a run; not where an error came of it, which belongs to each place. */
function once(slot: number, write: Write): Write {
  return (value, run) => {
    const texts = (run.written[slot] ??= new Map<unknown, string>());
    const known = texts.get(value);
    if (known !== undefined) return known;
    const { failures } = run;
    const text = write(value, run);
    if (typeof text === 'string' && run.failures === failures) texts.set(value, text);
    return text;
  };
}

function listWriter(itemType: GraphQLOutputType, write: Write, { name, nodes }: Place): Write {
  const isRequired = isNonNullType(itemType);
  return (value, run) => {
    if (value == null) return 'null';
    if (value instanceof Error) throw value;
    if (typeof value !== 'object' || !(Symbol.iterator in value)) {
      throw new Error(`Expected Iterable, but did not find one for field "${name}".`);
    }
    let text = '[';
    let waiting: Text[] | undefined;
    let index = 0;
    const { depth } = run;
    for (const item of value as Iterable<unknown>) {
      if (index > 0) text += ',';
      run.path[depth] = index++;
      run.depth = depth + 1;
      let one: Text;
      try {
        one = written(item, run, write);
        if (typeof one !== 'string') one = run.guard(one, nodes, isRequired);
      } catch (error) {
        run.depth = depth + 1;
        one = run.failed(error, nodes, run.place(), isRequired);
      }
      if (typeof one === 'string') text += one;
      else {
        (waiting ??= []).push(text, one);
        text = '';
      }
    }
    run.depth = depth;
    text += ']';
    return waiting === undefined ? text : joined(waiting, text);
  };
}

/** Writes a value, or what a promise comes to, at the place where the promise was met. */
function written(value: unknown, run: Run, write: Write): Text {
  if (typeof (value as PromiseLike<unknown> | null | undefined)?.then !== 'function')
    return write(value, run);
  const place = run.place();
  return (value as Promise<unknown>).then((settled) => {
    run.goOn(place);
    return write(settled, run);
  });
}

async function joined(parts: readonly Text[], last: string): Promise<string> {
  return (await Promise.all(parts)).join('') + last;
}
