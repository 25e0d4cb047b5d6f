/**
 * Attack: Views on buffers that were detached, resized or transferred while a built-in is at work
 * on them.
 * Answer: The engine checks a view again after every call of the snippet's; and a slip would stay
 * inside one WebAssembly memory, which is thrown away.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); u.fill({ valueOf() { b.resize(0); return 1 } }); return [u.length, b.byteLength]',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); u.copyWithin(0, { valueOf() { b.resize(8); return 4 } }, 64); return u.length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); u.sort((x, y) => { b.resize(4); return x - y }); return u.length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); u.set({ length: 64, get 0() { b.resize(0); return 1 }, 1: 2 }, 0); return u.length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); u.subarray({ valueOf() { b.resize(0); return 1 } }, 60); return 1',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return u.slice({ valueOf() { b.resize(2); return 0 } }, 64).length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return u.with(60, { valueOf() { b.resize(1); return 1 } }).length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return u.map(() => { b.resize(0); return 1 }).length',
  "const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return u.join({ toString() { b.resize(0); return '-' } })",
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return u.includes(0, { valueOf() { b.resize(0); return 0 } })',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return u.lastIndexOf(0, { valueOf() { b.resize(1); return 63 } })',
  "const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return u.at({ valueOf() { b.resize(0); return 63 } }) ?? 'gone'",
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); for (const x of u) b.resize(1); return u.length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b] = views(); const d = new DataView(b); d.setFloat64({ valueOf() { b.resize(0); return 0 } }, 1); return 1',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b] = views(); const d = new DataView(b); return d.getFloat64(0, { valueOf() { b.resize(0) } })',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b] = views(); const d = new DataView(b, 60); d.setInt32(0, { valueOf() { b.resize(4); return 1 } }); return 1',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const b = new ArrayBuffer(64); const u = new Uint8Array(b); u.fill({ valueOf() { b.transfer(); return 1 } }); return [u.length, b.detached]',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const b = new ArrayBuffer(64); const u = new Float64Array(b); u.sort((x, y) => { if (!b.detached) b.transfer(8); return y - x }); return u.length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const b = new ArrayBuffer(64); const t = b.transfer(1e6); try { new Uint8Array(b) } catch (e) { return [e.name, t.byteLength] }',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const b = new ArrayBuffer(8); return new Uint8Array(b.transferToFixedLength(4096)).every((x) => x === 0)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new Uint8Array(new ArrayBuffer(1e6)).every((x) => x === 0)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); b.resize(1024); const clean = u.every((x) => x === 0); u.fill(7); b.resize(0); b.resize(1024); return clean && u.every((x) => x === 0)',
  "const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); Object.defineProperty(u, 'length', { value: 1e9 }); return [Array.from(u).length, [...u].length]",
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); u.__proto__ = Array.prototype; return u.map((x) => x).length',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b, u] = views(); return Reflect.apply(Array.prototype.push, u, [1])',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new Uint8Array({ length: 2 ** 53 - 1 })',
  "const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new Uint8Array(new Proxy([1, 2, 3], { get: (t, k) => (k === 'length' ? 1e9 : t[k]) })).length",
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new BigUint64Array(new Uint32Array(3).buffer)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new Uint16Array(new ArrayBuffer(3), 1)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new Uint8Array(new ArrayBuffer(8), 4, 5)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new Uint8Array(new ArrayBuffer(8), -1)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new DataView(new ArrayBuffer(8), 9)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new ArrayBuffer(-1)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new ArrayBuffer(8, { maxByteLength: 4 })',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return new ArrayBuffer(8, { maxByteLength: 2 ** 40 })',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; const [b] = views(); b.resize(1025)',
  'const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return ArrayBuffer.prototype.slice.call({}, 0)',
  "const views = () => { const b = new ArrayBuffer(64, { maxByteLength: 1024 }); return [b, new Uint8Array(b)] }; return Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, 'byteLength').get.call(new SharedArrayBuffer(8))",
];

test('Views reach no memory but their own', async () => {
  await target().survives(ATTACKS);
});
