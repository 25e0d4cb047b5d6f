/** `PerformanceEntry`. @see https://w3c.github.io/performance-timeline/#the-performanceentry-interface */
import { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE } from '../../node/errors.ts';
import { defineInspected } from '../inspected.ts';

/** Only this folder makes entries. */
export const KEY = Symbol('made here');

export interface EntryFields {
  readonly name: string;
  readonly entryType: string;
  readonly startTime: number;
  readonly duration: number;
}

export class PerformanceEntry {
  readonly #fields: EntryFields;

  constructor(key: unknown = undefined, fields: unknown = undefined) {
    if (key !== KEY) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#fields = fields as EntryFields;
  }

  static #of(self: unknown): EntryFields {
    if (typeof self === 'object' && self !== null && #fields in self) return self.#fields;
    throw new ERR_INVALID_ARG_TYPE('this', 'PerformanceEntry', self);
  }

  get name(): string {
    return PerformanceEntry.#of(this).name;
  }
  get entryType(): string {
    return PerformanceEntry.#of(this).entryType;
  }
  get startTime(): number {
    return PerformanceEntry.#of(this).startTime;
  }
  get duration(): number {
    return PerformanceEntry.#of(this).duration;
  }
  toJSON(): Record<string, unknown> {
    const { name, entryType, startTime, duration } = PerformanceEntry.#of(this);
    return { name, entryType, startTime, duration };
  }
}

/** Gives a class its name, which a bundle shortens, and its members the look of the web's. */
export function dress(Class: new (...args: never[]) => object, name: string): void {
  const { prototype } = Class as { readonly prototype: object };
  for (const key of Object.getOwnPropertyNames(prototype)) {
    if (key !== 'constructor') Object.defineProperty(prototype, key, { enumerable: true });
  }
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(Class, 'name', { value: name, configurable: true });
}

/** Shows an entry by what it is as JSON. */
export function dressEntry(Class: typeof PerformanceEntry, name: string): void {
  dress(Class as unknown as new () => object, name);
  defineInspected(Class.prototype, name, (self) => self.toJSON());
}

dressEntry(PerformanceEntry, 'PerformanceEntry');
