/** How a server stops, and what becomes of callers that hang up. */
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { errorOf, resultOf } from '../support/answer.ts';
import { Child } from '../support/child.ts';
import { eventually } from '../support/eventually.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { readStats } from '../support/stats.ts';
import { describeWays, PROCESS_WAYS, WAYS } from '../support/ways.ts';
import { ENDLESS } from './failure-cases.ts';

setDefaultTimeout(30_000);

const WAIT = 'await new Promise((r) => setTimeout(r, input.ms)); return input.i';
const COMPUTE = 'let s = 0; for (let j = 0; j < 200000; j++) s += j % 7; return input.i';
const WITH_TIMERS = { DISABLED_GLOBALS: 'none' };

const openReaches = (server: TestServer, count: number) =>
  eventually(
    () => readStats(server),
    ({ executions }) => executions.open === count,
  );

describeWays('Stopping', PROCESS_WAYS, (how) => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s lets every request that was sent before it be answered, and ends with exit code 0',
    async (signal) => {
      await using server = await startServer({ how, env: WITH_TIMERS });
      const count = 40;
      const waiting = Array.from({ length: count }, (_, i) =>
        server.execute({ code: WAIT, input: { i, ms: 500 } }),
      );
      await openReaches(server, count);
      const computing = Array.from({ length: 10 }, (_, i) =>
        server.execute({ code: COMPUTE, input: { i } }),
      );
      await eventually(
        () => readStats(server),
        ({ executions: { total, open } }) => total + open >= count + computing.length,
      );
      server.beginStop(signal);
      const answers = await Promise.all([...waiting, ...computing]);
      const numbers = (length: number) => Array.from({ length }, (_, i) => i);
      expect(answers.map(resultOf)).toEqual([...numbers(count), ...numbers(computing.length)]);
      expect(await server.stop()).toBe(0);
      expect(server.log.records.at(-1)?.msg).toBe('stopped');
    },
  );

  test('SIGTERM breaks no request while clients keep sending', async () => {
    await using server = await startServer({ how });
    const statuses = new Set<number>();
    let isStopping = false;
    const client = async () => {
      for (let i = 0; !isStopping; i++) {
        const answer = await server.execute({ code: COMPUTE, input: { i } });
        statuses.add(answer.status);
        if (answer.status === 200) expect(resultOf(answer)).toBe(i);
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await eventually(
      () => readStats(server),
      ({ executions }) => executions.succeeded > 50,
    );
    isStopping = true;
    server.beginStop();
    await Promise.all(clients);
    expect(statuses.difference(new Set([200, 503])).size).toBe(0);
    expect(await server.stop()).toBe(0);
  });

  test('SIGTERM makes new work on an open connection be refused as `draining`', async () => {
    await using server = await startServer({ how, env: WITH_TIMERS });
    using connection = await RawConnection.open(server.port);
    connection.sendExecute({ code: 'return 1' });
    expect((await connection.readAnswer()).status).toBe(200);
    const running = server.execute({ code: WAIT, input: { i: 1, ms: 800 } });
    await openReaches(server, 1);
    server.beginStop();
    await server.log.waitFor('draining');
    connection.sendExecute({ code: 'return 2' });
    const { status, head, body } = await connection.readAnswer();
    expect([status, JSON.parse(body).error.code]).toEqual([503, 'draining']);
    expect(head).toContain('retry-after: 1');
    expect(resultOf(await running)).toBe(1);
    expect(await server.stop()).toBe(0);
  });

  test('SIGTERM waits for a run no longer than the deadline of the run', async () => {
    await using server = await startServer({ how });
    const running = server.execute({ code: ENDLESS, timeoutMs: 800 });
    await openReaches(server, 1);
    server.beginStop();
    expect(errorOf(await running).code).toBe('timeout');
    expect(await server.stop()).toBe(0);
  });

  test('SIGTERM ends a server with idle connections at once', async () => {
    await using server = await startServer({ how });
    using silent = await RawConnection.open(server.port);
    using used = await RawConnection.open(server.port);
    used.sendExecute({ code: 'return 1' });
    await used.readAnswer();
    expect(await server.stop()).toBe(0);
    silent.send('\r\n');
  });

  test('SIGTERM ends a server though a caller has stalled in the middle of a body', async () => {
    await using server = await startServer({ how });
    using connection = await RawConnection.open(server.port);
    const head = 'POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
    connection.send(`${head}Content-Length: 1000\r\n\r\n{"code":`);
    // What was sent before is read before what comes after.
    expect(resultOf(await server.execute({ code: 'return 1' }))).toBe(1);
    server.beginStop();
    const ended = await Promise.race([server.stop(), Bun.sleep(3000).then(() => 'still there')]);
    connection[Symbol.dispose]();
    expect(ended).toBe(0);
  });

  test('SIGTERM is heeded from the moment on that the server says it is ready', async () => {
    for (let i = 0; i < 5; i++) {
      await using child = new Child({ how, env: { PORT: '0', HOST: '127.0.0.1' } });
      await child.log.waitFor('ready');
      child.kill('SIGTERM');
      expect((await child.end()).exitCode).toBe(0);
    }
  });

  test('A second SIGTERM does not wait', async () => {
    await using server = await startServer({ how });
    const running = server.execute({ code: ENDLESS, timeoutMs: 3000 }).then(
      () => 'answered',
      () => 'broken off',
    );
    await openReaches(server, 1);
    server.beginStop();
    await server.log.waitFor('draining');
    server.beginStop();
    expect(await running).toBe('broken off');
    // The process was ended by the signal, which is what the operator asked for.
    expect(await server.stop()).not.toBe(0);
  });
});

describeWays('A caller that hangs up', WAYS, (how) => {
  const alone = { WORKERS: '1', MAX_WORKERS: '1', EXECUTION_TIMEOUT_MS: '60000', ...WITH_TIMERS };

  describe.each([
    ['computes', { code: ENDLESS }],
    ['waits', { code: WAIT, input: { i: 1, ms: 60_000 } }],
  ])('while its run %s', (_, body) => {
    test('POST /execute stops the run, and its worker is free again', async () => {
      await using server = await startServer({ how, env: alone });
      const caller = new AbortController();
      const running = server.execute(body, { signal: caller.signal }).catch(() => 'gone');
      await openReaches(server, 1);
      caller.abort();
      await running;
      const { executions, pool } = await openReaches(server, 0);
      expect(executions.byCode).toEqual({ cancelled: 1 });
      expect([pool.parked, pool.workersLost]).toEqual([0, 0]);
      expect(resultOf(await server.execute({ code: 'return "free"' }))).toBe('free');
    });
  });

  test('POST /execute takes back a job that waits for its turn', async () => {
    await using server = await startServer({ how, env: { ...alone, EXECUTION_TIMEOUT_MS: '700' } });
    const busy = server.execute({ code: ENDLESS });
    await openReaches(server, 1);
    const caller = new AbortController();
    const queued = server
      .execute({ code: 'return 1' }, { signal: caller.signal })
      .catch(() => 'gone');
    await openReaches(server, 2);
    caller.abort();
    await queued;
    const { executions } = await openReaches(server, 1);
    expect(executions.byCode).toEqual({ cancelled: 1 });
    expect(errorOf(await busy).code).toBe('timeout');
  });
});
