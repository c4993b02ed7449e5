import { EDGE_KINDS } from '../../lattice/edges.ts';
import type { Palette } from '../picture/svg.ts';
import { AXES, type LineKind } from './choice.ts';
import type { Tint } from './colors.ts';

/** The page's colors as they are now, for what is not drawn by its style sheets. */
export interface MapPalette extends Palette {
  readonly tintOf: (tint: Tint) => string;
  readonly lineOf: (kind: LineKind) => string;
}

const TIES = EDGE_KINDS.filter((kind) => kind !== 'AXIS');

/** Reads the colors of the theme that is shown. */
export function paletteNow(): MapPalette {
  const probe = document.createElement('span');
  // Where the system forces its colors, all of these would be one.
  probe.style.setProperty('forced-color-adjust', 'none');
  document.body.append(probe);
  const color = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const tints = new Map(
    ['0', '1', '2', '3', '4', '5', '6', '7', 'rest'].map((one) => [one, color(`tint-${one}`)]),
  );
  const lines = new Map([...AXES, ...TIES].map((one) => [one as string, color(`line-${one}`)]));
  const palette = {
    paper: color('paper'),
    raised: color('raised'),
    sunk: color('sunk'),
    ink: color('ink'),
    quiet: color('quiet'),
    line: color('line'),
    accent: color('accent'),
    tintOf: (tint: Tint) => tints.get(tint) ?? 'none',
    lineOf: (kind: LineKind) => lines.get(kind) ?? 'gray',
  };
  probe.remove();
  return palette;
}
