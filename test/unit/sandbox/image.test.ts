import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { readBreak } from '../../../src/sandbox/image.ts';
import {
  makeSandbox,
  makeWorld,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

/** Written by a snippet in halves, so that its source alone does not hold the mark. */
const MARK = 'CANARY#77';
const SPELL = `const mark = 'CANARY' + '#77';`;

let world: World;
let fresh: TestSandbox;
beforeAll(async () => {
  world = await makeWorld();
  fresh = await makeSandbox({ world });
});

const memoryOf = ({ engine }: TestSandbox) => Buffer.from(engine.memory.buffer);

/** Every byte of a cleaned memory is a fresh one's, and what it has beyond a fresh one's size is zero. */
function expectClean(box: TestSandbox): void {
  const used = memoryOf(box);
  const unused = memoryOf(fresh);
  expect(used.length).toBeGreaterThanOrEqual(unused.length);
  const differs = unused.compare(used, 0, unused.length) !== 0;
  if (differs) {
    const at = unused.findIndex((byte, i) => byte !== used[i]);
    throw new Error(`Cannot call it clean: address ${at} has ${used[at]}, not ${unused[at]}`);
  }
  const beyond = used.subarray(unused.length);
  expect(beyond.every((byte) => byte === 0)).toBe(true);
  const { stackTop } = box.image.addresses;
  const { stackPointer, stackLow, refused } = box.engine;
  expect([stackPointer.value, stackLow.value, refused.value]).toEqual([stackTop, stackTop, 0]);
}

/** Snippets that leave as much behind as they can, by how their runs end. */
const DIRTY: readonly (readonly [string, string, string])[] = [
  ['a result', 'ok', `${SPELL} return mark.repeat(1000)`],
  [
    'polluted prototypes and globals',
    'ok',
    `${SPELL} for (const p of [Object.prototype, Array.prototype, String.prototype, Function.prototype, Promise.prototype, Error.prototype]) p[mark] = mark;
     JSON.parse = JSON.stringify = Math.random = null; Array.prototype.push = () => mark; Symbol.for(mark); Object.freeze(Array.prototype);
     delete Object.prototype.toString; for (const k of Reflect.ownKeys(Math)) Reflect.deleteProperty(Math, k); return 1`,
  ],
  [
    'marked strings all over the heap',
    'ok',
    `${SPELL} const kept = []; for (let i = 0; i < 20000; i++) kept.push(mark + i); return kept.length`,
  ],
  [
    'a marked typed array that was freed',
    'ok',
    `${SPELL} let bytes = new Uint8Array(6e6); const unit = Uint8Array.from(mark, (c) => c.charCodeAt(0));
     bytes.set(unit); for (let n = unit.length; n < bytes.length; n *= 2) bytes.copyWithin(n, 0, n); bytes = null; return 1`,
  ],
  [
    'marks deep in the stack',
    'ok',
    `${SPELL} const down = (n) => (n ? [mark + n].concat(down(n - 1)) : []); return down(1500).sort().length`,
  ],
  ['an error', 'guest_threw', `${SPELL} throw new TypeError(mark)`],
  ['a source that does not compile', 'syntax_error', `const x = '${MARK}'; let y y`],
  [
    'a deadline in a loop',
    'timeout',
    `${SPELL} const a = []; for (;;) { a.push(mark); a.length %= 1000 }`,
  ],
  [
    'a deadline in a native loop',
    'timeout',
    `${SPELL} [].indexOf.call({ length: 2 ** 53 - 1 }, mark)`,
  ],
  ['a deadline in a sort', 'timeout', `${SPELL} for (;;) mark.repeat(9999).split('').sort()`],
  [
    'a deadline in a pattern',
    'timeout',
    `${SPELL} return /(C?A?N?A?R?Y?#?7?)+$/.test(mark.repeat(99) + '!')`,
  ],
  [
    'a deadline in a promise job',
    'timeout',
    `${SPELL} const f = () => { Promise.resolve(mark).then(f) }; f(); return new Promise(() => {})`,
  ],
  [
    'recursion in the guest',
    'stack_overflow',
    `${SPELL} const f = (x) => f(mark + x) + x; return f(mark)`,
  ],
  [
    'recursion on the host stack',
    'stack_overflow',
    `${SPELL} let p = { [mark]: 1 }; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); return p[mark]`,
  ],
  ['nested JSON', 'stack_overflow', `${SPELL} return JSON.parse('['.repeat(100000) + mark)`],
  [
    'no memory left',
    'memory_limit',
    `${SPELL} const a = []; for (;;) a.push((mark + a.length).repeat(9999).split('!'))`,
  ],
  [
    'no memory left for typed arrays',
    'ok',
    `${SPELL} const a = []; try { for (;;) a.push(new Uint8Array(1e6).fill(67)) } catch {} return mark`,
  ],
];

describe('restore()', () => {
  test.each([...DIRTY])('restore() leaves a fresh memory after %s', async (_, ending, code) => {
    const box = await makeSandbox({ world });
    const timeoutMs = ending === 'timeout' ? 400 : 20_000;
    const requestText = JSON.stringify({ code: MARK, input: { text: `${MARK} in the input` } });
    const { step } = runSnippet(box, code, { timeoutMs, requestText });
    expect(step && (step.ok ? 'ok' : step.failure.code)).toBe(ending);
    // A source that does not compile is wiped at once: it was never in the heap.
    expect(memoryOf(box).includes(MARK)).toBe(ending !== 'syntax_error');
    box.sandbox.reset();
    expect(memoryOf(box).includes(MARK)).toBe(false);
    expect(memoryOf(box).includes(Buffer.from(MARK, 'utf16le'))).toBe(false);
    expectClean(box);
    const honest = runSnippet(box, 'return [input.a + 1, [3, 1].sort(), JSON.stringify({})]');
    expect(returnedBy(honest)).toEqual([2, [1, 3], '{}']);
  });

  test('restore() leaves a fresh memory after many runs of every kind in one sandbox', async () => {
    const box = await makeSandbox({ world });
    for (const [, , code] of [...DIRTY, ...DIRTY.toReversed()]) {
      runSnippet(box, code, { timeoutMs: 50 });
      box.sandbox.reset();
      expectClean(box);
    }
  });

  test('restore() wipes the source that was compiled', async () => {
    const box = await makeSandbox({ world });
    const source = `/* ${MARK.repeat(5000)} */ return 1`;
    runSnippet(box, source);
    box.sandbox.reset();
    expect(memoryOf(box).includes(MARK)).toBe(false);
    expectClean(box);
  });

  test('restore() leaves nothing of a waiting run', async () => {
    const waiting = await makeSandbox({ world: await makeWorld({ disabledGlobals: [] }) });
    const untouched = memoryOf(waiting).toString('latin1');
    const code = `${SPELL} setTimeout(() => mark, 1e6); return new Promise(() => { globalThis.kept = mark })`;
    const { step, session } = runSnippet(waiting, code);
    expect(step).toBeUndefined();
    session[Symbol.dispose]();
    // It was an image with timers in it; as the bare one it must have nothing of those either.
    waiting.sandbox.become(waiting.image);
    expect(memoryOf(waiting).toString('latin1') === untouched).toBe(true);
  });
});

describe('changedSince()', () => {
  test('changedSince() finds nothing in a clean sandbox', () => {
    expect(fresh.sandbox.compiledPages(0).pieces).toEqual([]);
  });

  test('changedSince() finds all that overlay() needs to make the same memory again', async () => {
    const first = await makeSandbox({ world });
    const { compiled } = runSnippet(first, 'const f = (x) => x * 2; return f(input.a)');
    if (!compiled) throw new Error('Cannot go on: nothing was compiled');
    first.sandbox.reset();
    expectClean(first);
    first.sandbox.lay(compiled);
    const second = await makeSandbox({ world });
    second.sandbox.lay(compiled);
    expect(memoryOf(first).equals(memoryOf(second))).toBe(true);
    expect(readBreak(first.engine, world.image.addresses)).toBeGreaterThanOrEqual(
      readBreak(fresh.engine, world.image.addresses),
    );
  });

  test('changedSince() leaves the random state and the source text out', async () => {
    const box = await makeSandbox({ world });
    const { compiled } = runSnippet(box, `/* ${MARK} */ return Math.random()`);
    const { randomState } = world.image.addresses;
    for (const { address, bytes } of compiled?.pieces ?? []) {
      const state = Buffer.from(bytes).subarray(randomState - address, randomState - address + 8);
      if (randomState >= address && randomState < address + bytes.length) {
        expect(state.readBigUInt64LE()).toBe(1n);
      }
    }
    expect(compiled?.pieces.length).toBeGreaterThan(0);
  });
});
