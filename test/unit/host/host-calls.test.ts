import { beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { MAX_HOST_BYTES_IN, MAX_HOST_CALLS } from '../../../src/base/limits.ts';
import { GuestError } from '../../../src/host/guest-error.ts';
import type { Calls } from '../../../src/host/session.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { makeProbeWorld } from '../../support/probe-world.ts';
import {
  failureOf,
  makeSandbox,
  returnedBy,
  runSnippet,
  type TestSandbox,
  type World,
} from '../../support/sandbox.ts';

setDefaultTimeout(60_000);

const MIB = 1024 * 1024;
let world: World;
let box: TestSandbox;
/** What the handlers were given, in order. */
let seen: { argument: unknown; bytes: readonly Uint8Array[] }[] = [];
beforeAll(async () => {
  world = await makeProbeWorld();
  box = await makeSandbox({ world });
});
beforeEach(() => {
  seen = [];
  box.sandbox.reset();
});

const now: [string, (argument: never, bytes: readonly Uint8Array[]) => unknown][] = [
  ['echo', (argument: { value?: unknown }) => argument.value],
  ['none', () => undefined],
  ['length', () => seen.length],
  ['reverse', (_: never, [first]) => first?.toReversed()],
  ['zeros', (argument: { count: number }) => new Uint8Array(argument.count)],
  ['long', (argument: { count: number }) => 'x'.repeat(argument.count)],
  [
    'refuse',
    (argument: { name: string; details?: never }) => {
      throw new GuestError(argument.name, 'no, thank you', argument.details);
    },
  ],
  [
    'bug',
    () => {
      throw new Error('a secret of the host');
    },
  ],
  ['range', () => new Uint8Array(-1)],
];

const calls: Calls = {
  now: new Map(
    now.map(([name, handle]) => [
      name,
      (argument, bytes) => {
        if (name !== 'length') seen.push({ argument, bytes });
        return handle(argument as never, bytes) as undefined;
      },
    ]),
  ),
  later: new Map(),
  offBudget: new Set(['none']),
};

const run = (source: string, timeoutMs?: number) =>
  runSnippet(box, source, { calls, ...(timeoutMs === undefined ? {} : { timeoutMs }) });
const resultOf = (source: string) => returnedBy(run(source));

describe('callHost()', () => {
  test.each([
    '0',
    '-1.5',
    'true',
    'null',
    '"text"',
    '"\\u0000\\ud800\\u2028😀"',
    '[]',
    '[1,[2,{"a":null}]]',
    '{"a":{"b":[]}}',
    '{"__proto__":{"a":1}}',
    '{"toJSON":1}',
  ])('it brings %s there and back', (json) => {
    const source = `const value = JSON.parse(${JSON.stringify(json)});
      return JSON.stringify(callHost('echo', { value }))`;
    expect(resultOf(source)).toBe(JSON.stringify(JSON.parse(json)));
  });

  test('an answer is of the guest’s own world', () => {
    const source = `
      const answer = callHost('echo', { value: { a: [1] } });
      const bytes = callHost('zeros', { count: 3 });
      return [
        Object.getPrototypeOf(answer) === Object.prototype,
        Object.getPrototypeOf(answer.a) === Array.prototype,
        Object.getPrototypeOf(bytes) === Uint8Array.prototype,
        bytes.buffer instanceof ArrayBuffer,
        bytes.buffer.byteLength,
        callHost('none', {}) === undefined,
      ]`;
    expect(resultOf(source)).toEqual([true, true, true, true, 3, true]);
  });

  test.each([0, 1, 255, 65_536, 3 * MIB])('it brings %i bytes there and back', (count) => {
    const source = `
      const bytes = new Uint8Array(${count}).map((_, i) => i * 7);
      const back = callHost('reverse', {}, bytes);
      return back.length === bytes.length && back.every((byte, i) => byte === bytes.at(-1 - i))`;
    expect(resultOf(source)).toBe(true);
  });

  test('it takes several byte arrays, and of each what the view shows', () => {
    resultOf(`
      const all = new Uint8Array([1, 2, 3, 4, 5, 6]);
      class Sub extends Uint8Array {}
      callHost('none', { a: 1 }, all.subarray(1, 3), new Sub([9]), new Uint8Array(0), all);
      return 1`);
    expect(seen[0]?.argument).toEqual({ a: 1 });
    expect(seen[0]?.bytes.map((bytes) => [...bytes])).toEqual([
      [2, 3],
      [9],
      [],
      [1, 2, 3, 4, 5, 6],
    ]);
  });

  test('the host’s copy is its own', () => {
    resultOf(`
      const bytes = new Uint8Array([1, 2, 3]);
      callHost('none', {}, bytes);
      bytes.fill(9);
      return 1`);
    expect([...(seen[0]?.bytes[0] ?? [])]).toEqual([1, 2, 3]);
    expect(seen[0]?.bytes[0]?.buffer.byteLength).toBe(3);
  });

  test('thousands of calls with bytes both ways leave nothing behind', () => {
    const heap = (turns: number) => {
      resultOf(`
        const bytes = new Uint8Array(10_000);
        for (let i = 0; i < ${turns}; i++) {
          callHost('reverse', {}, bytes);
          callHost('echo', { value: 'x'.repeat(1000) });
          try { callHost('refuse', { name: 'TypeError' }) } catch {}
        }
        return 1`);
      const { heapBytes } = box.sandbox;
      box.sandbox.reset();
      return heapBytes;
    };
    expect(heap(5000) - heap(50)).toBeLessThan(MIB / 4);
  });
});

describe('a refusal of the host', () => {
  test.each([
    'Error',
    'EvalError',
    'RangeError',
    'ReferenceError',
    'SecurityError',
    'SyntaxError',
    'TypeError',
    'URIError',
  ])('it is an %s of the guest', (name) => {
    const source = `
      try { callHost('refuse', { name: '${name}' }) } catch (error) {
        return [error.constructor === ${name}, error.name, error.message, Object.keys(error), error.stack.includes('snippet.js')];
      }`;
    expect(resultOf(source)).toEqual([true, name, 'no, thank you', [], true]);
  });

  test('it is an Error where the guest has no such class, and bears what the host tells besides', () => {
    const source = `
      const details = { code: 'ERR_X', opensslErrorStack: ['a'] };
      try { callHost('refuse', { name: 'OperationError', details }) } catch (error) {
        return [error instanceof Error, String(error), { ...error }];
      }`;
    expect(resultOf(source)).toEqual([
      true,
      'OperationError: no, thank you',
      { code: 'ERR_X', opensslErrorStack: ['a'] },
    ]);
  });

  test('uncaught, it ends the run as what the snippet threw, at its place', () => {
    const failure = failureOf(run(`const a = 1;\n  callHost('refuse', { name: 'TypeError' })`));
    expect(failure).toMatchObject({ code: 'guest_threw', type: 'TypeError', line: 2 });
  });

  test.each(['__proto__', 'constructor', 'toString', ''])('it may be called %j', (name) => {
    const source = `try { callHost('refuse', { name: '${name}' }) } catch (error) { return error instanceof Error }`;
    expect(resultOf(source)).toBe(true);
  });
});

describe('a bug of a capability', () => {
  test.each(['bug', 'range'])('%s ends the run, and no guest sees it', (name) => {
    const source = `try { callHost('${name}', {}) } catch (error) { return String(error) } finally { callHost('none', {}) }`;
    expect(() => run(source)).toThrow(Error);
    expect(seen).toHaveLength(1);
    box.sandbox.reset();
    expect(resultOf(`return callHost('echo', { value: 1 })`)).toBe(1);
  });
});

describe('hostile byte arrays', () => {
  const NOT_BYTES = [
    'undefined',
    'null',
    '1',
    '"text"',
    '[1]',
    '{ length: 9 }',
    'new ArrayBuffer(8)',
    'new DataView(new ArrayBuffer(8))',
    'new Uint16Array(4)',
    'new Float64Array(4)',
    'new Uint8ClampedArray(4)',
    'new Proxy(new Uint8Array(8), {})',
    'Object.create(Uint8Array.prototype)',
    'Object.create(new Uint8Array(8))',
    '{ [Symbol.toStringTag]: "Uint8Array", length: 8, buffer: new ArrayBuffer(8) }',
    'new Proxy(new Uint8Array(8), { get() { throw new Error("trapped") } })',
  ];
  test.each(NOT_BYTES)('%s is refused', (value) => {
    const source = `try { callHost('none', {}, ${value}) } catch (error) { return String(error) }`;
    expect(resultOf(source)).toStartWith('TypeError: Cannot hand this to the host');
    expect(seen).toEqual([]);
  });

  const LIES: [string, string, number[]][] = [
    [
      'getters that lie',
      `Object.defineProperties(new Uint8Array([1, 2]), { length: { value: 1e9 }, byteLength: { value: 1e9 }, byteOffset: { value: 64 }, buffer: { get() { throw 1 } } })`,
      [1, 2],
    ],
    [
      'a prototype that lies',
      `Object.setPrototypeOf(new Uint8Array([1, 2]), { length: 1e9, get buffer() { throw 1 } })`,
      [1, 2],
    ],
    [
      'a detached buffer',
      `(() => { const bytes = new Uint8Array(8); bytes.buffer.transfer(); return bytes })()`,
      [],
    ],
    ['a shared buffer', `new Uint8Array(new SharedArrayBuffer(2))`, [0, 0]],
    [
      'a buffer that shrank',
      `(() => { const buffer = new ArrayBuffer(8, { maxByteLength: 16 }); const bytes = new Uint8Array(buffer, 4); buffer.resize(6); return bytes })()`,
      [0, 0],
    ],
    [
      'a view out of bounds',
      `(() => { const buffer = new ArrayBuffer(8, { maxByteLength: 16 }); const bytes = new Uint8Array(buffer, 4, 4); buffer.resize(2); return bytes })()`,
      [],
    ],
  ];
  test.each(LIES)('%s changes nothing', (_, value, expected) => {
    resultOf(`callHost('none', {}, ${value}); return 1`);
    expect([...(seen[0]?.bytes[0] ?? [])]).toEqual(expected);
  });

  test('a world whose every intrinsic was replaced changes nothing', async () => {
    const wide = await makeSandbox({ world: await makeProbeWorld({ disabledGlobals: [] }) });
    const source = `
      const { callHost, Object, Reflect } = globalThis;
      const bytes = new Uint8Array([1, 2, 3]);
      const evil = () => { throw new Error('evil') };
      const prototypes = ['Object', 'Array', 'Uint8Array', 'ArrayBuffer', 'String', 'Function', 'Map', 'Promise', 'Error', 'TypeError']
        .map((name) => globalThis[name].prototype);
      prototypes.push(Object.getPrototypeOf(Uint8Array.prototype));
      for (const name of ['Uint8Array', 'JSON', 'Reflect', 'TypeError', 'Map', 'String', 'Object']) globalThis[name] = evil;
      const { defineProperty, ownKeys } = Reflect;
      for (let i = 0; i < prototypes.length; i++) {
        const keys = ownKeys(prototypes[i]);
        for (let k = 0; k < keys.length; k++) defineProperty(prototypes[i], keys[k], { __proto__: null, get: evil, set: evil });
      }
      const keys = ['get', 'set', 'value', 'toJSON', 'name', 'details', 'code', 'then', 'resolve'];
      for (let k = 0; k < keys.length; k++)
        defineProperty(prototypes[0], keys[k], { __proto__: null, get: evil, set: evil, configurable: true });
      let said = '';
      const details = { __proto__: null, code: 'C', toJSON: undefined };
      try { callHost('refuse', { name: 'TypeError', details }) } catch (error) { said = error.code }
      const back = callHost('reverse', { value: 1 }, bytes);
      const echoed = callHost('echo', { value: 'v' });
      return said + back[0] + back[2] + echoed`;
    expect(returnedBy(runSnippet(wide, source, { calls }))).toBe('C31v');
  });
});

describe('what host calls cost', () => {
  test('a run may make so many calls', () => {
    const source = `
      let made = 0;
      try { for (;;) { callHost('length', {}); made++ } } catch (error) { return [made, String(error)] }`;
    const [made, said] = returnedBy(run(source, 60_000)) as [number, string];
    expect(made).toBe(MAX_HOST_CALLS);
    expect(said).toStartWith('RangeError: Cannot ask the host');
  });

  test('a run may hand over so many bytes, and what is over is not copied', () => {
    const source = `
      const bytes = new Uint8Array(8 * 1024 * 1024);
      let made = 0;
      try { for (;;) { callHost('zeros', { count: 1 }, bytes); made++ } } catch (error) { return [made, String(error)] }`;
    const [made, said] = resultOf(source) as [number, string];
    expect(made).toBe(MAX_HOST_BYTES_IN / (8 * MIB) - 1);
    expect(said).toStartWith('RangeError: Cannot ask the host');
    expect(seen).toHaveLength(made);
  });

  test.each(['zeros', 'long'])(
    'an answer of %s that has no room in the sandbox is its memory limit',
    async (name) => {
      const small = await makeSandbox({ world, memoryBytes: 16 * MIB });
      for (const source of [
        `return callHost('${name}', { count: ${40 * MIB} }).length`,
        `try { callHost('${name}', { count: ${40 * MIB} }) } catch {} return 1`,
      ]) {
        const ran = runSnippet(small, source, { calls });
        if (ran.step?.ok !== true) expect(failureOf(ran).code).toBe('memory_limit');
        small.sandbox.reset();
        expect(returnedBy(runSnippet(small, 'return input.a'))).toBe(1);
      }
    },
  );

  test('the time that a handler takes is the run’s own', () => {
    const clock = new FakeClock();
    const slow: Calls = {
      ...calls,
      now: new Map([['slow', () => void clock.advance(60) as undefined]]),
    };
    return makeSandbox({ world, clock }).then((timed) => {
      const source = `for (let i = 0; i < 100; i++) callHost('slow', {}); return 1`;
      const ran = runSnippet(timed, source, { calls: slow, timeoutMs: 100 });
      expect(failureOf(ran).code).toBe('timeout');
      expect(clock.nowMs()).toBe(120);
    });
  });

  test('the deepest recursion with a host call in it is the snippet’s own overflow', () => {
    const source = `
      let deepest = 0;
      const down = (n) => { deepest = n; callHost('echo', { value: n }); return down(n + 1) };
      try { down(0) } catch (error) { return error.message }`;
    const ran = run(source);
    const ending = ran.step?.ok ? returnedBy(ran) : failureOf(ran).code;
    expect(['stack overflow', 'stack_overflow']).toContain(ending as string);
  });
});
