/**
 * Attack: `structuredClone` of what has no end or lies: getters that make ever new objects, change what is copied or give
 * its bytes away, proxies of everything, buffers that shrink meanwhile, lists of transfers without end, changed prototypes.
 * Answer: All of it is the snippet's own computing, counted and bounded as such; bytes are copied and taken away by what
 * the engine has, and whatever is refused is an error of the snippet's world.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const WITHOUT_END: readonly string[] = [
  'const more = () => ({ get x() { return more() } }); structuredClone(more());',
  'const a = [1]; Object.defineProperty(a, 0, { enumerable: true, get() { a.push(more()); return a.length } }); const more = () => { const o = {}; Object.defineProperty(o, "x", { enumerable: true, get: more }); return o }; structuredClone(a);',
  'structuredClone(new Proxy({}, { ownKeys: () => Array.from({ length: 1e6 }, (_, i) => "k" + i), getOwnPropertyDescriptor: () => ({ value: 1, enumerable: true, configurable: true }), get: () => new Array(1e4).fill(1) }));',
  'structuredClone(1, { transfer: { *[Symbol.iterator]() { for (let i = 0; i < 1e12; i++) yield new ArrayBuffer(8) } } });',
  'const m = new Map(); for (let i = 0; i < 2e5; i++) m.set({ i }, m); for (let i = 0; i < 1e12; i++) structuredClone(m);',
  'let d = {}; for (let i = 0; i < 1e6; i++) d = { d }; structuredClone(d);',
  'structuredClone({ get constructor() { return this }, f: new Proxy(function () {}, {}) });',
];

const LIES: readonly string[] = [
  'const b = new ArrayBuffer(64); structuredClone([{ get x() { b.transfer(); return 1 } }, b, new Uint8Array(8)]);',
  'const b = new ArrayBuffer(64, { maxByteLength: 128 }); const u = new Uint8Array(b, 32); structuredClone([b, { get x() { b.resize(8); return u } }]);',
  'const b = new ArrayBuffer(64, { maxByteLength: 2 ** 40 }); structuredClone(b);',
  'const b = new ArrayBuffer(8); structuredClone({ get x() { b.transfer(); return 1 } }, { transfer: [b] });',
  'const u = new Uint8Array(8); Object.defineProperty(u, "byteLength", { value: 2 ** 40 }); Object.defineProperty(u, "length", { value: 2 ** 40 }); Object.defineProperty(u, "buffer", { value: new ArrayBuffer(1) }); return structuredClone(u).length;',
  'ArrayBuffer.prototype.transfer = () => { throw 1 }; Uint8Array.prototype.set = () => { throw 2 }; return structuredClone(new Uint8Array([7]))[0];',
  'Map.prototype.forEach = Set.prototype.forEach = Array.prototype.push = () => { throw 3 }; structuredClone(new Map([[1, 2]]));',
  'structuredClone({ [Symbol.toStringTag]: "Blob" }); structuredClone(Object.create({ get [Symbol.toStringTag]() { throw 4 } }));',
  'structuredClone(Object.setPrototypeOf(() => 1, { get constructor() { throw 5 } })); ',
  'structuredClone(new (class extends WeakMap { get constructor() { throw 6 } })());',
  'const e = new Error("x"); Object.defineProperty(e, "name", { get() { throw 7 } }); structuredClone(e);',
  'const e = new Error("x"); e.stack = { length: 2 ** 53 }; e.message = Symbol("m"); structuredClone(e);',
  'const r = /a/; Object.defineProperty(r, "flags", { value: "zz" }); structuredClone(r);',
  'structuredClone(new Proxy([], { get: (t, k) => (k === "length" ? 2 ** 53 : t[k]) }));',
  'structuredClone(Object.assign(new Number(1), { valueOf() { return { toString: null } } }));',
  'new Blob([]).type; const b = new Blob(["x"]); Object.setPrototypeOf(b, null); structuredClone(b);',
];

test('Copies without end stop at a limit, and lies hurt who tells them', async () => {
  const attacked = await target().survives(
    [...WITHOUT_END, ...LIES].map((body) => `${body} return 'over'`),
  );
  // What the static check refuses never ran.
  expect(attacked.filter(({ ending }) => ending === 'forbidden_pattern')).toEqual([]);
});
