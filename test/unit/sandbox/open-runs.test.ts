import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { cancel } from '../../../src/wire/claim-word.ts';
import type { Answer } from '../../../src/wire/ops.ts';
import { makeExecutor, type TestExecutorOptions } from '../../support/executor.ts';
import { makeWorld, type World } from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

let world: World;
beforeAll(async () => {
  world = await makeWorld({ disabledGlobals: [] });
});

const makeWorker = (options: Partial<TestExecutorOptions> = {}) =>
  makeExecutor({ world, sandboxes: 4, ...options });

const endingOf = ({ result }: Answer) =>
  result.ok ? JSON.parse(result.json) : result.failure.code;

const NEVER = 'return new Promise((done) => setTimeout(done, 1e6))';
const waitFor = (ms: number) => `await new Promise((done) => setTimeout(done, ${ms}));`;
/** Takes some 5 ms where a tick is 1 ms. */
const COMPUTE = 'for (let i = 0; i < 1e5; i++);';

describe('OpenRuns', () => {
  test('OpenRuns lets what waits for a sandbox have that of a run whose caller has gone', async () => {
    const worker = await makeWorker({ sandboxes: 1, stowageBytes: 0 });
    const gone = worker.offer(NEVER);
    const next = worker.offer('return 1');
    worker.executor.accept([gone, next]);
    await worker.settle();
    expect(worker.answers).toEqual([]);
    cancel(worker.shared.claims, gone.slot, gone.sequence);
    worker.executor.sweepCancelled();
    await worker.settle();
    expect(worker.answers.map(endingOf)).toEqual(['cancelled', 1]);
  });

  test('OpenRuns ends all whose deadlines have come before others go on', async () => {
    const worker = await makeWorker({ sandboxes: 2 });
    const busy = Array.from({ length: 40 }, () =>
      worker.offer(`${waitFor(99)} ${waitFor(99)} return 'waited'`, { timeoutMs: 5000 }),
    );
    const waiting = Array.from({ length: 40 }, () => worker.offer(NEVER, { timeoutMs: 100 }));
    worker.executor.accept([...busy, ...waiting]);
    await worker.settle();
    // Each that goes on takes that long, and more than once: together 200 ms.
    worker.stowed.takesMs = 2.5;
    worker.clock.advance(3000);
    await worker.settle();
    for (const job of busy) expect(endingOf(worker.answerTo(job))).toBe('waited');
    for (const job of waiting) {
      const answer = worker.answerTo(job);
      expect(endingOf(answer)).toBe('timeout');
      expect(answer.usage.runMicros).toBeLessThan(115_000);
    }
  });

  test('OpenRuns counts what it takes to put a run aside, and to take it up again, as its computing', async () => {
    const worker = await makeWorker({ sandboxes: 1 });
    worker.stowed.takesMs = 7;
    const first = worker.offer(`${waitFor(100)} return 1`);
    const second = worker.offer(`${waitFor(100)} return 2`);
    worker.executor.accept([first, second]);
    await worker.settle();
    worker.clock.advance(200);
    await worker.settle();
    expect(worker.stowed.times).toBe(2);
    for (const job of [first, second]) {
      expect(worker.answerTo(job).usage.cpuMicros).toBe(14_000);
    }
  });

  test('OpenRuns gives no run back the time that it took to put it aside', async () => {
    const worker = await makeWorker({ sandboxes: 1 });
    worker.stowed.takesMs = 40;
    const code = `for (;;) ${waitFor(1)}`;
    const jobs = [1, 2].map((n) => worker.offer(`${code} // ${n}`, { timeoutMs: 1000 }));
    worker.executor.accept(jobs);
    await worker.settle();
    worker.clock.advance(3000);
    await worker.settle();
    for (const job of jobs) {
      const { usage, result } = worker.answerTo(job);
      expect(result).toMatchObject({ failure: { code: 'timeout' } });
      expect(usage.cpuMicros).toBeGreaterThan(300_000);
      // Of what it is late nothing is excused but the other's packing.
      expect(usage.runMicros).toBeGreaterThanOrEqual(1_000_000 - 150_000);
      expect(usage.runMicros).toBeLessThan(1_250_000);
    }
  });
});

describe('Executor', () => {
  test('Executor sends an answer before the others of its turn have had theirs', async () => {
    const worker = await makeWorker({ tickMs: 0.5 });
    // Each takes some 2 ms.
    const others = [1, 2, 3].map((n) => worker.offer(`${COMPUTE} return ${n}`));
    const first = worker.offer('return 0');
    const beganMs = worker.clock.nowMs();
    worker.executor.accept([first, ...others]);
    await worker.settle();
    worker.clock.advance(100);
    const sentAfterMs = (worker.sentMs.get(first.sequence) ?? Number.NaN) - beganMs;
    expect(sentAfterMs).toBeLessThan(4);
    expect(worker.answers.map(endingOf)).toEqual([0, 1, 2, 3]);
  });

  test('Executor takes in what else has come before it goes on with what it has', async () => {
    const worker = await makeWorker({ tickMs: 1 });
    const flood = (from: number) =>
      Array.from({ length: 10 }, (_, n) =>
        worker.offer(`${COMPUTE} return input.n`, { input: { n: from + n } }),
      );
    // In one turn of the event loop there may be several messages.
    worker.executor.accept(flood(0));
    worker.executor.accept(flood(10));
    worker.executor.accept(flood(20));
    const other = worker.offer('return "other"');
    worker.executor.accept([other]);
    await worker.settle();
    worker.clock.advance(500);
    const order = worker.answers.map(({ sequence }) => sequence);
    expect(order).toHaveLength(31);
    expect(order.indexOf(other.sequence)).toBeLessThan(4);
  });
});
