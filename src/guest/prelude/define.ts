import { defineProperty } from './primordials.ts';

/** Defines a property as built-ins have theirs: writable, configurable, not enumerable. */
export function defineHidden(target: object, name: PropertyKey, value: unknown): void {
  defineProperty(target, name, { value, writable: true, enumerable: false, configurable: true });
}
