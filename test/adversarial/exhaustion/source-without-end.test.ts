/**
 * Attack: Source as long as it may be, made to be hard to read: nesting, names, labels, literals, templates.
 * Answer: The static check bounds its own work, for it is the host's code; the compiler pays for its loops.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const MEGABYTE = 1_000_000;
const target = shareTarget({ MAX_CODE_LENGTH: '1048576' });
const checkedTarget = shareTarget({ MAX_CODE_LENGTH: '1048576', STATIC_CHECK: 'on' });

const PIECES: readonly string[] = [
  ...[
    '[',
    '(',
    '{',
    '({a:',
    '`${',
    '!',
    '-',
    'a=>',
    'a?b:',
    'a=',
    'a**',
    'await ',
    'typeof ',
    'f(',
  ],
  ...[
    'function f(){',
    'class A{static{',
    '(class extends ',
    'if(a)',
    'if(a);else ',
    'while(a)',
    'do ',
  ],
  ...[
    'for(;;)',
    'try{',
    'switch(a){case ',
    'new ',
    'import(',
    'async()=>{',
    '({get a(){return',
    '/(?:',
  ],
  ...['a.b', '?.a', 'a?.b.', 'a?.[', '[],', '1,', '1+', 'a;', ';', '``', '`a${1}`', '"a"+', '/a/;'],
  ...['(a,b=1,[c]=[],{d}={})=>1;', '{}', 'case 1:', '{let a}', '(()=>{})();', 'a&&', 'a??'],
  ...['/*', '//\n', '"\\u0061";', '\\u0061', '1n;', '#', '\0', '"use strict";', 'debugger;', 'a:'],
];

const numbered = (piece: (name: string) => string, count = 50_000) =>
  Array.from({ length: count }, (_, i) => piece(`_${i.toString(36)}`)).join('');

const CROWDS: readonly string[] = [
  `return [${'[],'.repeat(250_000)}].length`,
  `return {${numbered((name) => `${name}:1,`)}}.x`,
  `return {${'a:1,'.repeat(200_000)}}.a`,
  numbered((name) => `let ${name}=1;`),
  numbered((name) => `function ${name}(){}`),
  `return (${numbered((name) => `${name},`)}last) => 1`,
  `class A{${numbered((name) => `#${name};`)}}`,
  `class A{${numbered((name) => `${name}(){}`)}} return new A()`,
  `${'{'.repeat(100)}var ${numbered((name) => `${name},`)}last${'}'.repeat(100)}`,
  `switch(input.a){${numbered((name) => `case "${name}":`)}}`,
  `${numbered((name) => `${name}:`, 20_000)};`,
  `return tag${'`a`'.repeat(300_000)}`,
  `return "${'a'.repeat(1_000_000)}".length`,
  `return \`${'${1}'.repeat(200_000)}\`.length`,
  `return ${'9'.repeat(4000)}n ** 9n > 1`,
  `return /${'(?:a|'.repeat(50_000)}${')'.repeat(50_000)}/.test("a")`,
  `return /${numbered((name) => `(?<${name}>a)`)}/.test("a")`,
  `return /[${'a-z'.repeat(300_000)}]/v.test("a")`,
  `return /${'a?'.repeat(20_000)}/.test("${'a'.repeat(20_000)}")`,
  `return input${'?.a'.repeat(300_000)}`,
  `return input${'.a'.repeat(400_000)}`,
  `return input${'()'.repeat(400_000)}`,
  `return ${'1+'.repeat(400_000)}1`,
  `return ${'(1,'.repeat(100)}1${')'.repeat(100)}`,
  `for(;;){${'break;'.repeat(150_000)}}`,
  `${'try{}finally{}'.repeat(70_000)} return 1`,
];

const repeat = (piece: string, length: number) => piece.repeat(length / piece.length);
const longest = PIECES.map((piece) => repeat(piece, MEGABYTE));
const usual = PIECES.map((piece) => `return ${repeat(piece, 65_000)}1`);

test('POST /execute bounds what it takes to read a source, and to compile it', async () => {
  await target().survives([...longest, ...CROWDS], { timeoutMs: 300 });
});

test('POST /execute bounds what it takes to check a source', async () => {
  await checkedTarget().survives([...usual, ...CROWDS], { timeoutMs: 300 });
});
