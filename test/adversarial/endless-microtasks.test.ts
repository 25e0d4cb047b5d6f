/** Promise jobs run under the meter too. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Promise jobs without end are stopped or run out of memory', async () => {
  await expectEndings({
    'const f = () => Promise.resolve().then(() => { f(); }); f(); return new Promise(() => {})':
      'timeout|memory_limit',
    'for (;;) await 1': 'timeout|memory_limit',
    'async function f() { for (;;) await null } await f()': 'timeout|memory_limit',
    'const p = { then(r) { r(p) } }; return await p': 'timeout|memory_limit',
    'async function* g() { for (;;) yield 1 } for await (const x of g()) ;': 'timeout|memory_limit',
    'await new Promise(() => {})': 'never_settles',
    'await Promise.race([])': 'never_settles',
    'return Promise.all(Array(1e4).fill(new Promise(() => {})))': 'never_settles',
    'Promise.resolve().then(() => { for (;;) {} }); return 1': 'ok',
  });
});
