/** What an emitter is made of. Its table is for all to see, as in Node: libraries look at it, and some make it themselves. */
export type EventName = string | symbol;

export interface Listener {
  (...args: never): unknown;
  /** What a wrapper of `once` was made for. */
  listener?: Listener;
}

/** `warned` once somebody was told that there are too many. */
export type Listeners = Listener[] & { warned?: boolean };

/** A single listener is there by itself. */
export type Table = Record<EventName, Listener | Listeners | undefined>;

export const CAPTURES = Symbol('kCapture');
/** Whether its maker gave it a table, whose names then stay in it when their listeners are gone. */
export const KEEPS_NAMES = Symbol('shapeMode');
export const ERROR_MONITOR = Symbol('events.errorMonitor');
export const REJECTION = Symbol.for('nodejs.rejection');

export interface Emitter {
  _events: Table | undefined;
  _eventsCount: number;
  _maxListeners: number | undefined;
  [CAPTURES]: boolean;
  [KEEPS_NAMES]: boolean;
  emit(name: EventName, ...args: unknown[]): boolean;
  on(name: EventName, listener: Listener): this;
  once(name: EventName, listener: Listener): this;
  prependListener(name: EventName, listener: Listener): this;
  removeListener(name: EventName, listener: Listener): this;
  removeAllListeners(name?: EventName): this;
}

export const emptyTable = (): Table => ({ __proto__: null }) as unknown as Table;

/** A method that every emitter has, for `apply`. */
export type Methods = Readonly<Record<string, (this: Emitter, ...args: never) => unknown>>;
