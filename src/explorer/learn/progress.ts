import { useEffect, useState } from 'preact/hooks';

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

const KEY = 'codelattice:learn';
const KEPT_SETS = 30;
const NONE: Progress = { families: {}, sets: {} };

/** The progress of this browser, and the ways to add to it and to forget it; without storage it lasts as long as the page. */
export function useProgress() {
  const [progress, setProgress] = useState(recalled);
  useEffect(() => {
    const follow = ({ key }: StorageEvent) => key === KEY && setProgress(recalled());
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, []);
  const change = (next: Progress) => {
    setProgress(next);
    try {
      localStorage.setItem(KEY, JSON.stringify(next));
    } catch {}
  };
  return {
    progress,
    answer: (answered: Answered) => change(withAnswer(progress, answered)),
    forgetSet: (set: string) => change({ ...progress, sets: { ...progress.sets, [set]: {} } }),
    forget: () => change(NONE),
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

/** What an earlier visit has left; nothing where it cannot be read. */
function recalled(): Progress {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    return isProgress(kept) ? kept : NONE;
  } catch {
    return NONE;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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
