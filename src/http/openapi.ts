/** The words and examples of the API's document. */
import { FAILURES, type FailureCode } from '../base/failure.ts';
import { ExecuteRequest, ExecuteSuccess, FailureAnswer } from './schemas.ts';

const EXECUTION_ID = '0c6e6dd5-a1d5-4a51-a0f5-67e4b5e9c3d1';
const TIMESTAMP = '2026-01-01T10:30:00.000Z';
const TIMING = { executionTime: 1, totalTime: 1 };
const USAGE = { queuedMicros: 120, cpuMicros: 84, memoryBytes: 204800, fuel: 3120 };

/** Failures a caller of `/execute` can be answered with, by status. */
function failuresByStatus(): Map<number, FailureCode[]> {
  const byStatus = new Map<number, FailureCode[]>();
  for (const [code, { status }] of Object.entries(FAILURES)) {
    if (code === 'cancelled' || status === 404 || status === 405) continue;
    byStatus.set(status, [...(byStatus.get(status) ?? []), code as FailureCode]);
  }
  return byStatus;
}

function failureResponses() {
  return Object.fromEntries(
    [...failuresByStatus()].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${FAILURES[code].when}`).join('\n\n'),
        content: {
          'application/json': {
            schema: FailureAnswer,
            examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      },
    ]),
  );
}

function exampleOf(code: FailureCode) {
  const { type, when } = FAILURES[code];
  return {
    success: false,
    error: { type, code, message: when.replaceAll('`', "'") },
    timing: TIMING,
    timestamp: TIMESTAMP,
    executionId: EXECUTION_ID,
  };
}

/** What the document says of `POST /execute`. */
export function executeDetail(operationId: string, summary = 'Run a snippet') {
  return {
    operationId,
    tags: ['execute'],
    summary,
    description:
      'Runs a function body in a brand-new world and answers on the same request. ' +
      'The snippet sees `input`; what it returns is `result`.\n\n' +
      'By hand: `{"code": "return input * 2", "input": 21}`',
    parameters: [
      {
        name: 'X-Request-Id',
        in: 'header',
        required: false,
        description: 'Kept as `executionId` when it is 1-128 characters of `[A-Za-z0-9._-]`',
        schema: { type: 'string' },
      },
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: ExecuteRequest } },
    },
    responses: {
      200: {
        description: 'The snippet returned a result',
        content: {
          'application/json': {
            schema: ExecuteSuccess,
            example: {
              success: true,
              result: 'Hello World! Count: 5',
              timing: TIMING,
              timestamp: TIMESTAMP,
              executionId: EXECUTION_ID,
              usage: USAGE,
            },
          },
        },
      },
      ...failureResponses(),
    },
  };
}

/** What the document says of a route that answers with figures. */
export function figuresDetail(operationId: string, summary: string, schema: object) {
  return {
    operationId,
    tags: ['service'],
    summary,
    responses: { 200: { description: summary, content: { 'application/json': { schema } } } },
  };
}

export const DOCUMENT_INFO = {
  title: 'flow-codeblock',
  description:
    "Runs other people's JavaScript: every execution in a brand-new world, none past its deadline.",
};
