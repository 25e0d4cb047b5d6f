/** Only the body is parsed, so no text can close the function around it. */
import { setDefaultTimeout, test } from 'bun:test';
import { besiege } from '../support/siege.ts';

setDefaultTimeout(60_000);
const { expectEndings } = besiege();

test('A snippet that closes its wrapper is a syntax error', async () => {
  await expectEndings({
    '}); globalThis.leaked = 1; (function(){': 'syntax_error',
    '}}}': 'syntax_error',
    '})': 'syntax_error',
    'return 1 })(); (function(){ return 2': 'syntax_error',
    '*/ }); (function(){ /*': 'syntax_error',
    'return 1 //': 'ok',
    'return 1 /*': 'syntax_error',
    'return `${': 'syntax_error',
    '`': 'syntax_error',
    '<!-- x\nreturn 1': 'ok',
    'return 1\n--> x': 'ok',
    'return 1 <!-- })': 'ok',
    'return "\\u2028})"': 'ok',
    '\\u007d': 'syntax_error',
    'import x from "y"': 'syntax_error',
    'await 0; });(async function(){': 'syntax_error',
    'super.x': 'syntax_error',
    'yield 1': 'syntax_error',
    '"use strict"; with ({}) {}': 'syntax_error',
    'return new.target': 'no_result',
  });
});
