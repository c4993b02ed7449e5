import { machine, writeBetween } from './readme.ts';

/** What is asked of the speed, in the order in which it is shown. */
const GROUPS = [
  'Answers that were asked for before',
  'Answers never asked for',
  'Neo4j',
  'The embedded store by itself',
  'All public files loaded',
  'More cores',
] as const;
export type Group = (typeof GROUPS)[number];

const asked = new Map<Group, string[]>(GROUPS.map((group) => [group, []]));
const others: string[] = [];

/** Notes a figure, with what is to be reached where that is set. */
export function figure(group: Group, what: string, found: string, toReach = ''): void {
  asked.get(group)?.push(`| ${what} | ${toReach} | ${found} |`);
  console.log(`${group}: ${what}: ${found}${toReach && ` (to reach: ${toReach})`}`);
}

/** Notes a figure of which nothing is asked. */
export function other(what: string, found: string): void {
  others.push(`| ${what} | ${found} |`);
  console.log(`${what}: ${found}`);
}

/** A share, where it is known. */
export const percent = (part: number) => (Number.isNaN(part) ? 'unknown' : `${(part * 100).toFixed(0)} %`);

/** Writes all that was noted into the README. */
export function writeTables(rounds: number): void {
  writeBetween('bench', [
    `${machine()}; load from the same machine over 16 connections; medians of ${rounds}.`,
    '',
    '| what | to reach | found |',
    '|---|---|---|',
    ...[...asked].flatMap(([group, rows]) => (rows.length === 0 ? [] : [`| **${group}** | | |`, ...rows])),
    '',
    '| others | found |',
    '|---|---|',
    ...others,
  ]);
}
