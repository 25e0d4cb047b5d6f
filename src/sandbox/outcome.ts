/**
 * What a run ended with, as the guest tells it, made into a result. Everything from the guest is
 * looked at as a claim: its shape is checked, its texts are bounded.
 */
import { utf8Length } from '../base/bytes.ts';
import type { Failure, FailureCode } from '../base/failure.ts';
import { fail } from '../base/failure.ts';
import { FAILED, type GuestFailureCode } from '../wire/host-calls.ts';
import type { RunResult } from '../wire/ops.ts';
import { locate } from './source.ts';

const GUEST_CODES: ReadonlySet<string> = new Set<GuestFailureCode>([
  'guest_threw',
  'no_result',
  'result_too_large',
  'unserializable_result',
]);
const MAX_TEXT = 10_000;
const PLAIN_NAME = /^[\p{L}_$][\p{L}\p{N}_$.-]{0,99}$/u;

export interface OutcomeContext {
  readonly isAsync: boolean;
  readonly maxResultBytes: number;
  readonly memoryBytes: number;
  /** Whether the engine was refused memory during the run. */
  readonly wasRefusedMemory: boolean;
}

/** @param outcome an entry point's answer, never `PENDING` */
export function readOutcome(outcome: string, context: OutcomeContext): RunResult {
  if (outcome.startsWith(FAILED)) return readFailure(outcome.slice(FAILED.length), context);
  // In UTF-16 units the guest has checked already; only other than ASCII can still be over.
  const { maxResultBytes } = context;
  if (outcome.length * 3 > maxResultBytes && utf8Length(outcome) > maxResultBytes) {
    const length = utf8Length(outcome);
    return fail(
      'result_too_large',
      `Cannot return this result: it is ${length} bytes of JSON, at most ${maxResultBytes} are allowed`,
    );
  }
  return { ok: true, json: outcome };
}

/** The same for an error met while compiling: everything thrown there is about the source. */
export function readCompileFailure(outcome: string, context: OutcomeContext): RunResult {
  const read = readOutcome(outcome, context);
  if (read.ok || read.failure.type !== 'SyntaxError') return read;
  const { type: _, ...rest } = read.failure;
  return { ok: false, failure: { ...rest, code: 'syntax_error' } };
}

function readFailure(text: string, context: OutcomeContext): RunResult {
  const claim = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const textOf = (field: string) => {
    const value = claim[field];
    return typeof value === 'string' ? value.slice(0, MAX_TEXT) : '';
  };
  const code = textOf('code');
  if (code !== 'guest_threw') {
    const known = (GUEST_CODES.has(code) ? code : 'guest_threw') as FailureCode;
    return fail(known, textOf('message'));
  }
  const name = textOf('type');
  const message = textOf('message');
  const limit = engineLimit(name, message, context);
  if (limit) return limit;
  const { place, stack } = locate(textOf('stack'), context.isAsync);
  const cause = textOf('cause');
  const details: Omit<Failure, 'code' | 'message'> = {
    type: plainType(name),
    ...(cause === '' || cause === message ? {} : { hint: `The error that caused it: ${cause}` }),
    ...(place ?? {}),
    ...(stack === '' ? {} : { stack }),
  };
  return fail('guest_threw', message, details);
}

/** `InternalError` is what our own faults are called; the engine's is a limit that was passed. */
function plainType(name: string): string {
  if (name === 'InternalError') return 'RangeError';
  return PLAIN_NAME.test(name) ? name : 'Error';
}

/** What the engine throws when it has no memory left even for an error: as the guest shows it. */
const NAMELESS: ReadonlySet<string> = new Set(['null', '[unsupported type]']);

const ENGINE_ERRORS: ReadonlySet<string> = new Set(['InternalError', 'SyntaxError']);

/** The engine tells of its own limits by errors with fixed messages. */
function engineLimit(name: string, message: string, context: OutcomeContext) {
  const { memoryBytes, wasRefusedMemory } = context;
  if (name === 'RuntimeError' && wasRefusedMemory && NAMELESS.has(message)) {
    return memoryFailure(memoryBytes);
  }
  // `JSON.parse` says so by a SyntaxError.
  if (message === 'stack overflow' && ENGINE_ERRORS.has(name)) return stackFailure();
  // Where none was refused the error is the snippet's own, whatever it calls itself.
  if (wasRefusedMemory && message === 'out of memory' && name === 'InternalError') {
    return memoryFailure(memoryBytes);
  }
  return undefined;
}

export function memoryFailure(memoryBytes: number): RunResult {
  return fail(
    'memory_limit',
    `The snippet used more memory than its sandbox has: at most ${memoryBytes} bytes are allowed`,
    { hint: 'Keep less at a time: work through the data in parts, and drop what is done with' },
  );
}

export function stackFailure(): RunResult {
  return fail(
    'stack_overflow',
    'Too much recursion: functions called each other, or data was nested, too deeply',
    { hint: 'Look for a function that calls itself without an end, or use a loop' },
  );
}

export function timeoutFailure(timeoutMs: number): RunResult {
  return fail('timeout', `The snippet ran longer than its deadline of ${timeoutMs} ms`, {
    hint: 'Look for a loop that never ends, or do less in one run',
  });
}

export function neverSettles(): RunResult {
  return fail(
    'never_settles',
    'The returned promise can never settle: nothing is pending that could resolve or reject it',
    { hint: 'Make sure that every path of the promise calls resolve or reject' },
  );
}

export function cancelledFailure(): RunResult {
  return fail('cancelled', 'The caller hung up, so the run was stopped');
}
