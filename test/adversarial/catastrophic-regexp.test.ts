/** A regular expression that backtracks without end is a loop like any other. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A regular expression is stopped in the middle of a match', async () => {
  await expectEndings({
    "return /(a+)+$/.test('a'.repeat(40) + 'b')": 'timeout',
    "return /^(([a-z])+.)+[A-Z]([a-z])+$/.test('a'.repeat(60))": 'timeout',
    "return 'a'.repeat(50).replace(/(a|a)*b/g, 'x')": 'timeout',
    "return 'x'.repeat(40).match(/(x+x+)+y/)": 'timeout',
    "return 'a'.repeat(60).split(/(a*)*b/).length": 'timeout',
    "return [...'ab'.repeat(40).matchAll(/((ab)*)*c/g)]": 'timeout',
  });
});
