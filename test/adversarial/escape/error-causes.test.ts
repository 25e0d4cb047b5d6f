/**
 * Attack: Errors inside errors: causes, aggregates and suppressed errors, cyclic, deep, or traps.
 * Answer: Name, message and stack are all that is read of an error; what hangs on it is left alone.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'let e = new Error("0"); for (let i = 0; i < 1e5; i++) e = new Error("x", { cause: e }); throw e',
  'const e = new Error("x"); e.cause = e; console.log(e); throw e',
  'const a = new Error("a"), b = new Error("b", { cause: a }); a.cause = b; console.log(a, b); throw b',
  'throw new Error("x", { get cause() { take(this); throw new Error("inner") } })',
  'throw new Error("x", new Proxy({}, { has() { throw new Error("has") } }))',
  'throw new Error("x", { cause: new Proxy({}, { get(t, k, r) { take(t); take(r); for (;;); } }) })',
  'throw new AggregateError([new Error("a"), { get message() { for (;;); } }], "m", { cause: 1 })',
  'const e = new AggregateError([], "m"); e.errors = new Proxy([], { get() { for (;;); } }); console.log(e); throw e',
  'const e = new AggregateError([], "m"); e.errors = [e, [e]]; console.log([e]); return Promise.reject(e)',
  'return Promise.any([Promise.reject(new Error("a")), Promise.reject(new Proxy({}, { get() { for (;;); } }))])',
  'throw new AggregateError((function* () { for (;;) yield 1 })())',
  'throw new AggregateError(Array(1e5).fill(new Error("x")), "m")',
  'class S extends Error { error = this; suppressed = this } throw new S("x")',
  'if (typeof SuppressedError === "function") throw new SuppressedError(new Error("a"), new Error("b"), "m"); throw new Error("none")',
  'throw Object.assign(new Error("m"), { cause: new Map([[{}, new Set([1])]]), errors: globalThis, code: 500, status: 200, type: "InternalError", hint: "x" })',
  'throw new Error("x", { cause: globalThis })',
  'throw Object.create(new Error("inherited"))',
  'throw new (class extends AggregateError { get message() { return { toString() { for (;;); } } } })([])',
];

test('What hangs on an error is not followed', async () => {
  await staysInside(target(), ATTACKS);
});
