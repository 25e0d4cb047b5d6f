/**
 * Attack: Results that are traps for whoever reads them.
 * Answer: The engine's own `JSON.stringify` reads them inside the guest, under the meter; the host
 * gets text.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'return new Proxy({}, { ownKeys() { for (;;); } })',
  'return new Proxy({}, { ownKeys: () => Array.from({ length: 1e6 }, (_, i) => `k${i}`), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) })',
  'return new Proxy([], { get: (t, k) => (k === "length" ? 2 ** 53 - 1 : undefined) })',
  'return new Proxy([], { get: (t, k) => (k === "length" ? { valueOf() { for (;;); } } : 1) })',
  'return { get a() { for (;;); } }',
  'return { toJSON() { for (;;); } }',
  'return { toJSON() { return this } }',
  'return { toJSON() { return { toJSON() { return 1n } } } }',
  'const o = { toJSON() { o.x = (o.x ?? 0) + 1; return o } }; return [o, o, o]',
  'const a = [1, 2, 3]; a.toJSON = () => a; a.push({ toJSON() { a.length = 0; return 1 } }); return a',
  'const a = [{ toJSON() { a.push({ toJSON: a[0].toJSON }); return 1 } }]; return a',
  'const a = [{ get x() { a.push({ ...Object.getOwnPropertyDescriptors(a[0]) }); a.length = 1e6; return 1 } }]; return a',
  'return { ["k".repeat(1e7)]: 1 }',
  'return Object.fromEntries(Array.from({ length: 3e5 }, (_, i) => ["k" + i, i]))',
  'return ["\\ud800", "\\udfff\\ud800", { "\\udc00": "\\0" }]',
  'return { "</script>": "\\u2028\\u2029" }',
  'return Array(4294967295)',
  'const a = []; a[4294967294] = 1; return a',
  'const a = []; a.length = 1e8; return a',
  'return { then: 1, a: 2 }',
  'return { get then() { throw 1 } }',
  'return { then(r) { r(this) } }',
  'return { then(r) { for (;;); } }',
  'return new Proxy({}, { get(t, k) { if (k === "then") for (;;); } })',
  'return Object.defineProperty({}, "a", { enumerable: true, get() { return this } })',
  'const p = new Proxy({}, { get: (t, k) => (k === "toJSON" ? () => p : undefined) }); return p',
  'return new Proxy(function () {}, {})',
  'const r = Proxy.revocable({}, {}); r.revoke(); return r.proxy',
  'const r = Proxy.revocable([], {}); return { a: { get b() { r.revoke(); return r.proxy } } }',
  'return new Proxy([], { getOwnPropertyDescriptor() { for (;;); } })',
  'return Object(1n)',
  'return Object(Symbol())',
  'return [function () {}, Symbol(), undefined]',
  'return new String(new Proxy({}, { get() { for (;;); } }))',
  'const n = new Number(1); n.valueOf = () => { for (;;); }; return n',
  'const s = new String("x"); s.toString = () => { for (;;); }; return s',
  'const b = new Boolean(true); b.valueOf = () => { for (;;); }; return b',
  'BigInt.prototype.toJSON = () => { for (;;); }; return 1n',
  'Date.prototype.toISOString = () => { for (;;); }; return new Date(0)',
  'return "!{}"',
  'return "~"',
  'return { toJSON: () => "!" }',
  'return { toString() { for (;;); }, valueOf() { for (;;); }, a: 1 }',
  'globalThis.toJSON = () => 1; return globalThis',
  'return [globalThis]',
  'return Array.from({ length: 1e5 }, () => ({ toJSON: () => "x".repeat(100) }))',
];

test('POST /execute bounds what reads the result', async () => {
  await target().survives(ATTACKS);
});
