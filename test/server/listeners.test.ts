import { expect, it } from 'vitest';
import { untilAborted } from '../../src/event-loop.ts';
import { deadlineSignal } from '../../src/server/deadline.ts';

it('many calls of a store may wait for the end of one request without a warning', async () => {
  const warnings: Error[] = [];
  const note = (warning: Error) => warnings.push(warning);
  process.on('warning', note);
  const signal = deadlineSignal(60_000);
  await Promise.all(
    Array.from({ length: 50 }, () => untilAborted(new Promise((end) => setImmediate(end)), signal)),
  );
  await new Promise((end) => setImmediate(end));
  process.off('warning', note);
  expect(warnings).toEqual([]);
});
