import { Elysia } from 'elysia';
import { FAILURES, type Failure, type FailureCode } from '../../base/failure.ts';
import type { Finished } from '../../pool/scheduler.ts';
import { codeMark, type RunResult } from '../../wire/ops.ts';
import {
  type AnswerFrame,
  bareFrame,
  executionIdOf,
  failureResponse,
  jsonResponse,
} from '../failure-response.ts';
import { textForGuest } from '../guest-text.ts';
import { executeDetail } from '../openapi.ts';
import { type BodyLimits, type CheckedRequest, checkBody, readBody } from '../request-body.ts';
import type { Services } from '../services.ts';

/** Where a request comes from; known once the server listens. */
export type AddressOf = (request: Request) => string;

/**
 * `POST /execute`, and the address it has in the service it re-creates. The body is read and held to its
 * TypeBox schema by the handler: Elysia's own parse step opens the body as a stream and makes the context
 * a dictionary, which costs more than all checks of a small request.
 */
export function executeRoutes(services: Services, addressOf: AddressOf) {
  const execute = createExecute(services, addressOf);
  const handle = ({ request }: { request: Request }) => execute(request);
  const hooksFor = (detail: object) => ({ parse: 'none', detail }) as never;
  return new Elysia({ name: 'execute' })
    .post('/execute', handle, hooksFor(executeDetail('execute')))
    .post(
      '/flow/codeblock',
      handle,
      hooksFor(executeDetail('flowCodeblock', 'The same as POST /execute')),
    );
}

function createExecute(
  { config, scheduler, stats, log, collector }: Services,
  addressOf: AddressOf,
) {
  const { MAX_INPUT_SIZE, MAX_CODE_LENGTH, EXECUTION_TIMEOUT_MS } = config.settings;
  const limits: BodyLimits = { maxInputBytes: MAX_INPUT_SIZE, maxCodeBytes: MAX_CODE_LENGTH };
  const refuse = (failure: Failure, request: Request): Response => {
    stats.record(failure.code, 0);
    return failureResponse(failure, bareFrame(request));
  };
  return async (request: Request): Promise<Response> => {
    const body = await readBody(request, limits);
    if (!body.ok) return refuse(body.failure, request);
    const checked = checkBody(body.value, limits);
    if (!checked.ok) return refuse(checked.failure, request);
    const { fields } = checked.value;
    const finished = await scheduler.submit({
      // Whose turn it is matters only to those who wait, and the address costs a third of a small request.
      lane: scheduler.isBacklogged ? addressOf(request) : '',
      ...codeAndInput(checked.value),
      timeoutMs: Math.min(EXECUTION_TIMEOUT_MS, fields.timeoutMs ?? EXECUTION_TIMEOUT_MS),
      callerSignal: () => request.signal,
    });
    const { result, usage } = finished.answer;
    const code: FailureCode | undefined = result.ok ? undefined : result.failure.code;
    stats.record(code, finished.queuedMicros + usage.runMicros);
    stats.recordTraffic(usage);
    collector.noteDone(checked.value.text.length + lengthOf(result));
    const executionId = executionIdOf(request);
    if (code && FAILURES[code].status === 500) {
      log.error({ executionId, job: finished.answer.sequence, code }, 'a run failed on our side');
    }
    return respond(finished, executionId);
  };
}

const lengthOf = (result: RunResult): number => (result.ok ? result.json.length : 0);

function codeAndInput({ text, fields }: CheckedRequest) {
  const { code = '', codebase64, language = 'javascript' } = fields;
  const sent = codebase64 ?? code;
  const mark = codeMark(language, codebase64 === undefined ? 'text' : 'base64');
  return { encodedCode: mark + sent, requestText: textForGuest(text, sent) };
}

function respond({ answer, queuedMicros }: Finished, executionId: string): Response {
  const { result, usage, logsJson } = answer;
  const { cpuMicros, memoryBytes, fuel, runMicros, requests, bytesOut, bytesIn } = usage;
  const waitMicros = Math.max(0, runMicros - cpuMicros);
  const executionTime = Math.round(runMicros / 1000);
  const totalTime = Math.round((queuedMicros + runMicros) / 1000);
  if (result.ok) {
    // Spliced as text: the server never parses what a guest made.
    const logs = logsJson === '' ? '' : `,"logs":${logsJson}`;
    return jsonResponse(
      `{"success":true,"result":${result.json},"timing":{"executionTime":${executionTime},"totalTime":${totalTime}},"timestamp":"${new Date().toISOString()}","executionId":"${executionId}","usage":{"queuedMicros":${queuedMicros},"cpuMicros":${cpuMicros},"memoryBytes":${memoryBytes},"fuel":${fuel},"waitMicros":${waitMicros},"requests":${requests},"bytesOut":${bytesOut},"bytesIn":${bytesIn}}${logs}}`,
      executionId,
    );
  }
  const frame: AnswerFrame = {
    executionId,
    timing: { executionTime, totalTime },
    usage: {
      queuedMicros,
      cpuMicros,
      memoryBytes,
      fuel,
      waitMicros,
      requests,
      bytesOut,
      bytesIn,
    },
    logsJson,
  };
  return failureResponse(result.failure, frame);
}
