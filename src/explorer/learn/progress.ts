import { isRecord, stored, useStored } from '../own/stored.ts';

/** What someone has answered, kept in this browser and nowhere else. */
interface Progress {
  /** How many questions of each family were answered, and how many rightly. */
  readonly families: Readonly<Record<string, { readonly asked: number; readonly right: number }>>;
  /** The chosen codes of the latest sets, by the number of the question. */
  readonly sets: Readonly<Record<string, Readonly<Record<number, string>>>>;
}

interface Answered {
  readonly family: string;
  readonly set: string;
  /** Counted from 1. */
  readonly number: number;
  readonly chosen: string;
  readonly right: boolean;
}

const KEPT_SETS = 30;
const NONE: Progress = { families: {}, sets: {} };
const PROGRESS = stored('codelattice:learn', (found) => (isProgress(found) ? found : NONE));

/** The progress of this browser, and the ways to add to it and to forget it; without storage it lasts as long as the page. */
export function useProgress() {
  const { value: progress } = useStored(PROGRESS);
  return {
    progress,
    answer: (answered: Answered) => PROGRESS.change((before) => withAnswer(before, answered)),
    forgetSet: (set: string) =>
      PROGRESS.change((before) => ({ ...before, sets: { ...before.sets, [set]: {} } })),
    forget: () => PROGRESS.change(() => NONE),
  };
}

/** Counts the first answer to a question of a set; later ones change nothing. */
function withAnswer(progress: Progress, { family, set, number, chosen, right }: Answered): Progress {
  const before = progress.sets[set] ?? {};
  if (before[number] !== undefined) return progress;
  const { asked, right: rightly } = progress.families[family] ?? { asked: 0, right: 0 };
  const others = Object.entries(progress.sets).filter(([key]) => key !== set);
  return {
    families: { ...progress.families, [family]: { asked: asked + 1, right: rightly + Number(right) } },
    sets: Object.fromEntries([...others.slice(1 - KEPT_SETS), [set, { ...before, [number]: chosen }]]),
  };
}

function isProgress(value: unknown): value is Progress {
  if (!isRecord(value) || !isRecord(value.families) || !isRecord(value.sets)) return false;
  const counts = Object.values(value.families);
  return (
    counts.every((one) => isRecord(one) && Number.isInteger(one.asked) && Number.isInteger(one.right)) &&
    Object.values(value.sets).every(
      (set) => isRecord(set) && Object.values(set).every((chosen) => typeof chosen === 'string'),
    )
  );
}
