/** Arithmetic on large numbers is a loop as well. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('BigInt arithmetic ends in time', async () => {
  await expectEndings({
    'let b = 3n; for (;;) b = b * b % (2n ** 60000n)': 'timeout|guest_threw|ok',
    'const b = 7n ** 300000n; let n = 0; for (;;) n += b.toString().length':
      'timeout|guest_threw|ok',
    'return BigInt("9".repeat(1e6)) % 7n === 1n': 'timeout|guest_threw|ok',
    'return (2n ** (2n ** 40n)).toString()': 'guest_threw|timeout',
    'let b = 1n; for (;;) b <<= 1000n': 'guest_threw|timeout',
  });
});
