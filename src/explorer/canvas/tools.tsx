import { EDGE_KINDS, type EdgeKind } from '../../lattice/edges.ts';
import { AXES } from '../map/choice.ts';
import { Sample } from '../map/sample.tsx';
import { Switch } from '../parts/switch.tsx';
import { numbersIn, useSpeech } from '../words.ts';
import type { CanvasAsked } from './asked.ts';
import type { Grown } from './grown.ts';
import { stepTo, type Undo } from './use-undo.ts';

interface ToolsProps extends Undo {
  readonly asked: CanvasAsked;
  readonly canvas: Grown;
  readonly save: (format: 'SVG' | 'PNG') => void;
}

/** What is followed and shown, each kind of line with how many there are; all of it goes into the address. */
export function CanvasTools({ asked, canvas, canUndo, canRedo, save }: ToolsProps) {
  const { words, language } = useSpeech();
  const { kinds, labels } = asked;
  const number = numbersIn(language);
  const countOf = (kind: EdgeKind) => {
    const found = canvas.counts.get(kind);
    return found && `${number.format(found.count)}${found.more ? '+' : ''}`;
  };
  const choose = (kind: EdgeKind, on: boolean) =>
    stepTo({ ...asked, kinds: EDGE_KINDS.filter((one) => (one === kind ? on : kinds.includes(one))) });
  return (
    <div class="canvas-tools">
      <fieldset class="switches">
        <legend>{words.canvas.follow}</legend>
        {EDGE_KINDS.map((kind) => (
          <Switch
            key={kind}
            checked={kinds.includes(kind)}
            disabled={kinds.length === 1 && kinds.includes(kind)}
            change={(on) => choose(kind, on)}
          >
            {kind !== 'AXIS' && <Sample kind={kind} />}
            <span>
              {words.canvas.kinds[kind]} <b>{countOf(kind)}</b>
            </span>
          </Switch>
        ))}
      </fieldset>
      <Axes canvas={canvas} />
      <div class="acts">
        <UndoButton canUndo={canUndo} />
        <button type="button" class="button" disabled={!canRedo} onClick={() => history.forward()}>
          {words.canvas.redo}
        </button>
        <Switch checked={labels} change={(on) => stepTo({ ...asked, labels: on })}>
          {words.canvas.labels}
        </Switch>
        <fieldset class="saving">
          <legend>{words.family.save}</legend>
          {(['SVG', 'PNG'] as const).map((format) => (
            <button key={format} type="button" class="button" onClick={() => save(format)}>
              {format}
            </button>
          ))}
          <button type="button" class="button" onClick={() => print()}>
            {words.learn.print}
          </button>
        </fieldset>
      </div>
    </div>
  );
}

/** Takes the last step back. */
export function UndoButton({ canUndo }: Pick<Undo, 'canUndo'>) {
  const { canvas } = useSpeech().words;
  return (
    <button type="button" class="button" disabled={!canUndo} onClick={() => history.back()}>
      {canvas.undo}
    </button>
  );
}

/** Which line stands for which fact that differs. */
function Axes({ canvas }: { canvas: Grown }) {
  const { words } = useSpeech();
  const axes = AXES.filter((axis) => canvas.edges.some((edge) => edge.axes[0] === axis));
  if (axes.length === 0) return null;
  return (
    <ul class="legend lines">
      {axes.map((axis) => (
        <li key={axis}>
          <Sample kind={axis} />
          {words.axes[axis]}
        </li>
      ))}
    </ul>
  );
}
