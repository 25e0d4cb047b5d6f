/** A result is written by the guest itself, under the meter. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A result cannot hold the host up', async () => {
  await expectEndings({
    'return { get a() { for (;;) {} } }': 'timeout',
    'return { get a() { throw null } }': 'unserializable_result',
    'return new Proxy({}, { ownKeys() { for (;;) {} } })': 'timeout',
    'return new Proxy([], { get(t, k) { return k === "length" ? 2 ** 53 - 1 : 1 } })': 'timeout',
    'return { toJSON() { for (;;) {} } }': 'timeout',
    'return { toJSON() { throw new Error("no") } }': 'unserializable_result',
    'return { toJSON() { return undefined } }': 'no_result',
    'const a = { get x() { a["k" + Object.keys(a).length] = 1; return 1 } }; return a': 'ok',
    'const a = []; a[0] = a; return a': 'unserializable_result',
    'return 10n': 'unserializable_result',
    'return { get then() { for (;;) {} } }': 'timeout',
    'return { get then() { throw 1 } }': 'guest_threw',
    'return { then() {} }': 'never_settles',
    'return { then(resolve) { for (;;) resolve(1) } }': 'timeout',
    'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy': 'guest_threw',
  });
});
