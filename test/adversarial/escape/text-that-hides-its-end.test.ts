/**
 * Attack: Comments, HTML-like comments, hashbangs, line separators and brackets that close the
 * function around a snippet and go on behind it.
 * Answer: The snippet is parsed by itself, to its end, before a character of the function around it
 * is written.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';
import { type ExactRow, endsExactly } from '../../support/exact-endings.ts';

const target = shareTarget();

const ROWS: readonly ExactRow[] = [
  ['return 1 }); (function () { return 2', 'syntax_error'],
  ['})(), (function () { return 2', 'syntax_error'],
  ['}); for (;;); (function () {', 'syntax_error'],
  ['return 1 } function g() { return 2', 'syntax_error'],
  ['return 1 <!-- })', 'ok', 1],
  ['return 1\n--> })', 'ok', 1],
  ['<!-- }) x\nreturn 1', 'ok', 1],
  ['return 1 //\u2028}); throw 1; (function(){', 'syntax_error'],
  ['return 1 //\u2029})', 'syntax_error'],
  ['return 1 // })', 'ok', 1],
  ['return 1 /* }) */', 'ok', 1],
  ['return 1\n// })\n', 'ok', 1],
  ['#!/usr/bin/env node\nreturn 1', 'syntax_error'],
  ['// #!x\nreturn 1', 'ok', 1],
  ['\ufeffreturn 1', 'ok', 1],
  ['return\u00a01', 'ok', 1],
  ['return\u20281', 'no_result'],
  ['return\n1', 'no_result'],
  ['\u2028\u2029\u000b\f return 1', 'ok', 1],
  ["return 'a\u2028b'.length", 'ok', 3],
  ["return `}) ${'})'} (function(){`", 'ok', '}) }) (function(){'],
  ['return /}\\)/.source', 'ok', '}\\)'],
  ["return '})'.length", 'ok', 2],
  ['{ return 1 }', 'ok', 1],
  ['{{{{ return 1 }}}}', 'ok', 1],
  ['{{{{ return 1 }}}', 'syntax_error'],
  ["return (() => { return '}' })()", 'ok', '}'],
  ['return 1 }/*', 'syntax_error'],
  ['*/ return 1 /*', 'syntax_error'],
  ['return `${`${`})`}`}`', 'ok', '})'],
  ['return `})', 'syntax_error'],
  ['return \\u0061', 'guest_threw'],
  ['ret\\u0075rn 1', 'syntax_error'],
  ['return 1 \\u007d', 'syntax_error'],
  ["return eval('1 })')", 'guest_threw'],
  ["return Function('}); (function(){')", 'no_result'],
  ["return Function('a){}; (function(', 'return 1')", 'guest_threw'],
  ['a: { return 1 } }) ( {', 'syntax_error'],
  ['return class { } }) (class {', 'syntax_error'],
  ['return async () => { } }) (async () => {', 'syntax_error'],
  ['async function f() { } return (await f()) === undefined', 'ok', true],
  ['return (await 0) }) ( function() {', 'syntax_error'],
  ['return "\\0".length', 'ok', 1],
  ['return 1;\u0000', 'syntax_error'],
  ['return 1;\u001a', 'syntax_error'],
];

test('No text gets out of its function', async () => {
  await endsExactly(target(), ROWS);
});
