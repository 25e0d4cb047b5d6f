/** Whether an error is as `throws` and `rejects` were told. @see Node's lib/assert.js */
import { ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { inspect } from '../inspect/inspect.ts';
import { isDeepStrictEqual } from '../util/deep-equal.ts';
import types from '../util/types.ts';
import { AssertionError } from './assertion-error.ts';
import { fail } from './equality.ts';

type Fields = Readonly<Record<string, unknown>>;

const isPattern = (value: unknown): value is RegExp => types.isRegExp(value as object);
const matches = (pattern: RegExp, text: string) =>
  RegExp.prototype.exec.call(pattern, text) !== null;
export const isError = (value: unknown): value is Error =>
  types.isNativeError(value as object) || value instanceof Error;

/** What of an error is compared: it is shown by this name. */
class Comparison {
  [field: string]: unknown;

  constructor(shown: Fields, keys: readonly string[], actual?: Fields) {
    for (const key of keys) {
      if (!(key in shown)) continue;
      const wanted = shown[key];
      const given = actual?.[key];
      const isMatched = typeof given === 'string' && isPattern(wanted) && matches(wanted, given);
      this[key] = isMatched ? given : wanted;
    }
  }
}

/** What was thrown, what was wanted, a message of the caller's, and who asks. */
export interface Expectation {
  readonly actual: unknown;
  readonly expected: unknown;
  readonly message: unknown;
  readonly operator: string;
}

function refuse(expectation: Expectation, generated: string): never {
  const { message } = expectation;
  const error = new AssertionError({ ...expectation, message: message || generated });
  error.generatedMessage = !message;
  throw error;
}

function compareKey(expectation: Expectation, key: string, keys: readonly string[]): void {
  const { message, operator } = expectation;
  const [actual, expected] = [expectation.actual as Fields, expectation.expected as Fields];
  const [given, wanted] = [actual[key], expected[key]];
  if (typeof given === 'string' && isPattern(wanted) && matches(wanted, given)) return;
  if (key in actual && isDeepStrictEqual(given, wanted)) return;
  if (message) fail({ actual, expected, message, operator });
  const error = new AssertionError({
    actual: new Comparison(actual, keys),
    expected: new Comparison(expected, keys, actual),
    operator: 'deepStrictEqual',
  });
  throw Object.assign(error, { actual, expected, operator });
}

function expectFields(expectation: Expectation): void {
  const { actual, expected, operator } = expectation;
  if (typeof actual !== 'object' || actual === null) {
    const error = new AssertionError({ ...expectation, operator: 'deepStrictEqual' });
    throw Object.assign(error, { operator });
  }
  const keys = Object.keys(expected as object);
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) {
    throw new ERR_INVALID_ARG_VALUE('error', expected, 'may not be an empty object');
  }
  for (const key of keys) compareKey(expectation, key, keys);
}

function otherClassText(actual: unknown, expected: { readonly name: string }): string {
  const head = `The error is expected to be an instance of "${expected.name}". Received `;
  if (!isError(actual)) return `${head}"${inspect(actual, { depth: -1 })}"`;
  const name = actual.constructor?.name || actual.name;
  const found =
    expected.name === name
      ? 'an error with identical name but a different prototype.'
      : `"${name}"`;
  return head + found + (actual.message ? `\n\nError message:\n\n${actual.message}` : '');
}

type AnyFunction = ((...args: unknown[]) => unknown) & { readonly prototype: unknown };

export const isInstance = (value: unknown, maker: AnyFunction): boolean =>
  maker.prototype !== undefined && value instanceof maker;
export const isErrorClass = (maker: object): boolean =>
  Object.prototype.isPrototypeOf.call(Error, maker);

function expectByFunction(expectation: Expectation): void {
  const { actual } = expectation;
  const expected = expectation.expected as AnyFunction;
  if (isInstance(actual, expected)) return;
  if (isErrorClass(expected)) refuse(expectation, otherClassText(actual, expected));
  const answer = Reflect.apply(expected, {}, [actual]) as unknown;
  if (answer === true) return;
  const name = expected.name ? `"${expected.name}" ` : '';
  const text = `The ${name}validation function is expected to return "true". Received ${inspect(answer)}`;
  refuse(expectation, isError(actual) ? `${text}\n\nCaught error:\n\n${actual}` : text);
}

export function expectError(expectation: Expectation): void {
  const { actual, expected } = expectation;
  if (typeof expected === 'function') expectByFunction(expectation);
  else if (isPattern(expected)) {
    const text = String(actual);
    if (matches(expected, text)) return;
    const head = `The input did not match the regular expression ${inspect(expected)}`;
    refuse(expectation, `${head}. Input:\n\n${inspect(text)}\n`);
  } else expectFields(expectation);
}
