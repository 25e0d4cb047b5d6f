import { beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  failureOf,
  makeSandbox,
  makeWorld,
  type Ran,
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

/** Snippets of every kind; none depends on the clock or on random numbers. */
const SNIPPETS: readonly string[] = [
  'return 1',
  'return input',
  'return input.a + 1',
  'return "text"',
  'return "ünï€😀\\ud800"',
  'return null',
  'return [1, [2, [3, { four: [5] }]]]',
  'return { b: 1, a: { c: 2 } }',
  'return',
  'return undefined',
  'return () => 1',
  'return Symbol("x")',
  'return 10n',
  'return NaN',
  'return -0',
  'return new Date(0)',
  'return new Map([[1, 2]])',
  'const a = {}; a.a = a; return a',
  'return { toJSON() { return { made: true } } }',
  'return { toJSON() { throw new Error("no") } }',
  'return { toJSON() {} }',
  'throw new Error("plain")',
  'throw new TypeError("typed")',
  'throw { a: 1 }',
  'throw "text"',
  'throw null',
  'throw undefined',
  'throw new (class Mine extends Error { name = "Mine" })("own")',
  'return totl',
  'null.foo',
  '\n\n  undefined.x.y',
  'return [1, 2, 3].map((x) => { if (x === 2) throw new RangeError(`bad ${x}`); return x })',
  'return await Promise.resolve(5)',
  'await null; return 6',
  'await null;\nnull.x',
  'return Promise.reject(new Error("rejected"))',
  'return await Promise.all([1, Promise.resolve(2), (async () => 3)()])',
  'return new Promise(() => {})',
  'return { then(resolve) { resolve(7) } }',
  'for await (const x of [Promise.resolve(1)]) return x',
  'let n = 0; for (let i = 0; i < 10000; i++) n += i; return n',
  'const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2)); return fib(16)',
  'const f = () => f(); return f()',
  'class A { #x = 1; get x() { return this.#x } static y = 2; static { A.z = 3 } } return [new A().x, A.y, A.z]',
  'function* g() { yield 1; yield* [2, 3] } return [...g()]',
  'return [3, 1, 2].sort().concat([9]).reverse().join("-")',
  'return "a-b-c".split("-").map((s) => s.toUpperCase())',
  'return "2024-01-02".replace(/(\\d+)-(\\d+)-(\\d+)/, "$3.$2.$1")',
  'return "äöü".normalize("NFD").length',
  'return [.../(?<y>\\d{4})/g[Symbol.matchAll]("2024 2025")].map((m) => m.groups.y)',
  'return JSON.parse(\'{"a":[1,2,{"b":null}]}\').a[2]',
  'return JSON.stringify({ a: [1, { b: 2 }] }, null, 2)',
  'const { a, ...rest } = { a: 1, b: 2, c: 3 }; return [a, rest]',
  'return `${1 + 1} ${[1, 2]} ${{}}`',
  'const tag = (s, ...v) => s.raw.join("|") + v.join(); return tag`a${1}\\n${2}b`',
  'return Object.entries({ x: 1, y: 2 }).flat()',
  'return new Set([1, 1, 2]).size + new Map([["a", 1]]).get("a")',
  'return [1, 2, 3].at(-1) + [1, [2]].flat().length',
  'return Array.from(new Uint8Array([1, 2, 255]))',
  'return 2n ** 64n + ""',
  'return Object.groupBy([1, 2, 3], (x) => (x % 2 ? "odd" : "even"))',
  'console.log("hello", { a: 1 }); console.error(new Map([[1, { b: 2 }]])); return 1',
  'console.log(1); throw new Error("after a line")',
  'return eval("1")',
  'return new Function("return 1")()',
  'return typeof globalThis + typeof setTimeout + typeof process',
  'return require("fs" + "")',
  'Object.prototype.polluted = 1; Array.prototype.toJSON = () => "mine"; return [({}).polluted, 2]',
  'JSON.stringify = () => "mine"; Promise.prototype.then = null; return { a: 1 }',
  'let s = "ab"; for (let i = 0; i < 25; i++) s += s; return s',
  'return "x".repeat(6e6)',
  'const a = []; for (;;) a.push("x".repeat(1e6) + a.length)',
];

/** What a caller would see of a run. */
const seen = ({ step, logsJson }: Ran) => ({ step, logsJson });

describe('Sandbox.lay()', () => {
  test.each([...SNIPPETS])('Sandbox.lay() makes the run a compiled one is: %s', async (code) => {
    const cold = runSnippet(box, code);
    box.sandbox.reset();
    const { compiled, compileFuel } = cold;
    if (!compiled) throw new Error('Cannot go on: the snippet did not compile');
    const another = await makeSandbox({ world });
    for (const where of [box, another, box]) {
      const laid = runSnippet(where, code, { compiled });
      where.sandbox.reset();
      expect(seen(laid)).toEqual(seen(cold));
      expect(laid.usage.fuel).toBe(cold.usage.fuel - compileFuel);
      // The allocator's free lists differ a little after a compilation that was not undone.
      expect(Math.abs(laid.usage.memoryBytes - cold.usage.memoryBytes)).toBeLessThan(200_000);
    }
  });

  test('Sandbox.lay() brings another input each time', () => {
    const { compiled } = runSnippet(box, 'return input.a * 2');
    box.sandbox.reset();
    if (!compiled) throw new Error('Cannot go on: the snippet did not compile');
    for (let a = 0; a < 100; a++) {
      const requestText = JSON.stringify({ input: { a } });
      const ran = runSnippet(box, 'return input.a * 2', { compiled, requestText });
      box.sandbox.reset();
      expect(returnedBy(ran)).toBe(a * 2);
    }
  });

  test('Sandbox.lay() keeps the code of one snippet from another', () => {
    const compile = (code: string) => {
      const { compiled } = runSnippet(box, code);
      box.sandbox.reset();
      if (!compiled) throw new Error('Cannot go on: the snippet did not compile');
      return compiled;
    };
    const all = Array.from({ length: 20 }, (_, i) => {
      const code = `const own${i} = ${i}; return [own${i}, typeof own${(i + 1) % 20}]`;
      return { i, code, compiled: compile(code) };
    });
    for (const { i, code, compiled } of [...all, ...all.toReversed()]) {
      const ran = runSnippet(box, code, { compiled });
      box.sandbox.reset();
      expect(returnedBy(ran)).toEqual([i, 'undefined']);
    }
  });

  test('Sandbox.lay() sees nothing that an earlier run of the same snippet did', () => {
    const code =
      'Object.prototype.runs = (({}).runs ?? 0) + 1; const f = () => { f.calls = (f.calls ?? 0) + 1; return f.calls }; return [({}).runs, f()]';
    const { compiled } = runSnippet(box, code);
    box.sandbox.reset();
    for (let i = 0; i < 5; i++) {
      const ran = runSnippet(box, code, compiled ? { compiled } : {});
      box.sandbox.reset();
      expect(returnedBy(ran)).toEqual([1, 1]);
    }
  });
});

describe('Sandbox', () => {
  test('Sandbox.configure() tells the names a snippet sees', () => {
    expect(world.globals).toContain('Object');
    expect(world.globals).toContain('console');
    expect(world.globals).not.toContain('setTimeout');
  });

  test('Sandbox.configure() throws on what is no settings', async () => {
    const other = await makeSandbox({ world });
    expect(() => other.sandbox.configure('{}')).toThrow("Cannot make the guest's world");
  });

  test('Sandbox.heapBytes tells the heap a run grew to', () => {
    const heapOf = (code: string) => {
      const { usage } = runSnippet(box, code);
      box.sandbox.reset();
      return usage.memoryBytes;
    };
    const small = heapOf('return 1');
    const large = heapOf('const u = new Uint8Array(5e6); return u.length');
    expect(small).toBeLessThan(1024 * 1024);
    expect(large - small).toBeWithin(4.5e6, 6e6);
    expect(heapOf('return 1')).toBe(small);
  });

  test('Sandbox.isOutgrown after a run that took much, and not after one that took little', async () => {
    const other = await makeSandbox({ world });
    runSnippet(other, 'return new Uint8Array(1e6).length');
    expect(other.sandbox.isOutgrown).toBe(false);
    other.sandbox.reset();
    runSnippet(other, 'return new Uint8Array(2e7).length');
    expect(other.sandbox.isOutgrown).toBe(true);
    other.sandbox.reset();
    expect(other.sandbox.isOutgrown).toBe(false);
  });

  test('Sandbox never has more memory than it may', async () => {
    const memoryBytes = 20 * 1024 * 1024;
    const small = await makeSandbox({ world, memoryBytes });
    const ran = runSnippet(small, 'const a = []; for (;;) a.push(new Uint8Array(1e5))');
    expect(failureOf(ran).code).toBe('memory_limit');
    expect(ran.usage.memoryBytes).toBeLessThanOrEqual(memoryBytes);
    expect(small.sandbox.wasRefusedMemory).toBe(true);
    small.sandbox.reset();
    expect(small.sandbox.wasRefusedMemory).toBe(false);
  });

  test('Sandbox answers no host call between runs', () => {
    const { image } = box;
    expect(() => box.sandbox.answerHostCall((image.addresses.context + 8) as never, 0, 0)).toThrow(
      'another context',
    );
  });

  test('Sandbox brings what is called after a reset to nobody', async () => {
    const { sandbox } = await makeSandbox({ world });
    const heard: string[] = [];
    sandbox.begin(({ name }) => {
      heard.push(name);
      return undefined;
    });
    sandbox.evaluate("require('computed' + 1)");
    expect(heard).toEqual(['module.load']);
    sandbox.reset();
    expect(() => sandbox.evaluate("require('computed' + 2)")).toThrow('no run is under way');
    expect(heard).toEqual(['module.load']);
  });
});
