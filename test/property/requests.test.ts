/** Whatever a caller sends to `/execute`, the answer is one that the contract knows, and never our fault. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { FAILURES, type FailureCode } from '../../src/base/failure.ts';
import type { Answer } from '../support/answer.ts';
import { readContractAnswer } from '../support/contract.ts';
import { checkProperty, often } from '../support/fuzz.ts';
import { type RandomRequest, randomRequest } from '../support/request-bodies.ts';
import { shareServer } from '../support/shared-server.ts';
import type { TestServer } from '../support/start-server.ts';
import { describeWays } from '../support/ways.ts';

setDefaultTimeout(120_000);

/** A body of unknown length, in pieces of odd sizes. */
function inPieces(body: RandomRequest['body']): ReadableStream<Uint8Array> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const piece = bytes.slice(at, at + 1 + (at % 37) + Math.floor(bytes.length / 50));
      at += piece.length;
      controller.enqueue(piece);
    },
  });
}

async function ask(
  server: TestServer,
  { body, headers, isChunked }: RandomRequest,
): Promise<Answer> {
  const response = await server.request('/execute', {
    method: 'POST',
    headers,
    body: isChunked ? inPieces(body) : body,
  });
  return readContractAnswer(response, headers['x-request-id']);
}

describeWays('POST /execute', ['in-process', 'source', 'binary'], (how) => {
  const server = shareServer({
    how,
    env: { EXECUTION_TIMEOUT_MS: '200', STATIC_CHECK: 'on' },
  });

  test('answers any request as the contract says', async () => {
    const codes = new Set<string>();
    await checkProperty(
      fc.asyncProperty(randomRequest, async (request) => {
        const { body } = await ask(server(), request);
        codes.add(body.success ? 'ok' : body.error.code);
        if (body.success) return;
        expect(FAILURES[body.error.code as FailureCode].blame).not.toBe('server');
      }),
      how === 'in-process' ? 700 : 300,
    );
    // Unless many kinds of answers came, the requests were not as different as they should be.
    for (const code of ['ok', 'invalid_request', 'invalid_base64', 'unsupported_media_type']) {
      expect([...codes]).toContain(code);
    }
    expect(server().log.named('a request met a bug')).toEqual([]);
  });

  test('answers requests beyond each limit as the contract says', async () => {
    const filler = 'x'.repeat(3_000_000);
    for (const body of [
      JSON.stringify({ code: 'return 1', input: filler }),
      JSON.stringify({ code: `return 1 // ${filler.slice(0, 70_000)}` }),
      JSON.stringify({ codebase64: btoa(`return 1 // ${filler.slice(0, 70_000)}`) }),
      JSON.stringify({ code: 'return 1', input: filler.slice(0, 2_200_000) }),
      filler,
      '['.repeat(2_000_000),
    ]) {
      for (const isChunked of [false, true]) {
        const headers = { 'content-type': 'application/json' };
        const { body: answer, status } = await ask(server(), { body, headers, isChunked });
        if (answer.success) throw new Error('It was answered with success');
        expect([400, 413]).toContain(status);
      }
    }
  });

  test('answers requests that come all at once', async () => {
    const requests = fc.sample(randomRequest, { numRuns: often(200), seed: 1 });
    const answers = await Promise.all(requests.map((request) => ask(server(), request)));
    expect(answers.length).toBe(requests.length);
  });
});
