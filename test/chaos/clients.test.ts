/**
 * Clients that hang up at every stage, stall, send half, send several at once or nothing at all, while
 * honest callers go on: none of these gets a wrong answer, and nothing of the others stays open.
 */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { eventually } from '../support/eventually.ts';
import { RawConnection } from '../support/raw-connection.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { readHealth, readStats } from '../support/stats.ts';
import { SteadyLoad } from '../support/steady-load.ts';
import { describeWays, PROCESS_WAYS } from '../support/ways.ts';

setDefaultTimeout(120_000);

const HEAD = 'POST /execute HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
const ENV = {
  WORKERS: '2',
  MAX_WORKERS: '2',
  DISABLED_GLOBALS: 'none',
  EXECUTION_TIMEOUT_MS: '60000',
};
const COMPUTES = 'let n = 0; while (n >= 0) n++; return n';
const WAITS = 'await new Promise((r) => setTimeout(r, 60000)); return 1';
/** More than a socket takes at once, so that an answer is still being written. */
const LARGE = 'return "x".repeat(5e6)';

function requestOf(code: string): string {
  const body = JSON.stringify({ code });
  return `${HEAD}Content-Length: ${body.length}\r\n\r\n${body}`;
}

async function withConnection(
  server: TestServer,
  use: (connection: RawConnection) => Promise<void> | void,
): Promise<void> {
  using connection = await RawConnection.open(server.port);
  await use(connection);
}

const openReaches = (server: TestServer, isWanted: (open: number) => boolean) =>
  eventually(
    () => readStats(server),
    ({ executions }) => isWanted(executions.open),
    30_000,
  );

/** What was sent before is read before what comes after on another connection. */
const settle = (server: TestServer) => readHealth(server);

/** Where a client hangs up; each takes a connection that is open and is dropped when it returns. */
const STAGES: readonly (readonly [string, (c: RawConnection, s: TestServer) => unknown])[] = [
  ['before it sends anything', () => {}],
  ['in the middle of a header', (c) => c.send('POST /execute HTTP/1.1\r\nHos')],
  ['before the body', (c) => c.send(`${HEAD}Content-Length: 100\r\n\r\n`)],
  ['in the middle of the body', (c) => c.send(`${HEAD}Content-Length: 100\r\n\r\n{"code": "ret`)],
  [
    'in the middle of a chunk',
    (c) => c.send(`${HEAD}Transfer-Encoding: chunked\r\n\r\nff\r\n{"co`),
  ],
  ['at once after the body', (c) => c.send(requestOf(COMPUTES))],
  [
    'while its run computes or is queued',
    async (c, server) => {
      c.send(requestOf(COMPUTES));
      await openReaches(server, (open) => open > 0);
    },
  ],
  [
    'while its run waits',
    async (c, server) => {
      c.send(requestOf(WAITS));
      await eventually(
        () => readStats(server),
        ({ pool }) => pool.parked > 0,
      );
    },
  ],
  [
    'while the answer is written',
    async (c, server) => {
      c.send(requestOf(LARGE));
      await c.untilReceived(1);
      await settle(server);
    },
  ],
  ['with a second request under way', (c) => c.send(requestOf(COMPUTES) + requestOf(COMPUTES))],
];

async function readUntilClosed(connection: RawConnection, most: number): Promise<unknown[]> {
  const results: unknown[] = [];
  while (results.length < most) {
    const answer = await connection.readAnswer().catch(() => undefined);
    if (!answer) break;
    results.push(JSON.parse(answer.body).result);
  }
  return results;
}

