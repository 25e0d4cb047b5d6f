import { expect, spyOn, test } from 'bun:test';
import { checkProgram } from '../../../src/policy/check.ts';
import { parseSnippet } from '../../../src/policy/parse.ts';
import { walk } from '../../../src/policy/walk.ts';

const LENGTHS = [65_000, 1_000_000] as const;
const TOO_DEEP = 'Cannot parse the snippet: it is nested too deeply';

/** Source of about `length`, of repeated pieces. */
const repeat = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length));

/** A name for each number, none of them a word of the language. */
const nameOf = (index: number) => `_${index.toString(36)}`;
const names = (length: number, piece: (name: string) => string) =>
  Array.from({ length: Math.ceil(length / piece('_000').length) }, (_, i) => piece(nameOf(i))).join(
    '',
  );

for (const [what, piece] of [
  ['brackets', '('],
  ['arrays', '['],
  ['objects', '({a:'],
  ['blocks', '{'],
  ['arrow functions', 'a=>'],
  ['functions', 'function f(){'],
  ['templates', '`${'],
  ['new', 'new '],
  ['classes', '(class extends '],
  ['imports', 'import('],
  ['getters', '({get a(){return'],
  ['!', '!'],
  ['if', 'if(a)'],
  ['else if', 'if(a);else '],
  ['while', 'while(a)'],
  ['?:', 'a?b:'],
  ['=', 'a='],
  ['**', 'a**'],
  ['calls', 'f('],
  ['await', 'await '],
] as const) {
  test(`SnippetParser refuses ${what} without end as nested too deeply`, () => {
    for (const length of LENGTHS) {
      expect(parseSnippet(repeat(piece, length))).toMatchObject({
        ok: false,
        failure: { code: 'syntax_error', message: TOO_DEEP, line: 1 },
      });
    }
  });
}

test('SnippetParser tells an overflow of the host stack as nested too deeply', () => {
  expect(parseSnippet(`let ${'['.repeat(1_000_000)}`)).toMatchObject({
    ok: false,
    failure: { code: 'syntax_error', message: TOO_DEEP },
  });
});

test('SnippetParser reads long chains, which are no nesting, and the walk follows', () => {
  for (const source of [
    `a${'.b'.repeat(30_000)}`,
    `a${'()'.repeat(30_000)}`,
    `${'a+'.repeat(5_000)}a`,
    `${'a,'.repeat(30_000)}a`,
    ';'.repeat(65_000),
    `return [${'[1],'.repeat(15_000)}]`,
  ]) {
    const result = parseSnippet(source);
    if (!result.ok) throw new Error(result.failure.message);
    expect(checkProgram(result.value)).toEqual({ ok: true, value: { modules: [] } });
  }
});

test('SnippetParser reads nesting that people write', () => {
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['{', '}'],
    ['if (a) {', '}'],
    ['f(() => {', '})'],
    ['({ a: ', '})'],
  ] as const) {
    const inner = open === '{' || close === '}' || close === '})' ? '' : '1';
    const source = `${open.repeat(60)}${open === '({ a: ' ? '1' : inner}${close.repeat(60)}`;
    expect(parseSnippet(source)).toMatchObject({ ok: true });
  }
  expect(parseSnippet(`${'if (a) b(); else '.repeat(500)};`)).toMatchObject({ ok: true });
  expect(parseSnippet(`return ${'a ? b : '.repeat(500)}c`)).toMatchObject({ ok: true });
});

test('SnippetParser never hands a pattern to the host', () => {
  const compile = spyOn(globalThis, 'RegExp');
  try {
    const groups = names(60_000, (name) => `(?<${name}>a)`);
    for (const pattern of ['(a+)+$', '(x{1000}){1000}', groups, '\\p{Script=Greek}']) {
      expect(parseSnippet(`return /${pattern}/u`)).toMatchObject({ ok: true });
    }
    expect(compile).not.toHaveBeenCalled();
  } finally {
    compile.mockRestore();
  }
});

test('SnippetParser gives a regex literal its pattern and flags, and no value', () => {
  const result = parseSnippet('return /a+/gi');
  if (!result.ok) throw new Error(result.failure.message);
  const literals: unknown[] = [];
  walk(result.value.body, {
    leaveTypes: new Set(),
    leave: () => true,
    enter: (node) => (node.type === 'Literal' ? literals.push(node) > 0 : true),
  });
  expect(literals).toMatchObject([{ regex: { pattern: 'a+', flags: 'gi' }, value: null }]);
});

