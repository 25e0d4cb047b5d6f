/**
 * Attack: Classes that extend what they should not, stamp private fields on strangers, or return
 * another object than `this`.
 * Answer: There is nothing of the host's to extend, to stamp or to return.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'class A extends null { static { take(this); take(super.x) } } take(A)',
  'class A extends Function { constructor() { super("return globalThis") } } take(new A()()); take(new A())',
  'class A extends Promise { constructor(run) { super((y, n) => { take(y); take(n); run(y, n) }) } } return A.resolve(1)',
  'class A extends (() => 1).constructor { } take(new A("return this")())',
  'class A extends (async () => 1).constructor { } take(await new A("return globalThis")())',
  'class Stamp { constructor(o) { return o } } class P extends Stamp { #x = 1; static read(o) { return o.#x } } new P(console); take(P.read(console)); new P(globalThis); new P(require); return P.read(globalThis)',
  'class Stamp { constructor(o) { return o } } class P extends Stamp { #x = 1; static { for (const o of [Object.prototype, Array.prototype, Promise.prototype, Error.prototype]) new P(o) } } console.log({}); return [1]',
  'class Stamp { constructor(o) { return o } } class P extends Stamp { get [Symbol.toStringTag]() { return "x" } toJSON = () => 1 } new P(Object.prototype); return [{}]',
  'class A { static [Symbol.hasInstance](v) { take(v); return true } } take({} instanceof A); throw new Proxy(new A(), {})',
  'class A extends Array { constructor(...a) { super(...a); return globalThis } } try { take(new A(1).map((x) => x)) } catch (e) { take(e) } return 1',
  'class A { accessor = 1; get constructor() { take(this); return console.log } } return new A()',
  'class E extends Error { get name() { take(this); return "InternalError" } get message() { return "out of memory" } get stack() { return "" } } throw new E()',
  'class E extends TypeError { constructor() { super(...arguments); return console } } throw new E()',
  'class E extends Error { constructor() { return Object.create(null) } } throw new E()',
  'class A extends Proxy { }',
  'class A extends Object.assign(function () {}, { prototype: console }) { } take(new A().log); new A().log(1); return 1',
  'class D extends Date { toISOString() { take(this); return "forged" } toJSON() { return "j" } [Symbol.toPrimitive]() { for (;;); } } console.log(new D()); return new D()',
  'class M extends Map { forEach(f) { take(f); f({}, {}) } get size() { return 1e9 } } console.log(new M([[1, 2]])); return new M()',
  'class S extends String { get length() { return 2 ** 53 } toString() { take(this); return "x" } } console.log(new S("a")); return [new S("b")]',
  'class B extends Boolean { valueOf() { take(this); return {} } } class N extends Number { valueOf() { take(this); return "n" } } return [new B(true), new N(1)]',
  'class R extends RegExp { get source() { take(this); return "x".repeat(1e9) } get flags() { for (;;); } } console.log(new R("a")); return 1',
  'const o = { f() { return super.f } }; Object.setPrototypeOf(o, new Proxy({}, { get(t, k, r) { take(r); return take } })); o.f()(1)',
];

test('Classes get hold of nothing', async () => {
  await staysInside(target(), ATTACKS);
});
