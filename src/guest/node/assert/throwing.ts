/** The assertions on what a function throws, or a promise is rejected for. @see Node's lib/assert.js */

import { describeReceived } from '../error-text.ts';
import { defineError, ERR_INVALID_ARG_TYPE } from '../errors.ts';
import types from '../util/types.ts';
import { validateFunction } from '../validate.ts';
import { fail } from './equality.ts';
import { expectError, isErrorClass, isInstance } from './expected-error.ts';

const ERR_AMBIGUOUS_ARGUMENT = defineError(
  'ERR_AMBIGUOUS_ARGUMENT',
  TypeError,
  (name: string, reason: string) => `The "${name}" argument is ambiguous. ${reason}`,
);
const ERR_INVALID_RETURN_VALUE = defineError(
  'ERR_INVALID_RETURN_VALUE',
  TypeError,
  (wanted: string, name: string, value: unknown) =>
    `Expected ${wanted} to be returned from the "${name}" function but got ${describeReceived(value)}.`,
);

const NOTHING = Symbol('nothing was thrown');

function thrownBy(fn: unknown): unknown {
  validateFunction(fn, 'fn');
  try {
    (fn as () => unknown)();
  } catch (thrown) {
    return thrown;
  }
  return NOTHING;
}

function isPromise(value: unknown): value is Promise<unknown> {
  if (types.isPromise(value as object)) return true;
  if (typeof value !== 'object' || value === null) return false;
  const { then, catch: caught } = value as Partial<Promise<unknown>>;
  return typeof then === 'function' && typeof caught === 'function';
}

function promiseOf(given: unknown): Promise<unknown> {
  if (isPromise(given)) return given;
  if (typeof given !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('promiseFn', ['Function', 'Promise'], given);
  }
  const promise: unknown = given();
  if (isPromise(promise)) return promise;
  throw new ERR_INVALID_RETURN_VALUE('instance of Promise', 'promiseFn', promise);
}

async function rejectionOf(given: unknown): Promise<unknown> {
  const promise = promiseOf(given);
  try {
    await promise;
  } catch (thrown) {
    return thrown;
  }
  return NOTHING;
}

/** A text in the place of what is expected would be taken for what was thrown. */
function refuseAmbiguous(actual: unknown, text: string): void {
  const isMessage =
    typeof actual === 'object' && actual !== null && (actual as Error).message === text;
  if (!isMessage && actual !== text) return;
  const what = isMessage ? `The error message "${text}"` : `The error "${text}"`;
  throw new ERR_AMBIGUOUS_ARGUMENT('error/message', `${what} is identical to the message.`);
}

const EXPECTED = ['Object', 'Error', 'Function', 'RegExp'];

function expects(operator: string, actual: unknown, given: readonly unknown[]): void {
  let [error, message] = given;
  if (typeof error === 'string') {
    if (given.length === 2) throw new ERR_INVALID_ARG_TYPE('error', EXPECTED, error);
    refuseAmbiguous(actual, error);
    [error, message] = [undefined, error];
  } else if (error !== undefined && error !== null && !/object|function/.test(typeof error)) {
    throw new ERR_INVALID_ARG_TYPE('error', EXPECTED, error);
  }
  if (actual === NOTHING) failWithout(operator, error, message);
  if (error) expectError({ actual, expected: error, message, operator });
}

function failWithout(operator: string, error: unknown, message: unknown): never {
  const name = (error as { readonly name?: unknown } | null | undefined)?.name;
  const details = `${name ? ` (${name})` : ''}${message ? `: ${message}` : '.'}`;
  const kind = operator === 'rejects' ? 'rejection' : 'exception';
  const text = `Missing expected ${kind}${details}`;
  fail({ actual: undefined, expected: error, operator, message: text });
}

function isMatch(actual: unknown, expected: unknown): boolean {
  if (types.isRegExp(expected as object)) return (expected as RegExp).test(String(actual));
  if (typeof expected !== 'function') {
    throw new ERR_INVALID_ARG_TYPE('expected', ['Function', 'RegExp'], expected);
  }
  if (isInstance(actual, expected as never)) return true;
  return !isErrorClass(expected) && Reflect.apply(expected, {}, [actual]) === true;
}

function expectsNone(operator: string, actual: unknown, given: readonly unknown[]): void {
  if (actual === NOTHING) return;
  const [error, message] = typeof given[0] === 'string' ? [undefined, given[0]] : given;
  if (error && !isMatch(actual, error)) throw actual;
  const kind = operator === 'doesNotReject' ? 'rejection' : 'exception';
  const told = (actual as { readonly message?: unknown } | null)?.message;
  const shown = actual ? told : actual;
  const text = `Got unwanted ${kind}${message ? `: ${message}` : '.'}\nActual message: "${shown}"`;
  fail({ actual, expected: error, operator, message: text });
}

export const throwing = {
  throws(fn: unknown, ...given: unknown[]): void {
    expects('throws', thrownBy(fn), given);
  },
  async rejects(promise: unknown, ...given: unknown[]): Promise<void> {
    expects('rejects', await rejectionOf(promise), given);
  },
  doesNotThrow(fn: unknown, ...given: unknown[]): void {
    expectsNone('doesNotThrow', thrownBy(fn), given);
  },
  async doesNotReject(promise: unknown, ...given: unknown[]): Promise<void> {
    expectsNone('doesNotReject', await rejectionOf(promise), given);
  },
};
