/** The assertions that compare two values. */
import { ERR_MISSING_ARGS } from '../errors.ts';
import { isDeepEqual, isDeepStrictEqual } from '../util/deep-equal.ts';
import { type AssertionDetails, AssertionError } from './assertion-error.ts';

/** What is to be thrown may be given. */
export function fail(details: AssertionDetails): never {
  if (details.message instanceof Error) throw details.message;
  throw new AssertionError(details);
}

// biome-ignore lint/suspicious/noDoubleEquals: loosely is what was asked
const isEqual = (a: unknown, b: unknown) => a == b || (Number.isNaN(a) && Number.isNaN(b));

type Compare = (actual: unknown, expected: unknown) => boolean;
type Assertion = (actual: unknown, expected: unknown, message?: unknown) => void;

/** @param operator what the error says was compared by, where that is not the name */
function assertion(name: string, compare: Compare, operator = name): Assertion {
  // A method, for it has a name and what it is given must be counted.
  return {
    [name](...given: readonly unknown[]) {
      if (given.length < 2) throw new ERR_MISSING_ARGS('actual', 'expected');
      // By index: what a list is taken apart by may be another's by now.
      const actual = given[0];
      const expected = given[1];
      const message = given[2];
      if (!compare(actual, expected)) fail({ actual, expected, message, operator });
    },
  }[name] as Assertion;
}

const not =
  (compare: Compare): Compare =>
  (actual, expected) =>
    !compare(actual, expected);

export const equality = {
  equal: assertion('equal', isEqual, '=='),
  notEqual: assertion('notEqual', not(isEqual), '!='),
  deepEqual: assertion('deepEqual', isDeepEqual),
  notDeepEqual: assertion('notDeepEqual', not(isDeepEqual)),
  deepStrictEqual: assertion('deepStrictEqual', isDeepStrictEqual),
  notDeepStrictEqual: assertion('notDeepStrictEqual', not(isDeepStrictEqual)),
  strictEqual: assertion('strictEqual', Object.is),
  notStrictEqual: assertion('notStrictEqual', not(Object.is)),
};
