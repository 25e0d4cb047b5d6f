import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { Meter } from '../../../src/sandbox/meter.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import {
  failureOf,
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

function makeMeter() {
  const clock = new FakeClock();
  const tank = { fuel: { value: 0 } };
  let ticks = 0;
  const meter = new Meter(clock, () => ticks++);
  meter.attach(tank);
  return { clock, tank, meter, ticks: () => ticks };
}

describe('Meter', () => {
  test('Meter counts what was taken out of the tank, over refills', () => {
    const { meter, tank } = makeMeter();
    meter.begin({ deadlineMs: 10, isCancelled: () => false });
    const slice = tank.fuel.value;
    expect(meter.spent).toBe(0);
    tank.fuel.value -= 700;
    expect(meter.spent).toBe(700);
    tank.fuel.value = -1;
    meter.tick();
    expect(tank.fuel.value).toBe(slice);
    expect(meter.spent).toBe(slice + 1);
    // A bulk instruction takes its whole price at once, however little was left.
    tank.fuel.value -= slice + 1_000_000;
    meter.tick();
    tank.fuel.value -= 5;
    expect(meter.spent).toBe(slice + 1 + slice + 1_000_000 + 5);
  });

  test('Meter gives no more fuel at a time than some milliseconds take', () => {
    const { meter, tank } = makeMeter();
    meter.begin({ deadlineMs: 10, isCancelled: () => false });
    // A million turns take about 3 ms: a run is then no later than that.
    expect(tank.fuel.value).toBeLessThanOrEqual(1_000_000);
    tank.fuel.value = -1;
    meter.tick();
    expect(tank.fuel.value).toBeLessThanOrEqual(1_000_000);
  });

  test('Meter starts each run from nothing', () => {
    const { meter, tank, clock } = makeMeter();
    meter.begin({ deadlineMs: 0, isCancelled: () => false });
    tank.fuel.value = -1;
    expect(() => meter.tick()).toThrow();
    expect(meter.stopped).toBe('deadline');
    meter.begin({ deadlineMs: clock.nowMs() + 1, isCancelled: () => false });
    expect(meter.stopped).toBeUndefined();
    expect(meter.spent).toBe(0);
  });

  test('Meter stops at the deadline and not before it', () => {
    const { meter, clock } = makeMeter();
    meter.begin({ deadlineMs: 10, isCancelled: () => false });
    clock.advance(9.9);
    meter.tick();
    expect(meter.check()).toBeUndefined();
    clock.advance(0.1);
    expect(() => meter.tick()).toThrow('The run was stopped');
    expect(meter.stopped).toBe('deadline');
  });

  test('Meter stops a run whose caller has gone, and keeps the first reason', () => {
    const { meter, clock } = makeMeter();
    let isCancelled = false;
    meter.begin({ deadlineMs: 10, isCancelled: () => isCancelled });
    expect(meter.check()).toBeUndefined();
    isCancelled = true;
    expect(() => meter.tick()).toThrow();
    clock.advance(20);
    expect(meter.check()).toBe('cancelled');
  });

  test('Meter tells at every tick, also at the last', () => {
    const { meter, clock, ticks } = makeMeter();
    meter.begin({ deadlineMs: 1, isCancelled: () => false });
    meter.tick();
    meter.tick();
    clock.advance(1);
    expect(() => meter.tick()).toThrow();
    expect(ticks()).toBe(3);
  });
});

