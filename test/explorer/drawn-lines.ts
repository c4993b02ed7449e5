import type { Line, Plan, Stroke } from '../../src/explorer/map/plan.ts';

interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const spanOf = ({ x1, y1, x2, y2 }: Stroke): Span => ({
  left: Math.min(x1, x2),
  right: Math.max(x1, x2),
  top: Math.min(y1, y2),
  bottom: Math.max(y1, y2),
});

/** Whether two have a point in common, or come nearer to each other than `room`. */
const meet = (a: Span, b: Span, room: number) =>
  a.left < b.right + room && b.left < a.right + room && a.top < b.bottom + room && b.top < a.bottom + room;

const isLevel = ({ top, bottom }: Span) => top === bottom;

/** What is not true of a map: a code in the way of a line, a line that another hides or seems to end at, a code not joined. */
export function faultsOf({ nodes, lines, width, height }: Plan): string[] {
  const boxes = [...nodes].map(([id, { x, y, width, height }]) => ({
    id,
    left: x,
    right: x + width,
    top: y,
    bottom: y + height,
  }));
  const strokes = lines.flatMap(({ net, strokes }) =>
    strokes.map((stroke) => ({ net, span: spanOf(stroke) })),
  );
  const inTheWay = strokes.flatMap(({ net, span }) =>
    boxes
      .filter((box) => !net.members.includes(box.id) && meet(span, box, 1))
      .map(({ id }) => `${id} in the way of ${net.id}`),
  );
  const hidden = strokes.flatMap(({ net, span: a }, index) =>
    strokes.slice(index + 1).flatMap(({ net: other, span: b }) => {
      if (net === other) return [];
      if (isLevel(a) === isLevel(b)) return meet(a, b, 3) ? [`${net.id} along ${other.id}`] : [];
      const [level, upright] = isLevel(a) ? [a, b] : [b, a];
      const [x, y] = [upright.left, level.top];
      // Where one ends on the other they would seem to be joined; where they cross they do not.
      const ends = [level.left, level.right].includes(x) || [upright.top, upright.bottom].includes(y);
      return meet(a, b, 0.5) && ends ? [`${net.id} ends at ${other.id}`] : [];
    }),
  );
  const touching = boxes.flatMap((a, index) =>
    boxes.slice(index + 1).flatMap((b) => (meet(a, b, 4) ? [`${a.id} touches ${b.id}`] : [])),
  );
  const outside = strokes
    .filter(
      ({ span: { left, right, top, bottom } }) => left < 0 || top < 0 || right > width || bottom > height,
    )
    .map(({ net }) => `${net.id} leaves the picture`);
  return [
    ...inTheWay,
    ...hidden,
    ...touching,
    ...outside,
    ...lines.flatMap((line) => looseEnds(line, boxes)),
  ];
}

/** The codes of a line that cannot be reached along it, from stroke to stroke, from its first code. */
function looseEnds({ net, strokes }: Line, boxes: readonly (Span & { readonly id: string })[]): string[] {
  const parts = [...strokes.map(spanOf), ...boxes.filter(({ id }) => net.members.includes(id))];
  const reached = new Set(parts.slice(-1));
  for (const part of reached) for (const other of parts) if (meet(part, other, 0.01)) reached.add(other);
  return parts.filter((part) => !reached.has(part)).map(() => `${net.id} is in parts`);
}
