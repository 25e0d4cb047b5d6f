/** Nesting in either direction ends in a clear failure. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('Deep JSON does not take the host down', async () => {
  await expectEndings({
    'return JSON.parse("[".repeat(200000))': 'stack_overflow|timeout|guest_threw',
    'return JSON.parse(\'{"a":\'.repeat(100000))': 'stack_overflow|timeout|guest_threw',
    'let a = []; for (let i = 0; i < 20000; i++) a = [a]; return a':
      'stack_overflow|timeout|guest_threw',
    'let a = {}; for (let i = 0; i < 20000; i++) a = { a }; return a':
      'stack_overflow|timeout|guest_threw',
    'let a = []; for (let i = 0; i < 20000; i++) a = [a]; return a.flat(Infinity).length':
      'stack_overflow|timeout|guest_threw',
    'let a = [[]]; for (let i = 0; i < 40; i++) a = [a, a]; return a': 'timeout',
    'let a = [[]]; for (let i = 0; i < 40; i++) a = [a, a]; return a.toString()': 'timeout',
  });
});
