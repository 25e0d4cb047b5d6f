/** Between functions that take a callback and functions that return a promise. */
import { defineError } from '../errors.ts';
import { type AnyFunction, requireFunction } from './arguments.ts';

const ERR_FALSY_VALUE_REJECTION = defineError(
  'ERR_FALSY_VALUE_REJECTION',
  Error,
  function (this: Error & { reason?: unknown }, reason: unknown) {
    this.reason = reason;
    return 'Promise was rejected with falsy value';
  },
);

type Callback = (error: unknown, value?: unknown) => void;

const CUSTOM = Symbol.for('nodejs.util.promisify.custom');

/** @throws ERR_INVALID_ARG_TYPE */
export function promisify(original: unknown): AnyFunction {
  const fn = requireFunction('original', original);
  const custom: unknown = Reflect.get(fn, CUSTOM);
  if (custom) return named(requireFunction('util.promisify.custom', custom), CUSTOM);
  function promisified(this: unknown, ...args: unknown[]) {
    return new Promise((resolve, reject) => {
      const done: Callback = (error, value) => (error ? reject(error) : resolve(value));
      Reflect.apply(fn, this, [...args, done]);
    });
  }
  Object.setPrototypeOf(promisified, Object.getPrototypeOf(fn));
  named(promisified, CUSTOM);
  return Object.defineProperties(promisified, Object.getOwnPropertyDescriptors(fn)) as AnyFunction;
}
promisify.custom = CUSTOM;

function named(fn: AnyFunction, key: symbol): AnyFunction {
  return Object.defineProperty(fn, key, { value: fn, configurable: true });
}

/** @throws ERR_INVALID_ARG_TYPE */
export function callbackify(original: unknown): AnyFunction {
  const fn = requireFunction('original', original);
  function callbackified(this: unknown, ...args: unknown[]) {
    const done = requireFunction('last argument', args.pop());
    const call = (...results: unknown[]) => queueCall(() => Reflect.apply(done, this, results));
    (Reflect.apply(fn, this, args) as Promise<unknown>).then(
      (value) => call(null, value),
      (reason) => call(reason || new ERR_FALSY_VALUE_REJECTION(reason)),
    );
  }
  return Object.defineProperties(callbackified, {
    ...Object.getOwnPropertyDescriptors(fn),
    name: { value: `${fn.name}Callbackified`, configurable: true },
    length: { value: fn.length + 1, configurable: true },
  }) as AnyFunction;
}

/** Outside of the promise's own chain, so that what the callback throws is not a rejection of it. */
const queueCall = (call: () => unknown) => void Promise.resolve().then(call);
