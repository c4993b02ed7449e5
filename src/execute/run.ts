import { type FieldNode, type GraphQLError, locatedError } from 'graphql';
import { nextTurn } from '../lattice/turns.ts';
import type { Variables } from './collect.ts';

/** JSON as it is written; what is written later has a place of its own in it. */
export class Text {
  /** What stands behind the last place. */
  end = '';
  /** Places, and what stands before each of them, in turns. */
  #before: (string | Text)[] = [];

  /** A place for what is written later. */
  later(place = new Text()): Text {
    this.#before.push(this.end, place);
    this.end = '';
    return place;
  }

  /** Puts another text behind this one. */
  add(other: Text): void {
    if (other.#before.length === 0) this.end += other.end;
    else this.later(other);
  }

  /** Where it is now, for `back` and `since`. */
  get places(): number {
    return this.#before.length;
  }

  /** Takes back all that was written since there were so many places and this text behind them. */
  back(places: number, end: string): void {
    this.#before.length = places;
    this.end = end;
  }

  /** Makes a place of its own of all that was written since. */
  since(places: number, end: string): Text {
    const place = new Text();
    place.#before = this.#before.slice(places);
    const [first] = place.#before;
    if (typeof first === 'string') place.#before[0] = first.slice(end.length);
    place.end = first === undefined ? this.end.slice(end.length) : this.end;
    this.back(places, end);
    return this.later(place);
  }

  toString(): string {
    let text = '';
    for (const part of this.#before) text += part;
    return text + this.end;
  }
}

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
  out = new Text();
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
    const { places, end } = out;
    try {
      if (isPromise(value)) return this.#writeLater(value, write, place);
      const rest = write(value, this);
      if (rest === undefined) return undefined;
      // What is written up to now may still have to give way to null.
      return this.#guard(rest, out.since(places, end), this.path.slice(0, depth), place);
    } catch (error) {
      this.depth = depth;
      out.back(places, end);
      return this.fail(error, place);
    }
  }

  /** What stands for a place that failed at once. */
  fail(raw: unknown, place: Place): undefined {
    this.#failed(raw, this.path.slice(0, this.depth), place);
    this.out.end += 'null';
  }

  /** Goes on with the work when all else that waits has had its turn. */
  inNextTurn(work: () => Rest): Promise<unknown> {
    const own = this.out.later();
    const path = this.path.slice(0, this.depth);
    const rest = nextTurn().then(() => {
      this.#goOn(own, path);
      return work();
    });
    // A failure is met even where another one has ended what waits for it.
    rest.catch(() => {});
    return rest;
  }

  #goOn(out: Text, path: Path): void {
    this.out = out;
    this.path = [...path];
    this.depth = path.length;
  }

  #writeLater(value: Promise<unknown>, write: Write, place: Place): Promise<unknown> {
    const own = this.out.later();
    const path = this.path.slice(0, this.depth);
    const written = value.then((settled) => {
      this.#goOn(own, path);
      return write(settled, this);
    });
    return this.#guard(written, own, path, place);
  }

  #guard(rest: Promise<unknown>, own: Text, path: Path, place: Place): Promise<unknown> {
    const guarded = rest.then(undefined, (raw) => {
      this.#failed(raw, path, place);
      own.back(0, 'null');
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