describeWays('POST /execute', PROCESS_WAYS, (how) => {
  test.each([...STAGES])(
    'POST /execute is left by clients %s, and others notice nothing',
    async (_, leave) => {
      await using server = await startServer({ how, env: ENV });
      await using load = new SteadyLoad(server, { callers: 4 });
      for (let time = 0; time < 5; time++) {
        await withConnection(server, async (connection) => {
          await leave(connection, server);
          await settle(server);
        });
      }
      await load.stop();
      expect(load.problems).toEqual([]);
      const { executions, pool } = await openReaches(server, (open) => open === 0);
      expect([pool.parked, pool.workersLost]).toEqual([0, 0]);
      expect(Object.keys(executions.byCode).filter((code) => code !== 'cancelled')).toEqual([]);
    },
  );

  test('POST /execute serves others while clients send a byte now and then', async () => {
    await using server = await startServer({ how, env: ENV });
    const slow = await Promise.all(
      Array.from({ length: 100 }, () => RawConnection.open(server.port)),
    );
    using all = new DisposableStack();
    for (const connection of slow) all.use(connection);
    const text = requestOf('return input');
    await using load = new SteadyLoad(server, { callers: 4 });
    for (const byte of text.slice(0, 60)) {
      for (const connection of slow) connection.send(byte);
      await settle(server);
    }
    await eventually(
      () => load.right,
      (right) => right >= 50 || load.problems.length > 0,
    );
    await load.stop();
    expect(load.problems).toEqual([]);
    // The slow ones are served too, once they have said what they want.
    for (const connection of slow) connection.send(text.slice(60));
    for (const connection of slow) {
      expect((await connection.readAnswer()).body).toContain('"result":{}');
    }
  });

  test('POST /execute answers a client that has closed its own side, or stops its run', async () => {
    await using server = await startServer({ how, env: ENV });
    await using load = new SteadyLoad(server, { callers: 2 });
    for (let time = 0; time < 20; time++) {
      using connection = await RawConnection.open(server.port);
      connection.send(requestOf('return "half"'));
      connection.endSending();
      const answer = await connection.readAnswer().catch(() => undefined);
      if (answer) expect(answer.body).toContain('"result":"half"');
    }
    using waits = await RawConnection.open(server.port);
    waits.send(requestOf(WAITS));
    await eventually(
      () => readStats(server),
      ({ pool }) => pool.parked === 1,
    );
    waits.endSending();
    await load.stop();
    expect(load.problems).toEqual([]);
    waits[Symbol.dispose]();
    await openReaches(server, (open) => open === 0);
  });

  // Bun 1.4.5 closes a connection on which a request comes before the one ahead of it was answered, and
  // answers neither (oven-sh/bun#38128): what must hold is that no answer goes to another request.
  test('POST /execute answers requests that come all at once on one connection in order, or closes it', async () => {
    await using server = await startServer({ how, env: ENV });
    await using load = new SteadyLoad(server, { callers: 2 });
    for (let time = 0; time < 10; time++) {
      using connection = await RawConnection.open(server.port);
      const all = Array.from({ length: 20 }, (_, i) => requestOf(`return ${i}`));
      connection.send(all.join(''));
      const answers = await readUntilClosed(connection, all.length);
      expect(answers).toEqual(answers.map((_, i) => i));
    }
    await load.stop();
    expect(load.problems).toEqual([]);
    const { pool } = await openReaches(server, (open) => open === 0);
    expect(pool.workersLost).toBe(0);
  });

  test('POST /execute serves others beside 1,000 connections that say nothing', async () => {
    await using server = await startServer({ how, env: ENV });
    using all = new DisposableStack();
    for (let at = 0; at < 1000; at += 100) {
      const some = await Promise.all(
        Array.from({ length: 100 }, () => RawConnection.open(server.port)),
      );
      for (const connection of some) all.use(connection);
    }
    await using load = new SteadyLoad(server, { callers: 8 });
    await eventually(
      () => load.right,
      (right) => right >= 200 || load.problems.length > 0,
      30_000,
    );
    await load.stop();
    expect(load.problems).toEqual([]);
    const beganMs = performance.now();
    expect(await server.stop()).toBe(0);
    console.log(`  stopped ${Math.round(performance.now() - beganMs)} ms after SIGTERM`);
  });
});
