import { expect, test } from 'bun:test';
import { parseSnippet } from '../../../src/policy/parse.ts';

function refusal(source: string): { message: string; at: string; hint: string } {
  const result = parseSnippet(source);
  if (result.ok) throw new Error(`It parses: ${source}`);
  const { message, line, column, hint = '' } = result.failure;
  return { message, at: `${line}:${column}`, hint };
}

/** Source, place, message. */
const CASES: readonly (readonly [source: string, at: string, message: string])[] = [
  ['let a = ;', '1:9', "Unexpected token ';'"],
  ['foo(a b)', '1:7', "Unexpected name 'b'"],
  ['foo("x" "y")', '1:9', 'Unexpected string "y"'],
  ['a 5', '1:3', 'Unexpected number 5'],
  ['else {}', '1:1', "Unexpected token 'else'"],
  ['if a > 1 {}', '1:4', "Unexpected name 'a': '(' must follow 'if'"],
  ['while x', '1:7', "Unexpected name 'x': '(' must follow 'while'"],
  ['}); evil(); (function(){', '1:1', "Unexpected token '}': nothing is open that it could close"],
  ['foo(a, [1, 2)', '1:13', "Unexpected token ')': the '[' on line 1 is still open"],
  [`return \`\${a)}\``, '1:12', `Unexpected token ')': the '\${' on line 1 is still open`],
  ['foo(1 + )', '1:9', "Unexpected token ')'"],
  ['{\nif (a) {\n}', '3:2', "Unexpected end of the snippet: the '{' on line 1 is never closed"],
  ['return [1,\n2', '2:2', "Unexpected end of the snippet: the '[' on line 1 is never closed"],
  [`return \`a \${b`, '1:14', `Unexpected end of the snippet: the '\${' on line 1 is never closed`],
  ['let a =', '1:8', 'Unexpected end of the snippet'],
  ['return "abc', '1:8', 'Unterminated string: the closing " is missing on this line'],
  ["x = 'a\nb'", '1:5', "Unterminated string: the closing ' is missing on this line"],
  ['return `abc', '1:9', 'Unterminated template: the closing ` is missing'],
  ['1 /* x', '1:3', 'Unterminated comment: the closing */ is missing'],
  ['return /x', '1:9', 'Unterminated regular expression: the closing / is missing'],
  ['return /(/', '1:9', 'Invalid regular expression: Unterminated group'],
  ['return /a/gg', '1:9', 'Duplicate regular expression flag'],
  ['let a; let a', '1:12', "Identifier 'a' has already been declared"],
  ['const f = (a, a) => 1', '1:15', 'Two parameters have the same name'],
  ['let class = 1', '1:5', "Cannot use 'class' as a name: it is a reserved word"],
  ['let let = 1', '1:5', "Cannot use 'let' as a name: it is a reserved word"],
  ['let await = 1', '1:5', "Cannot use 'await' as a name: it is a reserved word"],
  ['let eval = 1', '1:5', "Cannot use 'eval' as a name: snippets run in strict mode"],
  ['arguments = 1', '1:1', "Cannot use 'arguments' as a name: snippets run in strict mode"],
  [
    'function f() { await g() }',
    '1:16',
    "Cannot use 'await' here: the function around it is not async, write 'async' before it",
  ],
  [
    'x.map(a => await a)',
    '1:12',
    "Cannot use 'await' here: the function around it is not async, write 'async' before it",
  ],
  ['async () => { await }', '1:21', "Unexpected token '}'"],
  ['const a;', '1:8', "A const needs a value: write '= …' after its name"],
  [
    'let { a }',
    '1:10',
    "A declaration that takes something apart needs a value: write '= …' after it",
  ],
  ['let a: number = 1', '1:6', "Unexpected token ':': types cannot be written in JavaScript"],
  ['function (a) {}', '1:10', "Unexpected token '(': a function that stands alone needs a name"],
  ['class {}', '1:7', "Unexpected token '{': a class that stands alone needs a name"],
  ['1 = 2', '1:1', "Cannot assign here: only a variable or a property can stand left of '='"],
  [
    'return { a = 1 }',
    '1:12',
    "Unexpected '=' in an object: write ':' between a key and its value",
  ],
  ['a ?? b || c', '1:8', "Cannot mix '??' with '&&' or '||': put one of them in parentheses"],
  ['return 010', '1:8', "Invalid number: it must not start with 0, write '0o' before an octal one"],
  ['let 1a', '1:6', 'Invalid number: a name cannot start with a digit'],
  ['return "\\07"', '1:9', 'Invalid escape: an octal number, write \\x or \\u instead'],
  ['with (a) {}', '1:1', "Cannot use 'with': snippets run in strict mode"],
  ['delete a', '1:1', 'Cannot delete a variable, only a property of an object'],
  ['throw\n1', '1:6', "The value to throw must stand on the same line as 'throw'"],
  ['break', '1:1', "Cannot use 'break' here: no loop, switch or label of that name is around it"],
  ['continue', '1:1', "Cannot use 'continue' here: no loop of that name is around it"],
  [
    'import a from "a"',
    '1:1',
    "Cannot use 'import': a snippet is no module; write const x = require('x') instead",
  ],
  ['export default 1', '1:1', "Cannot use 'export': a snippet gives its result with `return`"],
  ['return “x”', '1:8', "Unexpected character '“': write text in straight quotes, ' or \""],
  ['foo（1）', '1:4', "Unexpected character '（': write it with its ASCII form"],
  ['return a\u200bb', '1:9', 'Unexpected invisible character U+200B: delete it'],
  ['@a', '1:1', "Unexpected character '@'"],
];

for (const [source, at, message] of CASES) {
  test(`parseSnippet says of ${JSON.stringify(source)}: ${message}`, () => {
    expect(refusal(source)).toMatchObject({ at, message });
  });
}

test('parseSnippet draws the line and the place as a hint', () => {
  expect(refusal('let x = 1;\nlet a = ;').hint).toBe('  2 | let a = ;\n    |         ^');
});

test('parseSnippet never ends a message with the place in brackets', () => {
  for (const [source] of CASES) expect(refusal(source).message).not.toMatch(/\(\d+:\d+\)/);
});

test('parseSnippet repeats no more than a piece of a long token', () => {
  const { message, hint } = refusal(`foo("x" "${'y'.repeat(10_000)}")`);
  expect(message.length).toBeLessThan(80);
  expect(hint.length).toBeLessThan(250);
});

test('parseSnippet repeats no more than the fault of a long pattern', () => {
  const { message } = refusal(`return /${'a'.repeat(1000)}(/`);
  expect(message).toBe('Invalid regular expression: Unterminated group');
});
