/**
 * Attack: Errors whose every property is a trap.
 * Answer: Three fields are read, as text alone, cut before they are copied; what cannot be read is
 * empty.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const e = new Error("m"); Object.defineProperty(e, "message", { get() { for (;;); } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "message", { get() { throw e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "message", { get() { return e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "name", { get() { for (;;); } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "name", { get() { throw e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "name", { get() { return e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "stack", { get() { for (;;); } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "stack", { get() { throw e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "stack", { get() { return e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "cause", { get() { for (;;); } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "cause", { get() { throw e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "cause", { get() { return e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "toString", { get() { for (;;); } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "toString", { get() { throw e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "toString", { get() { return e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "toJSON", { get() { for (;;); } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "toJSON", { get() { throw e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "toJSON", { get() { return e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "constructor", { get() { for (;;); } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "constructor", { get() { throw e } }); throw e',
  'const e = new Error("m"); Object.defineProperty(e, "constructor", { get() { return e } }); throw e',
  'throw new (class extends Error { get message() { for (;;); } })()',
  'throw new Proxy(new Error("x"), { get() { for (;;); }, getPrototypeOf() { for (;;); } })',
  'throw new Proxy({}, { getPrototypeOf() { return Error.prototype }, get() { for (;;); } })',
  'const r = Proxy.revocable({}, {}); r.revoke(); throw r.proxy',
  'throw { toJSON() { for (;;); } }',
  'throw { toString() { for (;;); }, toJSON() {} }',
  'throw { [Symbol.toPrimitive]() { for (;;); }, toJSON() {} }',
  'throw null',
  'throw undefined',
  'throw Symbol("s")',
  'throw 10n',
  'throw () => { for (;;); }',
  'throw new Proxy(() => {}, { get() { for (;;); } })',
  'throw Object.create(null)',
  'throw Object.create(Error.prototype, { message: { value: {} } })',
  'throw document',
  'throw { get then() { for (;;); } }',
  'return Promise.reject({ get then() { for (;;); } })',
  'return Promise.reject(new Proxy({}, { get() { for (;;); }, getPrototypeOf() { for (;;); } }))',
  'let e = new Error("0"); for (let i = 0; i < 1e5; i++) e = new Error("x", { cause: e }); throw e',
  'const e = new Error("x"); e.cause = e; throw e',
  'throw new AggregateError(Array.from({ length: 1e5 }, () => new Error("x")))',
  'throw new AggregateError({ *[Symbol.iterator]() { for (;;) yield 1 } })',
  'const e = new AggregateError([]); e.errors = [e]; throw e',
  'throw new Error("m".repeat(3e7))',
  'throw new Error("\\ud800\\0\\u2028<script>")',
  'const e = new Error("x"); e.name = "internal"; e.code = "internal"; e.stack = "    at x (/srv/app/src/worker.ts:1:1)"; throw e',
  'const e = new Error("x"); e.stack = "    at f (snippet.js:0:0)\\n    at g (snippet.js:99999999999:1)"; throw e',
  'const e = new Error("x"); e.stack = ("    at " + "(".repeat(5000) + "\\n").repeat(100); throw e',
  'Error.prototype.name = { toString() { for (;;); } }; throw new Error("x")',
  'Object.defineProperty(Error.prototype, "message", { get() { for (;;); } }); throw Object.create(Error.prototype)',
  'Object.setPrototypeOf(Error.prototype, new Proxy({}, { get() { for (;;); } })); const e = new Error(); delete e.message; throw e',
  'Object.defineProperty(Object.prototype, "code", { get: () => "internal", set() { throw 1 } }); throw new Error("x")',
  'throw new InternalError("stack overflow")',
  'throw new SuppressedError(1, 2, 3)',
  'throw new SyntaxError("x")',
  'class E extends Error { constructor() { super(); for (;;); } } throw new E()',
  'throw new Error(new Proxy({}, { get() { for (;;); } }))',
  'null[new Proxy({}, { get() { for (;;); } })]',
  'undefined_[Symbol()]',
  'const x = Symbol("y".repeat(1e5)); null[x]',
  '({})["k".repeat(1e6)].x',
  '({})["k".repeat(1e6)]()',
];

test('POST /execute describes hostile errors in time', async () => {
  await target().survives(ATTACKS);
});
