import { describe, expect, test } from 'bun:test';
import type { Socket } from 'node:net';
import { systemClock } from '../../../../src/base/clock.ts';
import {
  createSharedBudget,
  createWorkerShared,
  readCounter,
} from '../../../../src/wire/shared.ts';
import { eventually } from '../../../support/eventually.ts';
import { startHostileServer } from '../../../support/hostile-server.ts';
import { LIMIT, makeLocalRun, OK } from '../../../support/net-attack.ts';
import { makeNetRun } from '../../../support/net-run.ts';
import { makeNetworkHost } from '../../../support/network.ts';

const ABORTED = expect.objectContaining({
  status: 'rejected',
  reason: expect.objectContaining({ refusal: expect.objectContaining({ name: 'AbortError' }) }),
});

describe('Budgets', () => {
  const hi = () => startHostileServer((socket) => socket.write(`${OK}Content-Length: 2\r\n\r\nhi`));

  test('requests of a run', async () => {
    await using server = await hi();
    using run = makeLocalRun({ maxRequests: 2 });
    await run.fetch(server.url);
    await run.fetch(server.url);
    await expect(run.fetch(server.url)).rejects.toEqual(LIMIT);
  });

  test('requests of a run at once: the others wait in line', async () => {
    let most = 0;
    let now = 0;
    await using server = await startHostileServer((socket) => {
      most = Math.max(most, ++now);
      systemClock.after(10, () => {
        now--;
        socket.write(`${OK}Content-Length: 2\r\n\r\nhi`);
      });
    });
    using run = makeLocalRun({ maxConcurrent: 3 });
    const all = await Promise.all(Array.from({ length: 12 }, () => run.fetch(server.url)));
    expect(all.map(({ text }) => text)).toEqual(Array(12).fill('hi'));
    expect(most).toBe(3);
    expect(server.connections).toBeLessThanOrEqual(12);
  });

  test('a request that is called off in line leaves its turn to the next', async () => {
    const sockets: Socket[] = [];
    await using server = await startHostileServer((socket) => {
      sockets.push(socket);
      if (sockets.length > 1) socket.write(`${OK}Content-Length: 2\r\n\r\nhi`);
    });
    using run = makeLocalRun({ maxConcurrent: 1 });
    const [first, second, third] = [1, 2, 3].map((id) => run.open({ url: server.url, id }));
    await eventually(
      () => sockets.length,
      (count) => count === 1,
    );
    run.close(2);
    const calledOff = Promise.allSettled([second]);
    sockets[0]?.write(`${OK}Content-Length: 0\r\n\r\n`);
    await first;
    expect(await calledOff).toEqual([ABORTED]);
    expect((await third)?.data.status).toBe(200);
  });

  test('requests of a run at once: a body that nobody reads holds nobody up, and can be read later', async () => {
    const piece = Buffer.alloc(150_000);
    await using server = await startHostileServer((socket) => {
      socket.write(`${OK}Content-Length: ${piece.length}\r\n\r\n`);
      socket.write(piece);
    });
    using run = makeLocalRun();
    const ids = Array.from({ length: 60 }, (_, at) => at + 1);
    await Promise.all(ids.map((id) => run.open({ url: server.url, id })));
    const sizes = ids.map(async (id) => {
      let size = 0;
      for (;;) {
        const { data: isLast, bytes } = await run.read(id);
        size += bytes.length;
        if (isLast) return size;
      }
    });
    expect(new Set(await Promise.all(sizes))).toEqual(new Set([piece.length]));
  });

  test('connections that wait for another request', async () => {
    const servers = await Promise.all(Array.from({ length: 5 }, hi));
    using run = makeLocalRun({ maxConcurrent: 2 });
    for (const { url } of servers) await run.fetch(url);
    const open = () => servers.reduce((sum, each) => sum + each.open, 0);
    expect(await eventually(open, (count) => count <= 2)).toBe(2);
    for (const each of servers) await each[Symbol.asyncDispose]();
  });

  test('requests of all runs at once: one more is refused', async () => {
    await using server = await startHostileServer(() => {});
    const transfers = createSharedBudget(2);
    const shared = createWorkerShared(1);
    const host = makeNetworkHost({ transfers, shared, setup: { allow: '127.0.0.1' } });
    using run = makeNetRun(host);
    const waiting = Promise.allSettled([1, 2].map((id) => run.open({ url: server.url, id })));
    await eventually(
      () => server.open,
      (open) => open === 2,
    );
    await expect(run.open({ url: server.url, id: 3 })).rejects.toEqual(LIMIT);
    expect(readCounter(shared, 'refused-limit')).toBe(1);
    expect(readCounter(shared, 'transfers')).toBe(2);
    run.close(1);
    run.close(2);
    expect(await waiting).toEqual([ABORTED, ABORTED]);
    await eventually(
      () => transfers.left,
      (left) => left === 2,
    );
    expect(readCounter(shared, 'transfers')).toBe(0);
  });

  test('bytes that a run sends', async () => {
    await using server = await hi();
    using run = makeLocalRun({ maxBytesOut: 10 });
    await run.fetch(server.url, { method: 'POST', body: '123456' });
    await expect(run.fetch(server.url, { method: 'POST', body: '123456' })).rejects.toEqual(LIMIT);
  });

  test('header fields of a request', async () => {
    using run = makeLocalRun({ maxHeaderBytes: 1024 });
    const headers = `X\n${'x'.repeat(2000)}`;
    await expect(run.fetch('http://127.0.0.1:9999/', { headers })).rejects.toEqual(LIMIT);
  });
});

describe('The end of a run', () => {
  test('it ends what is open at once: waiting for a head, reading, in line', async () => {
    await using server = await startHostileServer((socket, head) => {
      if (head.startsWith('GET /body')) socket.write(`${OK}\r\nhi`);
    });
    const shared = createWorkerShared(1);
    const host = makeNetworkHost({ shared, setup: { allow: '127.0.0.1', maxConcurrent: 2 } });
    const run = makeNetRun(host);
    await run.open({ url: `${server.url}body`, id: 1 });
    await run.read(1);
    const all = Promise.allSettled([
      run.read(1),
      run.open({ url: server.url, id: 2 }),
      run.open({ url: server.url, id: 3 }),
    ]);
    await eventually(
      () => server.open,
      (open) => open === 2,
    );
    run[Symbol.dispose]();
    expect(await all).toEqual([ABORTED, ABORTED, ABORTED]);
    await eventually(
      () => [server.open, readCounter(shared, 'transfers')],
      ([open, transfers]) => open === 0 && transfers === 0,
    );
  });

  test('stop() of the worker ends the transfers of every run', async () => {
    await using server = await startHostileServer(() => {});
    const shared = createWorkerShared(1);
    const host = makeNetworkHost({ shared, setup: { allow: '127.0.0.1' } });
    using one = makeNetRun(host);
    using two = makeNetRun(host);
    const waiting = Promise.allSettled(
      [one, two].map((run) => run.open({ url: server.url, id: 1 })),
    );
    await eventually(
      () => server.open,
      (open) => open === 2,
    );
    host.stop();
    expect(await waiting).toEqual([ABORTED, ABORTED]);
    await eventually(
      () => readCounter(shared, 'transfers'),
      (transfers) => transfers === 0,
    );
    await expect(one.open({ url: server.url, id: 2 })).rejects.toMatchObject({
      refusal: { name: 'AbortError' },
    });
  });
});
