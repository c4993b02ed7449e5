import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../src/commands/root.ts';
import { pythonOf } from '../python.ts';

const CI = process.env.CI === 'true';
const has = (command: string) => spawnSync(command, ['--version']).status === 0;

const hasCompose = CI || has('docker-compose');
if (!hasCompose) console.warn('docker-compose.yml is not checked. Install the package docker-compose.');

describe.skipIf(!hasCompose)('docker-compose.yml, which is not run here', () => {
  const compose = (options: readonly string[], variables = {}) =>
    execFileSync('docker-compose', ['-f', join(root, 'docker-compose.yml'), ...options], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  test('is well formed, with the edge before three servers, and with Neo4j where that is asked for', () => {
    compose(['config', '--quiet']);
    const services = compose(['config', '--services']).trim().split('\n');
    expect(services).toEqual(expect.arrayContaining(['edge', 'seed', 'server-1', 'server-2', 'server-3']));
    compose(['--profile', 'neo4j', 'config', '--quiet'], { NEO4J_PASSWORD: 'a-long-one' });
  });

  test('shows the password in no command', () => {
    const whole = compose(['--profile', 'neo4j', 'config'], { NEO4J_PASSWORD: 'a-long-one' });
    const shown = whole.split('\n').filter((line) => line.includes('a-long-one'));
    expect(shown.map((line) => line.trim().split(':')[0])).toEqual([
      'NEO4J_AUTH',
      'NEO4J_PASSWORD',
      'NEO4J_PASSWORD',
    ]);
  });
});

describe('deploy/kubernetes, which is not run here', () => {
  const folder = join(root, 'deploy/kubernetes');
  const files = readdirSync(folder).map((file) => join(folder, file));

  test('fits the schemas of Kubernetes', async (context) => {
    const python = await pythonOf(context);
    const validate = join(python.programs, 'kubernetes-validate');
    const { status, stdout, stderr } = spawnSync(validate, ['--strict', ...files], { encoding: 'utf8' });
    expect([status, stderr.includes('ERROR')], stdout + stderr).toEqual([0, false]);
  });
});

test('the edge, the compose file and Kubernetes name the same servers', () => {
  const read = (file: string) => readFileSync(join(root, file), 'utf8');
  const named = [...read('deploy/nginx.conf').matchAll(/server (server-\d):4000/g)].map(([, name]) => name);
  expect(named).toEqual(['server-1', 'server-2', 'server-3']);
  const services = [...read('deploy/kubernetes/servers.yaml').matchAll(/name: (server-\d) /g)];
  expect(services.map(([, name]) => name)).toEqual(named);
  for (const name of named) expect(read('docker-compose.yml')).toContain(`\n  ${name}: *server\n`);
});
