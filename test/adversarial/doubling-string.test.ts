/** A rope claims a length it does not have: nothing flattens it before its length was looked at. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A string that doubles ends as too large or out of memory', async () => {
  await expectEndings({
    'let s = "ab"; for (let i = 0; i < 26; i++) s += s; return s': 'result_too_large',
    'let s = "ab"; for (let i = 0; i < 26; i++) s += s; return [s]':
      'memory_limit|guest_threw|timeout',
    'let s = "ab"; for (let i = 0; i < 26; i++) s += s; return { [s]: 1 }':
      'memory_limit|guest_threw|timeout',
    'let s = "a"; for (;;) s += s': 'guest_threw',
    'let s = "ab"; for (let i = 0; i < 26; i++) s += s; console.log(s); return 1': 'ok',
    'return "x".repeat(2 ** 29)': 'memory_limit|guest_threw|timeout',
    'return "x".padEnd(2 ** 29)': 'memory_limit|guest_threw|timeout',
    'return Array(2 ** 28).join("ab")': 'memory_limit|guest_threw|timeout',
    'return "x".repeat(6e6)': 'result_too_large',
    'return "\\u4e2d".repeat(2e6)': 'result_too_large',
  });
});
