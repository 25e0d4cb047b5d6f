/**
 * Attack: Comparisons, warnings and timers of Node's modules that would never end: values that contain themselves and each
 * other, lists of billions of holes, proxies that make up their keys, warnings about warnings, timers that are set again and
 * again by their own fields and methods.
 * Answer: What is met again inside itself is equal as far as it goes, holes are not walked through, and the rest ends at the
 * run's deadline or at the limit of its timers.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const BOTH = "const u = require('util'), assert = require('assert');";

const ATTACKS: readonly string[] = [
  `${BOTH} const a = {}, b = {}; a.x = a; b.x = { x: b }; return [u.isDeepStrictEqual(a, b), assert.deepEqual(a, b)]`,
  `${BOTH} const a = new Map(), b = new Map(); a.set(a, b); b.set(b, a); return u.isDeepStrictEqual(a, b)`,
  `${BOTH} const a = new Array(2 ** 32 - 1), b = new Array(2 ** 32 - 1); return u.isDeepStrictEqual(a, b)`,
  `${BOTH} const deep = () => { let a = {}; for (let i = 0; i < 1e5; i++) a = { a }; return a }; return u.isDeepStrictEqual(deep(), deep())`,
  `${BOTH} const set = () => new Set(Array.from({ length: 5000 }, (_, i) => ({ i }))); return u.isDeepStrictEqual(set(), set())`,
  `${BOTH} const p = () => new Proxy({}, { ownKeys: () => Array.from({ length: 1e6 }, (_, i) => 'k' + i) }); return u.isDeepStrictEqual(p(), p())`,
  `${BOTH} const p = () => { const o = {}; Object.defineProperty(o, 'a', { enumerable: true, get: p }); return o }; return u.isDeepStrictEqual(p(), p())`,
  `${BOTH} const o = () => ({ get [Symbol.toStringTag]() { for (;;); } }); return u.isDeepStrictEqual(o(), o())`,
  `${BOTH} assert.strictEqual('a\\n'.repeat(2e6), 'b\\n'.repeat(2e6))`,
  `${BOTH} assert.deepStrictEqual(Array.from({ length: 3e5 }, (_, i) => i), Array.from({ length: 3e5 }, (_, i) => -i))`,
  `${BOTH} assert.throws(() => { throw { get message() { for (;;); } } }, { message: 1 })`,
  `${BOTH} await assert.rejects({ then() {}, catch() {} })`,
  `${BOTH} const t = new assert.CallTracker(); const f = t.calls(1e6); for (;;) f()`,
  "process.on('warning', () => process.emitWarning('again')); process.emitWarning('first'); return new Promise(() => {})",
  "for (;;) require('util').deprecate(() => {}, 'm', 'C' + Math.random())()",
  "for (;;) process.stdout.write('x'.repeat(1000))",
  "const p = require('path').win32; return p.resolve('\\\\'.repeat(1e6), '../'.repeat(1e6)).length",
  "const p = require('path').win32; return p.relative('a\\\\'.repeat(3e5), 'İ\\\\'.repeat(3e5)).length",
  'const t = setTimeout(() => t.refresh(), 0); return new Promise(() => {})',
  'const t = setTimeout(() => {}, 1e6); for (;;) t.refresh()',
  'const t = setTimeout(function () { this._repeat = Math.random() + 1 }, 0); return new Promise(() => {})',
  'const t = setTimeout(() => {}, 1e6); for (;;) t.fire()',
  'const t = setInterval(() => { t._repeat = NaN }, 1); return new Promise(() => {})',
  'const t = setTimeout(() => {}, 0); t._onTimeout = 5; return new Promise(() => {})',
  "for await (const _ of require('timers/promises').setInterval(0)) {}",
  "await Promise.all(Array.from({ length: 1e5 }, () => require('timers/promises').setTimeout(1e6)))",
  'Error.stackTraceLimit = Infinity; const o = {}; for (;;) Error.captureStackTrace(o)',
  "const b = Buffer.alloc(3e6, 'a'); for (;;) b.indexOf('a'.repeat(1e6) + 'b')",
];

test('POST /execute ends comparisons, warnings and timers that go round in circles', async () => {
  await target().survives(ATTACKS);
}, 120_000);
