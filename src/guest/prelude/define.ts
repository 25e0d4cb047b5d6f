import { defineProperty } from './primordials.ts';

/** Defines a property as built-ins have theirs: writable, configurable, not enumerable. */
export function defineHidden(target: object, name: PropertyKey, value: unknown): void {
  // No prototype: a guest may have given `Object.prototype` a `get`.
  defineProperty(target, name, {
    __proto__: null,
    value,
    writable: true,
    enumerable: false,
    configurable: true,
  } as PropertyDescriptor);
}
