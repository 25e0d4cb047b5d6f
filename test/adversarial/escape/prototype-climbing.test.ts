/**
 * Attack: `__proto__`, `Object.getPrototypeOf` and their like, upwards and sideways, on everything
 * in reach.
 * Answer: All prototypes are the guest's; replacing them changes one run's world and no other.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'take(globalThis.__proto__); take(globalThis.__proto__.__proto__)',
  'take(input.__proto__.__proto__); take(Object.getPrototypeOf(Object.getPrototypeOf(input)))',
  'take(console.log.__proto__); take(console.__proto__)',
  'take(Object.prototype.__lookupGetter__("__proto__")); take(Object.prototype.__lookupSetter__("__proto__"))',
  'take(Object.getOwnPropertyDescriptor(Object.prototype, "__proto__").get.call(console.log))',
  'take(Reflect.getPrototypeOf(require)); take(Reflect.getPrototypeOf(Reflect.getPrototypeOf(function* () {})))',
  'Object.prototype.__defineGetter__.call(Object.prototype, "host", function () { take(this); return this }); take(({}).host); return [1].host',
  'Object.setPrototypeOf(console, null); console.log(1); take(console)',
  'Object.setPrototypeOf(globalThis, new Proxy({}, { get(t, k, r) { take(t); take(r); return undefined }, has(t, k) { return true } })); nothingOfThisName; return 1',
  'Object.setPrototypeOf(Object.prototype, {}); return 1',
  'Object.setPrototypeOf(Object.getPrototypeOf(globalThis), { x: 1 }); return 1',
  'const o = { __proto__: console.log }; take(o.constructor); take(o.call)',
  'class A extends Object { constructor() { super(); take(super.constructor); take(super.__proto__) } } new A()',
  'const m = { f() { take(super.constructor); take(super.toString) } }; Object.setPrototypeOf(m, console.log); m.f()',
  'take(Reflect.construct(Object, [], console.log)); take(Reflect.construct(Array, [], require))',
  'take(Object.create(Object.getPrototypeOf(setTimeout)))',
  'for (let p = console.log; p; p = Object.getPrototypeOf(p)) { take(p); for (const k of Reflect.ownKeys(p)) { try { take(p[k]) } catch {} } }',
  'Function.prototype.__proto__ = null; Array.prototype.__proto__ = null; return [1]',
  'Error.prototype.__proto__ = Promise.prototype; throw new Error("x")',
  'Object.prototype.__proto__ = new Proxy({}, { get() { for (;;); } }); return ({}).x',
];

test("Every prototype that can be climbed to is of the snippet's own world", async () => {
  await staysInside(target(), ATTACKS);
});
