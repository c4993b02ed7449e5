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
