/** What `/execute` answered. Promise: every answer that a test sees has the published form. */
import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { ExecuteSuccess, FailureAnswer } from '../../src/http/schemas.ts';

export type SuccessBody = Static<typeof ExecuteSuccess>;
export type FailureBody = Static<typeof FailureAnswer>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
  readonly body: SuccessBody | FailureBody;
}

const success = Compile(ExecuteSuccess);
const failure = Compile(FailureAnswer);

export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const body: unknown = JSON.parse(text);
  if (status === 200 ? success.Check(body) : failure.Check(body)) {
    return { status, headers, text, body: body as SuccessBody | FailureBody };
  }
  throw new Error(`Cannot accept the answer: ${status} ${text.slice(0, 500)} has another form`);
}

/** The result of a run that must have succeeded. */
export function resultOf({ status, body, text }: Answer): unknown {
  if (body.success) return body.result;
  throw new Error(`Cannot take the result: the answer is ${status} ${text.slice(0, 500)}`);
}

/** The error of a run that must have failed. */
export function errorOf({ body, text }: Answer): FailureBody['error'] {
  if (!body.success) return body.error;
  throw new Error(`Cannot take the error: the answer is a success, ${text.slice(0, 500)}`);
}
