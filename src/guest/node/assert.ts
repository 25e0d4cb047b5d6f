/** `assert`. @see https://nodejs.org/docs/latest-v20.x/api/assert.html */
import { AssertionError } from './assert/assertion-error.ts';
import { CallTracker } from './assert/call-tracker.ts';
import { equality, fail as failWith } from './assert/equality.ts';
import { isError } from './assert/expected-error.ts';
import { throwing } from './assert/throwing.ts';
import { ERR_INVALID_ARG_TYPE } from './errors.ts';
import { inspect } from './inspect/inspect.ts';
import { deprecate } from './util/deprecate.ts';
import types from './util/types.ts';
import { makeWarning, warn } from './warnings.ts';

const isMissing = (value: unknown) => value === undefined || value === null;

/** The text of the expression itself is not to be had here, as in Node where there is no file of it. */
function requireTruth(given: readonly unknown[]): void {
  // By index: what a list is taken apart by may be another's by now.
  const value = given[0];
  if (value) return;
  const message = given[1];
  if (given.length > 0 && isError(message)) throw message;
  const isGenerated = given.length === 0 || isMissing(message);
  const text = given.length === 0 ? 'No value argument passed to `assert.ok()`' : message;
  const error = new AssertionError({
    actual: value,
    expected: true,
    message: text,
    operator: '==',
  });
  error.generatedMessage = isGenerated;
  throw error;
}

let isToldOfFail = false;

function fail(...given: readonly unknown[]): never {
  const [actual, expected, message, operator] = given;
  if (given.length <= 1) {
    if (!isMissing(actual)) failWith({ message: actual, operator: 'fail' });
    const error = new AssertionError({ message: 'Failed', operator: 'fail' });
    error.generatedMessage = true;
    throw error;
  }
  if (!isToldOfFail) {
    isToldOfFail = true;
    const text =
      'assert.fail() with more than one argument is deprecated. Please use assert.strictEqual() instead or only pass a message.';
    warn(makeWarning(text, 'DeprecationWarning', { code: 'DEP0094' }));
  }
  const by = (given.length === 2 ? '!=' : operator) ?? 'fail';
  failWith({ actual, expected, message, operator: by as string });
}

function ifError(error: unknown): void {
  if (isMissing(error)) return;
  const { message, constructor: maker } = Object(error) as Error;
  const isTold = typeof error === 'object' && typeof message === 'string';
  const told = message === '' && maker ? maker.name : message;
  const text = `ifError got unwanted exception: ${isTold ? told : inspect(error)}`;
  const thrown = new AssertionError({
    actual: error,
    expected: null,
    operator: 'ifError',
    message: text,
  });
  thrown.generatedMessage = false;
  const frames = (error as Error).stack;
  // With the frames of the error itself: those say where it comes from.
  if (typeof frames === 'string' && /\n {4}at/.test(frames)) {
    const [head] = (thrown.stack ?? '').split('\n    at');
    thrown.stack = `${head}${frames.slice(frames.indexOf('\n    at'))}`;
  }
  throw thrown;
}

interface Match {
  readonly given: readonly unknown[];
  readonly operator: 'match' | 'doesNotMatch';
}

function requireMatch({ given: [string, regexp, message], operator }: Match): void {
  if (!types.isRegExp(regexp as object)) throw new ERR_INVALID_ARG_TYPE('regexp', 'RegExp', regexp);
  const isMatch = operator === 'match';
  const isText = typeof string === 'string';
  if (isText && (RegExp.prototype.exec.call(regexp as RegExp, string) !== null) === isMatch) return;
  if (message instanceof Error) throw message;
  const head = isMatch ? 'The input did not match' : 'The input was expected to not match';
  const generated = isText
    ? `${head} the regular expression ${inspect(regexp)}. Input:\n\n${inspect(string)}\n`
    : `The "string" argument must be of type string. Received type ${typeof string} (${inspect(string)})`;
  const text = message || generated;
  const error = new AssertionError({ actual: string, expected: regexp, message: text, operator });
  error.generatedMessage = !message;
  throw error;
}

const others = {
  fail,
  AssertionError,
  ifError,
  match: (...given: readonly unknown[]) => requireMatch({ given, operator: 'match' }),
  doesNotMatch: (...given: readonly unknown[]) => requireMatch({ given, operator: 'doesNotMatch' }),
  CallTracker: deprecate(CallTracker, 'assert.CallTracker is deprecated.', 'DEP0173'),
};

function ok(...given: readonly unknown[]): void {
  requireTruth(given);
}

/** What `require('assert/strict')` gives. */
export function strict(...given: readonly unknown[]): void {
  requireTruth(given);
}

const assert = Object.assign(ok, { ...others, ok, ...equality, ...throwing, strict });
Object.assign(strict, assert, {
  equal: equality.strictEqual,
  deepEqual: equality.deepStrictEqual,
  notEqual: equality.notStrictEqual,
  notDeepEqual: equality.notDeepStrictEqual,
});
Object.assign(strict, { strict });

export default assert;
