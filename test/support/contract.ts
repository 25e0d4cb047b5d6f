/** The whole contract of an answer of `/execute`, down to its headers, whatever was asked. */
import { expect } from 'bun:test';
import { FAILURES, type FailureCode } from '../../src/base/failure.ts';
import { type Answer, readAnswer } from './answer.ts';

const TOP_FIELDS = new Set(['success', 'timing', 'timestamp', 'executionId', 'usage', 'logs']);
const ERROR_FIELDS = new Set(['type', 'code', 'message', 'line', 'column', 'stack', 'hint']);
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const KEEPABLE_ID = /^[A-Za-z0-9._-]{1,128}$/;
/** Longer than any message that a guest's own words are part of. */
const MAX_MESSAGE = 10_500;

/**
 * Reads an answer and holds it to everything that is published about it.
 * @param sentId the `X-Request-Id` that was sent
 */
export async function readContractAnswer(response: Response, sentId?: string): Promise<Answer> {
  const answer = await readAnswer(response);
  const { status, headers, body, text } = answer;
  const seen = text.slice(0, 1000);
  expect(headers.get('content-type'), seen).toMatch(/^application\/json/);
  expect(headers.get('x-request-id'), seen).toBe(body.executionId);
  if (sentId !== undefined && KEEPABLE_ID.test(sentId)) expect(body.executionId).toBe(sentId);
  expect(body.timestamp, seen).toMatch(TIMESTAMP);
  for (const time of Object.values(body.timing)) expect(time, seen).toBeGreaterThanOrEqual(0);
  const extra = Object.keys(body).filter((key) => !TOP_FIELDS.has(key));
  expect(extra, seen).toEqual([body.success ? 'result' : 'error']);
  if (body.success) expect(status, seen).toBe(200);
  else expectFailure(answer);
  return answer;
}

function expectFailure({ status, headers, body, text }: Answer): void {
  if (body.success) return;
  const { error } = body;
  const seen = text.slice(0, 1000);
  expect(Object.keys(FAILURES), seen).toContain(error.code);
  const kind = FAILURES[error.code as FailureCode];
  expect(status, seen).toBe(kind.status);
  if (error.code !== 'guest_threw') expect(error.type, seen).toBe(kind.type);
  expect(Object.keys(error).filter((key) => !ERROR_FIELDS.has(key))).toEqual([]);
  // A guest's own error may say nothing.
  const least = error.code === 'guest_threw' ? 0 : 1;
  expect(error.message.length, seen).toBeWithin(least, MAX_MESSAGE);
  if (kind.blame === 'caller') expect(error.message, seen).not.toEndWith('.');
  expect(error.line === undefined, seen).toBe(error.column === undefined);
  expect(headers.has('retry-after'), seen).toBe(status === 503);
}
