/**
 * Attack: Timers: their callbacks' `this` and arguments, ids of others, delays that run code, and
 * callbacks that outlive their run.
 * Answer: Callbacks stay in the guest, the host knows numbers only; ids are a run's own, and all
 * ends with the run.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { staysInside } from '../../support/realm-probe.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'setTimeout(function (...a) { take(this); a.forEach(take) }, 0, {}, []); return new Promise((r) => setTimeout(r, 3, 1))',
  'const id = setTimeout(() => 1, 1e6); take(id); return typeof id',
  'for (let i = -10; i < 1000; i++) clearTimeout(i); return 1',
  'setTimeout(() => { throw { get message() { take(this); return "x" } } }, 0); return new Promise(() => {})',
  'setTimeout(async () => { throw new Error("lost") }, 0); return new Promise((r) => setTimeout(r, 3, "went on"))',
  'let n = 0; const id = setInterval(() => { if (++n === 3) { clearInterval(id); clearInterval(id) } }, 0); return new Promise((r) => setTimeout(() => r(n), 50))',
  'setTimeout(() => 1, { valueOf() { take(this); setTimeout(() => 1, this); return 1 } })',
  'setTimeout(() => 1, Infinity); setTimeout(() => 1, -Infinity); setTimeout(() => 1, NaN); setTimeout(() => 1, 1e308); setTimeout(() => 1, "0x10"); return 1',
  'setInterval(() => {}, 0); setInterval(() => {}, 0); await new Promise((r) => setTimeout(r, 20)); return "done"',
  'setImmediate(function () { take(this); take(arguments) }); return new Promise((r) => setImmediate(r, 1))',
  'setTimeout(eval, 0, "globalThis.made = 1"); return new Promise((r) => setTimeout(() => r(typeof made), 3))',
  'setTimeout("globalThis.made = 1", 0)',
  'setTimeout(Function("return this"), 0); setTimeout(console.log, 0, "x"); setTimeout(setTimeout, 0, take, 0); return new Promise((r) => setTimeout(r, 5, 1))',
  'setTimeout(new Proxy(() => 1, { apply(t, s, a) { take(t); take(s); take(a); return 1 } }), 0); return new Promise((r) => setTimeout(r, 3, 1))',
  'setTimeout(class {}, 0); return new Promise((r) => setTimeout(r, 3, 1))',
  'setTimeout = clearTimeout = null; return 1',
  'setTimeout.call(console, function () { take(this) }, 0); return new Promise((r) => setTimeout(r, 3, 1))',
  'Map.prototype.get = function (k) { take(this); return undefined }; Map.prototype.set = function (k, v) { take(this); take(v); return this }; setTimeout(take, 0); return new Promise((r) => setTimeout(r, 3, 1))',
  'Object.defineProperty(Object.prototype, "callback", { get() { take(this); return take }, set(v) { take(v) } }); setTimeout(() => 1, 0); return new Promise((r) => setTimeout(r, 3, 1))',
];

test('Timers hand over nothing', async () => {
  await staysInside(target(), ATTACKS);
});
