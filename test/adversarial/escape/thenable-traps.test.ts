/**
 * Attack: `then`, as a getter that changes, as a proxy, as a promise that resolves to itself, on
 * the way of the result.
 * Answer: A value is asked for `then` as the language has it; the first outcome stands, and what
 * never settles is told at once.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'let n = 0; return { get then() { take(this); return n++ ? 1 : (y) => { take(y); y("once") } } }',
  'let n = 0; return { get then() { return n++ ? (y) => y("twice") : 1 } }',
  'return { then(y, n) { take(y); take(n); y(1); y(2); n(3); throw 4 } }',
  'return { then(y, n) { n(1); y(2) } }',
  'return { then(y) { y({ then(y2) { y2({ then(y3) { y3("deep") } }) } }) } }',
  'const t = { then(y) { y(t) } }; return t',
  'let r; const p = new Promise((y) => { r = y }); r(p); return p',
  'return { then(y) { setTimeout(y, 1, "later"); throw new Error("ignored?") } }',
  'return { then() {} }',
  'return { then: console.log }',
  'return { then: setTimeout }',
  'return { then: Function.prototype.call }',
  'return { get then() { throw new Error("in then") } }',
  'return new Proxy(Promise.resolve(1), { get: (t, k) => { take(t); return k === "then" ? t.then.bind(t) : undefined } })',
  'class P extends Promise { then(y, n) { take(y); take(n); return super.then((v) => y([v]), n) } } return P.resolve(1)',
  'Promise.prototype.then = function (y, n) { take(y); take(n); y("forged"); return this }; return Promise.resolve("true")',
  'const p = Promise.resolve(1); p.then = (y) => y("own"); return p',
  'Object.prototype.then = function (y) { take(y); delete Object.prototype.then; y("polluted") }; return {}',
  'Object.defineProperty(Object.prototype, "then", { get() { take(this); return undefined } }); return await { a: 1 }',
  'return Promise.all([{ then(y) { y(1) } }, { then(y) { take(y); y(2); y(3) } }])',
  'return Promise.race({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: { then: take } }) }) })',
  'return Promise.allSettled([{ then(_, n) { n(new Error("x")) } }])',
  'const { promise, resolve } = Promise.withResolvers(); resolve({ then(y) { y(promise) } }); return promise',
  'for await (const x of { [Symbol.asyncIterator]: () => ({ next: () => ({ then(y) { take(y); y({ done: true }) } }) }) }); return 1',
  'async function* g() { yield { then(y) { y("unwrapped") } } } return (await g().next()).value',
  'return Promise.resolve(1).finally(() => ({ then(y) { take(y); y(2) } }))',
  'globalThis.Promise = class { constructor() { for (;;); } static resolve() { for (;;); } }; return (async () => 1)()',
  'const p = (async () => 1)(); Object.defineProperty(p, "constructor", { get() { take(this); throw new Error("c") } }); return p',
];

test('A thenable gets hold of nothing and answers once', async () => {
  await staysInside(target(), ATTACKS);
});
