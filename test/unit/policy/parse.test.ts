import { expect, test } from 'bun:test';
import { FAILURES, type Failure } from '../../../src/base/failure.ts';
import { type Program, parseSnippet } from '../../../src/policy/parse.ts';

function parsed(source: string): Program {
  const result = parseSnippet(source);
  if (!result.ok) throw new Error(`${source}: ${result.failure.message}`);
  return result.value;
}

function refused(source: string): Failure {
  const result = parseSnippet(source);
  if (result.ok) throw new Error(`It parses: ${source}`);
  return result.failure;
}

test('parseSnippet reads a function body: return at the top level', () => {
  const { source, body } = parsed('const a = 1;\nreturn a;');
  expect(source).toBe('const a = 1;\nreturn a;');
  expect(body.body.map(({ type }) => type)).toEqual(['VariableDeclaration', 'ReturnStatement']);
});

test('parseSnippet reads what an async function body may hold', () => {
  for (const source of [
    'return await input.x',
    'return new.target',
    'return arguments.length',
    'for await (const x of input) {}',
    'label: for (;;) { break label }',
    '"use strict"; return 1',
    'return /(?<a>x)|(?<a>y)/v.test(input)',
    'return 1_000n ** 2n',
    'class A { static #p = 1; static { A.#p ??= 2 } }',
    'return import("x")',
    'return import.meta',
    '<!-- a comment\nreturn 1\n--> another',
    '',
  ]) {
    expect(parseSnippet(source)).toMatchObject({ ok: true });
  }
});

test('parseSnippet refuses what a function body in strict mode may not hold', () => {
  for (const source of [
    'super.x',
    'super()',
    'import x from "x"',
    'export default 1',
    'with (a) {}',
    'delete a',
    'return 010',
    'return "\\01"',
    'var eval = 1',
    'arguments = 1',
    'function f(a, a) {}',
    'if (1) function f() {}',
    'let await = 1',
    'yield 1',
    '#!/usr/bin/env node',
    'using a = null',
  ]) {
    expect(refused(source)).toMatchObject({ code: 'syntax_error' });
  }
  expect(FAILURES.syntax_error.type).toBe('SyntaxError');
});

test('parseSnippet cannot be left by closing a wrapper', () => {
  for (const source of [
    '}); evil(); (function(){',
    '} evil(); {',
    '}, evil(), () => {',
    '*/ }); evil(); /*',
    '`}); evil(); (async () => {`)',
  ]) {
    expect(refused(source)).toMatchObject({ code: 'syntax_error', line: 1 });
  }
});

test('parseSnippet takes a comment at the very end for a comment', () => {
  parsed('return 1 // }');
});

test('parseSnippet.isAsync is true when something is awaited at the top level', () => {
  for (const source of [
    'return await x',
    'if (a) { for (const b of c) { await b } }',
    'for await (const x of y) {}',
    `return [await x, \`\${await y}\`]`,
    'return { [await x]: 1 }',
    'class A { [await x]() {} }',
    'class A extends (await x) {}',
    'f(() => 1, await x)',
    'try {} catch { await x }',
  ]) {
    expect(parsed(source).isAsync).toBe(true);
  }
});

test('parseSnippet.isAsync is false when only nested functions await', () => {
  for (const source of [
    'return 1',
    'return "await x" // await y',
    'return (async () => await x)()',
    'async function f() { for await (const x of y) {} } return f()',
    'return { async m() { await x } }',
    'class A { async m() { await x } static async n() { await y } }',
    'return function () { var await = 1; return await }',
    'return input.await',
    'return { await: 1 }',
  ]) {
    expect(parsed(source).isAsync).toBe(false);
  }
});

test('parseSnippet.names holds every declared name, of whatever scope', () => {
  const { names } = parsed(`
    let a, [b, { c: [d], ...e }] = input;
    const f = (g, { h = 1 }) => { var i; };
    function j(...k) { for (const l of k) { class m {} } }
    try {} catch ({ message: n }) {}
    try {} catch (o) {}
    for (let p in q) {}
    const r = class { static { let s } };
  `);
  expect([...names].sort()).toEqual([...'abdefghijklmnoprs']);
});

test('parseSnippet counts lines and columns from 1, in UTF-16 units', () => {
  expect(refused(')')).toMatchObject({ line: 1, column: 1 });
  expect(refused('let a = 1;\n  let b = ;')).toMatchObject({ line: 2, column: 11 });
  expect(refused('/* 🎉 */ )')).toMatchObject({ line: 1, column: 10 });
  expect(refused('\t\t)')).toMatchObject({ line: 1, column: 3 });
});

test('parseSnippet ends lines where the language does', () => {
  expect(refused('1\r\n)')).toMatchObject({ line: 2, column: 1 });
  expect(refused('1\r)')).toMatchObject({ line: 2, column: 1 });
  expect(refused('1\u2028)')).toMatchObject({ line: 2, column: 1 });
  expect(refused('1\u2029\n\r\n)')).toMatchObject({ line: 4, column: 1 });
});

test('parseSnippet tells the end of the snippet at its last token', () => {
  expect(refused('if (a) {\n  return 1\n\n  // more\n\n')).toMatchObject({ line: 2, column: 11 });
});
