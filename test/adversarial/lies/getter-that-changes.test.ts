/**
 * Attack: Getters, proxies and `toJSON` that answer another thing the second time they are asked.
 * Answer: What the engine writes is what leaves: nothing is measured in one form and copied in
 * another.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { type ExactRow, endsExactly } from '../../support/exact-endings.ts';

const target = shareTarget();

const ROWS: readonly ExactRow[] = [
  ['let n = 0; return { get a() { return n++ } }', 'ok', { a: 0 }],
  ['let n = 0; return [{ get a() { return ++n } }, n]', 'ok', [{ a: 1 }, 0]],
  ['let n = 0; return { toJSON() { return n++ ? "again" : "once" } }', 'ok', 'once'],
  ['const o = { get a() { o.b = 2; return 1 } }; return o', 'ok', { a: 1 }],
  ['const o = { get a() { delete o.b; return 1 }, b: 2 }; return o', 'ok', { a: 1 }],
  ['const a = [1, { toJSON() { a.length = 2; return 2 } }, 3]; return a', 'ok', [1, 2, null]],
  ['const a = [{ toJSON() { a.push(9); return 1 } }]; return a', 'ok', [1]],
  [
    'return new Proxy([1, 2], { get: (t, k) => (k === "length" ? 4 : t[k]) })',
    'ok',
    [1, 2, null, null],
  ],
  ['return new Proxy([1, 2], { get: (t, k) => (k === "length" ? "2" : t[k]) })', 'ok', [1, 2]],
  ['return new Proxy([1, 2], { get: (t, k) => (k === "length" ? -1 : t[k]) })', 'ok', []],
  [
    'return new Proxy([1, 2], { get: (t, k) => (k === "length" ? 2n : t[k]) })',
    'unserializable_result',
  ],
  [
    'return new Proxy({}, { ownKeys: () => ["a", "b"], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }), get: (t, k) => (k === "toJSON" ? undefined : k) })',
    'ok',
    { a: 'a', b: 'b' },
  ],
  ['return Object.assign([1, 2], { length: 1, extra: 3 })', 'ok', [1]],
  ['return { length: 2, 0: "a", 1: "b" }', 'ok', { 0: 'a', 1: 'b', length: 2 }],
  ['return Object.assign(Object("abc"), { length_: 9 })', 'ok', 'abc'],
  ['return Object.assign(Object(5), { valueOf: () => 6 })', 'ok', 6],
  ['return Object.assign(Object("a"), { toString: () => "b" })', 'ok', 'b'],
  ['return Object.assign(Object(true), { valueOf: () => false })', 'ok', true],
  ['return Object(1n)', 'unserializable_result'],
  ['return new Date(NaN)', 'ok', null],
  ['return Object.assign(new Date(0), { toISOString: () => "lie" })', 'ok', 'lie'],
  [
    'return [undefined, () => 1, Symbol("x"), NaN, Infinity, -0]',
    'ok',
    [null, null, null, null, null, 0],
  ],
  ['return { a: undefined, b: () => 1, c: Symbol("x"), [Symbol("d")]: 1 }', 'ok', {}],
  ['return new Map([[1, 2]])', 'ok', {}],
  ['return new Set([1])', 'ok', {}],
  ['return new Error("x")', 'ok', {}],
  ['return new Uint8Array([1, 2])', 'ok', { 0: 1, 1: 2 }],
  ['return { __proto__: { inherited: 1 }, own: 2 }', 'ok', { own: 2 }],
  ['return JSON.parse(\'{"__proto__":1}\')', 'ok', JSON.parse('{"__proto__":1}')],
  ['return { toJSON: 1, a: 2 }', 'ok', { toJSON: 1, a: 2 }],
  ['return { toJSON: null }', 'ok', { toJSON: null }],
  ['return { get toJSON() { return () => "got" } }', 'ok', 'got'],
  [
    'return [1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308]',
    'ok',
    [1e21, 1e-7, 123456789012345680000, 5e-324, 1.7976931348623157e308],
  ],
];

test('What changes while it is written is written once', async () => {
  await endsExactly(target(), ROWS);
});
