/** Depth ends in a failure of the guest, never in one of the host. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Recursion without end is too much recursion', async () => {
  await expectEndings({
    'function f() { f() } f()': 'stack_overflow|memory_limit|timeout',
    'const f = () => f() + 1; return f()': 'stack_overflow|memory_limit|timeout',
    'const o = { get a() { return o.a } }; return o.a': 'stack_overflow|memory_limit|timeout',
    'const p = new Proxy({}, { get: (t, k, r) => r[k] }); return p.x':
      'stack_overflow|memory_limit|timeout',
    'class A { constructor() { new A() } } new A()': 'stack_overflow|memory_limit|timeout',
    'async function f() { await f() } await f()': 'stack_overflow|memory_limit|timeout',
    'const a = { toString: () => "" + a }; return "" + a': 'stack_overflow|memory_limit|timeout',
    'let q = {}; for (let i = 0; i < 1e5; i++) q = new Proxy(q, {}); return q.x':
      'stack_overflow|memory_limit|timeout',
    'let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); return f()':
      'stack_overflow|memory_limit|timeout',
    'const f = (n) => (n ? f(n - 1) + 1 : 0); return f(1500)': 'ok',
  });
});
