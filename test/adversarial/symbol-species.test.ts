/** Hooks that built-ins call run under the meter. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Species and conversion hooks are stopped', async () => {
  await expectEndings({
    'class A extends Array { static get [Symbol.species]() { for (;;) {} } } return new A(3).map((x) => x)':
      'timeout',
    'const a = [1]; a.constructor = { [Symbol.species]: function () { return new Proxy([], { defineProperty() { for (;;) {} } }) } }; return a.map((x) => x)':
      'timeout',
    'RegExp.prototype.exec = function () { return { index: 0, 0: "" } }; return "aaa".replace(/a/g, "b")':
      'timeout',
    'const r = /a/g; r.exec = () => ({ 0: "", index: 0 }); return [..."a".matchAll(r)]': 'ok',
    'class U extends Uint8Array { static get [Symbol.species]() { for (;;) {} } } return new U(3).slice()':
      'timeout',
  });
});
