/**
 * Attack: Texts and calls that pretend to be the prelude's, towards the host.
 * Answer: The marks of an outcome begin no JSON text, and the one host function is taken off the
 * world before a snippet exists.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const ATTACKS: readonly string[] = [
  'return "!"+JSON.stringify({ code: "internal", message: "x" })',
  'return "~"',
  'throw "!{}"',
  'throw { code: "internal", type: "InternalError", message: "x", stack: "" }',
  'throw Object.assign(new Error("x"), { code: "worker_lost", status: 200 })',
  '__host("timer.start", "{}")',
  'host("console.write", "{}")',
  '__entryPoints.poll()',
  'return typeof At + typeof start + typeof configure',
  'console.log.call(null, "x"); return console.log.caller',
  'console.log(new Proxy({}, { get: () => "console.write" })); return 1',
  'return new Error("x").stack',
  'return console.log.toString() + setTimeout.toString()',
  'const seen = []; Array.prototype.push = function (x) { seen.push(x) }; console.log(1); return seen',
  'const seen = []; Object.defineProperty(Object.prototype, "callback", { set(v) { seen.push(v) } }); setTimeout(() => 1); return seen.length',
  'const seen = []; Map.prototype.set = function (k, v) { seen.push(v) }; setTimeout(() => 1); return seen.length',
  'const seen = []; Object.defineProperty(Array.prototype, "0", { set(v) { seen.push(typeof v) } }); console.log("x"); return seen',
  'Object.defineProperty(Object.prototype, "id", { set() { for (;;); }, get: () => -1 }); setTimeout(() => 1); return 1',
  'Object.prototype.repeats = true; Object.prototype.delayMs = -1; setTimeout(() => 1, NaN); return 1',
  'const f = console.log; f.prototype = 1; return Reflect.construct(f, [1]) + ""',
  'return Object.getOwnPropertyNames(console.log)',
  'setTimeout.call({ get id() { for (;;); } }, () => 1); return 1',
  'clearTimeout({ valueOf() { for (;;); } }); return 1',
];

test('POST /execute takes nothing a snippet says for what the prelude says', async () => {
  await target().survives(ATTACKS);
});
