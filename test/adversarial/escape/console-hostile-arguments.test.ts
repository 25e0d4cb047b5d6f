/**
 * Attack: Values that are traps for whoever prints them.
 * Answer: `console` looks at descriptors, calls no getter, and bounds depth, width and length; a
 * trap that loops is stopped with its run.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'console.log(new Proxy({}, { ownKeys() { for (;;); } })); console.error([new Proxy({}, { ownKeys() { for (;;); } })]); return 1',
  'console.log(new Proxy({}, { get() { for (;;); } })); console.error([new Proxy({}, { get() { for (;;); } })]); return 1',
  'console.log(new Proxy({}, { getPrototypeOf() { for (;;); } })); console.error([new Proxy({}, { getPrototypeOf() { for (;;); } })]); return 1',
  'console.log(new Proxy([], { get: (t, k) => (k === "length" ? 2 ** 53 - 1 : t[k]), getOwnPropertyDescriptor() { for (;;); } })); console.error([new Proxy([], { get: (t, k) => (k === "length" ? 2 ** 53 - 1 : t[k]), getOwnPropertyDescriptor() { for (;;); } })]); return 1',
  'console.log(new Proxy(function () {}, { getOwnPropertyDescriptor() { for (;;); } })); console.error([new Proxy(function () {}, { getOwnPropertyDescriptor() { for (;;); } })]); return 1',
  'console.log((() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy })()); console.error([(() => { const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy })()]); return 1',
  'console.log({ toString() { for (;;); }, toJSON() { for (;;); }, get x() { for (;;); }, [Symbol.toPrimitive]() { for (;;); } }); console.error([{ toString() { for (;;); }, toJSON() { for (;;); }, get x() { for (;;); }, [Symbol.toPrimitive]() { for (;;); } }]); return 1',
  'console.log(Object.defineProperty(new Error("x"), "message", { get() { for (;;); } })); console.error([Object.defineProperty(new Error("x"), "message", { get() { for (;;); } })]); return 1',
  'console.log(Object.defineProperty(new Error("x"), "stack", { get() { for (;;); } })); console.error([Object.defineProperty(new Error("x"), "stack", { get() { for (;;); } })]); return 1',
  'console.log(Object.assign(new Error("x"), { name: { toString() { for (;;); } } })); console.error([Object.assign(new Error("x"), { name: { toString() { for (;;); } } })]); return 1',
  'console.log(Object.create(new Proxy({}, { get() { for (;;); }, getPrototypeOf() { for (;;); } }))); console.error([Object.create(new Proxy({}, { get() { for (;;); }, getPrototypeOf() { for (;;); } }))]); return 1',
  'console.log(Object.create(Date.prototype)); console.error([Object.create(Date.prototype)]); return 1',
  'console.log(Object.create(Map.prototype)); console.error([Object.create(Map.prototype)]); return 1',
  'console.log(Object.create(RegExp.prototype)); console.error([Object.create(RegExp.prototype)]); return 1',
  'console.log(Object.assign(/x/, { source: 1, flags: { toString() { for (;;); } } })); console.error([Object.assign(/x/, { source: 1, flags: { toString() { for (;;); } } })]); return 1',
  'console.log(Object.defineProperty(/x/, "flags", { get() { for (;;); } })); console.error([Object.defineProperty(/x/, "flags", { get() { for (;;); } })]); return 1',
  'console.log(new Map(Array.from({ length: 1e5 }, (_, i) => [{ i }, new Map([[i, {}]])]))); console.error([new Map(Array.from({ length: 1e5 }, (_, i) => [{ i }, new Map([[i, {}]])]))]); return 1',
  'console.log(new Set(Array(1e6).keys())); console.error([new Set(Array(1e6).keys())]); return 1',
  'console.log((() => { const m = new Map(); m.set(m, m); return m })()); console.error([(() => { const m = new Map(); m.set(m, m); return m })()]); return 1',
  'console.log((() => { const a = {}; a.a = { b: { a, c: [a, a] } }; return a })()); console.error([(() => { const a = {}; a.a = { b: { a, c: [a, a] } }; return a })()]); return 1',
  'console.log(Array(4294967295)); console.error([Array(4294967295)]); return 1',
  'console.log((() => { const a = []; a[4294967294] = 1; return a })()); console.error([(() => { const a = []; a[4294967294] = 1; return a })()]); return 1',
  'console.log(Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`k${i}`, {}]))); console.error([Object.fromEntries(Array.from({ length: 1e5 }, (_, i) => [`k${i}`, {}]))]); return 1',
  'console.log((() => { let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return o })()); console.error([(() => { let o = {}; for (let i = 0; i < 1e5; i++) o = { o }; return o })()]); return 1',
  'console.log((() => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p })()); console.error([(() => { let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p })()]); return 1',
  'console.log(Object.create({ constructor: new Proxy(function () {}, { getOwnPropertyDescriptor() { for (;;); } }) })); console.error([Object.create({ constructor: new Proxy(function () {}, { getOwnPropertyDescriptor() { for (;;); } }) })]); return 1',
  'console.log(new Uint8Array(1e7)); console.error([new Uint8Array(1e7)]); return 1',
  'console.log(new Array(100).fill("x".repeat(3e5))); console.error([new Array(100).fill("x".repeat(3e5))]); return 1',
  'console.log(Symbol("x".repeat(1e7))); console.error([Symbol("x".repeat(1e7))]); return 1',
  'console.log(7n ** 100000n); console.error([7n ** 100000n]); return 1',
  'console.log(Function.prototype.toString.call(Object)); console.error([Function.prototype.toString.call(Object)]); return 1',
  'console.log(globalThis); console.error([globalThis]); return 1',
  'console.log([globalThis, Reflect, Math, JSON, console]); console.error([[globalThis, Reflect, Math, JSON, console]]); return 1',
  'console.log(new (class { get [Symbol.toStringTag]() { for (;;); } })()); console.error([new (class { get [Symbol.toStringTag]() { for (;;); } })()]); return 1',
  'console.log(new Date(NaN), new Date(8.64e15)); console.error([new Date(NaN), new Date(8.64e15)]); return 1',
  'console.log(Object.assign(() => 1, { name: 5 })); console.error([Object.assign(() => 1, { name: 5 })]); return 1',
  'console.log(new WeakMap(), new WeakRef({}), Promise.resolve(1), (function* () {})()); console.error([new WeakMap(), new WeakRef({}), Promise.resolve(1), (function* () {})()]); return 1',
];

test('POST /execute prints hostile values in time', async () => {
  await target().survives(ATTACKS);
});
