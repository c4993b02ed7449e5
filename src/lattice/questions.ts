import { chanceOf, shuffled } from './chance.ts';

export const LEVELS = [1, 2, 3] as const;

/** In how many axes start and answer differ; 3 stands for three and more. */
export type Level = (typeof LEVELS)[number];

export interface Choice {
  readonly code: string;
  readonly label: string;
  /** How it differs from the code that the question starts from. */
  readonly sentence: string;
}

interface Difference {
  readonly axis: string;
  /** Of what it says to what the start says. */
  readonly relation: string;
  readonly to: readonly { readonly id: string; readonly parent: { readonly id: string } | null }[];
}

export interface Related {
  readonly node: { readonly code: string; readonly label: string };
  readonly differences: readonly Difference[];
  readonly distance: number;
  readonly sentence: string;
}

/** A code that people take for the start, with what decides between the two. */
export type Confused = Omit<Related, 'distance'>;

export interface Start {
  readonly code: string;
  readonly label: string;
  readonly confusedWith: readonly Confused[];
  readonly related: { readonly edges: readonly Related[] };
}

/** "You start at `start`. `sentence`: which code is this?" The answer is one of the choices. */
export interface Question {
  readonly start: { readonly code: string; readonly label: string };
  readonly sentence: string;
  readonly answer: string;
  readonly choices: readonly Choice[];
  readonly level: Level;
  /** The axes in which start and answer differ. */
  readonly axes: readonly string[];
}

/** From so many codes the questions of a set start; a server's limit of cost allows to ask for no more at once. */
export const MOST_STARTS = 12;
const MOST_QUESTIONS = 10;
const OTHER_CHOICES = 3;
/** The other choices are drawn from so many codes nearest to the answer. */
const NEAR_ANSWER = 6;

/** Of a family's codes, those that questions are about: its primaries; add-ons where it has none. */
export function askable(codes: readonly { readonly id: string; readonly addOn: boolean }[]): string[] {
  const primaries = codes.filter(({ addOn }) => !addOn);
  return (primaries.length > 0 ? primaries : codes).map(({ id }) => id);
}

/** Of those, the ones that so many questions start from: as many codes as questions, and no fewer than a set has. */
export function startsOf(codes: readonly string[], seed: string, questions = MOST_QUESTIONS): string[] {
  return shuffled(codes, chanceOf(`${seed} starts`)).slice(0, Math.max(MOST_STARTS, questions));
}

/** So many questions of these levels, as many of each as there can be, the easier first; fewer where there are no more. */
export function quizOf(
  starts: readonly Start[],
  levels: readonly Level[],
  seed: string,
  most: number,
): Question[] {
  return inTurn(levels.map((level) => questionsOf(starts, level, seed, most)))
    .slice(0, most)
    .sort((a, b) => a.level - b.level);
}

/**
 * So many questions, or fewer, the same for the same seed in every language. Each is about two related codes; what it asks
 * fits none of the other codes related to its start. The other choices are what people take for the start, then the related
 * codes nearest to the answer; none is a special case of the answer, which would be right as well. For the same two codes
 * the choices are always the same, their order is not.
 */
export function questionsOf(
  starts: readonly Start[],
  level: Level,
  seed: string,
  most = MOST_QUESTIONS,
): Question[] {
  const chance = chanceOf(`${seed} ${level}`);
  const pairs = inTurn(
    starts.map((start) => shuffled(answersAt(start, level), chance).map((answer) => ({ start, answer }))),
  );
  return pairs
    .map(({ start, answer }) => ({ start, answer, others: othersFor(answer, start) }))
    .filter(({ others }) => others.length > 0)
    .slice(0, most)
    .map(({ start, answer, others }) => ({
      start: { code: start.code, label: start.label },
      sentence: answer.sentence,
      answer: answer.node.code,
      choices: shuffled([answer, ...others], chance).map(({ node, sentence }) => ({ ...node, sentence })),
      level,
      axes: answer.differences.map(({ axis }) => axis),
    }));
}

/** Of those, the codes that no question of this level starts from. */
export function withoutQuestions(starts: readonly Start[], level: Level): string[] {
  const isAsked = (start: Start) =>
    answersAt(start, level).some((answer) => othersFor(answer, start).length > 0);
  return starts.filter((start) => !isAsked(start)).map(({ code }) => code);
}

/** The first of each list, then the second of each, until all are taken. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): Item[] {
  const most = Math.max(0, ...lists.map(({ length }) => length));
  return [...Array(most).keys()].flatMap((round) => lists.flatMap((list) => list.slice(round, round + 1)));
}

/** The other choices of a question. */
function othersFor(answer: Related, start: Start): Confused[] {
  const chance = chanceOf(`${start.code} ${answer.node.code}`);
  const taken = shuffled(takenFor(answer, start), chance).slice(0, OTHER_CHOICES);
  const near = shuffled(nearestTo(answer, start), chance).filter(
    ({ node }) => !taken.some((one) => one.node.code === node.code),
  );
  return [...taken, ...near].slice(0, OTHER_CHOICES);
}

/** The related codes that a question of this level can ask for: no other one differs in the same way. */
function answersAt({ related: { edges } }: Start, level: Level): Related[] {
  const alike = new Map<string, number>();
  for (const edge of edges) alike.set(facts(edge), (alike.get(facts(edge)) ?? 0) + 1);
  if (alike.size < 2) return [];
  return edges.filter(
    (edge) => Math.min(edge.differences.length, 3) === level && alike.get(facts(edge)) === 1,
  );
}

/** What people take for the start and differs from it in another way than the answer. */
const takenFor = (answer: Related, { confusedWith }: Start): Confused[] =>
  confusedWith.filter(
    (one) =>
      one.node.code !== answer.node.code && facts(one) !== facts(answer) && !isSpecialCase(one, answer),
  );

/** Whether a code says what the answer says, or something narrower: a repeated operation is an operation. */
function isSpecialCase(one: Confused, answer: Confused): boolean {
  const of = ({ differences }: Confused, axis: string) => differences.find((told) => told.axis === axis);
  const axes = new Set([...one.differences, ...answer.differences].map(({ axis }) => axis));
  return [...axes].every((axis) => {
    const [own, asked] = [of(one, axis), of(answer, axis)];
    // There it says what the start says, which may be narrower than what the answer says.
    if (own === undefined) return asked?.relation === 'BROADER';
    if (asked === undefined) return own.relation === 'NARROWER';
    const ids = new Set(asked.to.map(({ id }) => id));
    return own.to.every(({ id, parent }) => ids.has(id) || (parent !== null && ids.has(parent.id)));
  });
}

function nearestTo(answer: Related, { related: { edges } }: Start): Related[] {
  const axes = new Set(answer.differences.map(({ axis }) => axis));
  const farness = ({ differences, distance }: Related) => {
    const shared = differences.filter(({ axis }) => axes.has(axis)).length;
    return differences.length + axes.size - 2 * shared + Math.abs(distance - answer.distance) / 100;
  };
  return edges
    .filter((edge) => edge !== answer && !isSpecialCase(edge, answer))
    .map((edge) => ({ edge, far: farness(edge) }))
    .sort((a, b) => a.far - b.far || (a.edge.node.code < b.edge.node.code ? -1 : 1))
    .slice(0, NEAR_ANSWER)
    .map(({ edge }) => edge);
}

/** What a code says where it differs from the start, by ids and so in no language. */
const facts = ({ differences }: Confused): string =>
  differences.map(({ axis, to }) => `${axis} ${to.map(({ id }) => id).join()}`).join(';');
