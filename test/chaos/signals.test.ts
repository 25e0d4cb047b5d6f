/** Signals that arrive under load: what was taken in is answered, the rest is refused, and the process ends. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { eventually } from '../support/eventually.ts';
import { startServer } from '../support/start-server.ts';
import { readStats } from '../support/stats.ts';
import { SteadyLoad } from '../support/steady-load.ts';
import { describeWays, PROCESS_WAYS } from '../support/ways.ts';

setDefaultTimeout(60_000);

/** How a caller learns that the server is gone: the connection is refused, or ends before an answer began. */
const GONE =
  /ConnectionRefused|ECONNREFUSED|ECONNRESET|ConnectionClosed|closed unexpectedly|connect/i;
const ENV = { WORKERS: '2', MAX_WORKERS: '4' };

describeWays('A server under load', PROCESS_WAYS, (how) => {
  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s loses no answer of what was taken in, and no answer is wrong',
    async (signal) => {
      await using server = await startServer({ how, env: ENV });
      await using load = new SteadyLoad(server, { callers: 12, refusals: ['draining'] });
      await eventually(
        () => load.right,
        (right) => right >= 200 || load.problems.length > 0,
      );
      expect(load.problems).toEqual([]);
      const beganMs = performance.now();
      server.beginStop(signal);
      await server.log.waitFor('stopped');
      const endedMs = performance.now();
      expect(await server.stop()).toBe(0);
      await load.stop();
      // Once it is gone callers are refused by the system; before that nobody goes without an answer.
      for (const problem of load.problems) expect(problem).toMatch(GONE);
      expect(server.log.records.filter(({ level }) => level >= 50)).toEqual([]);
      console.log(
        `  ${signal}: ${load.right} right, ${load.refused} refused, ended after ${Math.round(endedMs - beganMs)} ms`,
      );
    },
  );

  test('SIGTERM twice ends it at once, whatever runs', async () => {
    await using server = await startServer({ how, env: ENV });
    const endless = server
      .execute({ code: 'let n = 0; while (n >= 0) n++; return n', timeoutMs: 5000 })
      .catch(() => 'broken off');
    await eventually(
      () => readStats(server),
      ({ executions }) => executions.open === 1,
    );
    await using load = new SteadyLoad(server, { callers: 4, refusals: ['draining'] });
    await eventually(
      () => load.right,
      (right) => right >= 50 || load.problems.length > 0,
    );
    server.beginStop();
    await server.log.waitFor('draining');
    server.beginStop();
    const ended = await server.stop();
    expect(ended).not.toBe(0);
    expect(await endless).toBe('broken off');
    await load.stop();
    for (const problem of load.problems) expect(problem).toMatch(GONE);
  });
});
