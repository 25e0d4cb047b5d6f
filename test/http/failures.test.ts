/** Every expected no, as a caller sees it. */
import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { FAILURES, type FailureCode } from '../../src/base/failure.ts';
import { type Answer, errorOf, resultOf } from '../support/answer.ts';
import { eventually } from '../support/eventually.ts';
import { shareServer } from '../support/shared-server.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { readHealth, readStats } from '../support/stats.ts';
import { describeWays, PROJECT_ROOT, WAYS } from '../support/ways.ts';
import { ENDLESS, FAILURE_CASES, TIGHT } from './failure-cases.ts';

setDefaultTimeout(30_000);

const ROWS = Object.entries(FAILURE_CASES).map(([code, each]) => ({
  ...each,
  code: code as FailureCode,
}));

test('FAILURES has a case for every row, and no case is without a row', () => {
  expect(Object.keys(FAILURE_CASES).sort()).toEqual(Object.keys(FAILURES).sort());
});

function expectFailure(answer: Answer, code: FailureCode, says: RegExp): void {
  const { status, type } = FAILURES[code];
  const { headers, text, body } = answer;
  expect([answer.status, errorOf(answer).type, errorOf(answer).code]).toEqual([status, type, code]);
  expect(errorOf(answer).message).toMatch(says);
  expect(headers.get('content-type')).toStartWith('application/json');
  expect(headers.get('retry-after')).toBe(status === 503 ? '1' : null);
  expect(headers.get('x-request-id')).toBe(body.executionId);
  // No path of the host, and nothing of how the server is built.
  expect(text).not.toContain(PROJECT_ROOT);
  expect(text).not.toMatch(/\/secret\/|\$bunfs|node_modules|\.ts\b|elysia|quickjs/i);
}

async function provoke(server: TestServer, { code, provoke: start, says }: (typeof ROWS)[number]) {
  const id = `case-${code}`;
  const answer = await start(server, { 'x-request-id': id });
  if (!answer) return;
  expectFailure(answer, code, says);
  expect(answer.body.executionId).toBe(id);
}

describeWays('POST /execute', WAYS, (how) => {
  const server = shareServer({ how, env: TIGHT });
  const ownRows = ROWS.filter(({ own }) => own && (how === 'in-process' || !own.workerFile));

  test.each(ROWS.filter(({ own }) => !own))('POST /execute answers `$code`', (row) =>
    provoke(server(), row),
  );

  test.each(ownRows)('POST /execute answers `$code` from a server of its own', async (row) => {
    await using own = await startServer({ how, ...row.own });
    await provoke(own, row);
  });

  test.each<[string, unknown, RegExp]>([
    ['an empty body', '', /JSON/],
    ['a body that is no JSON', '{"code": }', /JSON/],
    ['a body cut short', '{"code": "return 1"', /JSON/],
    ['an array', [], /body/],
    ['a bare text', '"return 1"', /body/],
    ['null', 'null', /body/],
    ['no snippet', {}, /'codebase64'.*'code'/],
    ['both snippets', { code: 'return 1', codebase64: 'cmV0dXJuIDE=' }, /'code'.*'codebase64'/],
    ['`code` that is a number', { code: 1 }, /'code'/],
    ['`code` that is null', { code: null }, /'code'/],
    ['`codebase64` that is an object', { codebase64: {} }, /'codebase64'/],
    ['`timeoutMs` of 0', { code: 'return 1', timeoutMs: 0 }, /'timeoutMs'/],
    ['`timeoutMs` below 0', { code: 'return 1', timeoutMs: -5 }, /'timeoutMs'/],
    ['`timeoutMs` with a fraction', { code: 'return 1', timeoutMs: 1.5 }, /'timeoutMs'/],
    ['`timeoutMs` that is null', { code: 'return 1', timeoutMs: null }, /'timeoutMs'/],
  ])('POST /execute refuses %s, naming what is wrong', async (_, body, says) => {
    expectFailure(await server().execute(body), 'invalid_request', says);
  });

  test.each<[string, string, RegExp]>([
    ['characters of no alphabet', 'cmV0dXJu!DE=', /base64/],
    ['padding in the middle', 'cm=V0dXJuIDE=', /base64/],
    ['one digit too many', 'cmV0d', /base64/],
    ['bytes that are not UTF-8', '/////w==', /UTF-8/],
  ])('POST /execute refuses base64 with %s', async (_, codebase64, says) => {
    expectFailure(await server().execute({ codebase64 }), 'invalid_base64', says);
  });

  test('POST /execute refuses empty base64 as empty code', async () => {
    for (const codebase64 of ['', ' \n', 'IAo=']) {
      expectFailure(await server().execute({ codebase64 }), 'empty_code', /empty/);
    }
  });

  test.each<[string, FailureCode]>([
    ['return eval("1")', 'forbidden_pattern'],
    ['return new Function("return 1")()', 'forbidden_pattern'],
    ['return (() => {}).constructor("return 1")()', 'forbidden_pattern'],
    ['return await import("fs")', 'forbidden_pattern'],
    ['return input.__proto__', 'forbidden_pattern'],
    ['for (;;) {}', 'forbidden_pattern'],
    ['return require("child_process")', 'forbidden_module'],
    ['return require("got").get("x")', 'forbidden_module'],
  ])('POST /execute refuses %s with a place and a way out', async (code, failure) => {
    const answer = await server().execute({ code });
    expectFailure(answer, failure, /line 1/);
    expect(errorOf(answer)).toMatchObject({ line: 1, column: expect.any(Number) });
    expect(errorOf(answer).hint).toBeString();
  });

  test('POST /execute refuses no word in a text, a comment or a key', async () => {
    const code = `// eval(x) while(true){} require('fs')
      return ["eval('1')", 'import(x)', { eval: 1, Function: 2 }.eval, /__proto__/.source]`;
    expect(resultOf(await server().execute({ code }))).toHaveLength(4);
  });

  test.each<[string, FailureCode]>([
    ['return undefined', 'no_result'],
    ['return () => 1', 'no_result'],
    ['return Symbol("s")', 'no_result'],
    ['return { toJSON() {} }', 'no_result'],
    ['return 10n', 'unserializable_result'],
    ['return [{ a: 1n }]', 'unserializable_result'],
    ['return { toJSON() { throw new Error("no") } }', 'unserializable_result'],
    ['return "ä".repeat(1500)', 'result_too_large'],
    ['return Array(1200).fill(1)', 'result_too_large'],
    ['const f = () => { Promise.resolve().then(f) }; f(); return new Promise(() => {})', 'timeout'],
    [
      'try { for (let i = 0; i >= 0; i = 1) ; } catch {} finally { for (let i = 0; i >= 0; i = 1) ; }',
      'timeout',
    ],
    ['return /(a+)+$/.test("a".repeat(40) + "b")', 'timeout'],
    ['await new Promise(() => {}); return 1', 'never_settles'],
    // Soon enough for the deadline on a full machine too.
    ['const a = []; for (;;) if (a.push(new Uint8Array(1e6)) < 0) break', 'memory_limit'],
    ['return JSON.parse("[".repeat(200000))', 'stack_overflow'],
  ])('POST /execute ends %s as `%s`', async (code, failure) => {
    expectFailure(await server().execute({ code }), failure, /./);
    expect(resultOf(await server().execute({ code: 'return 1' }))).toBe(1);
  });

  test('POST /execute never runs longer than the server allows, whatever the request asks for', async () => {
    const answer = await server().execute({ code: ENDLESS, timeoutMs: 3_600_000 });
    expectFailure(answer, 'timeout', / 500 ms/);
    expect(answer.body.timing.executionTime).toBeWithin(499, 5000);
  });

  test('GET /stats counts nothing as open once all have failed', async () => {
    expect((await readStats(server())).executions.open).toBe(0);
    expect((await readHealth(server())).pool.workersLost).toBe(0);
  });
});

