/**
 * Attack: `Error.prepareStackTrace`, `captureStackTrace`, `stackTraceLimit` and their neighbours,
 * as V8 has them.
 * Answer: The engine has none of them: they are properties like any other, and nobody calls them.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'Error.prepareStackTrace = (e, frames) => { take(e); take(frames); for (const f of frames) { take(f.getThis?.()); take(f.getFunction?.()) } return frames }; take(new Error("x").stack); throw new Error("y")',
  'Error.prepareStackTrace = undefined; const e = new Error(); e.name = Symbol(); try { take(e.stack) } catch (t) { take(t) } throw e',
  'Object.defineProperty(Error, "prepareStackTrace", { get() { take(this); return (e, f) => take(f) } }); (function f() { f() })()',
  'Object.defineProperty(globalThis, "Error", { value: class { static prepareStackTrace(e, f) { take(f) } } }); null.x',
  'Error.captureStackTrace = (o) => { take(o) }; const o = {}; Error.captureStackTrace?.(o, take); take(o.stack); throw new TypeError("x")',
  'Error.stackTraceLimit = Infinity; const f = (n) => (n ? f(n - 1) : new Error("deep").stack); return f(500).length',
  'Error.stackTraceLimit = { valueOf() { for (;;); } }; return new Error("x").stack',
  'Object.defineProperty(Error, "stackTraceLimit", { get() { for (;;); } }); throw new Error("x")',
  'Error.prototype.stack = 1; throw new Error("x")',
  'Object.defineProperty(Object.prototype, "stack", { set(v) { take(this); take(v) }, get() { return "    at x (/etc/passwd:1:1)" } }); throw new Error("x")',
  'class E extends Error { constructor() { super(); this.stack = { toString() { take(this); return "" } } } } throw new E()',
  'const e = new Error("x"); const d = Object.getOwnPropertyDescriptor(e, "stack"); take(d); take(d.get); take(d.set); throw e',
  'const e = new Error("x"); delete e.stack; e.__proto__ = { __proto__: Error.prototype, get stack() { take(this); throw this } }; throw e',
  'return [new Error("x").stack, (() => { try { null.x } catch (e) { return e.stack } })()].join().includes("/")',
  'function f() {} Object.defineProperty(f, "name", { value: "    at (/root/x.ts:1:1)\\n" }); try { [1].map(function () { throw new Error("n") }) } catch (e) { throw e }',
  'Object.defineProperty((0, console.log), "name", { value: { toString() { for (;;); } } }); console.log({ get x() { throw new Error("x") } }); throw new Error("y")',
  'const g = { ["a".repeat(5000)]() { throw new Error("x") } }; g["a".repeat(5000)]()',
];

test('Stack trace hooks are not called with anything', async () => {
  await staysInside(target(), ATTACKS);
});
