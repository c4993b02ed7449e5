import type { Code } from '../lattice/code.ts';
import type { Companion, CompanionKind, Companions } from '../lattice/companions.ts';
import type { Values } from './values.ts';
import type { Words } from './words.ts';

/** What may stand beside a code, in the order in which texts name it; each kind has a sentence with its condition. */
const BESIDE: readonly CompanionKind[] = [
  'fusion',
  'graft',
  'unpaidGraft',
  'anterior',
  'posterior',
  'pelvic',
  'disc',
  'gap',
  'unfused',
  'microscope',
];
/** The kinds that the sentence about what a code does not go with tells apart. */
const NOT_WITH = [
  ['fusion', 'fusion'],
  ['laminoplasty', 'laminoplasty'],
  ['instrumentation', 'posterior'],
] as const;

const related = (companions: Companions, { id }: Pick<Code, 'id'>, relation: Companion['relation']) =>
  (companions.get(id) ?? []).filter((one) => one.relation === relation);

/** Whether the files list anything beside a code. */
export const hasCompanions = (code: Code, companions: Companions): boolean =>
  (['MAY_GO_WITH', 'LISTED_WITH'] as const).some(
    (relation) => related(companions, code, relation).length > 0,
  );

/** What may stand beside a code, each kind on its condition, and whether the microscope is paid; `values` name the code. */
export function besideSentences(code: Code, companions: Companions, values: Values, words: Words): string[] {
  const say = (key: string, some: readonly Companion[]) =>
    some.length === 0 ? [] : [words.say(key, { ...values, codes: listed(some, words) })];
  const offered = related(companions, code, 'MAY_GO_WITH');
  return [
    ...BESIDE.flatMap((kind) =>
      say(
        `guide.${kind}`,
        offered.filter((one) => one.kind === kind),
      ),
    ),
    ...(['NOT_PAID_WITH', 'COUNTED_IN'] as const).flatMap((relation) =>
      say(`guide.microscope.${relation}`, related(companions, code, relation)),
    ),
  ];
}

/** What these codes are not reported with, a sentence for each. */
export function notWithSentences(
  codes: readonly Code[],
  companions: Companions,
  values: Values,
  words: Words,
): string[] {
  return codes.flatMap((code) => {
    const others = related(companions, code, 'NOT_WITH');
    if (others.length === 0) return [];
    const named = NOT_WITH.map(([name, kind]) => [
      name,
      listed(
        others.filter((one) => one.kind === kind),
        words,
      ),
    ]);
    return [words.say('guide.notWith', { ...values, ...Object.fromEntries(named), code: code.code })];
  });
}

/** The companions that the sentences of a code and of what it does not go with name. */
export function companionsNamed(
  code: Code,
  addOns: readonly Code[],
  companions: Companions,
): readonly Companion[] {
  if (code.status === 'DELETED') return [];
  return [
    ...(companions.get(code.id) ?? []).filter(
      ({ relation }) => relation !== 'LISTED_WITH' && relation !== 'NOT_WITH',
    ),
    ...[code, ...addOns].flatMap((one) => related(companions, one, 'NOT_WITH')),
  ];
}

/** What the table says of one companion where both are reported; null where it says nothing. `code` is the one it stands beside. */
export function besideSentence(
  code: Code,
  { relation, ...companion }: Companion,
  words: Words,
): string | null {
  const key = {
    MAY_GO_WITH: companion.kind,
    NOT_PAID_WITH: 'microscope.NOT_PAID_WITH',
    COUNTED_IN: 'microscope.COUNTED_IN',
  };
  if (relation === 'LISTED_WITH' || relation === 'NOT_WITH') return null;
  return words.say(`guide.${key[relation]}`, { code: code.code, codes: companion.code.code });
}

/** The numbers in order, three or more in a row as a range: "22842 to 22844". */
export function ranges(codes: readonly Pick<Code, 'code'>[], words: Words): string[] {
  const runs: string[][] = [];
  for (const { code } of codes) {
    const run = runs.at(-1);
    if (run && Number(code) === Number(run.at(-1)) + 1) run.push(code);
    else runs.push([code]);
  }
  return runs.flatMap((run) =>
    run.length < 3 ? run : [words.say('guide.range', { from: run[0] ?? '', to: run.at(-1) ?? '' })],
  );
}

/** The numbers, as ranges; of fusions one is chosen: "22556 or 22558". */
function listed(companions: readonly Companion[], words: Words): string {
  const parts = ranges(
    companions.map(({ code }) => code),
    words,
  );
  const isChoice = companions[0]?.kind === 'fusion' && companions[0].relation === 'MAY_GO_WITH';
  return isChoice ? words.or(parts) : words.and(parts);
}
