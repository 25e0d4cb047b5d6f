/** Timers of the world: the callbacks stay here, the host counts the time. @see https://nodejs.org/docs/latest-v20.x/api/timers.html */
import { requireLate } from '../prelude/modules.ts';
import { defineProperty, isPrototypeIn, TypeErrorCtor, toNumber } from '../prelude/primordials.ts';
import { Immediate } from './timers/immediate.ts';
import { timerById } from './timers/open-timers.ts';
import { type Callback, Timeout } from './timers/timeout.ts';

export { Immediate, Timeout };

/** @throws ERR_INVALID_ARG_TYPE */
function requireCallback(callback: unknown): Callback {
  if (typeof callback === 'function') return callback as Callback;
  // Loaded when it is needed: timers are in many worlds.
  const validate = requireLate('node/validate')?.['validateFunction'];
  if (typeof validate === 'function') validate(callback, 'callback');
  throw new TypeErrorCtor('The callback of a timer must be a function');
}

const orNone = (args: readonly unknown[]) => (args.length === 0 ? undefined : args);

export function setTimeout(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(requireCallback(callback), delay, orNone(args), false);
}

export function setInterval(callback: unknown, delay?: unknown, ...args: unknown[]): Timeout {
  return new Timeout(requireCallback(callback), delay, orNone(args), true);
}

export function setImmediate(callback: unknown, ...args: unknown[]): Immediate {
  return new Immediate(requireCallback(callback), orNone(args));
}

/** @param given a timer, or what it is as a number */
function findTimeout(given: unknown): Timeout | undefined {
  const isId = typeof given === 'number' || typeof given === 'string';
  const timer = isId ? timerById(toNumber(given)) : given;
  return isPrototypeIn(Timeout.prototype, timer as object) ? (timer as Timeout) : undefined;
}

export function clearTimeout(timer?: unknown): void {
  findTimeout(timer)?.stop();
}

export function clearInterval(timer?: unknown): void {
  findTimeout(timer)?.stop();
}

export function clearImmediate(immediate?: unknown): void {
  if (isPrototypeIn(Immediate.prototype, immediate as object)) (immediate as Immediate).stop();
}

const PROMISIFY_CUSTOM = Symbol.for('nodejs.util.promisify.custom');

/** What `util.promisify` makes of a timer: that of `timers/promises`. */
function promiseOf(timer: object, name: string): void {
  defineProperty(timer, PROMISIFY_CUSTOM, {
    enumerable: true,
    get: () => requireLate('node/timers/promises')?.[name],
  });
}

promiseOf(setTimeout, 'setTimeout');
promiseOf(setImmediate, 'setImmediate');
