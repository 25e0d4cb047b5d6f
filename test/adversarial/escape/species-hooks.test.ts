/**
 * Attack: `Symbol.species` and `constructor` on arrays, promises, buffers and regular expressions,
 * so that a built-in hands its insides to the snippet.
 * Answer: A built-in hands over values of the guest's world only; the prelude gives it none of its
 * own.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'class A extends Array { static get [Symbol.species]() { return function (...a) { a.forEach(take); return new Proxy([], { set: (t, k, v) => (take(v), Reflect.set(t, k, v)) }) } } } new A(1, 2, 3).map((x) => ({ x })); new A(1, 2).filter(() => true); new A([1], [2]).flat(); new A(1).concat([{}]); new A(1, 2).splice(0, 1)',
  'const p = Promise.resolve({}); p.constructor = { [Symbol.species]: class { constructor(run) { take(run); run(take, take) } } }; p.then((v) => take(v))',
  'const p = (async () => { throw new Error("x") })(); p.constructor = { [Symbol.species]: class { constructor(run) { take(run); run((v) => take(v), (e) => take(e)) } } }; p.then()',
  'async function f() { (function s() { new Error().stack; s() })() } const p = f(); p.constructor = { [Symbol.species]: class { constructor(run) { run((x) => x, (e) => take(e)) } } }; p.then()',
  'Object.defineProperty(Promise, Symbol.species, { get() { take(this); return class extends Promise { constructor(run) { super((y, n) => { take(y); take(n); run(y, n) }) } } } }); return await Promise.resolve(1).then((x) => x)',
  'Promise.prototype.constructor = { [Symbol.species]: function (run) { take(run); run(take, take) } }; return Promise.resolve(1)',
  'class B extends ArrayBuffer { static get [Symbol.species]() { return function (n) { take(this); return new ArrayBuffer(n + 8) } } } take(new B(8).slice(0, 4))',
  'class U extends Uint8Array { static get [Symbol.species]() { return function (...a) { a.forEach(take); return new Uint8Array(1) } } } try { new U(8).map((x) => x) } catch (e) { take(e) } try { new U(8).subarray(2) } catch (e) { take(e) }',
  'class U extends Uint8Array { static get [Symbol.species]() { return function (n) { const u = new Uint8Array(n); u.buffer.transfer?.(); return u } } } try { take(new U(8).slice(1)) } catch (e) { take(e) } try { take(new U(8).filter(() => 1)) } catch (e) { take(e) }',
  'const r = /a/g; r.constructor = { [Symbol.species]: function (...a) { a.forEach(take); return { exec: () => null, flags: "g", lastIndex: 0 } } }; take("aaa".split(r)); take([..."aa".matchAll(r)])',
  'RegExp.prototype.exec = function (s) { take(this); return null }; "x".replace(/x/, "y"); /x/.test("x"); return "a-b".split(/-/)',
  'const a = [1, 2, 3]; a.constructor = { get [Symbol.species]() { a.length = 0; return Array } }; return a.map((x) => x)',
  'const a = Array.from({ length: 50 }, (_, i) => ({ i })); a.constructor = { [Symbol.species]: function () { return new Proxy(a, {}) } }; return a.splice(0, 25).length',
  'const a = []; a.constructor = { [Symbol.species]: function () { return globalThis } }; a.push(1, 2); try { take(a.map((x) => x)) } catch (e) { take(e) } return 1',
  'const a = [[1]]; a.constructor = { [Symbol.species]: console.log }; try { take(a.flat()) } catch (e) { take(e) } return 1',
];

test("Species see nothing but the snippet's own world", async () => {
  await staysInside(target(), ATTACKS);
});
