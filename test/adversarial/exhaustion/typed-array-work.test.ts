/**
 * Attack: Typed arrays as large as the sandbox, and work on all of them at once.
 * Answer: Bulk instructions are paid for by the byte.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'return new Uint8Array(1e9).length',
  'return new Uint8Array({ length: 2 ** 53 - 1 })',
  'return new Float64Array(2 ** 32).length',
  'const u = new Uint8Array(5e7); for (;;) u.fill(1)',
  'const u = new Uint8Array(3e7); for (;;) u.copyWithin(0, 1)',
  'const u = new Uint8Array(2e7); for (;;) u.slice()',
  'const u = new Uint8Array(2e7); for (;;) u.set(u.subarray(1))',
  'const u = new Float64Array(6e6); for (let i = 0; i < u.length; i++) u[i] = -i; return u.sort()[0]',
  'const u = new Float64Array(4e6).fill(1); return u.sort((a, b) => 0).length',
  'return new Uint8Array(4e7).sort()[0]',
  'return new BigInt64Array(4e6).sort()[0] + ""',
  'return new Uint8Array(3e7).reverse().indexOf(1)',
  'return new Uint8Array(3e7).join("x").length',
  'return Object.keys(new Uint8Array(2e7)).length',
  'return Array.from(new Uint8Array(2e7)).length',
  'return [...new Uint8Array(1e7)].length',
  'return new Uint8Array(2e7)',
  'return String(new Uint8Array(2e7)).length',
  'const b = new ArrayBuffer(8, { maxByteLength: 2 ** 40 }); return b',
  'const b = new ArrayBuffer(8, { maxByteLength: 5e7 }); for (;;) { b.resize(5e7); b.resize(0) }',
  'let b = new ArrayBuffer(3e7); for (;;) b = b.transfer()',
  'let b = new ArrayBuffer(3e7); for (;;) b = b.slice(1)',
  'const d = new DataView(new ArrayBuffer(5e7)); for (let i = 0; ; i = (i + 1) % 4e7) d.setFloat64(i, i)',
  'const all = []; for (;;) all.push(new Uint8Array(1e5))',
  'const all = []; try { for (;;) all.push(new Uint8Array(1e5)) } catch {} for (;;);',
  'return new Uint8Array(new Array(4294967295))',
  'return Uint8Array.from({ length: 1e9 })',
  'return new Uint8Array(3e7).map((x) => x + 1).filter(Boolean).length',
  'return new Uint8Array(3e7).toSorted().toReversed().with(0, 1).length',
  'class U extends Uint8Array { static get [Symbol.species]() { return function () { return new Uint8Array(5e7) } } } return new U(10).map((x) => x).length',
  'const u = new Uint8Array(3e7); u.lastIndexOf(1); u.includes(1); u.find((x) => x); return u.every((x) => !x)',
];

test('POST /execute bounds work on huge typed arrays', async () => {
  await target().survives(ATTACKS);
});
