import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { stage } from '../../src/export/folder.ts';
import { temporaryFolder } from '../seeded.ts';

let folder: string;
beforeEach(() => {
  const place = temporaryFolder();
  folder = join(place.folder, 'out');
  onTestFinished(place.remove);
});

/** Writes files of these names, each with the word in it, and a manifest of them. */
function fill(path: string, names: readonly string[], word: string): void {
  for (const name of names) writeFileSync(join(path, name), word);
  const files = names.map((name) => ({ name }));
  writeFileSync(
    join(path, 'manifest.json'),
    JSON.stringify({ manifest: 'codelattice-export/1', files, word }),
  );
}
function publish(names: readonly string[], word: string): void {
  const staged = stage(folder);
  try {
    fill(staged.path, names, word);
    staged.publish(names);
  } finally {
    staged.remove();
  }
}
const content = () =>
  readdirSync(folder)
    .sort()
    .map((name) => `${name} ${/then|now/.exec(readFileSync(join(folder, name), 'utf8'))?.[0]}`);
const NOW = ['b.csv now', 'c.csv now', 'manifest.json now'];

test('an export takes the place of the former one, and leaves what is of neither', () => {
  publish(['a.csv', 'b.csv'], 'then');
  writeFileSync(join(folder, 'notes.txt'), 'now');
  publish(['b.csv', 'c.csv'], 'now');
  expect(content()).toEqual([...NOW, 'notes.txt now']);
});

describe('what was killed while it moved its files into the folder', () => {
  /** The steps of publishing, one by one. */
  const whole = (name: string) => join(folder, '.whole', name);
  const STEPS = [
    () => renameSync(join(folder, 'manifest.json'), whole('former.json')),
    () => rmSync(join(folder, 'a.csv')),
    () => renameSync(whole('b.csv'), join(folder, 'b.csv')),
    () => renameSync(whole('c.csv'), join(folder, 'c.csv')),
    () => renameSync(whole('manifest.json'), join(folder, 'manifest.json')),
    () => rmSync(whole('former.json')),
  ];
  test.each([...STEPS.keys(), STEPS.length])(
    'after %i steps, is brought to its end by the next export',
    (steps) => {
      publish(['a.csv', 'b.csv'], 'then');
      mkdirSync(join(folder, '.whole'));
      fill(join(folder, '.whole'), ['b.csv', 'c.csv'], 'now');
      for (const step of STEPS.slice(0, steps)) step();
      // It may itself be stopped, or refused, later.
      stage(folder).remove();
      expect(content()).toEqual(NOW);
    },
  );
});

test('one that was killed while it wrote has changed nothing', () => {
  publish(['b.csv', 'c.csv'], 'now');
  mkdirSync(join(folder, '.part-4194305'));
  fill(join(folder, '.part-4194305'), ['b.csv'], 'then');
  stage(folder).remove();
  expect(content()).toEqual(NOW);
});

test('while another process exports into the folder, it is refused, and that one goes on', () => {
  publish(['b.csv', 'c.csv'], 'now');
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  onTestFinished(() => void other.kill('SIGKILL'));
  const part = `.part-${other.pid}`;
  mkdirSync(join(folder, part));
  expect(() => stage(folder)).toThrow(
    `Process ${other.pid} is exporting into ${folder} right now. Wait until it is done, or name another folder.`,
  );
  expect(readdirSync(folder).sort()).toEqual([part, 'b.csv', 'c.csv', 'manifest.json']);
});

test('a file of the user is not written over, though it has the name of one of the export', () => {
  publish(['a.csv', 'b.csv'], 'then');
  writeFileSync(join(folder, 'c.csv'), 'mine, then');
  expect(() => publish(['b.csv', 'c.csv'], 'now')).toThrow(
    'holds a file c.csv that is of no earlier export. Move it away, or name another folder.',
  );
  expect(content()).toEqual(['a.csv then', 'b.csv then', 'c.csv then', 'manifest.json then']);
});

test('a manifest that names files elsewhere removes none of them', () => {
  publish(['a.csv'], 'then');
  const outside = join(folder, '../outside.txt');
  writeFileSync(outside, 'mine');
  fill(folder, ['a.csv', '../outside.txt'], 'then');
  publish(['b.csv', 'c.csv'], 'now');
  expect([existsSync(outside), ...content()]).toEqual([true, ...NOW]);
});

test('a place where the system makes no folder is named', () => {
  expect(() => stage('/proc/nowhere/out')).toThrow('--out /proc/nowhere/out cannot be written to (ENOENT');
});

test.each([
  ['', /--out .*out is a file\. Name a folder\./],
  [
    'inside',
    /--out .*inside cannot be written to \(ENOTDIR.*\)\. Name another folder, or allow writing there\./,
  ],
])('a file at "%s" of the place is named', (inside, message) => {
  writeFileSync(folder, 'mine');
  expect(() => stage(join(folder, inside))).toThrow(message);
  expect(readFileSync(folder, 'utf8')).toBe('mine');
});
