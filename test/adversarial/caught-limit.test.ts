/** A snippet that survives a limit of the engine does not survive its deadline. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Catching a limit buys no time and no memory', async () => {
  await expectEndings({
    'const f = () => { try { f() } catch { f() } }; f(); return 1': 'timeout|memory_limit',
    'let n = 0; const f = () => { n++; f() }; for (;;) { try { f() } catch {} }':
      'timeout|memory_limit',
    'let a = []; for (;;) { try { for (;;) a.push(new ArrayBuffer(1e6)) } catch { a = [] } }':
      'timeout|memory_limit',
    'try { "x".repeat(2 ** 29) } catch {} return 1': 'ok',
    'const a = []; try { for (;;) a.push(Array(1e4).fill(1)) } catch {} a.length = 0; return 1':
      'ok',
  });
});
