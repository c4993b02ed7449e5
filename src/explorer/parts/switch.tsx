import './switch.css';
import type { ComponentChildren } from 'preact';

interface SwitchProps {
  readonly checked: boolean;
  readonly change: (checked: boolean) => void;
  readonly children: ComponentChildren;
  readonly disabled?: boolean;
  /** One of several that exclude each other, by the name they share. */
  readonly group?: string;
}

/** A box to tick, or one of a group of which one is chosen, with its words. */
export function Switch({ checked, change, children, disabled = false, group }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type={group ? 'radio' : 'checkbox'}
        name={group}
        checked={checked}
        disabled={disabled}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      {children}
    </label>
  );
}

interface SwitchesProps<One extends string> {
  readonly offered: readonly One[];
  readonly on: readonly One[];
  readonly nameOf: (one: One) => string;
  /** Is given all that are ticked then, in the order in which they are offered. */
  readonly choose: (on: readonly One[]) => void;
}

/** Boxes of which any may be ticked, and one at least is. */
export function Switches<One extends string>({ offered, on, nameOf, choose }: SwitchesProps<One>) {
  return offered.map((box) => (
    <Switch
      key={box}
      checked={on.includes(box)}
      change={(checked) => choose(offered.filter((one) => (one === box ? checked : on.includes(one))))}
      disabled={on.length === 1 && on.includes(box)}
    >
      {nameOf(box)}
    </Switch>
  ));
}
