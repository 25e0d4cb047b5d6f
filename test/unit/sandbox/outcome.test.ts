import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { FAILURES } from '../../../src/base/failure.ts';
import {
  cancelledFailure,
  memoryFailure,
  neverSettles,
  type OutcomeContext,
  readCompileFailure,
  readOutcome,
  stackFailure,
  timeoutFailure,
} from '../../../src/sandbox/outcome.ts';
import { FAILED } from '../../../src/wire/host-calls.ts';
import type { RunResult } from '../../../src/wire/ops.ts';

const context: OutcomeContext = {
  isAsync: false,
  maxResultBytes: 1000,
  memoryBytes: 64,
  wasRefusedMemory: false,
};
const refused: OutcomeContext = { ...context, wasRefusedMemory: true };
const claim = (fields: unknown) => FAILED + JSON.stringify(fields);
const threw = (type: string, message: string, stack = '') =>
  claim({ code: 'guest_threw', type, message, stack });

function failureIn(result: RunResult) {
  if (result.ok) throw new Error(`Cannot take the failure of ${JSON.stringify(result)}`);
  return result.failure;
}
const codeOf = (outcome: string, where = context) => failureIn(readOutcome(outcome, where)).code;

describe('readOutcome()', () => {
  test('readOutcome() takes any other text for the result', () => {
    expect(readOutcome('{"a":1}', context)).toEqual({ ok: true, json: '{"a":1}' });
    expect(readOutcome('"!"', context)).toEqual({ ok: true, json: '"!"' });
  });

  test('readOutcome() counts a result in bytes, not in characters', () => {
    const json = (unit: string, units: number) => JSON.stringify(unit.repeat(units));
    expect(readOutcome(json('€', 332), context).ok).toBe(true);
    expect(failureIn(readOutcome(json('€', 333), context))).toMatchObject({
      code: 'result_too_large',
      message: expect.stringMatching(/1001 bytes of JSON, at most 1000/),
    });
    expect(readOutcome(json('x', 998), context).ok).toBe(true);
    expect(codeOf(json('x', 999))).toBe('result_too_large');
  });

  test("readOutcome() keeps an error's name, message and place", () => {
    const stack = '    at f (snippet.js:2:3)\n';
    expect(failureIn(readOutcome(threw('TypeError', 'no', stack), context))).toEqual({
      code: 'guest_threw',
      type: 'TypeError',
      message: 'no',
      line: 2,
      column: 3,
      stack: '    at f (snippet.js:2:3)',
    });
  });

  test.each(['no_result', 'unserializable_result', 'result_too_large'])(
    'readOutcome() knows the code %s',
    (code) => {
      expect(failureIn(readOutcome(claim({ code, type: 'X', message: 'why' }), context))).toEqual({
        code: code as never,
        message: 'why',
      });
    },
  );

  test.each(['internal', 'worker_lost', 'cancelled', 'overloaded', 'timeout', 'toString', '', 'x'])(
    'readOutcome() lets no guest end with the code %j',
    (code) => {
      expect(codeOf(claim({ code, message: 'm' }))).toBe('guest_threw');
    },
  );

  test('readOutcome() bounds every text', () => {
    const long = 'x'.repeat(1_000_000);
    const failure = failureIn(
      readOutcome(threw(long, long, `    at f (snippet.js:2:3)\n${long}`), context),
    );
    expect(failure.type).toBe('Error');
    expect(JSON.stringify(failure).length).toBeLessThan(25_000);
  });

  test.each(['', ' ', 'a b', '<b>', 'a\nb', '1a', 'é\u0000', '__proto__!', 'x'.repeat(101)])(
    'readOutcome() shows no type such as %j',
    (type) => {
      expect(failureIn(readOutcome(threw(type, 'm'), context)).type).toBe('Error');
    },
  );

  test.each(['MyError', 'Überfehler', '$_', 'A.B-1'])('readOutcome() shows the type %j', (type) => {
    expect(failureIn(readOutcome(threw(type, 'm'), context)).type).toBe(type);
  });

  test("readOutcome() knows the engine's limits by its own errors", () => {
    expect(codeOf(threw('InternalError', 'out of memory'), refused)).toBe('memory_limit');
    expect(codeOf(threw('InternalError', 'stack overflow'))).toBe('stack_overflow');
    const other = failureIn(readOutcome(threw('InternalError', 'string too long'), context));
    expect(other).toMatchObject({ code: 'guest_threw', type: 'RangeError' });
  });

  test('readOutcome() tells nobody of a want of memory that there was not', () => {
    expect(failureIn(readOutcome(threw('InternalError', 'out of memory'), context))).toEqual({
      code: 'guest_threw',
      type: 'RangeError',
      message: 'out of memory',
    });
  });

  test('readOutcome() takes a nameless value for want of memory only where memory was refused', () => {
    for (const message of ['null', '[unsupported type]']) {
      expect(codeOf(threw('RuntimeError', message), refused)).toBe('memory_limit');
      expect(codeOf(threw('RuntimeError', message))).toBe('guest_threw');
    }
    expect(codeOf(threw('RuntimeError', 'other'), refused)).toBe('guest_threw');
    expect(codeOf(threw('Error', 'null'), refused)).toBe('guest_threw');
  });

  test('readOutcome() gives a row of the table whatever an object claims', () => {
    const any = fc.anything({ maxDepth: 2, withNullPrototype: true });
    const fields = fc.record(
      { code: any, type: any, message: any, stack: any },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fields, fc.dictionary(fc.string(), any)), (value) => {
        const text = JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? `${v}` : v));
        const failure = failureIn(readOutcome(FAILED + text, context));
        expect(Object.hasOwn(FAILURES, failure.code)).toBe(true);
        expect(typeof failure.message).toBe('string');
        expect(FAILURES[failure.code].blame).toBe('guest');
      }),
    );
  });
});

describe('readCompileFailure()', () => {
  test('readCompileFailure() makes a SyntaxError a failure of its own', () => {
    const result = readCompileFailure(
      threw('SyntaxError', 'unexpected', '    at snippet.js:2:7\n'),
      context,
    );
    expect(failureIn(result)).toMatchObject({
      code: 'syntax_error',
      message: 'unexpected',
      line: 2,
      column: 7,
    });
    expect(failureIn(result)).not.toHaveProperty('type');
  });

  test('readCompileFailure() keeps a limit a limit', () => {
    const code = (message: string) =>
      failureIn(readCompileFailure(threw('InternalError', message), refused)).code;
    expect([code('out of memory'), code('stack overflow')]).toEqual([
      'memory_limit',
      'stack_overflow',
    ]);
  });
});

test('every failure of a run says what happened and how to go on', () => {
  const failures = [memoryFailure(64), stackFailure(), timeoutFailure(50), neverSettles()].map(
    failureIn,
  );
  expect(failures.map(({ code }) => code)).toEqual([
    'memory_limit',
    'stack_overflow',
    'timeout',
    'never_settles',
  ]);
  for (const { message, hint } of failures) {
    expect(message).not.toEndWith('.');
    expect(hint).toBeTruthy();
  }
  expect(failures[2]?.message).toContain('50 ms');
  expect(failures[0]?.message).toContain('64 bytes');
  expect(failureIn(cancelledFailure()).code).toBe('cancelled');
});
