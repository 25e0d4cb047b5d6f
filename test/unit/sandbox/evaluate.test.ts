import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
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

let world: World;
let box: TestSandbox;
beforeAll(async () => {
  world = await makeWorld();
  box = await makeSandbox({ world });
});

const failed = (code: string) => {
  const ran = runSnippet(box, code);
  box.sandbox.reset();
  return failureOf(ran);
};
const returned = (code: string) => {
  const ran = runSnippet(box, code);
  box.sandbox.reset();
  return returnedBy(ran);
};

describe('Run', () => {
  test.each([
    'return new Promise(() => {})',
    'await new Promise(() => {})',
    'return { then() {} }',
    'return Promise.race([])',
    'async function f() { await f.never; await new Promise(() => {}) } return f()',
  ])('Run says at once that nothing can settle: %s', (code) => {
    expect(failed(code).code).toBe('never_settles');
  });

  test.each<[string, unknown]>([
    ['return Promise.resolve(1)', 1],
    ['return { then(f) { f({ then(g) { g(2) } }) } }', 2],
    ['return { then(f, r) { f(1); f(2); r(3) } }', 1],
    ['const f = async (n) => (n ? await f(n - 1) : "deep"); return f(500)', 'deep'],
    ['let n = 0; for (let i = 0; i < 50000; i++) { await null; n++ } return n', 50_000],
    ['Promise.resolve().then(() => { for (;;); }); return 1', 1],
    ['Promise.reject(new Error("nobody looks")); return 2', 2],
    ['return { then: 1 }', { then: 1 }],
  ])('Run awaits what is returned: %s', (code, value) => {
    expect(returned(code)).toEqual(value);
  });

  test.each([
    'const f = (n) => f(n + 1) + 1; return f(0)',
    'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p.x',
    'return JSON.parse("[".repeat(2e5))',
    'const o = { toString() { return `${o}` } }; return `${o}`',
    'const a = []; a[0] = a; const f = () => [1].map(f); return f()',
    'class A { get x() { return this.x } } return new A().x',
  ])('Run tells endless recursion from other errors: %s', (code) => {
    expect(failed(code)).toMatchObject({ code: 'stack_overflow' });
  });

  test.each([
    'let s = "x"; for (;;) s = [s, s + "y"].join()',
    'const a = []; for (;;) a.push(new Uint8Array(1e6))',
    'const a = []; for (;;) a.push({ a: [1, 2, 3] })',
    'const m = new Map(); for (let i = 0; ; i++) m.set(i, {})',
    'await null; const a = []; for (;;) a.push("x".repeat(1e6) + a.length)',
    'const a = []; const f = () => { a.push(new Array(1e5).fill(1)); return Promise.resolve().then(f) }; return f()',
  ])('Run tells want of memory from other errors: %s', (code) => {
    expect(failed(code)).toMatchObject({ code: 'memory_limit' });
  });

  test('Run goes on after a run that caught its own limit', () => {
    const caught = `const a = []; try { for (;;) a.push(new Uint8Array(1e6)) } catch (e) { a.length = 0; return [e.name, e.message] }`;
    expect(returned(caught)).toEqual(['InternalError', 'out of memory']);
    expect(
      returned('let n = 0; const f = () => { n++; f() }; try { f() } catch {} return n > 500'),
    ).toBe(true);
  });

  test('Run stops waiting runs, and says why', () => {
    const { run } = runSnippet(box, 'return 1', { timeoutMs: 70 });
    box.sandbox.reset();
    expect(run.stop('deadline')).toMatchObject({ failure: { code: 'timeout' } });
    expect(run.stop('deadline')).toMatchObject({
      failure: { message: expect.stringMatching(/70 ms/) },
    });
    expect(run.stop('cancelled')).toMatchObject({ failure: { code: 'cancelled' } });
  });
});

describe('Run with timers', () => {
  let timed: TestSandbox;
  const clock = new FakeClock();
  beforeAll(async () => {
    timed = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }), clock });
  });

  test('Run waits while a timer is open, and ends with what it brings', () => {
    const { step, run } = runSnippet(timed, 'return new Promise((r) => setTimeout(r, 5, "late"))');
    expect(step).toBeUndefined();
    expect(run.resume('{"event":"timer","id":1}')).toEqual({ ok: true, json: '"late"' });
    timed.sandbox.reset();
  });

  test('Run ends with what a timer throws', () => {
    const { run } = runSnippet(
      timed,
      'setTimeout(() => { throw new TypeError("in a timer") }); await new Promise(() => {})',
    );
    expect(run.resume('{"event":"timer","id":1}')).toMatchObject({
      failure: { code: 'guest_threw', type: 'TypeError', message: 'in a timer' },
    });
    timed.sandbox.reset();
  });

  test('Run takes a timer that nobody knows for nothing', () => {
    const { run } = runSnippet(timed, 'setTimeout(() => {}, 5); await new Promise(() => {})');
    expect(run.resume('{"event":"timer","id":99}')).toBeUndefined();
    timed.sandbox.reset();
  });

  // A step shorter than the meter's slice has no tick that would look at the clock.
  test('Run is not resumed once its deadline has passed', () => {
    const code = 'setInterval(() => {}, 1); await new Promise(() => {})';
    const { run } = runSnippet(timed, code, { timeoutMs: 10 });
    clock.advance(11);
    const step = run.resume('{"event":"timer","id":1}');
    timed.sandbox.reset();
    expect(step).toMatchObject({ failure: { code: 'timeout' } });
  });
});
