import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentOf } from '../python.ts';
import { REFUSAL, RELATED, served } from './served.mjs';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

/** On a machine of one's own these are skipped where Python cannot make an environment. */
const isAble = spawnSync('python3', ['-c', 'import ensurepip, venv']).status === 0;
if (!isAble) console.warn("Python's gql needs python3 with venv (Debian: apt-get install python3-venv).");

let server;
let said;
beforeAll(async () => {
  const python = join(await environmentOf(file('requirements.txt')), 'python');
  server = await served();
  const { stdout } = await promisify(execFile)(python, [file('gql_asks.py'), server.url]);
  said = JSON.parse(stdout);
});
afterAll(async () => {
  await server?.stop();
});

describe.skipIf(!isAble && process.env.CI !== 'true')("Python's gql", () => {
  it('validates documents against the schema as it is introspected and as it is served', () => {
    expect(said.introspected).toEqual(said.served);
    expect(said.introspected).toContain('Code.related');
    expect(said.invalid).toMatch(/Cannot query field 'id' on type 'GraphNode'/);
  });

  it('pages through the related codes of 63278', () => {
    expect(said.related).toHaveLength(RELATED.count);
    expect(said.related[0]).toBe(RELATED.first);
    expect(new Set(said.related).size).toBe(RELATED.count);
    expect(said.totalCount).toBe(RELATED.count);
  });

  it('reads a day as text, and an enum by its name', () => {
    expect(said.deleted).toEqual({ status: 'DELETED', lastValidDay: '2020-12-31' });
  });

  it('shows why a question is refused', () => {
    expect(said.refusal.message).toMatch(REFUSAL.message);
    expect(said.refusal.extensions.code).toBe(REFUSAL.code);
  });
});
