/** The class: old-style, for it is called on objects of others (`EventEmitter.call(this)`). */
import { apply, defineProperty, getPrototypeOf } from '../../prelude/primordials.ts';
import { validateBoolean } from '../validate.ts';
import { adding } from './add.ts';
import { emit } from './emit.ts';
import { looking } from './look.ts';
import { limits } from './max-listeners.ts';
import { removing } from './remove.ts';
import { CAPTURES, type Emitter, emptyTable, KEEPS_NAMES } from './shape.ts';

export interface EmitterOptions {
  readonly captureRejections?: unknown;
}

/** Makes an emitter of an object; one that has a table of its own keeps it. */
export function init(this: Emitter, options?: EmitterOptions): void {
  const inherited = getPrototypeOf(this) as Emitter;
  const isFresh = this._events === undefined || this._events === inherited._events;
  if (isFresh) {
    this._events = emptyTable();
    this._eventsCount = 0;
  }
  this[KEEPS_NAMES] = !isFresh;
  this._maxListeners = this._maxListeners || undefined;
  const captures = options?.captureRejections;
  if (captures) validateBoolean(captures, 'options.captureRejections');
  this[CAPTURES] = captures ? true : prototype[CAPTURES];
}

function construct(this: Emitter, options?: EmitterOptions): void {
  apply(EventEmitter.init, this, [options]);
}

export interface EventEmitterClass {
  new (options?: EmitterOptions): Emitter;
  readonly prototype: Emitter;
  init: typeof init;
}

export const EventEmitter = construct as unknown as EventEmitterClass;
defineProperty(EventEmitter, 'name', { value: 'EventEmitter', configurable: true });

const { prototype } = EventEmitter;

Object.assign(prototype, {
  _events: undefined,
  _eventsCount: 0,
  _maxListeners: undefined,
  ...limits,
  emit,
  addListener: adding.addListener,
  on: adding.addListener,
  prependListener: adding.prependListener,
  once: adding.once,
  prependOnceListener: adding.prependOnceListener,
  removeListener: removing.removeListener,
  off: removing.removeListener,
  removeAllListeners: removing.removeAllListeners,
  ...looking,
});
defineProperty(prototype, CAPTURES, { value: false, writable: true });
