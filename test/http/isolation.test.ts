/** Executions do not see, wait for, or answer in place of each other. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { resultOf } from '../support/answer.ts';
import { eventually } from '../support/eventually.ts';
import { shareServer } from '../support/shared-server.ts';
import { readStats } from '../support/stats.ts';
import { describeWays, WAYS } from '../support/ways.ts';

setDefaultTimeout(30_000);

const ENDLESS = 'let n = 0; while (n >= 0) n = (n + 1) % 9; return n';

/** Leaves marks wherever a later run could find them. */
const POLLUTE = `globalThis.leaked = 1; Object.prototype.leaked = 2; Array.prototype.map = () => 'leaked';
  JSON.parse = () => 'leaked'; Math.random = () => 0.5; String.prototype.leaked = 3; input.leaked = 4;
  Promise.prototype.then = undefined; Object.defineProperty(Error.prototype, 'leaked', { value: 5 });
  try { Object.freeze(Array.prototype); Object.setPrototypeOf(Function.prototype, { leaked: 6 }) } catch {}
  return 'polluted'`;
const LOOK = `const seen = [typeof globalThis.leaked, typeof ({}).leaked, typeof 'x'.leaked, typeof input.leaked,
    typeof new Error('x').leaked, typeof (() => 1).leaked, String(JSON.parse('1')), [1].map((x) => x + 1)[0],
    await Promise.resolve('then'), Object.isFrozen(Array.prototype)];
  return seen`;
const CLEAN = [...Array(6).fill('undefined'), '1', 2, 'then', false];

describeWays('POST /execute', WAYS, (how) => {
  const server = shareServer({
    how,
    env: { DISABLED_GLOBALS: 'none', EXECUTION_TIMEOUT_MS: '20000' },
  });
  const run = async (code: string, input?: unknown) =>
    resultOf(await server().execute({ code, input }));
  const times = <T>(count: number, start: (i: number) => Promise<T>) =>
    Promise.all(Array.from({ length: count }, (_, i) => start(i)));

  test('POST /execute leaves nothing of one run to another', async () => {
    for (let round = 0; round < 5; round++) {
      expect(await run(POLLUTE)).toBe('polluted');
      expect(await run(LOOK)).toEqual(CLEAN);
    }
    await times(20, () => run(POLLUTE));
    for (const seen of await times(20, () => run(LOOK))) expect(seen).toEqual(CLEAN);
  });

  test('POST /execute leaves nothing of a run that was stopped or failed', async () => {
    const marks = `Object.prototype.leaked = 1; globalThis.leaked = 1;`;
    const ends = [
      ENDLESS,
      'null.x',
      '(function f() { f() })()',
      'setTimeout(() => { throw 1 }, 1e6); return 1',
    ];
    for (const end of ends) {
      await server().execute({ code: `${marks} ${end}`, timeoutMs: 100 });
      expect(await run('return [typeof ({}).leaked, typeof globalThis.leaked]')).toEqual([
        'undefined',
        'undefined',
      ]);
    }
  });

  test('POST /execute gives every run random numbers of its own', async () => {
    const drawn = await times(40, () => run('return [Math.random(), Math.random()]'));
    const numbers = drawn.flatMap((pair) => pair as number[]);
    expect(new Set(numbers).size).toBe(80);
    for (const number of numbers) expect(number).toBeWithin(0, 1);
  });

  test('POST /execute keeps no timer of a run that has ended', async () => {
    const code = 'setInterval(() => { globalThis.ticked = 1 }, 1); return "done"';
    expect(await run(code)).toBe('done');
    const wait = 'await new Promise((r) => setTimeout(r, 30)); return typeof globalThis.ticked';
    expect(await run(wait)).toBe('undefined');
  });

  test('POST /execute gives each of 300 concurrent requests its own right answer', async () => {
    const kinds = [
      (i: number) => ({ code: 'return input.i * 2', expected: i * 2 }),
      (i: number) => ({ code: `return "s" + ${i}`, expected: `s${i}` }),
      (i: number) => ({ code: 'return await Promise.resolve([input.i])', expected: [i] }),
      (i: number) => ({
        code: 'return await new Promise((r) => setTimeout(r, input.i % 7, -input.i))',
        expected: -i,
      }),
      (i: number) => ({
        code: 'let s = 0; for (let j = 0; j < 20000; j++) s += input.i; return s',
        expected: 20_000 * i,
      }),
    ];
    const answers = await times(300, async (i) => {
      const { code, expected } = kinds[i % kinds.length]?.(i) ?? { code: '', expected: i };
      return { expected, actual: await run(code, { i: i === 0 ? 0 : i }) };
    });
    // Of zeros only the sign differs, which JSON does not know.
    for (const { actual, expected } of answers)
      expect(actual).toEqual(expected === 0 ? 0 : expected);
  });

  test('POST /execute answers quick requests while others loop without an end', async () => {
    let loopsEnded = 0;
    const callers = new AbortController();
    const { signal } = callers;
    const loops = times(3, async () => {
      // Who hangs up is told of it by an error, or by the answer that was under way.
      await server()
        .execute({ code: ENDLESS }, { signal })
        .catch(() => 'gone');
      loopsEnded++;
    });
    for (let i = 0; i < 20; i++) expect(await run('return input.i', { i })).toBe(i);
    expect(loopsEnded).toBe(0);
    callers.abort();
    await loops;
  });

  test('POST /execute parks runs that wait, many more than there are workers', async () => {
    const code = 'await new Promise((r) => setTimeout(r, 1000)); return input.i';
    const answers = times(60, (i) => run(code, { i }));
    const { pool } = await eventually(
      () => readStats(server()),
      ({ pool: { parked, maxWorkers } }) => parked > maxWorkers,
    );
    expect(pool.workers).toBeLessThanOrEqual(pool.maxWorkers);
    expect(await answers).toEqual(Array.from({ length: 60 }, (_, i) => i));
  });
});
