/** `EventTarget`. @see https://dom.spec.whatwg.org/#interface-eventtarget */
import {
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_ARG_VALUE,
  ERR_INVALID_THIS,
  ERR_MISSING_ARGS,
} from '../node/errors.ts';
import { endWithThrown } from '../prelude/run.ts';
import { type Event, isEvent, openDispatch } from './event.ts';
import { RESISTS_STOP } from './resists-stop.ts';

type Callback = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

interface Options {
  readonly capture?: unknown;
  readonly once?: unknown;
  readonly passive?: unknown;
  readonly signal?: { readonly aborted: boolean } & EventTarget;
  readonly [RESISTS_STOP]?: boolean;
}

interface Listener {
  readonly callback: Callback;
  readonly capture: boolean;
  readonly once: boolean;
  readonly passive: boolean;
  readonly resistsStop: boolean;
  isRemoved: boolean;
}

let listenersOf: (target: EventTarget, type: unknown) => readonly Listener[];

export let isTarget: (value: unknown) => value is EventTarget;

export class EventTarget {
  readonly #listeners = new Map<string, Listener[]>();

  static {
    isTarget = (value): value is EventTarget =>
      typeof value === 'object' && value !== null && #listeners in value;
    listenersOf = (target, type) => target.#listeners.get(String(type)) ?? [];
  }

  static #require(self: unknown): EventTarget {
    if (isTarget(self)) return self;
    throw new ERR_INVALID_THIS('EventTarget');
  }

  addEventListener(type: unknown, listener: unknown, options: unknown = undefined): void {
    const target = EventTarget.#require(this);
    // biome-ignore lint/complexity/noArguments: what is undefined was given
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    const given = read(options);
    const { capture, once, passive, signal } = given;
    requireSignal(signal);
    if (!isCallback(listener) || signal?.aborted) return;
    const name = nameOf(type);
    const listeners = target.#listeners.get(name) ?? [];
    const isKnown = listeners.some(
      (each) => each.callback === listener && each.capture === Boolean(capture),
    );
    if (isKnown) return;
    listeners.push({
      callback: listener,
      capture: Boolean(capture),
      once: Boolean(once),
      passive: Boolean(passive),
      resistsStop: given[RESISTS_STOP] === true,
      isRemoved: false,
    });
    target.#listeners.set(name, listeners);
    signal?.addEventListener(
      'abort',
      () => target.removeEventListener(name, listener, { capture }),
      { once: true },
    );
  }

  removeEventListener(type: unknown, listener: unknown, options: unknown = undefined): void {
    const target = EventTarget.#require(this);
    // biome-ignore lint/complexity/noArguments: what is undefined was given
    if (arguments.length < 2) throw new ERR_MISSING_ARGS('type', 'listener');
    if (!isCallback(listener)) return;
    const listeners = target.#listeners.get(nameOf(type)) ?? [];
    const isCapturing =
      options === true || Boolean((options as Options | null | undefined)?.capture);
    const index = listeners.findIndex(
      (each) => each.callback === listener && each.capture === isCapturing,
    );
    const [removed] = index < 0 ? [] : listeners.splice(index, 1);
    if (removed) removed.isRemoved = true;
  }

  dispatchEvent(event: unknown): boolean {
    const target = EventTarget.#require(this);
    // biome-ignore lint/complexity/noArguments: what is undefined was given
    if (arguments.length < 1) throw new ERR_MISSING_ARGS('event');
    if (!isEvent(event)) throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);
    const dispatch = openDispatch(event);
    dispatch.begin(target);
    try {
      for (const listener of [...(target.#listeners.get(event.type) ?? [])]) {
        if (listener.isRemoved || (dispatch.isStopped && !listener.resistsStop)) continue;
        if (listener.once) target.removeEventListener(event.type, listener.callback, listener);
        dispatch.setPassive(listener.passive);
        target.#call(listener.callback, event);
      }
    } finally {
      dispatch.setPassive(false);
      dispatch.end();
    }
    return !event.defaultPrevented;
  }

  /** What a listener throws is nobody's to catch: it ends the run, and the other listeners are called still. */
  #call(callback: Callback, event: Event): void {
    try {
      if (typeof callback === 'function') Reflect.apply(callback, this, [event]);
      else callback.handleEvent(event);
    } catch (thrown) {
      endWithThrown(thrown);
    }
  }
}

for (const name of ['addEventListener', 'removeEventListener', 'dispatchEvent']) {
  Object.defineProperty(EventTarget.prototype, name, { enumerable: true });
}
Object.defineProperty(EventTarget.prototype, Symbol.toStringTag, {
  value: 'EventTarget',
  configurable: true,
});

/** The callbacks of a target for a type of event; nothing for what is no target. */
export function listenersOfTarget(value: unknown, type: unknown = ''): Callback[] | undefined {
  return isTarget(value) ? listenersOf(value, type).map(({ callback }) => callback) : undefined;
}

function read(options: unknown): Options {
  if (options === undefined || options === null) return {};
  if (typeof options === 'boolean') return { capture: options };
  if (typeof options === 'object' || typeof options === 'function') return options as Options;
  throw new ERR_INVALID_ARG_TYPE('options', 'object', options);
}

function requireSignal(signal: unknown): void {
  const isOne = typeof signal === 'object' && signal !== null && 'aborted' in signal;
  if (signal === undefined || isOne) return;
  throw new ERR_INVALID_ARG_TYPE('options.signal', 'AbortSignal', signal);
}

function nameOf(type: unknown): string {
  if (typeof type === 'symbol') throw new ERR_INVALID_ARG_VALUE('value', type);
  return String(type);
}

/** @returns whether there is anything to call */
function isCallback(value: unknown): value is Callback {
  if (value === undefined || value === null) return false;
  if (typeof value === 'function' || typeof value === 'object') return true;
  throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', value);
}

const HANDLERS = Symbol('handlers');

/** Gives a class an `on…` property for an event. */
export function defineHandler(prototype: EventTarget, type: string): void {
  type Handled = EventTarget & {
    [HANDLERS]?: Map<string, [unknown, ((event: Event) => void) | undefined]>;
  };
  Object.defineProperty(prototype, `on${type}`, {
    configurable: true,
    enumerable: true,
    get(this: Handled) {
      return this[HANDLERS]?.get(type)?.[0] ?? null;
    },
    set(this: Handled, value: unknown) {
      this[HANDLERS] ??= new Map();
      const handlers = this[HANDLERS];
      const [, old] = handlers.get(type) ?? [];
      if (old) this.removeEventListener(type, old);
      if (typeof value !== 'function') {
        handlers.set(type, [value, undefined]);
        return;
      }
      const listener = (event: Event) => void Reflect.apply(value, this, [event]);
      handlers.set(type, [value, listener]);
      this.addEventListener(type, listener);
    },
  });
}
