import { expect, setDefaultTimeout, test } from 'bun:test';
import type { Answer } from '../../../src/wire/ops.ts';
import { readCounter } from '../../../src/wire/shared.ts';
import { makeExecutor } from '../../support/executor.ts';
import { makeWorld } from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

const endingOf = ({ result }: Answer) =>
  result.ok ? JSON.parse(result.json) : result.failure.code;
const WAIT = 'return new Promise((r) => setTimeout(r, input.ms, "waited"))';
const NEVER = 'return new Promise((r) => setTimeout(r, 1e6))';
const MODULES = "return [require('zod'), require('cheerio'), require('marked')].length";

test('Executor answers by its deadline a job whose modules are still being loaded, and keeps what was begun', async () => {
  const fresh = await makeWorld({ disabledGlobals: [] });
  const bench = await makeExecutor({ world: fresh, tickMs: 10 });
  const waiting = bench.offer(NEVER, { timeoutMs: 90 });
  const job = bench.offer(MODULES, { timeoutMs: 60 });
  const next = bench.offer('return input.a');
  bench.executor.accept([waiting, job, next]);
  for (let turn = 0; turn < 3; turn++) {
    bench.clock.advance(1);
    await bench.settle();
  }
  expect(bench.answerTo(job).result).toMatchObject({ failure: { code: 'timeout' } });
  expect(bench.answerTo(job).usage.runMicros).toBeLessThanOrEqual(80_000);
  expect(bench.answers.map(({ sequence }) => sequence)).toEqual(
    [job, waiting, next].map(({ sequence }) => sequence),
  );
  // By the same deadline: what there was no time for is less with every turn.
  const endings: string[] = [];
  while (endings.length < 40 && !endings.includes('3')) {
    const again = bench.offer(MODULES, { timeoutMs: 60 });
    bench.executor.accept([again]);
    bench.clock.advance(2000);
    await bench.settle();
    endings.push(String(endingOf(bench.answerTo(again))));
  }
  expect(endings.at(-1)).toBe('3');
  expect(bench.faults).toEqual([]);
});

test('Executor counts the loading of its modules as time of a run, and of others that wait', async () => {
  const fresh = await makeWorld({ disabledGlobals: [] });
  const bench = await makeExecutor({ world: fresh, tickMs: 1 });
  const waiting = bench.offer(WAIT, { input: { ms: 20 }, timeoutMs: 1000 });
  const job = bench.offer(MODULES, { timeoutMs: 10_000 });
  bench.executor.accept([waiting, job]);
  await bench.settle();
  const { usage } = bench.answerTo(job);
  expect(endingOf(bench.answerTo(job))).toBe(3);
  expect(usage.runMicros).toBeGreaterThan(40_000);
  expect(usage.cpuMicros).toBeLessThan(usage.runMicros / 2);
  bench.clock.advance(20);
  expect(endingOf(bench.answerTo(waiting))).toBe('waited');
  // It was ready when the other loaded, so that little of that is its own.
  expect(bench.answerTo(waiting).usage.runMicros).toBeLessThan(60_000);
});

test('Executor gives up modules that take longer to load than any may', async () => {
  const fresh = await makeWorld();
  const bench = await makeExecutor({ world: fresh, tickMs: 1000 });
  const job = bench.offer(MODULES, { timeoutMs: 60_000 });
  const next = bench.offer('return input.a');
  bench.executor.accept([job]);
  await bench.settle();
  bench.executor.accept([next]);
  await bench.settle();
  expect(endingOf(bench.answerTo(job))).toBe('timeout');
  expect(endingOf(bench.answerTo(next))).toBe(1);
  expect(readCounter(bench.shared, 'replaced')).toBe(1);
  expect(bench.faults).toEqual([]);
});
