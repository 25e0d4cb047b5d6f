/** Methods of arrays as they were before any snippet. */
import { append, apply } from '../../prelude/primordials.ts';

const { slice, splice, unshift } = Array.prototype;

export const copyOf = <T>(list: readonly T[]): T[] => apply(slice, list, []) as T[];

export function prepend<T>(list: T[], value: T): void {
  apply(unshift, list, [value]);
}

export function removeAt(list: unknown[], index: number): void {
  apply(splice, list, [index, 1]);
}

/** Arguments with others before them. */
export function joined(first: readonly unknown[], rest: readonly unknown[]): unknown[] {
  const all = copyOf(first);
  for (let i = 0; i < rest.length; i++) append(all, rest[i]);
  return all;
}
