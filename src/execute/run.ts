import { type FieldNode, type GraphQLError, locatedError } from 'graphql';
import { nextTurn } from '../lattice/turns.ts';
import type { Variables } from './collect.ts';

/** JSON in pieces; what is written later has a place of its own among them. */
export type Pieces = (string | Pieces)[];

/** Settles when all is written; undefined where it is already. Rejects where an error leaves nothing to write. */
export type Rest = Promise<unknown> | undefined;

/** Writes a value; throws, or rejects, an error that leaves nothing to write. */
export type Write = (value: unknown, run: Run) => Rest;

type Path = readonly (string | number)[];

/** A place in an answer, for its errors: the fields of the document that it comes of, and whether null may not stand there. */
export interface Place {
  readonly nodes: readonly FieldNode[];
  readonly isRequired: boolean;
}

export const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as PromiseLike<unknown> | null | undefined)?.then === 'function';

/** One execution of a plan: what its resolvers are given, what is written so far, and the errors. */
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
  /** Where the execution writes, and where it is: as much of the path as its depth says. */
  out: Pieces = [];
  path: (string | number)[] = [];
  depth = 0;
  /** The paths that are null because of an error. */
  readonly #nulled = new Set<string>();

  constructor(context: unknown, variables: Variables) {
    this.context = context;
    this.variables = variables;
  }

  /** Writes a value, or what a promise comes to, at a place: null where that fails and null may stand. */
  write(value: unknown, write: Write, place: Place): Rest {
    const { out, depth } = this;
    const mark = out.length;
    try {
      if (isPromise(value)) return this.#writeLater(value, write, place);
      const rest = write(value, this);
      if (rest === undefined) return undefined;
      // What is written up to now may still have to give way to null.
      const own = out.splice(mark);
      out.push(own);
      return this.#guard(rest, own, this.path.slice(0, depth), place);
    } catch (error) {
      this.depth = depth;
      out.length = mark;
      return this.fail(error, place);
    }
  }

  /** What stands for a place that failed at once. */
  fail(raw: unknown, place: Place): undefined {
    this.#failed(raw, this.path.slice(0, this.depth), place);
    this.out.push('null');
  }

  /** Goes on with the work when all else that waits has had its turn. */
  inNextTurn(work: () => Rest): Promise<unknown> {
    const own: Pieces = [];
    this.out.push(own);
    const path = this.path.slice(0, this.depth);
    const rest = nextTurn().then(() => {
      this.#goOn(own, path);
      return work();
    });
    // A failure is met even where another one has ended what waits for it.
    rest.catch(() => {});
    return rest;
  }

  #goOn(out: Pieces, path: Path): void {
    this.out = out;
    this.path = [...path];
    this.depth = path.length;
  }

  #writeLater(value: Promise<unknown>, write: Write, place: Place): Promise<unknown> {
    const own: Pieces = [];
    this.out.push(own);
    const path = this.path.slice(0, this.depth);
    const written = value.then((settled) => {
      this.#goOn(own, path);
      return write(settled, this);
    });
    return this.#guard(written, own, path, place);
  }

  #guard(rest: Promise<unknown>, own: Pieces, path: Path, place: Place): Promise<unknown> {
    const guarded = rest.then(undefined, (raw) => {
      this.#failed(raw, path, place);
      own.splice(0, own.length, 'null');
    });
    // A failure is met even where another one has ended what waits for it.
    guarded.catch(() => {});
    return guarded;
  }

  #failed(raw: unknown, path: Path, { nodes, isRequired }: Place): void {
    this.failures++;
    const error = locatedError(raw, nodes, path);
    if (isRequired) throw error;
    this.note(error, path);
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

/** The text of all pieces. */
export function textOf(pieces: Pieces): string {
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as string | Pieces;
    if (typeof piece !== 'string') pieces[index] = textOf(piece);
  }
  return pieces.join('');
}