describe('A worker that fails (in-process)', () => {
  const workerFile = new URL('../support/faulty-worker.ts', import.meta.url);
  const env = { WORKERS: '1', MAX_WORKERS: '1', RUNTIME_POOL_SIZE: '4' };

  test.each(['throw', 'exit', 'break', 'hang'])(
    'POST /execute answers `worker_lost` when its worker does `%s`, and goes on with another',
    async (fault) => {
      await using server = await startServer({ how: 'in-process', env, workerFile });
      const lost = await server.execute({ code: fault });
      expectFailure(lost, 'worker_lost', /lost/);
      expect(resultOf(await server.execute({ code: 'anything' }))).toBe('fine');
      const { pool } = await eventually(
        () => readHealth(server),
        ({ pool: { workers } }) => workers === 1,
      );
      expect(pool.workersLost).toBe(1);
      expect(server.log.named('worker_lost')).toHaveLength(1);
    },
  );

  test('POST /execute answers jobs that a lost worker had not started', async () => {
    await using server = await startServer({ how: 'in-process', env, workerFile });
    const codes = ['first', 'second', 'throw', 'third', 'fourth'];
    const answers = await Promise.all(codes.map((code) => server.execute({ code })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 500, 200, 200]);
  });

  test('POST /execute answers `internal` with an id that leads to the log', async () => {
    await using server = await startServer({ how: 'in-process', env, workerFile });
    const answer = await server.execute({ code: 'fault' });
    expectFailure(answer, 'internal', /./);
    const { executionId } = answer.body;
    const found = server.log.records.find((record) => record['executionId'] === executionId);
    expect(found).toBeDefined();
    const about = server.log.records.filter((record) => record['job'] === found?.['job']);
    expect(JSON.stringify(about)).toContain('/secret/path.ts');
  });

  test('POST /execute answers `worker_lost` with an id that leads to the log', async () => {
    await using server = await startServer({ how: 'in-process', env, workerFile });
    const { body } = await server.execute({ code: 'throw' });
    const ids = server.log.records.map((record) => record['executionId']);
    expect(ids).toContain(body.executionId);
  });
});
