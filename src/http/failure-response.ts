/** Failure → Response: the only place a failure's status leaves the house. */
import { FAILURES, type Failure } from '../base/failure.ts';

/** What goes around a failure in its answer. */
export interface AnswerFrame {
  readonly executionId: string;
  readonly timing: { readonly executionTime: number; readonly totalTime: number };
  readonly usage?: object;
  /** `[{level, message}]` as JSON, or the empty text. */
  readonly logsJson?: string;
}

/** Seconds after which a refused caller may try again. */
const RETRY_AFTER_SECONDS = '1';

export function failureResponse(
  failure: Failure,
  frame: AnswerFrame,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status, type, isRetryable } = FAILURES[failure.code];
  const { code, message, type: ownType, ...details } = failure;
  const body = JSON.stringify({
    success: false,
    error: { type: ownType ?? type, code, message, ...details },
    timing: frame.timing,
    timestamp: new Date().toISOString(),
    executionId: frame.executionId,
    ...(frame.usage ? { usage: frame.usage } : {}),
    ...(frame.logsJson ? { logs: JSON.parse(frame.logsJson) as unknown } : {}),
  });
  return jsonResponse(body, frame.executionId, status, {
    ...headers,
    ...(status === 503 && isRetryable ? { 'retry-after': RETRY_AFTER_SECONDS } : {}),
  });
}

export function jsonResponse(
  body: string,
  executionId: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': 'application/json', 'x-request-id': executionId, ...headers },
  });
}

const KEEPABLE_ID = /^[A-Za-z0-9._-]{1,128}$/;

/** The caller's own request id where it is fit to be kept, else a new one. */
export function executionIdOf(request: Request): string {
  const own = request.headers.get('x-request-id');
  return own !== null && KEEPABLE_ID.test(own) ? own : crypto.randomUUID();
}

/** The frame of an answer to which no run belongs. */
export function bareFrame(request: Request): AnswerFrame {
  return { executionId: executionIdOf(request), timing: { executionTime: 0, totalTime: 0 } };
}
