import { Elysia } from 'elysia';
import { FAILURES, type FailureCode, type Result } from '../../base/failure.ts';
import type { Finished } from '../../pool/scheduler.ts';
import { CODE_BASE64, CODE_TEXT } from '../../wire/ops.ts';
import {
  type AnswerFrame,
  bareFrame,
  executionIdOf,
  failureResponse,
  jsonResponse,
} from '../failure-response.ts';
import { executeDetail } from '../openapi.ts';
import { type BodyLimits, type CheckedRequest, checkBody, readBody } from '../request-body.ts';
import { requestSchema } from '../request-schema.ts';
import type { Services } from '../services.ts';

interface ExecuteContext {
  readonly body: Result<CheckedRequest>;
  readonly request: Request;
  readonly server: { requestIP(request: Request): { address: string } | null } | null;
}

/** `POST /execute`, and the address it has in the service it re-creates. */
export function executeRoutes(services: Services) {
  const { MAX_INPUT_SIZE, MAX_CODE_LENGTH } = services.config.settings;
  const limits: BodyLimits = { maxInputBytes: MAX_INPUT_SIZE, maxCodeBytes: MAX_CODE_LENGTH };
  const execute = createExecute(services);
  const hooks = {
    parse: [({ request }: { request: Request }) => readBody(request, limits), 'application/json'],
    body: requestSchema((text) => checkBody(text, limits)),
  };
  return new Elysia({ name: 'execute' })
    .post('/execute', execute as never, { ...hooks, detail: executeDetail('execute') } as never)
    .post(
      '/flow/codeblock',
      execute as never,
      {
        ...hooks,
        detail: executeDetail('flowCodeblock', 'The same as POST /execute'),
      } as never,
    );
}

function createExecute({ config, scheduler, stats, log }: Services) {
  const longestMs = config.settings.EXECUTION_TIMEOUT_MS;
  return async ({ body, request, server }: ExecuteContext): Promise<Response> => {
    if (!body.ok) {
      stats.record(body.failure.code, 0);
      return failureResponse(body.failure, bareFrame(request));
    }
    const { text, fields } = body.value;
    const finished = await scheduler.submit({
      // Whose turn it is matters only to those who wait.
      lane: scheduler.isBacklogged ? (server?.requestIP(request)?.address ?? '') : '',
      encodedCode: encodedCodeOf(fields),
      requestText: text,
      timeoutMs: Math.min(longestMs, fields.timeoutMs ?? longestMs),
      callerSignal: () => request.signal,
    });
    const { result, usage } = finished.answer;
    const code: FailureCode | undefined = result.ok ? undefined : result.failure.code;
    stats.record(code, finished.queuedMicros + usage.runMicros);
    const executionId = executionIdOf(request);
    if (code && FAILURES[code].status === 500) {
      log.error({ executionId, job: finished.answer.sequence, code }, 'a run failed on our side');
    }
    return respond(finished, executionId);
  };
}

function encodedCodeOf({ code = '', codebase64 }: CheckedRequest['fields']): string {
  return codebase64 === undefined ? CODE_TEXT + code : CODE_BASE64 + codebase64;
}

function respond({ answer, queuedMicros }: Finished, executionId: string): Response {
  const { result, usage, logsJson } = answer;
  const { cpuMicros, memoryBytes, fuel, runMicros } = usage;
  const executionTime = Math.round(runMicros / 1000);
  const totalTime = Math.round((queuedMicros + runMicros) / 1000);
  if (result.ok) {
    // Spliced as text: the server never parses what a guest made.
    const logs = logsJson === '' ? '' : `,"logs":${logsJson}`;
    return jsonResponse(
      `{"success":true,"result":${result.json},"timing":{"executionTime":${executionTime},"totalTime":${totalTime}},"timestamp":"${new Date().toISOString()}","executionId":"${executionId}","usage":{"queuedMicros":${queuedMicros},"cpuMicros":${cpuMicros},"memoryBytes":${memoryBytes},"fuel":${fuel}}${logs}}`,
      executionId,
    );
  }
  const frame: AnswerFrame = {
    executionId,
    timing: { executionTime, totalTime },
    usage: { queuedMicros, cpuMicros, memoryBytes, fuel },
    logsJson,
  };
  return failureResponse(result.failure, frame);
}
