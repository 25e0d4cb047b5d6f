/** What was thrown is looked at from inside the guest, under the meter. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A thrown value cannot hold the host up or lie about its size', async () => {
  await expectEndings({
    'throw { get message() { for (;;) {} }, toJSON() { for (;;) {} } }': 'timeout',
    'const e = new Error("x"); Object.defineProperty(e, "stack", { get() { for (;;) {} } }); throw e':
      'timeout',
    'const e = new Error("x"); Object.defineProperty(e, "message", { get() { throw e } }); throw e':
      'guest_threw',
    'throw new Proxy({}, { getPrototypeOf() { for (;;) {} } })': 'timeout',
    'throw new Proxy(new Error("x"), { get() { throw 1 } })': 'guest_threw',
    'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy': 'guest_threw',
    'throw null': 'guest_threw',
    'throw undefined': 'guest_threw',
    'throw Symbol("s")': 'guest_threw',
    'throw 10n': 'guest_threw',
    'const e = new Error("m"); e.name = {}; e.message = []; e.stack = 5; throw e': 'guest_threw',
    'throw new Error("a".repeat(1e7))': 'guest_threw',
    'let m = "ab"; for (let i = 0; i < 24; i++) m += m; const e = new Error("x"); e.message = m; throw e':
      'guest_threw',
    'const e = new Error("x"); e.cause = e; throw e': 'guest_threw',
    'throw new AggregateError(Array(1e4).fill(new Error("x")), "many")': 'guest_threw',
    'Error.prototype.toString = () => { for (;;) {} }; Error.prototype.name = { toString() { for (;;) {} } }; throw new Error("x")':
      'guest_threw',
  });
});
