import type { Problem } from './case-remarks.ts';
import { remark } from './case-remarks.ts';
import { type ClaimedCode, type Known, type Sentences, validityOf } from './claim.ts';

/** An input that names no code; `missing` is the code that it names where the graph lacks just that. */
export interface Unread {
  readonly input: string;
  readonly missing: string | null;
  readonly why: string;
}

/** The codes of a claim by what they can say. */
export interface ReadCase {
  /** With facts. */
  readonly speaking: readonly ClaimedCode[];
  /** Valid, and known by number only: an add-on may stand on them, and files may speak of them. */
  readonly bare: readonly ClaimedCode[];
  readonly problems: readonly Problem[];
}

/** Parts the codes of a claim, and says which have ended, which are known by number only, and what names none. */
export function readCase(
  claimed: readonly ClaimedCode[],
  unread: readonly Unread[],
  known: Known,
  wording: Sentences,
): ReadCase {
  const ended = claimed.filter(({ code }) => validityOf(code, known) === 'NOT_VALID');
  const valid = claimed.filter((one) => !ended.includes(one));
  const isSpeaking = ({ code }: ClaimedCode) => code.system === 'CPT' && code.facts.length > 0;
  const bare = valid.filter((one) => !isSpeaking(one));
  return {
    speaking: valid.filter(isSpeaking),
    bare,
    problems: [
      ...ended.map((one) => ending(one, wording)),
      ...bare.map((one) => remark('NO_FACTS', [one], whyBare(one, wording), one.code.citation)),
      ...unread.map(
        ({ input, missing, why }): Problem => ({
          kind: 'UNKNOWN',
          inputs: [input],
          codes: [],
          text: missing === null ? why : wording.say('case.UNKNOWN', { code: missing }),
          citation: null,
        }),
      ),
    ],
  };
}

function ending(one: ClaimedCode, wording: Sentences): Problem {
  const { code, status, lastValidDay, successors, citation } = one.code;
  if (status === 'HEADING')
    return remark('NO_FACTS', [one], wording.say('together.HEADING', { code }), citation);
  const said =
    lastValidDay === null
      ? wording.say('case.DELETED.undated', { code })
      : wording.say('case.DELETED', { code, day: lastValidDay, date: wording.day(lastValidDay) });
  const codes = wording.or(successors.map((id) => id.slice(id.indexOf(':') + 1)));
  const now = successors.length === 0 ? [] : [wording.say('case.SUCCESSORS', { codes })];
  return remark('DELETED', [one], wording.join([said, ...now]), citation);
}

const whyBare = ({ code: { code, system } }: ClaimedCode, wording: Sentences) =>
  wording.say(system === 'CPT' ? 'case.NO_FACTS' : 'case.NO_FACTS.other', { code });
