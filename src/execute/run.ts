import { type FieldNode, type GraphQLError, locatedError } from 'graphql';
import type { Variables } from './collect.ts';

/** JSON, at once or later. */
export type Text = string | Promise<string>;

export type Path = readonly (string | number)[];

/** One execution of a plan: what its resolvers are given, what is written already, and the errors so far. */
export class Run {
  readonly context: unknown;
  readonly variables: Variables;
  /** The arguments of fields that take variables, by their place in the plan. */
  readonly args: (Readonly<Record<string, unknown>> | undefined)[] = [];
  /** The texts of objects that have leaves only, by the place of their selection in the plan. */
  readonly written: (Map<unknown, string> | undefined)[] = [];
  readonly errors: GraphQLError[] = [];
  /** How many places failed, those under a place that is null already included. */
  failures = 0;
  /** Where the execution is: as much of the path as its depth says. */
  path: (string | number)[] = [];
  depth = 0;
  /** The paths that are null because of an error. */
  readonly #nulled = new Set<string>();

  constructor(context: unknown, variables: Variables) {
    this.context = context;
    this.variables = variables;
  }

  place(): Path {
    return this.path.slice(0, this.depth);
  }

  /** Goes on at a place after having waited. */
  goOn(place: Path): void {
    this.path = [...place];
    this.depth = place.length;
  }

  /** What stands for a place that failed: null, with the error noted; or the error, where null may not stand. */
  failed(raw: unknown, nodes: readonly FieldNode[], path: Path, isRequired: boolean): 'null' {
    this.failures++;
    const error = locatedError(raw, nodes, path);
    if (isRequired) throw error;
    this.note(error, path);
    return 'null';
  }

  /** The same for a place that is written later. */
  guard(text: Promise<string>, nodes: readonly FieldNode[], isRequired: boolean): Promise<string> {
    const path = this.place();
    const guarded = text.then(undefined, (raw) => this.failed(raw, nodes, path, isRequired));
    // A failure is met even where another one has ended what waits for it.
    guarded.catch(() => {});
    return guarded;
  }

  /** Notes an error, unless its place or one above it is null already. */
  note(error: GraphQLError, path: Path): void {
    for (let length = 0; length <= path.length; length++) {
      if (this.#nulled.has(JSON.stringify(path.slice(0, length)))) return;
    }
    this.#nulled.add(JSON.stringify(path));
    this.errors.push(error);
  }
}
