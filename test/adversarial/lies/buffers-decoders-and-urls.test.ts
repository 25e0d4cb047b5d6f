/**
 * Attack: Buffers, decoders and URLs made of what lies: arrays that claim to be endless, views whose bytes go away between two looks at
 * them, encodings and counts out of all bounds, texts of megabytes where a host or a label should stand.
 * Answer: Lengths are read once and bounded, bytes are taken by their slots at the moment they are handed over, and what is too long is
 * refused before it is worked on.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const LIES = `const far = 2 ** 53 - 1; const long = (s, n = 1 << 20) => s.repeat(n / s.length);
  const grows = (n) => { const b = new ArrayBuffer(n, { maxByteLength: 1 << 24 }); return new Uint8Array(b) };
  const turning = (view, to) => ({ valueOf() { to === -1 ? view.buffer.transfer() : view.buffer.resize(to); return 1 }, toString() { this.valueOf(); return 'utf8' } });`;

const BUFFERS: readonly string[] = [
  'return Buffer.from({ length: far })',
  'return Buffer.from({ length: 1e9, 0: 1 }).length',
  "return Buffer.from({ type: 'Buffer', data: { length: far } })",
  'return Buffer.alloc(far)',
  'return Buffer.alloc(2 ** 31).length',
  "return Buffer.alloc(1 << 25, 'ab').length",
  'return Buffer.allocUnsafe(64).some((byte) => byte !== 0) && false',
  'return Buffer.concat(new Array(1e6).fill(Buffer.alloc(9)), far).length',
  'return Buffer.concat([Buffer.alloc(9)], 2 ** 31 - 1).length',
  'return Buffer.concat({ length: far, 0: Buffer.alloc(1) })',
  'const v = grows(64); return Buffer.from(v.buffer, turning(v, 0), 60).toString()',
  'const v = grows(64); const b = Buffer.from(v.buffer); b.fill(1, turning(v, 1 << 24), 50); return b.length',
  'const v = grows(64); const b = Buffer.from(v.buffer); return b.toString("hex", turning(v, -1), 60)',
  'const v = grows(64); const b = Buffer.from(v.buffer); return b.copy(Buffer.alloc(99), turning(v, 0), 0, 64)',
  'const v = grows(64); const b = Buffer.from(v.buffer); b.write("abc", turning(v, -1), 9, "latin1"); return 1',
  'const v = grows(64); const b = Buffer.from(v.buffer); return b.readDoubleLE(turning(v, 0))',
  'const v = grows(64); const b = Buffer.from(v.buffer); return b.indexOf(b, turning(v, 0))',
  'const b = Buffer.alloc(1 << 22, "a"); for (;;) b.indexOf("a".repeat(1 << 20) + "b")',
  'const b = Buffer.alloc(1 << 22, "a"); for (;;) b.lastIndexOf(Buffer.alloc(1 << 21, "a"), -1, "ucs2")',
  'const b = Buffer.alloc(1 << 22); for (;;) b.swap16().equals(Buffer.from(b))',
  'for (;;) Buffer.from(long("\\u{1f600}")).toString("base64url")',
  'return Buffer.from(long("zz"), "hex").length',
  'return Buffer.from(long("="), "base64").length',
  'class Evil extends Uint8Array { get length() { return far } get byteLength() { return far } }; return Buffer.from(new Evil(4)).length',
  'const b = Buffer.alloc(4); Object.defineProperty(b, "length", { value: far }); return [b.toString("hex"), JSON.stringify(b).length]',
  'const b = Buffer.alloc(4); b.constructor = { [Symbol.species]: function () { return new Proxy([], { get() { return far } }) } }; return b.slice(1).length',
  'return Buffer.from(new Proxy([1, 2, 3], { get: (on, key) => key === "length" ? 1e9 : 7 })).length',
  'let n = 0; return Buffer.from({ get length() { return n++ ? far : 3 }, 0: 1 }).length',
  'Buffer.poolSize = far; return Buffer.allocUnsafe(8).buffer.byteLength < 1e6',
  'return Buffer.prototype.toString.call({ length: far, __proto__: Buffer.prototype })',
  'return Buffer.prototype.slice.call(new Proxy(Buffer.alloc(3), {}), 1)',
  'return Buffer.compare(new Proxy(new Uint8Array(3), {}), Buffer.alloc(3))',
];

const DECODERS: readonly string[] = [
  'return new TextDecoder(long("x"))',
  'return new TextDecoder({ toString() { for (;;); } })',
  'const all = []; for (let i = 0; i < 1e5; i++) { const d = new TextDecoder("gbk"); d.decode(Buffer.of(0x81), { stream: true }); all.push(d) } return 1',
  'const d = new TextDecoder("shift_jis"); for (;;) d.decode(new Uint8Array(1 << 20), { stream: true })',
  'const d = new TextDecoder("utf-16le"); for (;;) d.decode(Buffer.of(0xd8), { stream: true })',
  'const v = grows(64); v.buffer.transfer(); return new TextDecoder().decode(v)',
  'const v = grows(64); return new TextDecoder("big5").decode(v, { get stream() { v.buffer.resize(1 << 24); return true } }).length',
  'const v = grows(64); return new TextDecoder("gb18030").decode(v, { get stream() { v.buffer.transfer(); return false } }).length',
  'return new TextDecoder().decode(new Proxy(new Uint8Array(3), {}))',
  'return new TextDecoder().decode({ byteLength: far, buffer: new ArrayBuffer(1) })',
  'return TextDecoder.prototype.decode.call(Object.create(TextDecoder.prototype), Buffer.alloc(1))',
  'return new TextDecoder("euc-kr", new Proxy({}, { get() { throw new TypeError("no") } }))',
  'return new TextEncoder().encodeInto(long("\\u{1f600}"), grows(8)).written',
  'const v = grows(8); return new TextEncoder().encodeInto({ toString() { v.buffer.transfer(); return "abc" } }, v).written',
  'for (;;) new TextEncoder().encode(long("\\ud800"))',
  'return atob(long("="))',
  'for (;;) btoa(atob(long("AAAA")))',
  'return btoa({ toString() { return long("\\u0100") } })',
];

const URLS: readonly string[] = [
  'return new URL(long("a"), long("b:"))',
  'return new URL("http://" + long("a.")).href.length',
  'return new URL("http://" + long("\\u00fc.")).href.length',
  'return new URL("http://" + long("xn--")).href.length',
  'return new URL("http://" + long("1.")).href',
  'return new URL("http://[" + long("1:") + "]").href',
  'return new URL("http://a/" + long("../", 3e5)).pathname',
  'return new URL("http://a/" + long("%2e%2e/", 7e5)).pathname.length',
  'return new URL("http://" + long("@") + "a/").username.length',
  'const u = new URL("http://a"); for (;;) u.search += long("?&=")',
  'const u = new URL("http://a"); for (;;) u.hostname = long("\\u{1f600}")',
  'const u = new URL("http://a"); u.href = { toString() { u.hash = "x"; return "b:" } }; return u.href',
  'const p = new URLSearchParams(); for (;;) p.append("a", long("b"))',
  'return new URLSearchParams(long("a&", 1 << 21)).size',
  'const p = new URLSearchParams(long("b&a&", 4e5)); for (;;) p.sort()',
  'return new URLSearchParams({ [Symbol.iterator]: () => ({ next: () => ({ done: false, value: ["a", "b"] }) }) })',
  'return new URLSearchParams([new Proxy(["a", "b"], { get: (on, key) => key === "length" ? far : on[key] })])',
  'return new URLSearchParams(new Proxy({}, { ownKeys: () => Array.from({ length: 1e5 }, (_, i) => "k" + i), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }) })).size',
  'const p = new URLSearchParams("a=1&a=2"); for (const [k] of p) p.append(k, "x"); return 1',
  'return Reflect.get(URL.prototype, "href", new Proxy(new URL("a:b"), {}))',
  'return URL.prototype.toString.call({ __proto__: URL.prototype })',
  'const { domainToASCII } = require("url"); for (;;) domainToASCII(long("\\u00fc.", 1e5))',
  'const { parse } = require("url"); for (;;) parse("http://" + long("a@", 1e5))',
  'return require("querystring").parse(long("a=b&", 1 << 21), "&", "=", { maxKeys: -1 }).a.length',
];

const withLies = (codes: readonly string[]) => codes.map((code) => `${LIES} ${code}`);

test('POST /execute bounds Buffers that are made of lies', async () => {
  await target().survives(withLies(BUFFERS));
});

test('POST /execute bounds decoders and encoders, and what they are given', async () => {
  await target().survives(withLies(DECODERS));
});

test('POST /execute bounds URLs and their parameters', async () => {
  await target().survives(withLies(URLS));
});

test('A Buffer, a decoder or a URL shows nothing of what was in memory before', async () => {
  const seen = await target().resultOf(`${LIES} const found = [];
    for (let i = 0; i < 200; i++) for (const make of [() => Buffer.allocUnsafe(4096), () => Buffer.allocUnsafeSlow(4096), () => new TextEncoder().encode('')]) {
      if (make().some((byte) => byte !== 0)) found.push(i);
    }
    return found.length`);
  expect(seen).toBe(0);
});
