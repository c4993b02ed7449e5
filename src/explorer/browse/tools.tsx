import { Switches } from '../parts/switch.tsx';
import { changed, go } from '../router.ts';
import { useSpeech } from '../words.ts';
import type { Asked } from './asked.ts';
import type { Column } from './columns.ts';
import { nameOf } from './table.tsx';

interface ColumnChoiceProps {
  readonly asked: Asked;
  readonly offered: readonly Column[];
  readonly shown: readonly Column[];
}

/** Which columns the table has. */
export function ColumnChoice({ asked, offered, shown }: ColumnChoiceProps) {
  const speech = useSpeech();
  const { browse } = speech.words;
  const choose = (columns: readonly Column[]) =>
    go(changed({ system: asked.system, family: asked.family, columns: columns.join(',') }), {
      replace: true,
    });
  return (
    <details class="tool" onKeyDown={close}>
      <summary class="button">{browse.columnChoice}</summary>
      <fieldset class="floats">
        <legend class="hidden">{browse.columnChoice}</legend>
        <Switches offered={offered} on={shown} nameOf={(column) => nameOf(column, speech)} choose={choose} />
      </fieldset>
    </details>
  );
}

/** Escape folds it again. */
function close(event: KeyboardEvent): void {
  const details = event.currentTarget as HTMLDetailsElement;
  if (event.key !== 'Escape' || !details.open) return;
  details.open = false;
  details.querySelector('summary')?.focus();
}