test('SnippetParser still has the pattern checked', () => {
  for (const literal of [
    '/(/',
    '/a**/',
    '/[b-a]/',
    '/(?<a>.)(?<a>.)/',
    '/\\u{110000}/u',
    '/a/gx',
  ]) {
    expect(parseSnippet(`return ${literal}`)).toMatchObject({ ok: false });
  }
  for (const literal of [
    '/[/]/',
    '/\\//',
    '/(?<a>.)|(?<a>.)/',
    '/(?i:a)/',
    '/[a--b]/v',
    '/\\k<a>/',
  ]) {
    expect(parseSnippet(`return ${literal}.test(a) / 2`)).toMatchObject({ ok: true });
  }
});

test('SnippetParser leaves the check of a very long pattern to the engine', () => {
  expect(parseSnippet(`return /${'('.repeat(3000)}/`)).toMatchObject({ ok: true });
});

test('SnippetParser leaves the check of a pattern with many names in deep groups to the engine', () => {
  const named = (count: number) =>
    `${'(?:'.repeat(80)}${Array(count).fill('(?<a>)').join('|')}${')'.repeat(80)}`;
  expect(parseSnippet(`return /${named(90)}|(/`)).toMatchObject({ ok: true });
  expect(parseSnippet(`return /${named(3)}|(/`)).toMatchObject({ ok: false });
});

test('SnippetParser refuses numbers of thousands of digits, and reads those of a key', () => {
  for (const number of ['9'.repeat(65_000), `${'9'.repeat(65_000)}n`, `0x${'f'.repeat(65_000)}n`]) {
    expect(parseSnippet(`return ${number}`)).toMatchObject({
      ok: false,
      failure: { message: 'Number too long: at most 4096 digits are allowed', line: 1, column: 8 },
    });
  }
  expect(parseSnippet(`return 0x${'f'.repeat(4000)}n`)).toMatchObject({ ok: true });
  expect(parseSnippet(`return ${'9'.repeat(300)}`)).toMatchObject({ ok: true });
});

test('SnippetParser reads code points of whatever length, and only those that end', () => {
  expect(parseSnippet('return "\\u{0000000041}" + \\u{61}b')).toMatchObject({ ok: true });
  expect(parseSnippet('return tag`\\u{41` + `}`')).toMatchObject({ ok: true });
  for (const text of ['"\\u{41"', '"\\u{}"', '"\\u{110000}"', '"\\u{4g}"', '`\\u{41`']) {
    expect(parseSnippet(`return ${text}`)).toMatchObject({ ok: false });
  }
});

/** Sources whose cost grows with the square of their length in acorn alone. */
const CROWDS: readonly (readonly [what: string, source: (length: number) => string])[] = [
  ['names in one let', (length) => `let ${names(length, (name) => `${name},`)}last`],
  ['names in one var', (length) => `var ${names(length, (name) => `${name},`)}last`],
  ['names in one pattern', (length) => `let [${names(length, (name) => `${name},`)}] = a`],
  ['parameters', (length) => `(${names(length, (name) => `${name},`)}last) => 1`],
  ['functions', (length) => names(length, (name) => `function ${name}(){}`)],
  ['named groups', (length) => `/${names(length, (name) => `(?<${name}>a)`)}/`],
  ['groups of one name', (length) => `/${repeat('(?:(?:(?<a>b)))|', length)}/`],
  ['private names', (length) => `class A{${names(length, (name) => `#${name};`)}}`],
  [
    'vars in many blocks',
    (length) =>
      `${'{'.repeat(100)}var ${names(length, (name) => `${name},`)}last${'}'.repeat(100)}`,
  ],
  ['unended code points', (length) => repeat('a`\\u{`;', length)],
];

for (const [what, source] of CROWDS) {
  test(`SnippetParser reads any number of ${what}`, () => {
    for (const length of LENGTHS) {
      expect(parseSnippet(source(length))).toMatchObject({ ok: true });
    }
  });
}

test('SnippetParser takes labels without end for nesting', () => {
  expect(parseSnippet(`${names(65_000, (name) => `${name}:`)};`)).toMatchObject({
    ok: false,
    failure: { message: TOO_DEEP },
  });
});
