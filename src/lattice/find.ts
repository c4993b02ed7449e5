import { type Axis, comparedAxes } from './axes.ts';
import { type Code, isExample, isPrimary, termsOn } from './code.ts';
import { compareIds } from './edges.ts';
import { byAxis, lieOf } from './near.ts';
import type { Vocabulary } from './vocabulary.ts';
import { NEVER_YIELDING, type Yielding } from './yielding.ts';

/** How many partial answers are given. */
const PARTIAL_LIMIT = 20;

/** A code that meets every asked axis, and which asked terms it meets in a weaker way. */
export interface ExactMatch {
  readonly code: Code;
  /** Asked terms met only by a broader term of the code: the code leaves open what was asked. */
  readonly broader: readonly string[];
  /** Asked terms met only by a term that the code gives as an example. */
  readonly example: readonly string[];
  /** Asked terms met only by an overlapping term; always empty without `near`. */
  readonly overlapping: readonly string[];
}

export interface PartialMatch {
  readonly code: Code;
  /** Asked terms on which the code is silent, or which it only overlaps. */
  readonly missing: readonly string[];
  /** Asked terms that contradict what the code states. */
  readonly conflicting: readonly string[];
}

export interface Question {
  readonly axis: Axis;
  readonly options: readonly { readonly term: string; readonly remaining: number }[];
  readonly notStated: number;
}

export interface Found {
  readonly exact: readonly ExactMatch[];
  /** Add-ons that meet every asked axis, in order of id. */
  readonly addOns: readonly Code[];
  readonly partial: readonly PartialMatch[];
  readonly nextQuestion: Question | null;
}

type Fit = 'SAME' | 'BROADER' | 'OVERLAPS' | 'SILENT' | 'CONFLICT';

/** How one code answers the asked terms of one axis (alternatives): by the term that fits best. */
interface Answer {
  readonly asked: readonly string[];
  readonly fit: Fit;
  /** The asked terms at that fit. */
  readonly terms: readonly string[];
  readonly example: boolean;
}

/**
 * Which of the candidates fit the asked terms: terms of one axis are alternatives, axes add up. A term is met at, under
 * or above it (`near`: also by an overlap). Exact answers are active primaries; add-ons that meet all are told apart, and
 * stand first among the partial ones.
 */
export async function findCodes(
  asked: readonly string[],
  candidates: readonly Code[],
  near: boolean,
  vocabulary: Vocabulary,
  yielding: Yielding = NEVER_YIELDING,
): Promise<Found> {
  const groups = byAxis(asked);
  const exact: ExactMatch[] = [];
  const partial: (PartialMatch & { met: number; missingAxes: number; conflictingAxes: number })[] = [];
  for (const code of candidates) {
    if (yielding.shouldYield()) await yielding.yieldToEventLoop();
    if (code.status !== 'ACTIVE') continue;
    const answers = [...groups].map(([axis, terms]) => answer(code, axis, terms, vocabulary));
    const isMet = ({ fit }: Answer) => fit === 'SAME' || fit === 'BROADER' || (near && fit === 'OVERLAPS');
    const met = answers.filter(isMet).length;
    const among = (pick: (one: Answer) => boolean) => answers.filter(pick).flatMap(({ terms }) => terms);
    if (met === answers.length && isPrimary(code)) {
      exact.push({
        code,
        broader: among(({ fit }) => fit === 'BROADER'),
        example: among(({ example }) => example),
        overlapping: among(({ fit }) => fit === 'OVERLAPS'),
      });
    } else if (met > 0) {
      const isMissing = (one: Answer) => !isMet(one) && one.fit !== 'CONFLICT';
      const isConflict = ({ fit }: Answer) => fit === 'CONFLICT';
      partial.push({
        code,
        met,
        missing: among(isMissing),
        conflicting: among(isConflict),
        missingAxes: answers.filter(isMissing).length,
        conflictingAxes: answers.filter(isConflict).length,
      });
    }
  }
  exact.sort(
    (a, b) =>
      a.overlapping.length - b.overlapping.length ||
      a.broader.length - b.broader.length ||
      a.example.length - b.example.length ||
      compareIds(a.code.id, b.code.id),
  );
  partial.sort(
    (a, b) =>
      b.met - a.met ||
      a.conflictingAxes - b.conflictingAxes ||
      a.missingAxes - b.missingAxes ||
      compareIds(a.code.id, b.code.id),
  );
  const kept = partial
    .slice(0, PARTIAL_LIMIT)
    .map(({ code, missing, conflicting }) => ({ code, missing, conflicting }));
  const addOns = partial.filter(({ met }) => met === groups.size).map(({ code }) => code);
  const met = exact.length > 0 ? exact.map(({ code }) => code) : addOns;
  const open = met.length > 0 ? met : kept.map(({ code }) => code);
  return {
    exact,
    addOns,
    partial: kept,
    nextQuestion: await nextQuestion(open, groups, vocabulary, yielding),
  };
}