describe('Meter in a sandbox', () => {
  let world: World;
  let box: TestSandbox;
  beforeAll(async () => {
    world = await makeWorld();
    box = await makeSandbox({ world });
  });
  const fuelOf = (code: string, where = box) => {
    const { usage, step } = runSnippet(where, code);
    where.sandbox.reset();
    expect(step?.ok).toBe(true);
    return usage.fuel;
  };

  test.each([
    'return 1',
    'let n = 0; for (let i = 0; i < 1000; i++) n += i; return n',
    'return [5, 3, 9].sort().concat([1]).join() + /a+b/.test("caab")',
    'return await Promise.all([1, Promise.resolve(2)])',
    'return Array.from({ length: 3e5 }, (_, i) => i).reverse().length',
  ])('fuel of one snippet is the same in every run and every sandbox: %s', async (code) => {
    const other = await makeSandbox({ world });
    const first = fuelOf(code);
    expect(first).toBeGreaterThan(0);
    expect([fuelOf(code), fuelOf(code), fuelOf(code, other)]).toEqual([first, first, first]);
  });

  test('fuel grows by the same for each turn of a loop', () => {
    const loop = (turns: number) => fuelOf(`let i = 0; while (i < ${turns}) i++; return i`);
    expect(loop(30_000) - loop(20_000)).toBe(loop(20_000) - loop(10_000));
    expect(loop(20_000) - loop(10_000)).toBeGreaterThanOrEqual(10_000);
  });

  test('fuel is paid for native loops and for moved bytes', () => {
    const search = (n: number) => fuelOf(`return new Array(${n}).includes(1)`);
    expect(search(200_000) - search(100_000)).toBeGreaterThanOrEqual(100_000);
    const move = (times: number) =>
      fuelOf(
        `const u = new Uint8Array(4e6); for (let i = 0; i < ${times}; i++) u.copyWithin(0, 1); return 1`,
      );
    expect(move(20) - move(10)).toBeGreaterThan((10 * 4e6) / 64);
  });

  test('fuel pays for the deadline: an endless loop has as many ticks as its time has', async () => {
    const clock = new FakeClock();
    const timed = await makeSandbox({ world, clock, onTick: () => clock.advance(1) });
    const endless = (timeoutMs: number) => {
      const ran = runSnippet(timed, 'for (;;);', { timeoutMs });
      timed.sandbox.reset();
      expect(failureOf(ran).code).toBe('timeout');
      return ran.usage;
    };
    const [ten, twenty, thirty] = [endless(10), endless(20), endless(30)];
    expect([ten.cpuMicros, thirty.cpuMicros]).toEqual([10_000, 30_000]);
    expect(thirty.fuel - twenty.fuel).toBe(twenty.fuel - ten.fuel);
    expect(endless(10).fuel).toBe(ten.fuel);
  });

  test.each([
    'try { for (;;); } catch { return 1 } finally { return 2 }',
    'try { for (;;); } finally { for (;;); }',
    'await null; for (;;);',
    'const f = async () => { try { for (;;) await null } finally { for (;;); } }; return f()',
    'const p = Promise.resolve(); const f = () => p.then(f); return f()',
    'for (const x of { [Symbol.iterator]: () => ({ next: () => ({}), return() { for (;;); } }) });',
    '[].indexOf.call({ length: 2 ** 53 - 1 }, 1)',
    'const a = []; a[4294967294] = 1; a.reverse()',
    'return /(a+)+$/.test("a".repeat(40) + "b")',
    'const u = new Uint8Array(3e7); for (;;) u.fill(1)',
    'let b = 3n; for (;;) b = b ** 3n',
    'return { toJSON() { for (;;); } }',
    'throw { get message() { for (;;); }, toString() { for (;;); }, toJSON() { for (;;); } }',
    'throw new (class extends Error { get name() { for (;;); } })()',
    'return { then() { for (;;); } }',
    'return { get then() { for (;;); } }',
    'console.log(new Proxy({}, { ownKeys() { for (;;); } }))',
  ])('deadline ends %s', async (code) => {
    const clock = new FakeClock();
    const timed = await makeSandbox({ world, clock, onTick: () => clock.advance(1) });
    // What it mentions is loaded before the time is taken.
    runSnippet(timed, `return typeof (() => { ${code} })`);
    timed.sandbox.reset();
    const startMs = clock.nowMs();
    const ran = runSnippet(timed, code, { timeoutMs: 20 });
    expect(failureOf(ran).code).toBe('timeout');
    expect(clock.nowMs() - startMs).toBe(20);
    timed.sandbox.reset();
    expect(returnedBy(runSnippet(timed, 'return input.a + 1'))).toBe(2);
  });

  test('cancelling ends an endless loop', async () => {
    let ticks = 0;
    const cancelled = await makeSandbox({ world, onTick: () => ticks++ });
    const ran = runSnippet(cancelled, 'for (;;);', { isCancelled: () => ticks === 3 });
    expect(failureOf(ran).code).toBe('cancelled');
    expect(ticks).toBe(3);
  });

  test('a tick at the end of the stack does nothing that could be cut off', () => {
    let begun = 0;
    let done = 0;
    const work = (frames: number): number => (frames === 0 ? 0 : work(frames - 1) + 1);
    const meter = new Meter(new FakeClock(), () => {
      begun++;
      work(50);
      done++;
    });
    let deepest = 0;
    const recurse = (depth: number): number => {
      meter.tick();
      deepest = depth;
      return recurse(depth + 1) + 1;
    };
    for (let round = 0; round < 5; round++) expect(() => recurse(0)).toThrow(RangeError);
    expect(begun).toBeGreaterThan(0);
    expect(deepest).toBeGreaterThan(100);
    expect(done).toBe(begun);
  });
});
