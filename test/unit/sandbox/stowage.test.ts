import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { Difference } from '../../../src/sandbox/difference.ts';
import { Stowage } from '../../../src/sandbox/stowage.ts';
import { cancel } from '../../../src/wire/claim-word.ts';
import { readCounter } from '../../../src/wire/shared.ts';
import { makeExecutor, type TestExecutorOptions } from '../../support/executor.ts';
import { makeSandbox, makeWorld, type World } from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await makeWorld({ disabledGlobals: [] });
});

const makeWorker = (options: Partial<TestExecutorOptions> = {}) =>
  makeExecutor({ world, sandboxes: 2, ...options });

/** Builds something, waits, and looks whether it is still there. */
const WAITS = `
  const kept = new Map([[input.n, { list: Array.from({ length: 500 }, (_, i) => i * input.n) }]]);
  globalThis.mark = input.n;
  for (let turn = 0; turn < 3; turn++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    if (globalThis.mark !== input.n || kept.size !== 1) throw new Error('another run was here');
  }
  return kept.get(input.n).list.reduce((sum, each) => sum + each, 0);
`;
const sumFor = (n: number) => n * ((499 * 500) / 2);

describe('Runs that wait', () => {
  // Not compressed, compressed, and some of either.
  test.each([undefined, 0, 100_000])(
    'they are more than there are sandboxes, and each finds what it left: %p',
    async (unpackedBytes) => {
      const worker = await makeWorker({ unpackedBytes });
      const jobs = Array.from({ length: 40 }, (_, n) => worker.offer(WAITS, { input: { n } }));
      worker.executor.accept(jobs);
      await worker.settle();
      expect(worker.answers).toEqual([]);
      expect(readCounter(worker.shared, 'parked')).toBe(40);
      expect(readCounter(worker.shared, 'sandboxes')).toBe(2);
      for (let turn = 0; turn < 3; turn++) {
        worker.clock.advance(100);
        await worker.settle();
      }
      jobs.forEach((job, n) => {
        expect(worker.answerTo(job).result).toEqual({ ok: true, json: String(sumFor(n)) });
      });
      expect(readCounter(worker.shared, 'parked')).toBe(0);
      expect(worker.faults).toEqual([]);
    },
  );

  test('they draw random numbers of their own when they go on', async () => {
    const worker = await makeWorker();
    const code = 'await new Promise((resolve) => setTimeout(resolve, 10)); return Math.random();';
    const jobs = Array.from({ length: 20 }, () => worker.offer(code));
    worker.executor.accept(jobs);
    await worker.settle();
    worker.clock.advance(10);
    await worker.settle();
    const drawn = jobs.map((job) => JSON.stringify(worker.answerTo(job).result));
    expect(new Set(drawn).size).toBe(20);
  });

  test('they end at their deadlines, and when their callers hang up, with a sandbox or without', async () => {
    const worker = await makeWorker();
    const code = 'await new Promise((resolve) => setTimeout(resolve, 1e6)); return 1;';
    const jobs = Array.from({ length: 10 }, () => worker.offer(code));
    worker.executor.accept(jobs);
    await worker.settle();
    const [first, second, ...others] = jobs;
    for (const job of [first, second]) {
      if (job) cancel(worker.shared.claims, job.slot, job.sequence);
    }
    worker.executor.sweepCancelled();
    worker.clock.advance(1000);
    await worker.settle();
    for (const job of others) {
      expect(worker.answerTo(job).result).toMatchObject({ failure: { code: 'timeout' } });
      expect(worker.answerTo(job).usage.memoryBytes).toBeGreaterThan(0);
    }
    for (const job of [first, second]) {
      if (job)
        expect(worker.answerTo(job).result).toMatchObject({ failure: { code: 'cancelled' } });
    }
    const after = worker.offer('return 1');
    worker.executor.accept([after]);
    await worker.settle();
    expect(worker.answerTo(after).result).toEqual({ ok: true, json: '1' });
  });

  test('what is kept of them is bounded: the others wait for their turn', async () => {
    const worker = await makeWorker({ stowageBytes: 1 });
    const jobs = Array.from({ length: 6 }, (_, n) => worker.offer(WAITS, { input: { n } }));
    worker.executor.accept(jobs);
    await worker.settle();
    expect(readCounter(worker.shared, 'parked')).toBe(2);
    for (let turn = 0; turn < 9; turn++) {
      worker.clock.advance(100);
      await worker.settle();
    }
    jobs.forEach((job, n) => {
      expect(worker.answerTo(job).result).toEqual({ ok: true, json: String(sumFor(n)) });
    });
  });

  test('they go on in a sandbox that was another image', async () => {
    const worker = await makeWorker({ sandboxes: 1 });
    const wait = 'await new Promise((resolve) => setTimeout(resolve, 10));';
    const lodash = worker.offer(
      `const _ = require('lodash'); ${wait} return _.chunk([1, 2, 3], 2)`,
    );
    const qs = worker.offer(`const qs = require('qs'); ${wait} return qs.stringify({ a: [1] })`);
    const bare = worker.offer(`${wait} return 1`);
    worker.executor.accept([lodash, qs, bare]);
    await worker.settle();
    worker.clock.advance(10);
    await worker.settle();
    expect(worker.answerTo(lodash).result).toEqual({ ok: true, json: '[[1,2],[3]]' });
    expect(worker.answerTo(qs).result).toEqual({ ok: true, json: '"a%5B0%5D=1"' });
    expect(worker.answerTo(bare).result).toEqual({ ok: true, json: '1' });
  });
});

describe('Stowage', () => {
  test('Stowage compresses what goes beyond what it keeps as it is, and counts what it keeps', async () => {
    const { sandbox } = await makeSandbox({ world });
    const evaluated = sandbox.evaluate("globalThis.kept = 'x'.repeat(1e5)");
    expect(evaluated).toHaveProperty('value');
    const one = sandbox.differenceBy(new Difference()).length;
    const stowage = new Stowage(one * 10, one * 2);
    const stowed = [1, 2, 3].map(() => stowage.tryStow(sandbox));
    expect(stowed.map((each) => each?.isPacked)).toEqual([false, false, true]);
    const [first, , third] = stowed.map((each) => each?.bytes.length ?? 0);
    expect(first).toBe(one);
    expect(third).toBeLessThan(one / 10);
    expect(stowage.bytes).toBe(one * 2 + (third ?? 0));
    for (const each of stowed) if (each) stowage.drop(each);
    expect(stowage.bytes).toBe(0);
    // What is compressed counts as it is kept.
    expect(new Stowage(one / 2, 0).tryStow(sandbox)?.isPacked).toBe(true);
    expect(new Stowage(one - 4, one - 4).tryStow(sandbox)?.isPacked).toBe(true);
    expect(new Stowage(1, 0).tryStow(sandbox)).toBeUndefined();
    expect(new Stowage(1, one).tryStow(sandbox)).toBeUndefined();
  });
});
