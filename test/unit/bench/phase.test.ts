import { describe, expect, test } from 'bun:test';
import { type PhasePlan, runPhase, UNANSWERED } from '../../../bench/load/phase.ts';
import type { Work } from '../../../bench/load/work.ts';
import { encodeRequest } from '../../../bench/load/work.ts';

const work: Work = {
  bytesOf: (i) => encodeRequest({ host: 'x', path: `/${i}`, body: '{}' }),
  caseOf: () => 'addition',
  judge: (i, status, body) => (status === 200 && body === `/${i}` ? undefined : 'wrong answer'),
};

function startServer(answer: (path: string) => Response | Promise<Response>) {
  return Bun.serve({
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request) => answer(new URL(request.url).pathname),
  });
}

function plan(port: number | undefined, more: Partial<PhasePlan> = {}): PhasePlan {
  const address = { hostname: '127.0.0.1', port: port ?? 0 };
  return { address, work, connections: 7, requests: 100, timeLimitMs: 10_000, ...more };
}

describe('runPhase', () => {
  test('asks every request once and checks each answer', async () => {
    await using server = startServer((path) => new Response(path));
    const { samplesMs, indexes, errors, wanted } = await runPhase(plan(server.port));
    expect(wanted).toBe(100);
    expect(samplesMs).toHaveLength(100);
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect([...errors]).toEqual([]);
  });

  test('counts wrong answers by kind, and goes on', async () => {
    await using server = startServer((path) => new Response(path === '/5' ? 'no' : path));
    const { samplesMs, errors } = await runPhase(plan(server.port));
    expect(samplesMs).toHaveLength(99);
    expect([...errors]).toEqual([['wrong answer', 1]]);
  });

  test('goes on over a new connection when the server closes one', async () => {
    await using server = startServer(
      (path) => new Response(path, { headers: { connection: 'close' } }),
    );
    const { samplesMs, errors } = await runPhase(plan(server.port));
    expect([samplesMs.length, [...errors]]).toEqual([100, []]);
  });

  test('counts requests that no server takes', async () => {
    const server = startServer((path) => new Response(path));
    const { port } = server;
    await server.stop(true);
    const { errors } = await runPhase(plan(port));
    expect([...errors]).toEqual([['connection refused', 100]]);
  });

  test('ends at its time limit, and counts what was not answered', async () => {
    const { promise: never } = Promise.withResolvers<Response>();
    await using server = startServer((path) => (path === '/0' ? never : new Response(path)));
    const { samplesMs, errors } = await runPhase(plan(server.port, { timeLimitMs: 300 }));
    expect(samplesMs).toHaveLength(99);
    expect([...errors]).toEqual([[UNANSWERED, 1]]);
    await server.stop(true);
  });

  test('in open loop counts latency from when a request was due, not from when it could be sent', async () => {
    const { promise: held, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 200);
    await using server = startServer(async (path) => {
      await held;
      return new Response(path);
    });
    const { samplesMs, indexes } = await runPhase(
      plan(server.port, { connections: 1, requests: 20, targetRps: 1000 }),
    );
    // Sent only once the first was answered, it was due 10 ms after the start.
    const tenth = samplesMs[indexes.indexOf(10)] ?? 0;
    expect(tenth).toBeGreaterThan(150);
  });
});
