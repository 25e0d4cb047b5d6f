/**
 * Attack: Recursion in the guest, and in native code on behalf of the guest, where the stack is the
 * host's.
 * Answer: The guest's stack is the smaller one; the host's own overflow is caught and is the run's.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const f = () => f(); return f()',
  'const f = (n) => f(n + 1) + 1; return f(0)',
  'const f = async () => await f(); return f()',
  'function* g() { yield* g() } return [...g()]',
  'const o = { get x() { return this.x } }; return o.x',
  'const o = { toString() { return `${o}` } }; return `${o}`',
  'const o = { valueOf() { return +o } }; return +o',
  'const o = { toJSON() { return JSON.stringify(o) } }; return o',
  'const p = new Proxy({}, { get: (t, k, r) => r[k] }); return p.x',
  'const p = new Proxy({}, { getPrototypeOf: () => Object.getPrototypeOf(p) }); return p instanceof Object',
  'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p.x',
  'let p = () => 1; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p()',
  'let p = function () {}; for (let i = 0; i < 1e5; i++) p = p.bind(null); return p()',
  'let p = class {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return new p()',
  'const p = {}; let o = p; for (let i = 0; i < 1e6; i++) o = Object.create(o); return o.x',
  'let o = {}; const c = (n) => (n ? Object.setPrototypeOf({}, c(n - 1)) : o); return c(1500).x',
  'const f = () => [1].map(f); f()',
  'const f = () => [2, 1].sort(f); f()',
  'const f = () => "a".replace(/a/, f); f()',
  'const f = () => JSON.parse("[1]", f); f()',
  'const f = () => JSON.stringify([1], f); f()',
  'const f = () => Reflect.apply(f, null, []); f()',
  'const f = () => f.call(); f()',
  'const f = () => new f(); function F() { new F() } new F()',
  'class A { constructor() { new A() } } new A()',
  'const f = () => Array.from({ length: 1 }, f); f()',
  'const f = () => new Map([[1, 2]]).forEach(f); f()',
  'const f = () => { try { f() } finally { f() } }; f()',
  'const f = () => { try { f() } catch { f() } }; f()',
  'const tag = () => tag`x`; tag``',
  'const a = []; a[0] = a; return a.toString() + a.flat(Infinity)',
  'let a = []; for (let i = 0; i < 2e5; i++) a = [a]; return a.flat(Infinity)',
  'let a = []; for (let i = 0; i < 2e5; i++) a = [a]; return String(a)',
  'let s = "x"; for (let i = 0; i < 2e5; i++) s = s + i + s.length; return s.length',
  'let s = ""; for (let i = 0; i < 1e5; i++) s = "a" + s + "b"; return s.length',
  'eval("(".repeat(5e4))',
  'return new RegExp("(".repeat(5e4) + ")".repeat(5e4))',
  'return new RegExp("(?=".repeat(3e4) + ")".repeat(3e4)).test("x")',
  'return new Function("[".repeat(3e4))',
  'const s = Symbol(); const o = { [Symbol.toPrimitive]: () => `${o}` }; return `${o}`',
  'const f = () => eval("f()"); f()',
  'const it = { [Symbol.iterator]: () => { for (const x of it); } }; [...it]',
  'Error.prototype.toString = function () { return `${this}` }; throw new Error("x")',
  'const e = new Proxy(new Error("x"), { get: (t, k, r) => r[k] }); throw e',
];

test('POST /execute ends recursion of every kind', async () => {
  await target().survives(ATTACKS);
});
