/**
 * Attack: Hooks that built-ins call.
 * Answer: They run in the guest, under the meter.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

test('Species and conversion hooks are stopped', async () => {
  await target().survives(
    [
      'class A extends Array { static get [Symbol.species]() { for (;;) {} } } return new A(3).map((x) => x)',
      'const a = [1]; a.constructor = { [Symbol.species]: function () { return new Proxy([], { defineProperty() { for (;;) {} } }) } }; return a.map((x) => x)',
      'RegExp.prototype.exec = function () { return { index: 0, 0: "" } }; return "aaa".replace(/a/g, "b")',
      'const r = /a/g; r.exec = () => ({ 0: "", index: 0 }); return [..."a".matchAll(r)]',
      'class U extends Uint8Array { static get [Symbol.species]() { for (;;) {} } } return new U(3).slice()',
      'class A extends Array { static get [Symbol.species]() { for (;;) {} } } return new A(3).map((x) => x)',
      'const a = [1]; a.constructor = { [Symbol.species]: function () { return new Proxy([], { defineProperty() { for (;;) {} } }) } }; return a.map((x) => x)',
      'RegExp.prototype.exec = function () { return { index: 0, 0: "" } }; return "aaa".replace(/a/g, "b")',
      'class U extends Uint8Array { static get [Symbol.species]() { for (;;) {} } } return new U(3).slice()',
    ],
    { endings: ['ok', 'timeout'] },
  );
});
