/**
 * Attack: Text that tries to leave strict mode, to become a module or a generator, or to mean
 * another thing at another place.
 * Answer: A snippet is parsed as the body of a strict function before it becomes one: it is that,
 * or a syntax error.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { type ExactRow, endsExactly } from '../../support/exact-endings.ts';

const target = shareTarget();

const ROWS: readonly ExactRow[] = [
  ['return this === undefined', 'ok', true],
  ['return (function () { return this === undefined })()', 'ok', true],
  ['"use sloppy"; return this === undefined', 'ok', true],
  ['with ({}) {}', 'syntax_error'],
  ['return 010', 'syntax_error'],
  ['return "\\08"', 'syntax_error'],
  ['delete input', 'syntax_error'],
  ['eval = 1', 'syntax_error'],
  ['arguments = 1', 'syntax_error'],
  ['let let = 1', 'syntax_error'],
  ['undeclared = 1', 'guest_threw'],
  ['(function (a) { arguments[0] = 2; input.r = a })(1); return input.r', 'ok', 1],
  ['return typeof arguments.length', 'ok', 'number'],
  ['return new.target === undefined', 'ok', true],
  ['return await 1', 'ok', 1],
  ['return (await 1) + 1', 'ok', 2],
  ['const f = () => await 1', 'syntax_error'],
  ['yield 1', 'syntax_error'],
  ['const yield = 1', 'syntax_error'],
  ['const await = 1', 'syntax_error'],
  ['import x from "x"', 'syntax_error'],
  ['export default 1', 'syntax_error'],
  ['return import.meta', 'syntax_error'],
  ['super()', 'syntax_error'],
  ['return super.x', 'syntax_error'],
  ['return #x in input', 'syntax_error'],
  ['break', 'syntax_error'],
  ['continue', 'syntax_error'],
  ['label: { break label } return 1', 'ok', 1],
  ['label: for (;;) { break label } return 1', 'ok', 1],
  ['break label', 'syntax_error'],
  ['return 1;; return 2', 'ok', 1],
  ['return /* */ 1', 'ok', 1],
  ['return 1 //', 'ok', 1],
  ['return 1 /*', 'syntax_error'],
  ['return `${1}`', 'ok', '1'],
  ['return `${', 'syntax_error'],
  ['return "\\u2028".length', 'ok', 1],
  ['function f() { "use strict"; return this } return f() === undefined', 'ok', true],
  ['if (1) function f() {}', 'syntax_error'],
  ['try { } catch (eval) {}', 'syntax_error'],
  ['({ a, a: 1, __proto__: null, __proto__: null })', 'syntax_error'],
  ['return class { constructor() {} constructor() {} }', 'syntax_error'],
  [
    'return typeof snippet + typeof start + typeof __host + typeof __entryPoints',
    'ok',
    'undefinedundefinedundefinedundefined',
  ],
  ['debugger; return 1', 'ok', 1],
];

test('A snippet is the body of a strict function, whatever it says', async () => {
  await endsExactly(target(), ROWS);
});
