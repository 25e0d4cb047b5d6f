import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorOf, resultOf } from '../support/answer.ts';
import { eventually } from '../support/eventually.ts';
import { shareServer } from '../support/shared-server.ts';
import { readStats } from '../support/stats.ts';
import { describeWays, WAYS } from '../support/ways.ts';

setDefaultTimeout(60_000);

/** What the far server holds back until it is told to go on. */
let held: (() => void)[] = [];
let far: Server;
let farUrl: string;

beforeAll(async () => {
  far = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://far');
    const answer = () => response.end(searchParams.get('n') ?? 'hello');
    if (pathname === '/held') held.push(answer);
    else if (pathname === '/inward')
      response.writeHead(302, { location: 'http://127.0.0.2/' }).end();
    else answer();
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  far.listen({ port: 0, host: '127.0.0.1', backlog: 1024 }, resolve);
  await promise;
  farUrl = `http://127.0.0.1:${(far.address() as AddressInfo).port}`;
});
afterAll(() => {
  far.closeAllConnections();
  far.close();
});

describeWays('The network', WAYS, (how) => {
  const server = shareServer({
    how,
    env: { NETWORK_ALLOW: '127.0.0.1', RUNTIME_POOL_SIZE: '20', EXECUTION_TIMEOUT_MS: '30000' },
  });

  test('POST /execute lets a snippet fetch, and tells what that took', async () => {
    const code =
      'const r = await fetch(input.url, { method: "POST", body: "12345" }); return r.text()';
    const answer = await server().execute({ code, input: { url: farUrl } });
    expect(resultOf(answer)).toBe('hello');
    expect(answer.body.usage).toMatchObject({ requests: 1, bytesOut: 5, bytesIn: 5 });
    const { waitMicros, cpuMicros } = answer.body.usage ?? {};
    expect(waitMicros).toBeGreaterThan(0);
    expect(cpuMicros).toBeGreaterThan(0);
  });

  test.each([
    ['http://127.0.0.2/', 'address'],
    ['http://169.254.169.254/latest/meta-data/', 'address'],
    ['http://[::ffff:127.0.0.1]/', 'address'],
    ['http://localhost/', 'name'],
    ['http://127.0.0.1:22/', 'port'],
    ['inward', 'address'],
  ])('POST /execute refuses to fetch %s, says why, and counts it', async (target, reason) => {
    const url = target === 'inward' ? `${farUrl}/inward` : target;
    const before = (await readStats(server())).network.refused[reason] ?? 0;
    const answer = await server().execute({ code: 'await fetch(input.url)', input: { url } });
    const error = errorOf(answer);
    expect([error.type, error.code]).toEqual(['SecurityError', 'guest_threw']);
    expect(error.message).toStartWith('Cannot fetch');
    expect((await readStats(server())).network.refused[reason]).toBe(before + 1);
  });

  test('POST /execute lets many more runs wait than there are sandboxes', async () => {
    const code = 'const r = await fetch(input.url); return Number(await r.text())';
    const answers = Array.from({ length: 200 }, (_, n) =>
      server().execute({ code, input: { url: `${farUrl}/held?n=${n}` } }),
    );
    const stats = await eventually(
      () => readStats(server()),
      ({ pool, network }) => pool.parked === 200 && network.open === 200 && held.length === 200,
      30_000,
    );
    expect(stats.pool.sandboxes).toBeLessThanOrEqual(20);
    // What only computes is answered meanwhile.
    expect(resultOf(await server().execute({ code: 'return 6 * 7' }))).toBe(42);
    for (const goOn of held.splice(0)) goOn();
    const results = (await Promise.all(answers)).map(resultOf);
    expect(results).toEqual(Array.from({ length: 200 }, (_, n) => n));
    await eventually(
      () => readStats(server()),
      ({ network }) => network.open === 0,
    );
  });

  test('POST /execute ends the transfers of a run at its deadline, and when its caller hangs up', async () => {
    held = [];
    const code = 'await fetch(input.url)';
    const input = { url: `${farUrl}/held` };
    const late = server().execute({ code, input, timeoutMs: 200 });
    const caller = new AbortController();
    const gone = server().execute({ code, input }, { signal: caller.signal });
    await eventually(
      () => held.length,
      (count) => count === 2,
    );
    if (how !== 'in-process') {
      caller.abort();
      await expect(gone).rejects.toThrow();
    }
    expect(errorOf(await late).code).toBe('timeout');
    if (how !== 'in-process') {
      await eventually(
        () => readStats(server()),
        ({ network }) => network.open === 0,
      );
    }
    for (const goOn of held.splice(0)) goOn();
    if (how === 'in-process') await gone;
  });
});
