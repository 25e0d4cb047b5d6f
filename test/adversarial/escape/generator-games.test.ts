/**
 * Attack: Generators and async generators: their prototypes, their `return`, and re-entry while
 * they run.
 * Answer: Their functions are the guest's, as are the constructors they hang on.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'function* g() { take(yield 1) } const i = g(); i.next(); i.next(g); take(i); take(i.constructor); take(g.prototype.__proto__.constructor)',
  'function* g() { try { yield 1 } finally { yield 2 } } const i = g(); i.next(); take(i.return(globalThis)); take(i.throw)',
  'function* g() { i.next() } const i = g(); try { i.next() } catch (e) { take(e) }',
  'function* g() { yield* { [Symbol.iterator]: () => ({ next: (v) => (take(v), { done: false, value: {} }), return: (v) => (take(v), {}), throw: (v) => (take(v), {}) }) } } const i = g(); i.next(); i.throw({}); i.return({}); take(i)',
  'async function* g() { take(yield 1) } const i = g(); take(await i.next()); take(await i.return(Promise.resolve({}))); take(i[Symbol.asyncIterator]())',
  'async function* g() { yield* { [Symbol.asyncIterator]: () => ({ next: () => ({ then: (y) => { take(y); y({ done: true }) } }) }) } } for await (const x of g()) take(x)',
  'const G = Object.getPrototypeOf(function* () {}).constructor; take(G); take(G("yield this")().next().value); take(new G("return globalThis")().next().value)',
  'const A = Object.getPrototypeOf(async function* () {}).constructor; take(await A("yield globalThis")().next())',
  'take(Iterator.prototype); take(Iterator.from({ next: () => ({ value: {}, done: true }) })); take([1].values().map((x) => ({ x })).next())',
  'class I extends Iterator {} take(new I()); take(new I().constructor); Iterator.prototype.constructor = console.log; take([].values().constructor)',
  'Object.getPrototypeOf(function* () {}).prototype.next = function () { take(this); return { done: true } }; for (const x of (function* () { yield 1 })()) take(x); return 1',
  'Object.defineProperty(Object.prototype, "done", { get() { take(this); return true } }); for (const x of { [Symbol.iterator]: () => ({ next: () => ({}) }) }); return 1',
  'Object.defineProperty(Object.prototype, "value", { get() { take(this); return 1 }, set(v) { take(v) } }); for (const x of (function* () { yield {} })()) take(x); return 1',
  'return (function* () { yield 1 })()',
  'return (async function* () { yield 1 })()',
  'return new Promise((r) => r((function* () { yield 1 })()))',
];

test('Generators hand over nothing', async () => {
  await staysInside(target(), ATTACKS);
});
