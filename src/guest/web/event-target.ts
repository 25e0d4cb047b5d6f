/** `EventTarget`. @see https://dom.spec.whatwg.org/#interface-eventtarget */
import { endWithThrown } from '../prelude/run.ts';
import { Event, openDispatch } from './event.ts';
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

let listenersOf: (target: object, type: unknown) => readonly Listener[] | undefined;

export class EventTarget {
  readonly #listeners = new Map<string, Listener[]>();

  static {
    listenersOf = (target, type) =>
      #listeners in target ? (target.#listeners.get(String(type)) ?? []) : undefined;
  }

  addEventListener(type: unknown, callback: unknown, options: Options | boolean = {}): void {
    const given = read(options);
    const { capture, once, passive, signal } = given;
    if (signal !== undefined && !isTarget(signal)) {
      throw new TypeError('The "options.signal" property must be an instance of AbortSignal');
    }
    if (!isCallback(callback) || signal?.aborted) return;
    const name = String(type);
    const listeners = this.#listeners.get(name) ?? [];
    const isKnown = listeners.some(
      (each) => each.callback === callback && each.capture === Boolean(capture),
    );
    if (isKnown) return;
    listeners.push({
      callback,
      capture: Boolean(capture),
      once: Boolean(once),
      passive: Boolean(passive),
      resistsStop: given[RESISTS_STOP] === true,
      isRemoved: false,
    });
    this.#listeners.set(name, listeners);
    signal?.addEventListener('abort', () => this.removeEventListener(name, callback, options), {
      once: true,
    });
  }

  removeEventListener(type: unknown, callback: unknown, options: Options | boolean = {}): void {
    const listeners = this.#listeners.get(String(type)) ?? [];
    const capture = Boolean(read(options).capture);
    const index = listeners.findIndex(
      (each) => each.callback === callback && each.capture === capture,
    );
    const [removed] = index < 0 ? [] : listeners.splice(index, 1);
    if (removed) removed.isRemoved = true;
  }

  dispatchEvent(event: unknown): boolean {
    if (!(event instanceof Event)) {
      throw new TypeError('The "event" argument must be an instance of Event');
    }
    const dispatch = openDispatch(event);
    dispatch.begin(this);
    try {
      for (const listener of [...(this.#listeners.get(event.type) ?? [])]) {
        if (listener.isRemoved || (dispatch.isStopped && !listener.resistsStop)) continue;
        if (listener.once) this.removeEventListener(event.type, listener.callback, listener);
        dispatch.setPassive(listener.passive);
        this.#call(listener.callback, event);
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

  get [Symbol.toStringTag](): string {
    return 'EventTarget';
  }
}

/** The callbacks of a target for a type of event; nothing for what is no target. */
export function listenersOfTarget(value: unknown, type: unknown = ''): Callback[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return listenersOf(value, type)?.map(({ callback }) => callback);
}

const read = (options: Options | boolean | null): Options =>
  typeof options === 'object' ? (options ?? {}) : { capture: options };

const isTarget = (value: unknown): boolean => value instanceof EventTarget;

const isCallback = (value: unknown): value is Callback =>
  typeof value === 'function' || (typeof value === 'object' && value !== null);

const HANDLERS = Symbol('handlers');

/** Gives a class an `on…` property for an event. */
export function defineHandler(prototype: EventTarget, type: string): void {
  type Handled = EventTarget & { [HANDLERS]?: Map<string, [unknown, (event: Event) => void]> };
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
      handlers.delete(type);
      if (typeof value !== 'function') return;
      const listener = (event: Event) => void Reflect.apply(value, this, [event]);
      handlers.set(type, [value, listener]);
      this.addEventListener(type, listener);
    },
  });
}
