/**
 * Attack: Results that say they are small, or whose size in bytes is not their length in
 * characters.
 * Answer: Length is looked at before a copy, bytes are counted after; both figures are in the
 * failure.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { type ExactRow, endsExactly } from '../../support/exact-endings.ts';

const target = shareTarget();

const ROWS: readonly ExactRow[] = [
  ['return "x".repeat(5e6).length', 'ok', 5000000],
  ['return "x".repeat(6e6)', 'result_too_large'],
  ['return "\\u20ac".repeat(1800000)', 'result_too_large'],
  ['return "\\u20ac".repeat(1000).length', 'ok', 1000],
  ['return "\\ud83d\\ude00".repeat(1400000)', 'result_too_large'],
  ['return "\\u0000".repeat(1000000)', 'result_too_large'],
  ['return "\\ud800".repeat(1000000)', 'result_too_large'],
  ['return "\\"".repeat(3000000)', 'result_too_large'],
  ['const s = "x".repeat(1e6); return [s, s, s, s, s, s]', 'result_too_large'],
  ['const s = "x".repeat(1e6); return { toJSON: () => s.repeat(6) }', 'result_too_large'],
  ['return new Proxy(["x".repeat(6e6)], { get: (t, k) => (k === "length" ? 0 : t[k]) })', 'ok', []],
  [
    'return Object.defineProperty(Object("x".repeat(6e6)), "toString", { value: () => "small" })',
    'ok',
    'small',
  ],
  [
    'return Object.defineProperty(Object("small"), "toString", { value: () => "x".repeat(6e6) })',
    'result_too_large',
  ],
  ['return { ["k".repeat(6e6)]: 1 }', 'result_too_large'],
  ['return Array(1300000).fill(null)', 'result_too_large'],
  ['throw "x".repeat(6e6)', 'guest_threw'],
  ['throw new Error("\\u20ac".repeat(5000))', 'guest_threw'],
  ['return Promise.resolve("x".repeat(6e6))', 'result_too_large'],
  ['return { then(y) { y("x".repeat(6e6)) } }', 'result_too_large'],
];

test("A result's size is counted, not believed", async () => {
  await endsExactly(target(), ROWS);
});
