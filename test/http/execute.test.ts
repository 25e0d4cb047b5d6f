import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { resultOf } from '../support/answer.ts';
import { shareServer } from '../support/shared-server.ts';
import { describeWays, WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

const HELLO = 'return "Hello " + input.name + "! Count: " + input.count;';
const WORLD = { name: 'World', count: 5 };
const GREETING = 'Hello World! Count: 5';
/** Needs both characters in which the two base64 alphabets differ, and padding. */
const AWKWARD = 'return "ÿþ>>>???~~~ " + input.name; //';

const toBase64 = (text: string): string => Buffer.from(text).toString('base64');
const inLines = (text: string, end: string): string => text.replace(/.{16}/g, `$&${end}`);

describeWays('POST /execute', WAYS, (how) => {
  const server = shareServer({ how });
  const run = async (code: string, input?: unknown) =>
    resultOf(await server().execute({ code, input }));

  describe('the snippet', () => {
    test('POST /execute answers the greeting of the contract', async () => {
      const answer = await server().execute({ input: WORLD, codebase64: btoa(HELLO) });
      expect(answer.status).toBe(200);
      expect(resultOf(answer)).toBe(GREETING);
    });

    test('POST /flow/codeblock answers the same', async () => {
      const body = { input: WORLD, codebase64: btoa(HELLO) };
      const answer = await server().execute(body, { path: '/flow/codeblock' });
      expect(resultOf(answer)).toBe(GREETING);
    });

    test('POST /execute takes plain text in `code`', async () => {
      expect(await run(HELLO, WORLD)).toBe(GREETING);
    });

    test('POST /execute takes either base64 alphabet, with padding and without', async () => {
      const standard = toBase64(AWKWARD);
      expect(standard).toMatch(/[+/].*=$/);
      const urlSafe = standard.replaceAll('+', '-').replaceAll('/', '_');
      for (const codebase64 of [standard, urlSafe]) {
        for (const text of [codebase64, codebase64.replace(/=+$/, '')]) {
          const answer = await server().execute({ codebase64: text, input: WORLD });
          expect(resultOf(answer)).toBe('ÿþ>>>???~~~ World');
        }
      }
    });

    test('POST /execute takes base64 with line breaks that JSON escapes', async () => {
      for (const end of ['\n', '\r\n', ' \t']) {
        const codebase64 = inLines(btoa(HELLO), end);
        expect(resultOf(await server().execute({ codebase64, input: WORLD }))).toBe(GREETING);
      }
    });

    test('POST /execute takes base64 with raw line breaks, as a shell puts them', async () => {
      for (const end of ['\n', '\r\n']) {
        const wrapped = inLines(btoa(HELLO), end) + end;
        const body = `{ "input": ${JSON.stringify(WORLD)},\n "codebase64" : "${wrapped}" }`;
        expect(resultOf(await server().execute(body))).toBe(GREETING);
      }
    });

    test('POST /execute takes a JSON type with parameters or a suffix', async () => {
      for (const type of [
        'application/json; charset=utf-8',
        'Application/JSON',
        'application/x+json',
      ]) {
        const answer = await server().execute(
          { code: 'return 1' },
          { headers: { 'content-type': type } },
        );
        expect(resultOf(answer)).toBe(1);
      }
    });

    test('POST /execute runs the snippet in strict mode', async () => {
      expect(await run('return this === undefined')).toBe(true);
      expect(await run('try { undeclared = 1 } catch (e) { return e.name }')).toBe(
        'ReferenceError',
      );
    });

    test('POST /execute runs source that ends in a comment, has any line ends, or any script', async () => {
      expect(await run('return 1 // the end')).toBe(1);
      expect(await run('let a = 1\r\na++\rreturn a')).toBe(2);
      expect(await run('const größe = "漢字 🎉"; return größe')).toBe('漢字 🎉');
    });

    test('POST /execute ignores fields that it does not know', async () => {
      expect(resultOf(await server().execute({ code: 'return 1', codes: 'x', id: 7 }))).toBe(1);
    });
  });

  describe('promises', () => {
    test('POST /execute lets the snippet await at its top level', async () => {
      expect(await run('const a = await Promise.resolve(2); return a * (await 3)')).toBe(6);
    });

    test('POST /execute awaits a returned promise, also one within another', async () => {
      expect(await run('return Promise.resolve().then(() => new Promise((r) => r([1])))')).toEqual([
        1,
      ]);
    });

    test('POST /execute awaits a returned thenable', async () => {
      expect(await run('return { then(resolve) { resolve("later") } }')).toBe('later');
    });

    test('POST /execute runs async iteration and Promise.all to their ends', async () => {
      const code = `async function* count() { for (let i = 0; i < 3; i++) yield i }
        let sum = 0;
        for await (const i of count()) sum += i;
        return [sum, await Promise.all([1, Promise.resolve(2)])]`;
      expect(await run(code)).toEqual([3, [1, 2]]);
    });

    test('POST /execute runs thousands of promise jobs to their end', async () => {
      const code = 'let n = 0; for (let i = 0; i < 5000; i++) await null, n++; return n';
      expect(await run(code)).toBe(5000);
    });
  });

  describe('the answer', () => {
    test('POST /execute answers with timing, a timestamp, an id and usage', async () => {
      const sentMs = Date.now();
      const { body, headers } = await server().execute({ code: 'return 1' });
      expect(headers.get('content-type')).toStartWith('application/json');
      expect(headers.get('x-request-id')).toBe(body.executionId);
      expect(Math.abs(Date.parse(body.timestamp) - sentMs)).toBeLessThan(60_000);
      expect(body.timing.totalTime).toBeGreaterThanOrEqual(body.timing.executionTime);
      expect(body.usage?.memoryBytes).toBeGreaterThan(0);
      expect(body.usage?.fuel).toBeGreaterThan(0);
    });

    test('POST /execute measures what a run takes', async () => {
      const small = await server().execute({ code: 'return 1' });
      const code =
        'let s = 0; for (let i = 0; i < 1e6; i++) s += i; return [s, Array(1e5).fill(1).length]';
      const large = await server().execute({ code });
      expect(large.body.usage?.fuel).toBeGreaterThan(small.body.usage?.fuel ?? 0);
      expect(large.body.usage?.memoryBytes).toBeGreaterThan(small.body.usage?.memoryBytes ?? 0);
      expect(large.body.usage?.cpuMicros).toBeGreaterThan(1000);
    });

    test("POST /execute keeps a caller's own X-Request-Id", async () => {
      for (const id of ['a', 'job-1.2_3', 'x'.repeat(128)]) {
        const answer = await server().execute(
          { code: 'return 1' },
          { headers: { 'x-request-id': id } },
        );
        expect(answer.headers.get('x-request-id')).toBe(id);
        expect(answer.body.executionId).toBe(id);
      }
    });

    test('POST /execute makes an id of its own in place of an unfit one', async () => {
      for (const id of ['', 'a b', '"}', 'x'.repeat(129), 'ä']) {
        const answer = await server().execute(
          { code: 'return 1' },
          { headers: { 'x-request-id': id } },
        );
        expect(answer.body.executionId).toMatch(/^[0-9a-f-]{36}$/);
        expect(answer.headers.get('x-request-id')).toBe(answer.body.executionId);
      }
    });

    test('POST /execute gives every answer another id', async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => server().execute({ code: 'return 1' })),
      );
      expect(new Set(answers.map(({ body }) => body.executionId)).size).toBe(20);
    });
  });

  describe('console', () => {
    test('POST /execute answers with what the snippet printed, in order and with levels', async () => {
      const code = `console.log('a', 1); console.warn({ b: [1, 2] }); console.error('c');
        await null; console.info('d'); console.debug(null, undefined); return 1`;
      const { body } = await server().execute({ code });
      expect(body.logs?.map(({ level }) => level)).toEqual([
        'log',
        'warn',
        'error',
        'info',
        'debug',
      ]);
      const messages = body.logs?.map(({ message }) => message) ?? [];
      expect(messages[0]).toBe('a 1');
      expect(messages[1]).toMatch(/b: \[ ?1, 2 ?\]/);
      expect(messages[4]).toBe('null undefined');
    });

    test('POST /execute answers a failure with what was printed before it', async () => {
      const { body } = await server().execute({ code: 'console.log("before"); null.x' });
      expect(body.success).toBe(false);
      expect(body.logs).toEqual([{ level: 'log', message: 'before' }]);
    });

    test('POST /execute has no `logs` when nothing was printed', async () => {
      const { body } = await server().execute({ code: 'return 1' });
      expect(body).not.toHaveProperty('logs');
    });

    test('POST /execute bounds what a snippet prints, and says so', async () => {
      const code = 'for (let i = 0; i < 5000; i++) console.log(i); return 1';
      const { body } = await server().execute({ code });
      expect(body.logs?.length).toBeLessThan(1100);
      expect(body.logs?.at(-1)?.message).toMatch(/4000 more lines/);
    });
  });

  describe('timeoutMs', () => {
    const endless = 'let n = 0; while (n >= 0) n = (n + 1) % 9; return n';

    test('POST /execute stops a run at the deadline that the request asks for', async () => {
      const answer = await server().execute({ code: endless, timeoutMs: 60 });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('60 ms');
      expect(answer.body.timing.executionTime).toBeGreaterThanOrEqual(59);
    });

    test('POST /execute answers in time what has a short deadline and needs less', async () => {
      const answer = await server().execute({ code: 'return 1', timeoutMs: 4000 });
      expect(resultOf(answer)).toBe(1);
    });
  });
});
