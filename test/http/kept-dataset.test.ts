import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../src/errors.ts';
import type { Snapshot, Store } from '../../src/store/store.ts';
import { seededStore } from '../seeded.ts';
import { startTestServer } from '../server.ts';
import { gate, isKept, post, sendGet } from './wire.ts';

const LABEL = '{ code(id: "63278") { label } }';
/** Longer than the store is taken at its word. */
const A_WORD_MS = 20;

describe('another dataset', () => {
  let own: Awaited<ReturnType<typeof seededStore>>;
  beforeAll(async () => {
    own = await seededStore();
  });
  afterAll(() => own.close());

  const labelled = (snapshot: Snapshot, version: string): Snapshot => ({
    ...snapshot,
    version,
    codes: async (ids) =>
      (await snapshot.codes(ids)).map((code) => code && { ...code, label: version, labelKind: 'OFFICIAL' }),
  });

  test('is answered from within milliseconds, and answers of the one before it are gone for good', async () => {
    const first = labelled(await own.store.at(), 'first');
    const second = labelled(await own.store.at(), 'second');
    let now = first;
    const changing = await startTestServer({ store: { ...own.store, at: async () => now } });
    const ask = async () => {
      const answer = await sendGet(changing.url, { query: LABEL });
      return [
        isKept(answer),
        answer.json.data.code.label,
        answer.headers['codelattice-dataset'],
        answer.headers.etag,
      ];
    };
    const [, , , etag] = await ask();
    expect(await ask()).toEqual(['yes', 'first', 'first', etag]);
    now = second;
    await wait(A_WORD_MS);
    const changed = await ask();
    expect(changed.slice(0, 3)).toEqual(['no', 'second', 'second']);
    expect(changed[3]).not.toBe(etag);
    expect((await ask()).slice(0, 3)).toEqual(['yes', 'second', 'second']);
    now = first;
    await wait(A_WORD_MS);
    expect((await ask()).slice(0, 3)).toEqual(['no', 'first', 'first']);
    await changing.stop();
  });

  test('is not mixed with an answer of the one before that comes late', async () => {
    const { opened, open } = gate();
    const base = await own.store.at();
    const slow = labelled(base, 'slow');
    const first: Snapshot = { ...slow, codes: (ids) => opened.then(() => slow.codes(ids)) };
    const second = labelled(base, 'second');
    let now = first;
    const changing = await startTestServer({ store: { ...own.store, at: async () => now } });
    const late = post(changing, { query: LABEL });
    await wait(100);
    now = second;
    const other = await post(changing, { query: `${LABEL} ` });
    expect(other.json.data.code.label).toBe('second');
    open();
    expect((await late).json.data.code.label).toBe('slow');
    const after = await post(changing, { query: LABEL });
    expect([isKept(after), after.json.data.code.label]).toEqual(['no', 'second']);
    await changing.stop();
  });

  test('is answered from by who waited for the store while it was seen', async () => {
    const { opened, open } = gate();
    const base = await own.store.at();
    const [first, second] = [labelled(base, 'first'), labelled(base, 'second')];
    let at: Store['at'] = async () => first;
    const changing = await startTestServer({ store: { ...own.store, at: () => at() } });
    await post(changing, { query: LABEL });
    expect(isKept(await post(changing, { query: LABEL }))).toBe('yes');
    await wait(A_WORD_MS);
    at = () => opened.then(() => second);
    const waiting = post(changing, { query: LABEL });
    await wait(100);
    at = async () => second;
    const other = await post(changing, { query: `${LABEL} ` });
    expect(other.json.data.code.label).toBe('second');
    open();
    const answer = await waiting;
    expect([isKept(answer), answer.json.data.code.label]).toEqual(['no', 'second']);
    await changing.stop();
  });

  test('a store that is away, or says nothing, keeps kept answers back', async () => {
    const snapshot = await own.store.at();
    let at: Store['at'] = async () => snapshot;
    const away = await startTestServer({
      store: { ...own.store, at: () => at() },
      limits: { deadlineMs: 300 },
    });
    await post(away, { query: LABEL });
    expect(isKept(await post(away, { query: LABEL }))).toBe('yes');
    await wait(A_WORD_MS);
    at = () => Promise.reject(new Refusal('STORE_UNAVAILABLE', 'away'));
    const refused = await post(away, { query: LABEL });
    expect(refused.json.errors[0].extensions.code).toBe('STORE_UNAVAILABLE');
    at = () => new Promise(() => {});
    const silent = await post(away, { query: LABEL });
    expect(silent.json.errors[0].extensions.code).toBe('TIMEOUT');
    at = async () => snapshot;
    expect(isKept(await post(away, { query: LABEL }))).toBe('yes');
    await away.stop();
  });
});
