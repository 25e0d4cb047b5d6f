import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { cancel, isClaimed, offer, tryWithdraw } from '../../../src/wire/claim-word.ts';
import type { Answer } from '../../../src/wire/ops.ts';
import { readCounter } from '../../../src/wire/shared.ts';
import { makeExecutor } from '../../support/executor.ts';
import { makeWorld, type World } from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

let world: World;
/** Nothing is disabled: snippets have timers. */
let open: World;
beforeAll(async () => {
  world = await makeWorld();
  open = await makeWorld({ disabledGlobals: [] });
});

const endingOf = ({ result }: Answer) =>
  result.ok ? JSON.parse(result.json) : result.failure.code;
const WAIT = 'return new Promise((r) => setTimeout(r, input.ms, "waited"))';
const NEVER = 'return new Promise((r) => setTimeout(r, 1e6))';

describe('Executor', () => {
  test('Executor answers every job once, in order, however they end', async () => {
    const bench = await makeExecutor({ world, tickMs: 1 });
    const codes = [
      'return input.a + 1',
      'let x = ;',
      '   ',
      'throw new Error("x")',
      'for (;;);',
      'return',
      'return new Promise(() => {})',
      'let s = "a"; for (;;) s += s + "b"',
      'return (function f() { return f() })()',
      'return input.a + 2',
    ];
    const jobs = codes.map((code) => bench.offer(code, { timeoutMs: 100 }));
    bench.executor.accept(jobs);
    await bench.settle();
    for (let i = 0; i < 20; i++) {
      bench.clock.advance(20);
      await bench.settle();
    }
    expect(jobs.map((job) => endingOf(bench.answerTo(job)))).toEqual([
      2,
      'syntax_error',
      'empty_code',
      'guest_threw',
      'timeout',
      'no_result',
      'never_settles',
      expect.stringMatching(/memory_limit|guest_threw|timeout/),
      'stack_overflow',
      3,
    ]);
    expect(bench.answers.map(({ sequence }) => sequence)).toEqual(jobs.map((job) => job.sequence));
    expect(bench.faults).toEqual([]);
  });

  test('Executor never runs a job that was withdrawn', async () => {
    const bench = await makeExecutor({ world: open });
    const jobs = Array.from({ length: 10 }, (_, i) => bench.offer(`return ${i}`));
    for (const job of jobs.filter((_, i) => i % 3 === 0)) {
      expect(tryWithdraw(bench.shared.claims, job.slot, job.sequence)).toBe(true);
    }
    bench.executor.accept(jobs);
    await bench.settle();
    expect(bench.answers.map(({ sequence }) => sequence)).toEqual([2, 3, 5, 6, 8, 9]);
  });

  test('Executor leaves a slot that was given to another job alone', async () => {
    const bench = await makeExecutor({ world });
    const stale = bench.offer('return "stale"');
    offer(bench.shared.claims, stale.slot, 5000);
    bench.executor.accept([stale]);
    expect(bench.answers).toEqual([]);
    expect(isClaimed(bench.shared.claims, stale.slot, 5000)).toBe(false);
  });

  test('Executor runs a job only once when it is sent twice', async () => {
    const bench = await makeExecutor({ world });
    const job = bench.offer('return 1');
    bench.executor.accept([job, job]);
    bench.executor.accept([job]);
    expect(bench.answers).toHaveLength(1);
  });

  test('Executor keeps jobs it has no sandbox for unclaimed, and runs them when there is one', async () => {
    const bench = await makeExecutor({ world: open, sandboxes: 1, stowageBytes: 0 });
    const waiting = bench.offer(WAIT, { input: { ms: 50 } });
    const next = bench.offer('return 1');
    bench.executor.accept([waiting, next]);
    await bench.settle();
    expect(isClaimed(bench.shared.claims, waiting.slot, waiting.sequence)).toBe(true);
    expect(isClaimed(bench.shared.claims, next.slot, next.sequence)).toBe(false);
    bench.clock.advance(50);
    await bench.settle();
    expect(endingOf(bench.answerTo(waiting))).toBe('waited');
    expect(endingOf(bench.answerTo(next))).toBe(1);
  });

  test('Executor lets other jobs run while runs wait', async () => {
    const bench = await makeExecutor({ world: open, sandboxes: 3 });
    const slow = [200, 100].map((ms) => bench.offer(WAIT, { input: { ms } }));
    const quick = Array.from({ length: 20 }, () => bench.offer('return input.a'));
    bench.executor.accept([...slow, ...quick]);
    await bench.settle();
    for (const job of quick) expect(endingOf(bench.answerTo(job))).toBe(1);
    expect(readCounter(bench.shared, 'parked')).toBe(2);
    bench.clock.advance(100);
    expect(bench.answers).toHaveLength(21);
    bench.clock.advance(100);
    expect(slow.map((job) => endingOf(bench.answerTo(job)))).toEqual(['waited', 'waited']);
    expect(readCounter(bench.shared, 'parked')).toBe(0);
  });

  test('Executor ends a waiting run at its deadline', async () => {
    const bench = await makeExecutor({ world: open });
    const job = bench.offer(NEVER, { timeoutMs: 40 });
    bench.executor.accept([job]);
    await bench.settle();
    bench.clock.advance(39);
    expect(bench.answers).toEqual([]);
    bench.clock.advance(1);
    const answer = bench.answerTo(job);
    expect(endingOf(answer)).toBe('timeout');
    expect(answer.usage.runMicros).toBe(40_000);
    expect(answer.usage.cpuMicros).toBe(0);
  });

  test('Executor ends waiting runs at their deadlines while another computes', async () => {
    const bench = await makeExecutor({ world: open, tickMs: 1 });
    // Texts of their own, so that all are begun before the hog: snippets take turns.
    const waiting = [20, 40].map((timeoutMs) =>
      bench.offer(`${NEVER} // ${timeoutMs}`, { timeoutMs }),
    );
    const late = bench.offer(`${NEVER} // late`, { timeoutMs: 500 });
    const hog = bench.offer('for (;;);', { timeoutMs: 100 });
    bench.executor.accept([...waiting, late, hog]);
    await bench.settle();
    expect(bench.answers.map(({ sequence }) => sequence)).toEqual(
      [...waiting, hog].map(({ sequence }) => sequence),
    );
    expect(bench.answers.map(endingOf)).toEqual(['timeout', 'timeout', 'timeout']);
    expect(bench.answers.map(({ usage }) => usage.runMicros)).toEqual([20_000, 40_000, 100_000]);
    expect(readCounter(bench.shared, 'parked')).toBe(1);
    const jobs = Array.from({ length: 6 }, () => bench.offer('return input.a'));
    bench.executor.accept(jobs);
    await bench.settle();
    for (const job of jobs) expect(endingOf(bench.answerTo(job))).toBe(1);
    bench.clock.advance(400);
    expect(endingOf(bench.answerTo(late))).toBe('timeout');
    expect(bench.faults).toEqual([]);
  });

  test('Executor begins a job of another snippet next, however many of one there are', async () => {
    const bench = await makeExecutor({ world: open });
    const flood = Array.from({ length: 30 }, (_, n) =>
      bench.offer('return input.n', { input: { n } }),
    );
    const other = bench.offer('return input.m', { input: { m: 'other' } });
    bench.executor.accept([...flood, other]);
    await bench.settle();
    const order = bench.answers.map(({ sequence }) => sequence);
    expect(order.indexOf(other.sequence)).toBeLessThan(5);
    const ofFlood = order.filter((sequence) => sequence !== other.sequence);
    expect(ofFlood).toEqual(flood.map(({ sequence }) => sequence));
    expect(readCounter(bench.shared, 'begun')).toBe(31);
  });

  test("Executor gives a waiting run back others' time, up to what a caller can bear", async () => {
    const bench = await makeExecutor({ world: open, tickMs: 1 });
    const code = 'return new Promise(() => setInterval(() => {}, 1))';
    const waiting = bench.offer(code, { timeoutMs: 200 });
    const hogs = Array.from({ length: 8 }, () => bench.offer('for (;;);', { timeoutMs: 90 }));
    bench.executor.accept([waiting]);
    await bench.settle();
    for (const hog of hogs) {
      bench.executor.accept([hog]);
      bench.clock.advance(2);
      await bench.settle();
    }
    const { usage } = bench.answerTo(waiting);
    expect(endingOf(bench.answerTo(waiting))).toBe('timeout');
    expect(usage.runMicros).toBeGreaterThanOrEqual(200_000);
    const place = bench.answers.findIndex(({ sequence }) => sequence === waiting.sequence);
    // Four hogs take 360 ms: after them, more than the deadline and all that is given back have gone.
    expect(place).toBeGreaterThan(2);
    expect(place).toBeLessThanOrEqual(4);
  });

  test('Executor ends a waiting run whose caller has gone, and only that', async () => {
    const bench = await makeExecutor({ world: open });
    const jobs = [bench.offer(NEVER), bench.offer(WAIT, { input: { ms: 10 } })];
    bench.executor.accept(jobs);
    await bench.settle();
    const [gone] = jobs;
    if (!gone) throw new Error('Cannot go on: no job');
    bench.executor.sweepCancelled();
    expect(bench.answers).toEqual([]);
    cancel(bench.shared.claims, gone.slot, gone.sequence);
    bench.executor.sweepCancelled();
    expect(endingOf(bench.answerTo(gone))).toBe('cancelled');
    bench.clock.advance(10);
    expect(bench.answers.map(endingOf)).toEqual(['cancelled', 'waited']);
  });

  test('Executor drops the timers of a run that has ended', async () => {
    const bench = await makeExecutor({ world: open, sandboxes: 1 });
    bench.executor.accept([bench.offer('return "nothing open"')]);
    await bench.settle();
    const timers = bench.clock.waiting;
    const first = bench.offer('setInterval(() => { globalThis.leaked = 1 }, 1); return "done"');
    bench.executor.accept([first]);
    expect(bench.clock.waiting).toBe(timers);
    bench.clock.advance(20);
    const second = bench.offer('await new Promise((r) => setTimeout(r, 20)); return typeof leaked');
    bench.executor.accept([second]);
    bench.clock.advance(30);
    await bench.settle();
    expect(bench.answers.map(endingOf)).toEqual(['nothing open', 'done', 'undefined']);
  });

  test('Executor keeps a snippet that comes again, and answers the same from what it kept', async () => {
    const bench = await makeExecutor({ world });
    const jobs = Array.from({ length: 6 }, (_, a) =>
      bench.offer('return input.a * 2', { input: { a } }),
    );
    bench.executor.accept(jobs);
    await bench.settle();
    expect(bench.answers.map(endingOf)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(readCounter(bench.shared, 'preparedEntries')).toBe(1);
    expect(readCounter(bench.shared, 'preparedHits')).toBeGreaterThanOrEqual(4);
  });

  test('Executor draws other random numbers in each run, kept or not', async () => {
    const bench = await makeExecutor({ world });
    bench.executor.accept(Array.from({ length: 50 }, () => bench.offer('return Math.random()')));
    bench.clock.advance(1);
    await bench.settle();
    expect(new Set(bench.answers.map(endingOf)).size).toBe(50);
  });

  test("Executor refuses by the static check before it claims a sandbox's time", async () => {
    const bench = await makeExecutor({ world, isStaticCheckOn: true });
    const job = bench.offer('while (true) {}');
    bench.executor.accept([job]);
    expect(endingOf(bench.answerTo(job))).toBe('forbidden_pattern');
    expect(bench.answerTo(job).usage.fuel).toBe(0);
  });

  test('Executor returns what a run printed, also when it fails', async () => {
    const bench = await makeExecutor({ world });
    bench.executor.accept([bench.offer('console.log("a", 1); null.x'), bench.offer('return 1')]);
    expect(bench.answers.map(({ logsJson }) => logsJson)).toEqual([
      '[{"level":"log","message":"a 1"}]',
      '',
    ]);
  });

  // A callback that burns its run's own time makes its other timers late, and that is given back to it.
  test('Executor gives no run back the time that it took itself', async () => {
    const bench = await makeExecutor({ world: open, tickMs: 1 });
    const burn = 'let n = 0; while (n < 2e6) n++';
    const job = bench.offer(
      `for (let i = 0; i < 50; i++) setTimeout(() => { ${burn} }, 1); return new Promise(() => {})`,
      { timeoutMs: 50 },
    );
    bench.executor.accept([job]);
    await bench.settle();
    bench.clock.advance(500);
    expect(endingOf(bench.answerTo(job))).toBe('timeout');
    expect(bench.answerTo(job).usage.runMicros).toBeLessThan(100_000);
  });

  test('Executor ends a run whose own timers made each other late', async () => {
    const bench = await makeExecutor({ world: open, tickMs: 1 });
    const burn = (ticks: number) => `{ let n = 0; while (n < ${ticks * 20_000}) n++ }`;
    const code = (ticks: number) =>
      `let left = 3; return new Promise((done) => {
        for (let i = 0; i < 3; i++) setTimeout(() => { ${burn(ticks)} if (--left === 0) done('done') }, 1)
      })`;
    const run = async (ticks: number, timeoutMs: number) => {
      const job = bench.offer(code(ticks), { timeoutMs });
      bench.executor.accept([job]);
      await bench.settle();
      bench.clock.advance(500);
      return bench.answerTo(job);
    };
    const whole = await run(10, 10_000);
    expect(endingOf(whole)).toBe('done');
    // Two thirds of what it needs: the time by which its first timer made the others late is its own.
    const tooFewMs = Math.round((whole.usage.cpuMicros * 2) / 3000);
    expect(endingOf(await run(10, tooFewMs))).toBe('timeout');
  });

  // What compiling 1,500 such patterns leaves lies beyond the memory that another sandbox starts with.
  test('Executor answers a snippet the same from what it kept when it takes much to compile', async () => {
    const bench = await makeExecutor({ world });
    const code = `const all = [${'/\\p{L}/u,'.repeat(1500)}]; return all.length`;
    for (let i = 0; i < 4; i++) {
      bench.executor.accept([bench.offer(code, { timeoutMs: 60_000 })]);
      await bench.settle();
    }
    expect(bench.answers.map(endingOf)).toEqual([1500, 1500, 1500, 1500]);
  });
});
