/**
 * Workers fail in host code while honest callers go on: only the run that did it is lost, and the server
 * is whole again soon. From source, with the real entry: the executable has no road to a fault like these.
 */
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type Answer, errorOf } from '../support/answer.ts';
import { eventually } from '../support/eventually.ts';
import { startHostileServer } from '../support/hostile-server.ts';
import { startServer } from '../support/start-server.ts';
import { readStats } from '../support/stats.ts';
import { SteadyLoad } from '../support/steady-load.ts';
import { FAULTS, faultyCode } from '../support/worker-faults.ts';

setDefaultTimeout(120_000);

const PRELOAD = new URL('../support/mortal-preload.ts', import.meta.url);
/** How often each fault happens. */
const TIMES = 3;
/** Right answers that show that work goes on. */
const ENOUGH = 30;

describe('POST /execute under load', () => {
  test.each([...FAULTS])(
    'POST /execute loses one run alone to a worker that fails by: %s',
    async (fault) => {
      await using server = await startServer({
        how: 'source',
        env: { WORKERS: '2', MAX_WORKERS: '4' },
        preload: PRELOAD,
      });
      await using load = new SteadyLoad(server);
      const goesOn = async () => {
        const before = load.right;
        await eventually(
          () => load.right,
          (right) => right >= before + ENOUGH || load.problems.length > 0,
          30_000,
        );
      };
      await goesOn();
      for (let time = 1; time <= TIMES; time++) {
        const failedMs = performance.now();
        const answer = await server.execute({ code: faultyCode(fault) });
        expect([answer.status, errorOf(answer).code]).toEqual([500, 'worker_lost']);
        expect(answer.text).not.toContain('secret');
        const answeredMs = performance.now();
        await eventually(
          () => readStats(server),
          (stats) => stats.pool.workersLost === time && stats.pool.workers >= 2,
          30_000,
        );
        await goesOn();
        const wholeMs = performance.now();
        const ms = (from: number, to: number) => Math.round(to - from);
        console.log(
          `  ${fault}: told after ${ms(failedMs, answeredMs)} ms, ${ENOUGH} more right answers ${ms(answeredMs, wholeMs)} ms later`,
        );
      }
      await load.stop();
      expect(load.problems).toEqual([]);
      expect(load.right).toBeGreaterThan(TIMES * ENOUGH);
      const { executions, pool } = await readStats(server);
      expect(executions.byCode).toEqual({ worker_lost: TIMES });
      expect([executions.open, pool.parked]).toEqual([0, 0]);
    },
  );

  test('POST /execute survives the loss of a worker amid transfers', async () => {
    await using far = await startHostileServer(() => {});
    await using server = await startServer({
      how: 'source',
      env: { WORKERS: '1', MAX_WORKERS: '1', NETWORK_ALLOW: '127.0.0.1' },
      preload: PRELOAD,
    });
    for (let time = 1; time <= TIMES; time++) {
      const waiting = Array.from({ length: 20 }, () =>
        server.execute({ code: 'await fetch(input.url)', input: { url: far.url } }),
      );
      await eventually(
        () => far.open,
        (open) => open === 20,
      );
      // It is told to close them before its thread is ended.
      expect((await server.execute({ code: faultyCode('broken') })).status).toBe(500);
      for (const answer of await Promise.all(waiting)) {
        expect(errorOf(answer).code).toBe('worker_lost');
      }
      await eventually(
        () => far.open,
        (open) => open === 0,
      );
      await eventually(
        () => readStats(server),
        ({ network, pool }) => network.open === 0 && pool.workersLost === time,
      );
      expect((await server.execute({ code: 'return 1' })).status).toBe(200);
    }
  });

  test('POST /execute tells the runs that wait in a lost worker that they are lost, and no others', async () => {
    await using server = await startServer({
      how: 'source',
      env: { WORKERS: '2', MAX_WORKERS: '2', DISABLED_GLOBALS: 'none' },
      preload: PRELOAD,
    });
    await eventually(
      () => readStats(server),
      (stats) => stats.pool.workers === 2 && stats.pool.sandboxes === 2,
    );
    const count = 30;
    const waiting: Promise<Answer>[] = [];
    // Those that come later go where fewer wait: to the other.
    for (const until of [count / 2, count]) {
      while (waiting.length < until) {
        const code = 'await new Promise((r) => setTimeout(r, 3000)); return input.i';
        waiting.push(server.execute({ code, input: { i: waiting.length } }));
      }
      await eventually(
        () => readStats(server),
        (stats) => stats.pool.parked === until,
      );
    }
    expect((await server.execute({ code: faultyCode('throw') })).status).toBe(500);
    const answers = await Promise.all(waiting);
    const lost = answers.filter(({ body }) => !body.success);
    for (const answer of lost) expect(errorOf(answer).code).toBe('worker_lost');
    for (const [i, { body }] of answers.entries()) if (body.success) expect(body.result).toBe(i);
    // They were shared between two workers, and one of the two was lost.
    expect(lost.length).toBeGreaterThan(0);
    expect(lost.length).toBeLessThan(count);
    const { executions, pool } = await readStats(server);
    expect(executions.byCode).toEqual({ worker_lost: lost.length + 1 });
    expect([executions.open, pool.parked, pool.workersLost]).toEqual([0, 0, 1]);
  });
});
