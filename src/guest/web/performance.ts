/** `performance`: the time, marks and measures. @see https://w3c.github.io/hr-time/ */
import { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_ARG_TYPE, ERR_MISSING_ARGS } from '../node/errors.ts';
import { now, timeOrigin } from './clock.ts';
import { EventTarget } from './event-target.ts';
import { defineInspected } from './inspected.ts';
import { dress, KEY, PerformanceEntry } from './performance/entry.ts';
import { PerformanceObserver, PerformanceObserverEntryList } from './performance/observer.ts';
import { dropEntries, keptEntries } from './performance/timeline.ts';
import {
  clearMarks,
  mark,
  measure,
  PerformanceMark,
  PerformanceMeasure,
} from './performance/user-timing.ts';

const textOf = (name: unknown): string | undefined =>
  name === undefined ? undefined : `${name as string}`;

export class Performance extends EventTarget {
  readonly #isOurs = true;

  constructor(key: unknown = undefined) {
    if (key !== KEY) throw new ERR_ILLEGAL_CONSTRUCTOR();
    super();
  }

  static #require(self: unknown): void {
    if (typeof self === 'object' && self !== null && #isOurs in self && self.#isOurs) return;
    throw new ERR_INVALID_ARG_TYPE('this', 'Performance', self);
  }

  now(): number {
    Performance.#require(this);
    return now();
  }

  get timeOrigin(): number {
    Performance.#require(this);
    return timeOrigin();
  }

  mark(name: unknown, options: unknown = {}): PerformanceMark {
    Performance.#require(this);
    // biome-ignore lint/complexity/noArguments: a name that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return mark(name, options);
  }

  measure(
    name: unknown,
    startOrMeasureOptions: unknown = {},
    endMark: unknown = undefined,
  ): PerformanceMeasure {
    Performance.#require(this);
    // biome-ignore lint/complexity/noArguments: a name that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return measure(name, startOrMeasureOptions, endMark);
  }

  clearMarks(name: unknown = undefined): void {
    Performance.#require(this);
    clearMarks(textOf(name));
  }

  clearMeasures(name: unknown = undefined): void {
    Performance.#require(this);
    dropEntries('measure', textOf(name));
  }

  getEntries(): PerformanceEntry[] {
    Performance.#require(this);
    return keptEntries();
  }

  getEntriesByType(type: unknown): PerformanceEntry[] {
    Performance.#require(this);
    // biome-ignore lint/complexity/noArguments: a type that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    return keptEntries(undefined, `${type as string}`);
  }

  getEntriesByName(name: unknown, type: unknown = undefined): PerformanceEntry[] {
    Performance.#require(this);
    // biome-ignore lint/complexity/noArguments: a name that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return keptEntries(`${name as string}`, textOf(type));
  }

  toJSON(): { timeOrigin: number } {
    Performance.#require(this);
    return { timeOrigin: timeOrigin() };
  }
}
dress(Performance, 'Performance');
defineInspected(Performance.prototype, 'Performance', ['timeOrigin']);

export const performance = new Performance(KEY);

export {
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
};
