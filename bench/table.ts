import { perSecond, ROUNDS, ratio } from './load.ts';
import { machine, writeBetween } from './speed-page.ts';

/** What is asked of the speed, in the order in which it is shown. */
const GROUPS = [
  'Behind nginx on the same cores',
  'In process',
  'Answers made anew',
  'Tools of MCP',
  'Neo4j',
  'Beside heavy queries',
  'The embedded store by itself',
  'Start',
  'All public files loaded',
  'Pages on a phone',
  'Pages with all public files loaded',
] as const;
type Group = (typeof GROUPS)[number];

const began = machine();
const asked = new Map<Group, string[]>(GROUPS.map((group) => [group, []]));
const others: string[] = [];

/** Notes a figure, with what is to be reached where that is set. */
export function figure(group: Group, what: string, found: string, toReach = ''): void {
  asked.get(group)?.push(`| ${what} | ${toReach} | ${found} |`);
  console.log(`${group}: ${what}: ${found}${toReach && ` (to reach: ${toReach})`}`);
}

type Rates = readonly [what: string, rates: readonly number[]];

/** Notes how the rates of one are to those of another. */
export function compare(group: Group, [what, rates]: Rates, [against, others]: Rates, toReach = ''): void {
  const both = `${what} (${perSecond(rates)}) / ${against} (${perSecond(others)})`;
  figure(group, both, ratio(rates, others), toReach);
}

/** Says what cannot be measured here, and what it lacks. */
export const leaveOut = (what: string, problem: string) => console.log(`Left out: ${what}: ${problem}`);

/** Notes a figure of which nothing is asked. */
export function other(what: string, found: string): void {
  others.push(`| ${what} | ${found} |`);
  console.log(`${what}: ${found}`);
}

/** Writes all that was noted into docs/speed.md. */
export function writeTables(): void {
  writeBetween('bench', [
    `${began}; load by autocannon on the same machine over 16 connections; medians of ${ROUNDS}, ratios round by round.`,
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
