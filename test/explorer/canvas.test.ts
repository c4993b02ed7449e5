import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type CanvasAsked, readCanvas } from '../../src/explorer/canvas/asked.ts';
import { boxSize } from '../../src/explorer/canvas/boxes.ts';
import { type Grown, grown, MOST_NODES, type Near, tokenOf } from '../../src/explorer/canvas/grown.ts';
import { canvasLines, edgesOf } from '../../src/explorer/canvas/lines.ts';
import { placesFrom } from '../../src/explorer/canvas/place.ts';
import { planOf } from '../../src/explorer/map/plan.ts';
import { readQuery } from '../../src/explorer/parts/read-query.ts';
import { EDGE_KINDS, otherEnd } from '../../src/lattice/edges.ts';
import { documents } from '../documents.ts';
import { storeForTests } from '../opened.ts';
import { faultsOf } from './drawn-lines.ts';

const STEPS = [
  '63278',
  '63283',
  '22630',
  '69990',
  'family:lesion-neoplasm',
  '22612',
  '63047',
  '63276',
  'C79.51',
];

const planned = (canvas: Grown, labels = true, rightToLeft = false) =>
  planOf(canvasLines(canvas.edges), placesFrom(canvas.at), rightToLeft, boxSize(canvas.nodes, labels));

const asking = (query: string): CanvasAsked => readCanvas(readQuery(new URLSearchParams(query)));

describe('the canvas', () => {
  const store = storeForTests();
  const answers = new Map<string, Near>();
  beforeAll(async () => {
    const text = documents.find(({ file }) => file === 'canvas-near.graphql')?.text ?? '';
    for (const node of STEPS) answers.set(node, await store.ask(text, { node }));
  });

  test('leads no line through a box that is not its end, whatever is opened', () => {
    const steps = fc.record({
      starts: fc.uniqueArray(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 3 }),
      opened: fc.uniqueArray(fc.constantFrom(...STEPS), { maxLength: 6 }),
      kinds: fc.subarray([...EDGE_KINDS], { minLength: 1 }),
      without: fc.subarray(STEPS, { maxLength: 2 }),
      labels: fc.boolean(),
    });
    fc.assert(
      fc.property(steps, fc.boolean(), (asked, rightToLeft) => {
        const canvas = grown(asked, answers);
        expect(faultsOf(planned(canvas, asked.labels, rightToLeft))).toEqual([]);
        expect(canvas.nodes.size).toBeLessThanOrEqual(MOST_NODES);
      }),
      { numRuns: 30 },
    );
  });

  test('moves no box when others come, and puts these near what they were opened from', () => {
    const asked = asking('codes=63278&kinds=AXIS,HIERARCHY,ADD_ON');
    const [one, two] = [asked, { ...asked, opened: ['family:lesion-neoplasm'] }].map((it) =>
      grown(it, answers),
    );
    for (const [id, place] of one?.at ?? []) expect(two?.at.get(id), id).toEqual(place);
    expect(two?.nodes.size).toBeGreaterThan((one?.nodes.size ?? 0) + 5);
    const [fromX = 0, fromY = 0] = two?.at.get('family:lesion-neoplasm') ?? [];
    for (const [x, y] of two?.at.values() ?? []) {
      expect(Math.max(Math.abs(x - fromX), Math.abs(y - fromY))).toBeLessThan(7);
    }
  });

  test('says every edge by one line, and joins nothing that is not tied', () => {
    const canvas = grown(asking(`codes=${STEPS.join()}&kinds=${EDGE_KINDS.join()}`), answers);
    const nets = canvasLines(canvas.edges);
    const said = nets.flatMap((net) => edgesOf(net, canvas.edges));
    expect(new Set(said).size).toBe(canvas.edges.length);
    for (const { members, hub, ...net } of nets) {
      const edges = edgesOf({ ...net, members }, canvas.edges);
      for (const [at, member] of members.entries()) {
        const others = hub === undefined ? members.filter((_, one) => one !== at) : at === 0 ? [] : [hub];
        for (const other of others) {
          const isTie = edges.some(
            (edge) => [edge.source, edge.target].includes(member) && otherEnd(edge, member) === other,
          );
          expect(isTie, `${net.kind} ${member} ${other}`).toBe(true);
        }
      }
    }
  });

  test('tells what is not drawn, and which steps lead nowhere', () => {
    const canvas = grown(asking('codes=63278&open=22612&kinds=CROSSWALK,ADD_ON'), answers);
    expect(canvas.cut.map(({ node, kind }) => `${tokenOf(node)} ${kind}`)).toEqual(['63278 CROSSWALK']);
    expect(canvas.unreached).toEqual(['22612']);
    expect(canvas.counts.get('CROSSWALK')).toEqual({ count: 24, more: true });
  });

  test('keeps what it understands of an address, and names the rest', () => {
    expect(
      readCanvas(
        readQuery(new URLSearchParams('codes=CPT:63278 63283&kinds=axis,banana&labels=on&open=63276')),
      ),
    ).toEqual({
      starts: ['63278', '63283'],
      opened: ['63276'],
      without: [],
      kinds: ['AXIS'],
      labels: true,
      ambiguous: [],
      leftOut: [],
      dropped: ['kinds=banana', 'labels=on'],
    });
  });
});
