/** Oversized claims are turned away before they cost anything. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege({ EXECUTION_TIMEOUT_MS: '300' });

test('A snippet may not ask for more time than the server gives', async () => {
  await expectEndings({
    'for (;;) {}': 'timeout',
  });
});
