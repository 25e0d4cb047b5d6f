/** A snippet that catches everything cannot catch its own end. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A deadline passes through catch and finally', async () => {
  await expectEndings({
    'try { for (;;) {} } catch {} finally { for (;;) {} }': 'timeout',
    'for (;;) { try { for (;;) {} } catch { continue } }': 'timeout',
    'const f = () => { try { for (;;) {} } finally { f() } }; f()': 'timeout',
    'await (async () => { try { for (;;) {} } catch { for (;;) {} } })()': 'timeout',
    'new Proxy({}, { get() { try { for (;;) {} } finally { for (;;) {} } } }).x': 'timeout',
    '[1].map(() => { try { for (;;) {} } catch {} }); for (;;) {}': 'timeout',
  });
});
