/** `PerformanceObserver`. @see https://w3c.github.io/performance-timeline/#the-performanceobserver-interface */
import {
  ERR_ILLEGAL_CONSTRUCTOR,
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_ARG_VALUE,
  ERR_MISSING_ARGS,
} from '../../node/errors.ts';
import { validateFunction, validateObject } from '../../node/validate.ts';
import { DOMException } from '../dom-exception.ts';
import { defineInspected } from '../inspected.ts';
import { setImmediate } from '../timers.ts';
import { dress, KEY, type PerformanceEntry } from './entry.ts';
import { byStart, ENTRY_TYPES, entriesOf, keptEntries, listeners } from './timeline.ts';

export class PerformanceObserverEntryList {
  readonly #entries: readonly PerformanceEntry[];

  constructor(key: unknown = undefined, entries: unknown = undefined) {
    if (key !== KEY) throw new ERR_ILLEGAL_CONSTRUCTOR();
    this.#entries = (entries as PerformanceEntry[]).sort(byStart);
  }

  static #of(self: unknown): readonly PerformanceEntry[] {
    if (typeof self === 'object' && self !== null && #entries in self) return self.#entries;
    throw new ERR_INVALID_ARG_TYPE('this', 'PerformanceObserverEntryList', self);
  }

  getEntries(): PerformanceEntry[] {
    return [...PerformanceObserverEntryList.#of(this)];
  }

  getEntriesByType(type: unknown): PerformanceEntry[] {
    const entries = PerformanceObserverEntryList.#of(this);
    // biome-ignore lint/complexity/noArguments: a type that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('type');
    return entriesOf(entries, undefined, `${type as string}`);
  }

  getEntriesByName(name: unknown, type: unknown = undefined): PerformanceEntry[] {
    const entries = PerformanceObserverEntryList.#of(this);
    // biome-ignore lint/complexity/noArguments: a name that is undefined is one that was given
    if (arguments.length === 0) throw new ERR_MISSING_ARGS('name');
    return entriesOf(entries, `${name as string}`, (type ?? undefined) as string | undefined);
  }
}
dress(PerformanceObserverEntryList, 'PerformanceObserverEntryList');
defineInspected(
  PerformanceObserverEntryList.prototype,
  'PerformanceObserverEntryList',
  (list) => list.getEntries() as unknown as Record<string, unknown>,
);

const pending = new Set<() => void>();

/** Has an observer told, in a turn of its own. */
function tellLater(tell: () => void): void {
  if (pending.size === 0) {
    setImmediate(() => {
      const told = [...pending];
      pending.clear();
      for (const each of told) each();
    });
  }
  pending.add(tell);
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

interface ObserveOptions {
  readonly entryTypes?: unknown;
  readonly type?: unknown;
  readonly buffered?: unknown;
}

function requireOne(entryTypes: unknown, type: unknown): void {
  if (entryTypes === undefined && type === undefined) {
    throw new ERR_MISSING_ARGS('options.entryTypes', 'options.type');
  }
  if (isGiven(entryTypes) && isGiven(type)) {
    throw new ERR_INVALID_ARG_VALUE(
      'options.entryTypes',
      entryTypes,
      'options.entryTypes can not set with options.type together',
    );
  }
}

export class PerformanceObserver {
  readonly #callback: (...args: never) => unknown;
  readonly #types = new Set<unknown>();
  #entries: PerformanceEntry[] = [];
  #kind: 'single' | 'multiple' | undefined;

  readonly #hear = (entry: PerformanceEntry): void => {
    if (!this.#types.has(entry.entryType)) return;
    this.#entries.push(entry);
    tellLater(this.#tell);
  };
  readonly #tell = (): void => {
    const list = new PerformanceObserverEntryList(KEY, this.takeRecords());
    Reflect.apply(this.#callback as () => unknown, this, [list, this]);
  };

  constructor(callback: unknown) {
    validateFunction(callback, 'callback');
    this.#callback = callback;
  }

  static get supportedEntryTypes(): readonly string[] {
    return ENTRY_TYPES;
  }

  observe(options: unknown = {}): void {
    validateObject(options, 'options');
    const { entryTypes, type, buffered } = { ...options } as ObserveOptions;
    requireOne(entryTypes, type);
    this.#require(type === undefined ? 'multiple' : 'single');
    if (this.#kind === 'multiple') this.#setTypes(entryTypes);
    else if (ENTRY_TYPES.includes(type as string)) {
      this.#types.add(type);
      if (buffered) this.#takeKept(type as string);
    } else return;
    if (this.#types.size > 0) listeners.add(this.#hear);
    else this.disconnect();
  }

  #require(kind: 'single' | 'multiple'): void {
    this.#kind ??= kind;
    if (this.#kind === kind) return;
    const wanted = kind === 'single' ? 'single observation' : 'multiple observations';
    throw new DOMException(
      `PerformanceObserver can not change to ${wanted}`,
      'InvalidModificationError',
    );
  }

  #setTypes(types: unknown): void {
    if (!Array.isArray(types)) {
      throw new ERR_INVALID_ARG_TYPE('options.entryTypes', 'string[]', types);
    }
    this.#types.clear();
    for (const type of types) if (ENTRY_TYPES.includes(type as string)) this.#types.add(type);
  }

  #takeKept(type: string): void {
    this.#entries.push(...keptEntries(undefined, type));
    tellLater(this.#tell);
  }

  disconnect(): void {
    listeners.delete(this.#hear);
    pending.delete(this.#tell);
    this.#entries = [];
    this.#types.clear();
    this.#kind = undefined;
  }

  takeRecords(): PerformanceEntry[] {
    const entries = this.#entries;
    this.#entries = [];
    return entries;
  }

  static {
    defineInspected(PerformanceObserver.prototype, 'PerformanceObserver', (self) => ({
      connected: listeners.has(self.#hear),
      pending: pending.has(self.#tell),
      entryTypes: [...self.#types],
      buffer: self.#entries,
    }));
  }
}
dress(PerformanceObserver, 'PerformanceObserver');
Object.defineProperty(PerformanceObserver, 'supportedEntryTypes', { enumerable: true });
