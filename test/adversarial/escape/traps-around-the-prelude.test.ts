/**
 * Attack: Proxies with every trap, in every place where the prelude touches a value of the
 * snippet's.
 * Answer: The prelude touches values as little as it can, with nothing of its own in hand: a trap
 * sees its own world only.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return spy({ a: 1, b: spy([1, 2]) })',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return spy([1, spy({})])',
  "const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); throw spy(new Error('x'))",
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); throw spy({})',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return spy(Promise.resolve(1))',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return spy({ then(y) { take(y); y(1) } })',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return await spy({ then(y) { y(1) } })',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return { toJSON: spy(() => 1) }',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return { then: spy((y, n) => y(spy({ a: 1 }))) }',
  "const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); console.log(spy({ a: 1 }), spy([1]), spy(new Error('x')), spy(() => 1)); return 1",
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); console.log(spy(new Map([[1, 2]])), spy(new Set([1])), spy(new Date()), spy(/x/)); return 1',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); console.log({ a: spy({}) }, [spy([])]); return 1',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); setTimeout(spy(() => 1), spy({ valueOf: () => 1 }), spy({})); return new Promise((r) => setTimeout(spy(r), 2, spy({ a: 1 })))',
  "const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); setInterval(spy(() => { throw spy(new Error('x')) }), 1); return new Promise(() => {})",
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); clearTimeout(spy({})); clearInterval(spy(() => 1)); return 1',
  "const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); require(spy({ toString: () => 'fs' }))",
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return new Promise(spy((y) => y(spy({ a: 1 }))))',
  "const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return Promise.reject(spy(new Error('x')))",
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); globalThis.input = spy({}); return input',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); console.log = spy(console.log); console.log(1); return 1',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); Object.setPrototypeOf(Array.prototype, spy(Object.create(Object.prototype))); return [[1]]',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); Object.setPrototypeOf(Promise.prototype, spy(Object.prototype)); return Promise.resolve(1)',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); Object.setPrototypeOf(globalThis, spy({})); return 1',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return new (spy(class { toJSON() { return 1 } }))()',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return spy(new Date(0))',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return spy(Object(1))',
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); return spy(function () {})',
  "const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); Error.prototype.__proto__ = spy({}); throw new Error('x')",
  "const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); throw spy(spy(spy(new TypeError('x'))))",
  'const all = new Proxy({}, { get: (_, name) => (...args) => { args.forEach(take); return Reflect[name](...args) } }); const spy = (v) => new Proxy(v, all); class E extends Error {} E.prototype = spy(E.prototype); throw Object.create(spy(Error.prototype))',
];

test("A trap gets hold of nothing of the prelude's", async () => {
  await staysInside(target(), ATTACKS);
});
