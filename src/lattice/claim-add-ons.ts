import {
  type AddOnFacts,
  type AddsOn,
  type ClaimedCode,
  type Judged,
  type Known,
  type LineVerdict,
  outdated,
  type Reason,
  type Sentences,
  silence,
  validityOf,
} from './claim.ts';
import { byPlace, type Code } from './code.ts';

/** How many primary codes are named at most. */
export const NAMED_PRIMARIES = 8;

/**
 * Whether a code can stand on the claim. STANDS: it is no add-on, or is one to a code that stands. ALONE: it is an
 * add-on to none of them. UNKNOWN: a code may no longer be valid, or the list of primary codes may be incomplete.
 */
export type Footing = 'STANDS' | 'ALONE' | 'UNKNOWN';

/**
 * How each code of a claim stands, by its id. What is no add-on stands by itself, and an add-on on any of its primaries
 * that stands: also on another add-on, as 63053 on 63052, but not where such a chain reaches no primary.
 */
export function footings(claimed: readonly ClaimedCode[], known: Known): ReadonlyMap<string, Footing> {
  const { now } = known;
  const valid = claimed.filter(({ code }) => validityOf(code, known) !== 'NOT_VALID').map(({ code }) => code);
  const found = new Map<string, Footing>();
  for (const code of valid) {
    if (!code.addOn) found.set(code.id, validityOf(code, known) === 'VALID' ? 'STANDS' : 'UNKNOWN');
  }
  const edges = now.addOns?.edges ?? [];
  const spread = (footing: Footing) => {
    for (let before = -1; before < found.size; ) {
      before = found.size;
      for (const { addOn, primary } of edges) {
        const isOpen = !found.has(addOn) && valid.some(({ id }) => id === addOn);
        if (isOpen && found.get(primary) === footing) found.set(addOn, footing);
      }
    }
  };
  spread('STANDS');
  for (const { id } of valid) if (!found.has(id) && !isListed(id, now.addOns)) found.set(id, 'UNKNOWN');
  spread('UNKNOWN');
  for (const { id } of valid) if (!found.has(id)) found.set(id, 'ALONE');
  return found;
}

/** Whether all primaries of an add-on are listed: it is of type 1, and no contractor adds to them. */
function isListed(id: string, facts: AddOnFacts | null): boolean {
  const own = facts?.edges.filter(({ addOn }) => addOn === id) ?? [];
  return own.length > 0 && own.every(({ type }) => type === 1) && !facts?.contractors.has(id);
}

/** The reasons that concern a code as an add-on; none for other codes. */
export function addOnReasons(
  code: Code,
  claimed: ReadonlyMap<string, Code>,
  footing: Footing,
  { now, last }: Known,
  wording: Sentences,
): Judged<LineVerdict>[] {
  if (!code.addOn) return [];
  const here = (facts: AddOnFacts | null) =>
    (facts?.edges ?? [])
      .filter(({ addOn, primary }) => addOn === code.id && claimed.has(primary))
      .sort(byPlace);
  const told = here(now.addOns).map(
    (edge): Judged<LineVerdict> => [footing === 'STANDS' ? 'OK' : 'UNKNOWN', edgeReason(edge, wording)],
  );
  const known = new Set(here(now.addOns).map(({ primary }) => primary));
  const file = last.addOns?.file ?? null;
  const stale = here(last.addOns).flatMap((edge): Judged<LineVerdict>[] =>
    file === null || known.has(edge.primary)
      ? []
      : [['UNKNOWN', outdated(edgeReason(edge, wording), file, wording)]],
  );
  if (footing === 'STANDS') return [...told, ...stale];
  if (footing === 'ALONE') return [['ADD_ON_ALONE', aloneReason(code, now.addOns, known, wording)], ...stale];
  const contractor = now.addOns?.contractors.get(code.id) ?? openEdge(code.id, now.addOns)?.citation;
  const open =
    contractor === undefined
      ? silence('UNKNOWN', wording.say('together.ADD_ON_UNKNOWN', { code: code.code }))
      : {
          ...silence('UNKNOWN', wording.say('together.CONTRACTOR', { code: code.code })),
          citation: contractor,
        };
  return [['UNKNOWN', open], ...told, ...stale];
}

/** A row that lists a primary of an add-on to which the contractor adds others: of type 2 or 3. */
function openEdge(id: string, facts: AddOnFacts | null): AddsOn | undefined {
  const own = facts?.edges.filter(({ addOn, type }) => addOn === id && (type === 2 || type === 3)) ?? [];
  return own.sort(byPlace)[0];
}

/** That one code is an add-on to the other. */
export const edgeReason = ({ addOn, primary, citation }: AddsOn, wording: Sentences): Reason => ({
  ...silence(
    'ADD_ON',
    wording.say('together.ADD_ON', { addOn: numberOf(addOn), primary: numberOf(primary) }),
  ),
  citation,
});

/** Names the primaries that are known; those of the claim are add-ons that reach no primary themselves. */
function aloneReason(
  { id, code }: Code,
  facts: AddOnFacts | null,
  here: ReadonlySet<string>,
  wording: Sentences,
): Reason {
  const own = (facts?.edges ?? []).filter(({ addOn }) => addOn === id);
  const primaries = [...new Set(own.map(({ primary }) => primary))].sort();
  const shown = primaries.slice(0, NAMED_PRIMARIES).map(numberOf);
  const more = Math.max(facts?.counts.get(id) ?? 0, primaries.length) - shown.length;
  const codes = wording.or(shown);
  const text =
    here.size > 0
      ? wording.say('together.CHAIN', { code, codes: wording.and([...here].sort().map(numberOf)) })
      : wording.say('together.ALONE', { code, codes });
  const rest = more > 0 && here.size === 0 ? [wording.say('together.MORE', { count: String(more) })] : [];
  const first = own.sort(byPlace)[0]?.citation ?? null;
  return { ...silence('ADD_ON', wording.join([text, ...rest])), citation: first };
}

/** The number of a code by its id: CPT:63278 is 63278. */
const numberOf = (id: string) => id.slice(id.indexOf(':') + 1);
