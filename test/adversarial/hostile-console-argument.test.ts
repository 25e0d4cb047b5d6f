/** Console arguments are shown, never called. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Printing a hostile value neither hangs nor fails the run', async () => {
  await expectEndings({
    'console.log({ get a() { for (;;) {} } }); return 1': 'ok|timeout',
    'console.log(new Proxy({}, { ownKeys() { for (;;) {} } })); return 1': 'timeout',
    'console.log(new Proxy({}, { getPrototypeOf() { throw 1 } })); return 1': 'ok|timeout',
    'const a = []; a[0] = a; console.log(a); return 1': 'ok|timeout',
    'let d = {}; for (let i = 0; i < 1e4; i++) d = { d }; console.log(d); return 1': 'ok|timeout',
    'console.log("x".repeat(1e7)); return 1': 'ok|timeout',
    'console.log(Array(1e6).fill(1)); return 1': 'ok|timeout',
    'console.log(Symbol("s"), 1n, null, undefined, () => 1, class A {}, -0, NaN); return 1':
      'ok|timeout',
    'console.log({ toString() { for (;;) {} }, [Symbol.toPrimitive]() { for (;;) {} } }); return 1':
      'ok|timeout',
    'const e = new Error("x"); Object.defineProperty(e, "name", { get() { throw 1 } }); console.log(e); return 1':
      'ok|timeout',
  });
});
