/** Timers of the world: the callbacks stay here, the host counts the time. */
import { onHostEvent } from '../prelude/events.ts';
import { callHost } from '../prelude/host.ts';
import {
  apply,
  defineProperty,
  MapCtor,
  mapDelete,
  mapGet,
  mapSet,
  PromiseCtor,
  RangeErrorCtor,
  TypeErrorCtor,
} from '../prelude/primordials.ts';
import { getSettings } from '../prelude/settings.ts';

interface Timer {
  readonly callback: (...args: unknown[]) => void;
  readonly args: unknown[];
  readonly repeats: boolean;
}

const timers = new MapCtor<unknown, unknown>();
let lastId = 0;
let open = 0;

export function setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]): number {
  return startTimer(callback, delay, args, false);
}

export function setInterval(callback: unknown, delay?: unknown, ...args: unknown[]): number {
  return startTimer(callback, delay, args, true);
}

export function setImmediate(callback: unknown, ...args: unknown[]): number {
  return startTimer(callback, 0, args, false);
}

export const clearTimeout = (id: unknown): void => clearTimer(id);
export const clearInterval = (id: unknown): void => clearTimer(id);
export const clearImmediate = (id: unknown): void => clearTimer(id);

const PROMISIFY_CUSTOM = Symbol.for('nodejs.util.promisify.custom');

/** What `util.promisify` makes of a timer: a promise for a value. */
defineProperty(setTimeout, PROMISIFY_CUSTOM, {
  enumerable: true,
  value: (delay?: unknown, value?: unknown) =>
    new PromiseCtor((resolve) => startTimer(resolve, delay, [value], false)),
});
defineProperty(setImmediate, PROMISIFY_CUSTOM, {
  enumerable: true,
  value: (value?: unknown) => new PromiseCtor((resolve) => startTimer(resolve, 0, [value], false)),
});

function startTimer(callback: unknown, delay: unknown, args: unknown[], repeats: boolean): number {
  if (typeof callback !== 'function') {
    throw new TypeErrorCtor('The callback of a timer must be a function');
  }
  const { maxTimers } = getSettings();
  if (open >= maxTimers) {
    throw new RangeErrorCtor(`Cannot start a timer: ${maxTimers} are open, the most there may be`);
  }
  open++;
  const asked = +(delay as number);
  const delayMs = asked >= 1 && asked <= 0x7fffffff ? asked : repeats ? 1 : 0;
  const id = ++lastId;
  mapSet(timers, id, { callback: callback as Timer['callback'], args, repeats });
  callHost('timer.start', { id, delayMs, repeats });
  return id;
}

function clearTimer(id: unknown): void {
  if (!mapDelete(timers, id)) return;
  open--;
  callHost('timer.clear', { id: id as number });
}

/** Calls the timer's callback; one that was cleared meanwhile is not called. */
function fireTimer({ id }: { readonly id: number }): void {
  const timer = mapGet(timers, id) as Timer | undefined;
  if (timer === undefined) return;
  if (!timer.repeats) {
    mapDelete(timers, id);
    open--;
  }
  apply(timer.callback, undefined, timer.args);
}

onHostEvent('timer', fireTimer);
