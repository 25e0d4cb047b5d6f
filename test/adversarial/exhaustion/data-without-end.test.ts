/**
 * Attack: Texts, collections and JSON that grow without end, or are read and written without end.
 * Answer: Growth ends at the sandbox's own memory, and work at the deadline.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const TEXTS: readonly string[] = [
  'let s = "x"; for (;;) s += s',
  'let s = "x"; for (;;) s = s + s[0]',
  'return "x".repeat(2 ** 29).padStart(2 ** 30)',
  'return "x".padEnd(2 ** 30 - 1, "ab").length',
  'return "a".repeat(1e7).replaceAll("a", "bb".repeat(100))',
  'return "a".repeat(1e6).replaceAll("", "b".repeat(1000))',
  'return new Array(1e7).join("abc").length',
  'return Array(2 ** 32 - 1).join("").length',
  'return [].concat(...Array(1e5).fill(Array(1e4).fill(1))).length',
  'const s = "ab".repeat(2e6); for (;;) s.split("")',
  'const s = "ab".repeat(2e6); for (;;) s.split("b").join("c")',
  'const s = "a".repeat(5e6); for (;;) s.indexOf("a".repeat(2e6) + "b")',
  'const s = "a".repeat(2e6); return s.lastIndexOf("b" + "a".repeat(1e6))',
  'const s = "\\u0041\\u030a".repeat(2e6); for (;;) s.normalize("NFKD").normalize("NFC")',
  'const s = "\\ud800".repeat(5e6); for (;;) s.toWellFormed()',
  'const s = "ß".repeat(4e6); for (;;) s.toUpperCase().toLowerCase()',
  'const s = " ".repeat(1e7); for (;;) (s + "x" + s).trim()',
  'const s = "%41".repeat(3e6); for (;;) decodeURIComponent(s)',
  'const s = "ä".repeat(3e6); for (;;) encodeURIComponent(s)',
  'const s = "ä".repeat(3e6); for (;;) escape(s)',
  'const s = "9".repeat(1e7); for (;;) parseFloat(s) + Number(s) + parseInt(s, 36)',
  'return String.fromCharCode(...new Array(1e6).fill(65)).length',
  'return String.raw({ raw: { length: 2 ** 53 - 1, 0: "a" } })',
  'const s = "a".repeat(1e6); const a = []; for (;;) a.push(s + a.length)',
  'const s = "ab".repeat(1e6); let t = ""; for (const c of s) t = c + t; return t.length',
  'return "x".repeat(1e6).localeCompare("x".repeat(1e6) + "y") + "a".localeCompare("b".repeat(1e7))',
  'for (;;) new Date("x".repeat(1e6)).getTime()',
  'for (;;) Date.parse("2026-01-01T00:00:00.000" + "0".repeat(1e6) + "Z")',
];

const COLLECTIONS: readonly string[] = [
  'const m = new Map(); for (let i = 0; ; i++) m.set(i, i)',
  'const s = new Set(); for (let i = 0; ; i++) s.add({})',
  'const m = new Map([[1, 1]]); for (const [k] of m) m.set(k + 1, 1)',
  'const s = new Set([1]); s.forEach((x) => s.add(x + 1))',
  'const s = new Set(); for (let i = 0; ; i++) { s.add(i); s.delete(i - 1) }',
  'const m = new Map(); const it = m.keys(); for (let i = 0; ; i++) { m.set(i, it); it.next(); m.clear() }',
  'const s = new Set(Array(1e5).keys()); for (;;) s.union(s).isSubsetOf(s.symmetricDifference(s))',
  'new Set([1]).union({ size: 1, has: () => true, keys: () => ({ next: () => ({ value: {} }) }) })',
  'new Set([1]).isSupersetOf({ size: Infinity, has: () => true, keys: () => ({ next: () => ({ value: 1 }) }) })',
  'const w = new WeakMap(); const kept = []; for (;;) { const k = {}; kept.push(k); w.set(k, kept) }',
  'const a = [1]; a.forEach(() => a.push(1)); for (const x of a) a.push(x)',
  'const a = []; for (let i = 0; ; i++) a.unshift(i)',
  'const a = Array(1e6).fill(0); for (;;) a.splice(1, 1, 1, 2)',
  'const a = Array(1e6).fill(0); for (;;) a.shift() ?? a.push(1)',
  'const a = Array.from({ length: 3e5 }, (_, i) => i % 7); for (;;) a.sort(() => 1)',
  'const a = Array.from({ length: 3e5 }, () => ({ toString: () => "x" })); a.sort()',
  'const a = Array(1e5).fill([]); return a.sort((x, y) => a.sort())',
  'const a = []; a[4294967294] = 1; for (;;) a.sort()',
  'const o = {}; for (let i = 0; ; i++) o["k" + i] = i',
  'const o = {}; for (let i = 0; ; i++) { o["k" + i] = i; delete o["k" + (i - 5)] }',
  'const o = {}; for (let i = 0; i < 1e5; i++) o[i * 7919] = i; for (;;) Object.entries(o)',
  'let o = {}; for (let i = 0; ; i++) o = { ...o, ["k" + i]: i }',
  'let o = { a: 1 }; for (;;) o = Object.fromEntries([...Object.entries(o), ["k" + Object.keys(o).length, o]])',
  'const all = []; for (;;) all.push(() => all)',
  'const all = []; for (;;) all.push(Promise.withResolvers())',
  'const all = []; for (;;) all.push(Symbol(all.length))',
  'for (let i = 0; ; i++) Symbol.for("s" + i)',
  'const all = []; for (;;) all.push(new (class { x = 1 })())',
  'const all = []; for (;;) all.push(/x/.exec("x".repeat(1000)))',
  'Object.groupBy({ [Symbol.iterator]: () => ({ next: () => ({ value: {} }) }) }, (x) => x)',
  'Array.from({ length: 2 ** 53 - 1 }, (x, i) => i)',
  'Array.fromAsync({ [Symbol.asyncIterator]: () => ({ next: async () => ({ value: 1 }) }) }); await 1; for (;;) await 1',
];

const JSONS: readonly string[] = [
  'return JSON.parse("[" + "1,".repeat(3e6) + "1]").length',
  'return JSON.parse("{" + Array.from({ length: 3e5 }, (_, i) => `"k${i}":1`).join() + "}").k1',
  'return JSON.parse("{" + `"${"k".repeat(1000)}":1,`.repeat(1e4) + `"a":1}`).a',
  'for (;;) JSON.parse("9".repeat(1e6))',
  'for (;;) JSON.parse(`"${"\\\\u0041".repeat(1e6)}"`)',
  'JSON.parse("[1]", function (k, v) { this.push?.([]); return v })',
  'JSON.parse("[1,2]", function (k, v) { for (;;); })',
  'JSON.parse("[1,2,3]", function (k, v) { this[1] = { length: 2 ** 53 - 1, a: [] }; return v })',
  'JSON.parse("[[1],2]", function (k, v) { if (k === "0") this[1] = new Proxy([], { get: (t, k) => k === "length" ? 2 ** 53 - 1 : 1 }); return v })',
  'return JSON.stringify(Array(1e7).fill(null)).length',
  'return JSON.stringify(Array(2 ** 32 - 1))',
  'return JSON.stringify("\\u0000".repeat(2e7)).length',
  'return JSON.stringify({ a: [[[[[1]]]]] }, null, " ".repeat(1e9))',
  'return JSON.stringify(Array(1e5).fill([[[[[[]]]]]]), null, "          ").length',
  'return JSON.stringify({}, new Proxy([], { get: (t, k) => k === "length" ? 2 ** 53 - 1 : "k" }))',
  'return JSON.stringify({ a: 1 }, () => ({ a: 1 }))',
  'return JSON.stringify(new Proxy([], { get: (t, k) => k === "length" ? 2 ** 53 - 1 : 1 }))',
  'return JSON.stringify(new Proxy({}, { ownKeys: () => Array.from({ length: 1e6 }, (_, i) => "k" + i), getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) }))',
  'return { toJSON: () => { for (;;); } }',
  'return new Proxy([], { get: (t, k) => k === "length" ? 2 ** 53 - 1 : 1 })',
  'const a = []; for (let i = 0; i < 1000; i++) a.push({ get x() { a.push(1); return 1 } }); return a',
  'const o = { get x() { return { ...o } } }; return o',
  'let a = ["x".repeat(1000)]; for (let i = 0; i < 30; i++) a = [a, a]; return a',
];

test('POST /execute bounds texts that grow', async () => {
  await target().survives(TEXTS);
});

test('POST /execute bounds collections that grow', async () => {
  await target().survives(COLLECTIONS);
});

test('POST /execute bounds JSON without end', async () => {
  await target().survives(JSONS);
});
