import type { LineKind } from './choice.ts';
import { lookOf } from './strokes.ts';

/** A line of a kind, as in the picture. */
export function Sample({ kind }: { kind: LineKind }) {
  const { width, dashes } = lookOf(kind);
  return (
    <svg class="line" width={34} height={10} aria-hidden="true">
      <path d="M0 5H34" stroke={`var(--line-${kind})`} stroke-width={width} stroke-dasharray={dashes} />
    </svg>
  );
}
