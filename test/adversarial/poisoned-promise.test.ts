/** What a snippet does to promises is its own loss. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A snippet that breaks promises is still answered', async () => {
  await expectEndings({
    'Promise.prototype.then = function () { for (;;) {} }; return Promise.resolve(1)': 'timeout|ok',
    'Promise.prototype.then = () => {}; return Promise.resolve(1)': 'ok',
    'Promise.prototype.constructor = null; await 1; return 2': 'guest_threw',
    'Object.defineProperty(Promise.prototype, "constructor", { get() { for (;;) {} } }); await (async () => 1)(); return 1':
      'timeout|ok',
    'Promise.resolve = null; Promise.reject = null; globalThis2 = 1': 'guest_threw',
    'Promise = class { static [Symbol.species]() { for (;;) {} } }; return 1': 'ok',
    'class P extends Promise { static get [Symbol.species]() { for (;;) {} } } return P.resolve(1).then(1)':
      'timeout|ok',
  });
});
