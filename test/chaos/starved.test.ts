/**
 * The host has no memory left for one more sandbox: work goes on in those there are. The one way in which
 * a worker of the executable can be made to fail from outside; a cap on address space is what does it.
 */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { resultOf } from '../support/answer.ts';
import { eventually } from '../support/eventually.ts';
import { startServer } from '../support/start-server.ts';
import { readStats } from '../support/stats.ts';
import { SteadyLoad } from '../support/steady-load.ts';
import { describeWays, PROCESS_WAYS } from '../support/ways.ts';

setDefaultTimeout(120_000);

/** Room for a few sandboxes: each reserves address space for all that its memory may ever address. */
const ADDRESS_SPACE_KIB = 24_000_000;
const WAIT = 'await new Promise((r) => setTimeout(r, input.ms)); return input.i';

describeWays('POST /execute without memory for more sandboxes', PROCESS_WAYS, (how) => {
  test('POST /execute answers every request in the sandboxes there are, and loses no worker', async () => {
    await using server = await startServer({
      how,
      env: {
        WORKERS: '2',
        MAX_WORKERS: '2',
        DISABLED_GLOBALS: 'none',
        EXECUTION_TIMEOUT_MS: '20000',
      },
      addressSpaceKib: ADDRESS_SPACE_KIB,
    });
    await using load = new SteadyLoad(server, { callers: 2 });
    const count = 60;
    const waiting = Array.from({ length: count }, (_, i) =>
      server.execute({ code: WAIT, input: { i, ms: 300 } }),
    );
    const answers = await Promise.all(waiting);
    expect(answers.map(resultOf)).toEqual(Array.from({ length: count }, (_, i) => i));
    await eventually(
      () => load.right,
      (right) => right >= 20 || load.problems.length > 0,
      30_000,
    );
    await load.stop();
    expect(load.problems).toEqual([]);
    const { pool } = await readStats(server);
    expect(pool.workersLost).toBe(0);
    // Else there was memory enough, and nothing was shown.
    expect(pool.sandboxes).toBeLessThan(count);
  });
});
