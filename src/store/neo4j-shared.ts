/** Statements of one kind under way at once; what is asked meanwhile goes with the next one. */
const LANES = 2;
/** Keys to a statement: a page of codes, or a few dozen requests. */
const MOST = 500;

interface Waiting<Key, Answer> {
  readonly keys: readonly Key[];
  resolve(answers: Answer[]): void;
  reject(error: unknown): void;
}

/**
 * A batch method that several requests share: what they ask while statements are under way goes as one statement, in which
 * equal keys stand once. Nothing is kept: whoever asks after an answer was sent for, asks anew.
 */
export function shared<Key, Answer>(
  ask: (keys: readonly Key[]) => Promise<Answer[]>,
): (keys: readonly Key[]) => Promise<Answer[]> {
  let waiting: Waiting<Key, Answer>[] = [];
  let underWay = 0;

  /** As many of those that wait, in order, as fit one statement; at least one. */
  function taken(): Waiting<Key, Answer>[] {
    let keys = 0;
    const end = waiting.findIndex((one, index) => (keys += one.keys.length) > MOST && index > 0);
    const calls = end < 0 ? waiting : waiting.slice(0, end);
    waiting = end < 0 ? [] : waiting.slice(end);
    return calls;
  }

  async function send(): Promise<void> {
    underWay++;
    const calls = taken();
    try {
      const places = new Map<string, number>();
      const keys: Key[] = [];
      const asked = calls.map((call) =>
        call.keys.map((key) => {
          const name = JSON.stringify(key);
          const place = places.get(name) ?? keys.push(key) - 1;
          places.set(name, place);
          return place;
        }),
      );
      const answers = await ask(keys);
      for (const [index, call] of calls.entries()) {
        call.resolve((asked[index] ?? []).map((place) => answers[place] as Answer));
      }
    } catch (error) {
      for (const call of calls) call.reject(error);
    } finally {
      underWay--;
      if (waiting.length > 0) void send();
    }
  }

  return (keys) =>
    new Promise((resolve, reject) => {
      waiting.push({ keys, resolve, reject });
      if (underWay < LANES) void send();
    });
}
