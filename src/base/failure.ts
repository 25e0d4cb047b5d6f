/**
 * Every expected no, in one table: what the caller sees of it and whose move it is. A failure travels
 * as plain data, between functions and between threads.
 */
export type Blame = 'caller' | 'guest' | 'policy' | 'server';

interface FailureKind {
  /** The `type` a caller sees; for `guest_threw` the thrown error's own name stands instead. */
  readonly type: string;
  /** HTTP status; 499 is never sent: its caller has hung up. */
  readonly status: number;
  readonly blame: Blame;
  /** Whether the same request may succeed a little later. */
  readonly isRetryable: boolean;
  /** When it happens, for the API's documents. */
  readonly when: string;
}

const kind = (
  type: string,
  status: number,
  blame: Blame,
  when: string,
  isRetryable = false,
): FailureKind => ({ type, status, blame, isRetryable, when });

export const FAILURES = {
  invalid_request: kind(
    'ValidationError',
    400,
    'caller',
    'not JSON, wrong field types, both or neither of `code` and `codebase64`',
  ),
  invalid_base64: kind(
    'ValidationError',
    400,
    'caller',
    '`codebase64` is not base64, or not UTF-8',
  ),
  empty_code: kind('ValidationError', 400, 'caller', 'nothing but white space'),
  request_too_large: kind(
    'ValidationError',
    413,
    'caller',
    'the request is over what its parts may add up to',
  ),
  code_too_large: kind('ValidationError', 413, 'caller', 'the source is over `MAX_CODE_LENGTH`'),
  input_too_large: kind('ValidationError', 413, 'caller', '`input` is over `MAX_INPUT_SIZE`'),
  unsupported_media_type: kind('ValidationError', 415, 'caller', 'a body that is not JSON'),
  forbidden_pattern: kind('SecurityError', 403, 'policy', 'the static check refuses a construct'),
  forbidden_module: kind('SecurityError', 403, 'policy', 'a module that does not exist here'),
  syntax_error: kind('SyntaxError', 422, 'guest', 'the snippet does not parse'),
  guest_threw: kind('RuntimeError', 422, 'guest', 'the snippet threw'),
  stack_overflow: kind('RangeError', 422, 'guest', 'too much recursion, or data nested too deeply'),
  timeout: kind('TimeoutError', 422, 'guest', 'the deadline passed'),
  never_settles: kind('TimeoutError', 422, 'guest', 'the returned promise can never settle'),
  memory_limit: kind('MemoryLimitError', 422, 'guest', 'over `SANDBOX_MEMORY_BYTES`'),
  no_result: kind(
    'ValidationError',
    422,
    'guest',
    'the result is undefined, a function or a symbol',
  ),
  unserializable_result: kind(
    'ValidationError',
    422,
    'guest',
    'the result cannot be written as JSON',
  ),
  result_too_large: kind('ValidationError', 422, 'guest', 'the result is over `MAX_RESULT_SIZE`'),
  overloaded: kind('ConcurrencyError', 503, 'server', 'over `MAX_CONCURRENT_EXECUTIONS`', true),
  draining: kind('ConcurrencyError', 503, 'server', 'the server is shutting down', true),
  cancelled: kind('CancelledError', 499, 'caller', 'the caller hung up; never sent'),
  internal: kind('InternalError', 500, 'server', 'a bug of ours; the id leads to the log'),
  worker_lost: kind(
    'InternalError',
    500,
    'server',
    'the worker that ran the snippet was lost',
    true,
  ),
  not_found: kind('NotFoundError', 404, 'caller', 'no such route'),
  method_not_allowed: kind('MethodNotAllowedError', 405, 'caller', 'the route has other methods'),
} as const satisfies Record<string, FailureKind>;

export type FailureCode = keyof typeof FAILURES;

/** An expected no, as plain data. */
export interface Failure {
  readonly code: FailureCode;
  readonly message: string;
  /** The thrown error's own name, where that is better than the table's type. */
  readonly type?: string;
  /** Where in the caller's own source, from 1. */
  readonly line?: number;
  readonly column?: number;
  /** Frames in the caller's own source. */
  readonly stack?: string;
  /** What to try, in words for a beginner. */
  readonly hint?: string;
}

export type Result<T> = { readonly ok: true; readonly value: T } | Failed;
export interface Failed {
  readonly ok: false;
  readonly failure: Failure;
}

export const ok = <T>(value: T): Result<T> => ({ ok: true, value });

export function fail(
  code: FailureCode,
  message: string,
  details: Omit<Failure, 'code' | 'message'> = {},
): Failed {
  return { ok: false, failure: { code, message, ...details } };
}
