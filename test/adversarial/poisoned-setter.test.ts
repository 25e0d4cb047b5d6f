/** The prelude defines; it never sets where a setter of the guest could sit. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Setters on prototypes are not called by the host', async () => {
  await expectEndings({
    'Object.defineProperty(Array.prototype, "0", { set() { for (;;) {} } }); const a = [1, 2]; return 1':
      'ok',
    'for (const k of ["code", "type", "message", "level", "id"]) Object.defineProperty(Object.prototype, k, { set() { for (;;) {} }, get() { for (;;) {} } }); console.log("x"); return { a: 1 }':
      'ok',
    'Object.defineProperty(Object.prototype, "get", { value: 1 }); console.log({ a: 1 }); return 1':
      'ok',
    'Object.freeze(Object.prototype); Object.freeze(Array.prototype); console.log([1]); return [1]':
      'ok',
    'Object.defineProperty(Object.prototype, "then", { get() { for (;;) {} } }); return { a: 1 }':
      'timeout',
  });
});
