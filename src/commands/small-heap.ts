import { setFlagsFromString } from 'node:v8';

/**
 * Limits how far V8 lets the heap grow beyond live objects before it collects garbage. Each of millions of rows is needed for a
 * moment only; by default the heap grows to a multiple of the live objects.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
}
