import type {
  LearnCodesQuery,
  LearnCodesQueryVariables,
  LearnPageQuery,
  LearnPageQueryVariables,
} from '../../generated/explorer.ts';
import { addressOf, isAmbiguous, readingsOf } from '../../lattice/code-ids.ts';
import { askable } from '../../lattice/questions.ts';
import { document } from '../client.ts';
import codesText from '../documents/learn-codes.graphql';
import pageText from '../documents/learn-page.graphql';
import type { QueryReader } from '../parts/read-query.ts';
import { takenNote } from '../parts/taken-note.ts';
import { type Loading, useAnswer, useSteady } from '../use-answer.ts';

const LEARN_PAGE = document<LearnPageQuery, LearnPageQueryVariables>(pageText);
export const LEARN_CODES = document<LearnCodesQuery, LearnCodesQueryVariables>(codesText);

const USUAL_FAMILY = 'family:lesion-neoplasm';
/** By this name stand codes that were chosen without a family, in progress and in files. */
export const CODES = 'codes';
/** How many codes can be chosen one by one, and how many cards there are at most. */
export const MOST_CODES = 200;
/** From so many codes of a family questions start, as the document asks. */
export const MOST_OF_FAMILY = 500;
/** In the address, that all boxes are empty. */
const NOTHING = 'none';

const NO_FAMILY: Loading<LearnPageQuery> = { state: 'ready', data: { family: null } };

type Named = NonNullable<LearnCodesQuery['lookup']>[number];
export type ChosenCode = NonNullable<Named['code']>;

/** The codes to learn, as an address names them. */
export interface Chosen {
  /** Whose codes are offered; null where the address names codes and no family. */
  readonly family: { readonly id: string; readonly name: string; readonly codeCount: number } | null;
  /** Its codes, in order: all, or the first 500. */
  readonly own: readonly { readonly id: string; readonly addOn: boolean }[];
  /** The codes that were chosen one by one; null where all of the family are meant. */
  readonly named: readonly ChosenCode[] | null;
  /** What was guessed of an input, as sentences of the server. */
  readonly notes: readonly string[];
  /** The inputs that are no code here, with the reasons. */
  readonly unread: readonly Pick<Named, 'input' | 'note'>[];
  /** What else of the address is of no use. */
  readonly dropped: readonly string[];
  /** What goes beyond the limit. */
  readonly leftOut: readonly string[];
}

/**
 * What `family` and `codes` of an address mean, once all else of it is read. Codes are understood in any form; what is not is
 * told.
 */
export function useChosen({ text, list, inputs: inputsOf, left }: QueryReader): Loading<Chosen> {
  const codes = list('codes').join();
  const inputs = codes === NOTHING ? [] : inputsOf('codes');
  const asked = inputs.slice(0, MOST_CODES);
  const given = text('family');
  const wanted = given ?? (codes ? null : USUAL_FAMILY);
  const found = useAnswer(LEARN_PAGE, wanted === null ? null : { family: wanted });
  const isUnknown =
    wanted !== null && (found.state === 'refused' || (found.state === 'ready' && !found.data.family));
  const usual = useAnswer(LEARN_PAGE, isUnknown && !codes ? { family: USUAL_FAMILY } : null);
  const page = wanted === null || (isUnknown && codes) ? NO_FAMILY : isUnknown ? usual : found;
  const looked = useSteady(useAnswer(LEARN_CODES, asked.length > 0 ? { codes: asked } : null));
  if (page.state !== 'ready') return page;
  if (asked.length > 0 && looked.state !== 'ready') return looked;

  const { family } = page.data;
  const read = readCodes(asked, (looked.state === 'ready' && looked.data.lookup) || []);
  return {
    state: 'ready',
    data: {
      family,
      own: (family?.codes.edges ?? []).map(({ node }) => node),
      named: codes ? read.named.slice(0, MOST_CODES) : null,
      notes: read.notes,
      unread: read.unread,
      dropped: [...left(), ...(isUnknown ? [`family=${given}`] : [])],
      leftOut: [...read.named.slice(MOST_CODES).map(({ code }) => code), ...inputs.slice(MOST_CODES)],
    },
  };
}

/** The codes that questions start from, by their ids. Who names an add-on means it; of a family they are left out. */
export const startsFrom = ({ named, own }: Chosen): readonly string[] =>
  named?.map(({ id }) => id) ?? askable(own);

/** All the codes, by their ids. */
export const idsOf = ({ named, own }: Chosen): readonly string[] => (named ?? own).map(({ id }) => id);

/** What the address says of codes: nothing where they are all of the family. */
export function addressFor(ids: readonly string[], { own, family }: Chosen): string | null {
  if (ids.length === 0) return NOTHING;
  const isWhole =
    family !== null && ids.length === own.length && own.every(({ id }, index) => id === ids[index]);
  return isWhole ? null : ids.map(addressOf).join();
}

/** How an address says the same. */
export const queryOf = (chosen: Chosen) => ({
  family: chosen.family?.id ?? null,
  codes: chosen.named && addressFor(idsOf(chosen), chosen),
});

/** The codes of the inputs, each once. An input that is asked just now counts as what it looks like. */
function readCodes(inputs: readonly string[], answered: readonly Named[]) {
  const answers = new Map(answered.map((one) => [one.input, one]));
  const found = new Map<string, ChosenCode>();
  const notes: string[] = [];
  const unread: Named[] = [];
  for (const input of inputs) {
    const answer = answers.get(input);
    const codes = answer ? [answer.code ?? answer.range].flat() : guessed(input);
    for (const code of codes) found.set(code.id, code);
    if (answer && codes.length === 0) unread.push(answer);
    else if (answer?.note) {
      const { code, note } = answer;
      notes.push(code && isAmbiguous(input) ? takenNote(input, code.id, note) : note);
    }
  }
  return { named: [...found.values()], notes, unread };
}

function guessed(input: string): ChosenCode[] {
  const [first] = readingsOf(input).codes;
  if (first === undefined) return [];
  return [{ id: first.id, code: first.code, label: '', labelKind: 'COMPOSED', status: 'ACTIVE' }];
}
