/**
 * Attack: Parts of blobs and values of forms that lie: buffers that are gone or grow, getters that change their mind, sequences without end.
 * Answer: Bytes are copied when they are handed over and belong to the blob alone; what grows ends at the sandbox's memory, what goes on at the deadline.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

test('POST /execute makes blobs of parts that change, end or never end', async () => {
  await target().survives([
    'const b = new ArrayBuffer(8, { maxByteLength: 1 << 24 }); const v = new Uint8Array(b); return new Blob([v, { toString() { b.resize(1 << 24); return "" } }, v, { toString() { b.resize(0); return "" } }, v]).size',
    'const v = new Uint8Array(64); return new Blob([{ toString() { v.buffer.transfer(); return "x" } }, v]).size',
    'const v = new Uint8Array(64); Object.defineProperty(v, "byteLength", { value: 2 ** 40 }); Object.defineProperty(v, "length", { value: 2 ** 40 }); return new Blob([v]).size',
    'const v = new Uint8Array(64); Object.defineProperty(v, "buffer", { value: new ArrayBuffer(1) }); Object.setPrototypeOf(v, null); return new Blob([v]).size',
    'return new Blob((function* () { for (;;) yield "" })()).size',
    'return new Blob((function* () { for (;;) yield "x".repeat(1e6) })()).size',
    'return new Blob({ get [Symbol.iterator]() { return () => ({ next: () => ({ done: false, value: this }) }) } }).size',
    'let blob = new Blob(["x".repeat(1024)]); for (;;) blob = new Blob([blob, blob])',
    'let blob = new Blob(["x"]); for (;;) blob = blob.slice(0, 2 ** 53, "t".repeat(1e6))',
    'const a = ["x"]; a[1] = a; return new Blob([a]).text()',
    'return new Blob([new Proxy(new Uint8Array(4), {}), new Proxy(new Blob(["x"]), {})]).text()',
    'return new Blob([Object.create(new Blob(["secret"]))]).text()',
    'return Object.create(new Blob(["x"])).size',
    'return new Blob(["abc"]).slice({ valueOf() { throw new RangeError("no") } })',
    'return new Blob(["abc"]).slice(1n)',
    'const s = new Blob(["x".repeat(1e6)]).stream(); const r = s.getReader({ mode: "byob" }); for (let n = 0;;) { const { value, done } = await r.read(new Uint8Array(7)); if (done) return n; n += value.length }',
    'const s = new Blob(["abc"]).stream(); const r = s.getReader({ mode: "byob" }); const v = new Uint8Array(9); const p = r.read(v); try { v.buffer.transfer() } catch {} return (await p).value.length',
    'class Sub extends Blob { get size() { return 2 ** 53 } get type() { return {} } } const f = new FormData(); f.append("a", new Sub(["x"]), "n"); return f.get("a").size',
    'const f = new FormData(); f.append("a", new Blob(["x"]), { toString() { f.append("a", "again"); return "n" } }); return [...f].length',
    'const f = new FormData(); f.append("a", 1); for (const [k] of f) f.append(k + k, 1)',
    'const f = new FormData(); f.append("a", 1); f.forEach(() => f.append("b", 1))',
    'Array.prototype.push = null; Array.from = null; Uint8Array.prototype.set = null; return new Blob(["a", "b"]).size',
    'Object.prototype.get = () => 5; Object.prototype.value = 5; const f = new FormData(); f.append("__proto__", "x"); return [...f]',
    'const f = new FormData(); f.append("__proto__", "x"); f.append("constructor", "y"); return require("util").inspect(f)',
  ]);
});

test('Blob gives out copies: what is changed later changes no blob', async () => {
  const seen = await target().resultOf(`const bytes = new Uint8Array([1, 2, 3]);
    const blob = new Blob([bytes]); const part = blob.slice(1);
    bytes.fill(9); (await blob.bytes()).fill(8); new Uint8Array(await blob.arrayBuffer()).fill(7);
    for await (const chunk of blob.stream()) chunk.fill(6);
    return [[...await blob.bytes()], [...await part.bytes()], [...await new Blob([blob, part]).bytes()]]`);
  expect(seen).toEqual([
    [1, 2, 3],
    [2, 3],
    [1, 2, 3, 2, 3],
  ]);
});