function answer(code: Code, axis: Axis, asked: readonly string[], vocabulary: Vocabulary): Answer {
  const terms = termsOn(code, axis);
  const fits = asked.map((term) => fitOf(terms, term, vocabulary));
  const order: readonly Fit[] = ['SAME', 'BROADER', 'OVERLAPS', 'SILENT', 'CONFLICT'];
  const fit = order.find((one) => fits.includes(one)) ?? 'SILENT';
  return {
    asked,
    fit,
    terms: asked.filter((_, index) => fits[index] === fit),
    example: isExample(code, axis) && (fit === 'SAME' || fit === 'BROADER'),
  };
}

function fitOf(terms: readonly string[], asked: string, vocabulary: Vocabulary): Fit {
  if (terms.length === 0) return 'SILENT';
  const lies = terms.map((term) => lieOf(term, asked, vocabulary));
  if (lies.includes('SAME') || lies.includes('WITHIN')) return 'SAME';
  if (lies.includes('AROUND')) return 'BROADER';
  return lies.includes('MEETS') ? 'OVERLAPS' : 'CONFLICT';
}

/** The axis to ask about next: the one with the highest entropy among the codes still possible; null if none helps. */
async function nextQuestion(
  open: readonly Code[],
  groups: ReadonlyMap<Axis, readonly string[]>,
  vocabulary: Vocabulary,
  yielding: Yielding,
): Promise<Question | null> {
  if (open.length < 2) return null;
  let best: { axis: Axis; entropy: number } | null = null;
  for (const axis of comparedAxes(open)) {
    const classes = new Map<string, number>();
    for (const code of open) {
      if (yielding.shouldYield()) await yielding.yieldToEventLoop();
      const key = [...openTerms(code, axis, groups, vocabulary)].sort().join(' ');
      classes.set(key, (classes.get(key) ?? 0) + 1);
    }
    const entropy = entropyOf([...classes.values()], open.length);
    if (entropy > (best?.entropy ?? 0) + 1e-9) best = { axis, entropy };
  }
  if (best === null) return null;
  const { axis } = best;
  const said = open.map((code) => openTerms(code, axis, groups, vocabulary));
  const offered = new Set(said.flat());
  const terms = vocabulary.termsOf(axis).filter(({ id }) => offered.has(id));
  const options: { term: string; remaining: number }[] = [];
  for (const { id } of terms) {
    if (yielding.shouldYield()) await yielding.yieldToEventLoop();
    const fits = said.filter((terms) => ['SAME', 'BROADER'].includes(fitOf(terms, id, vocabulary)));
    options.push({ term: id, remaining: fits.length });
  }
  return { axis, options, notStated: said.filter((terms) => terms.length === 0).length };
}

/** What a code still says on an axis once the asked terms of that axis are taken as answered. */
function openTerms(
  code: Code,
  axis: Axis,
  groups: ReadonlyMap<Axis, readonly string[]>,
  vocabulary: Vocabulary,
): readonly string[] {
  const terms = termsOn(code, axis);
  const asked = groups.get(axis) ?? [];
  const narrowed = new Set(
    asked.flatMap((term) => [
      ...terms.filter((one) => ['SAME', 'WITHIN'].includes(lieOf(one, term, vocabulary))),
      ...(terms.some((one) => lieOf(one, term, vocabulary) === 'AROUND') ? [term] : []),
    ]),
  );
  return narrowed.size > 0 ? [...narrowed] : terms;
}

function entropyOf(counts: readonly number[], total: number): number {
  return [...counts]
    .sort((a, b) => b - a)
    .reduce((sum, count) => sum - (count / total) * Math.log2(count / total), 0);
}
