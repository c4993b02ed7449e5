import { Switch } from '../parts/switch.tsx';
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
  const choose = (column: Column, checked: boolean) => {
    const next = offered.filter((one) => (one === column ? checked : shown.includes(one)));
    go(changed({ system: asked.system, family: asked.family, columns: next.join(',') || null }), {
      replace: true,
    });
  };
  return (
    <details class="tool" onKeyDown={close}>
      <summary class="button">{browse.columnChoice}</summary>
      <fieldset>
        <legend class="hidden">{browse.columnChoice}</legend>
        {offered.map((column) => (
          <Switch
            key={column}
            checked={shown.includes(column)}
            change={(checked) => choose(column, checked)}
            disabled={shown.length === 1 && shown.includes(column)}
          >
            {nameOf(column, speech)}
          </Switch>
        ))}
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
