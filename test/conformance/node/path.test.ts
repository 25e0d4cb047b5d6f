import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const PATHS = [
  '',
  '.',
  '..',
  '/',
  '//',
  '///',
  '/a',
  'a',
  'a/',
  '/a/',
  '/a/b',
  'a/b/../c',
  '../a',
  '../../a',
  '/../a',
  './a',
  'a/.',
  'a/..',
  'a//b',
  '//a//b//',
  '/a/b/c.txt',
  'a.b.c',
  '.a',
  '.a.b',
  'a.',
  'a..',
  '..a',
  '/.',
  '/..',
  '/a.b/',
  'a/b.c/.',
  '....',
  'a/....',
  '/foo/../../../bar',
  'a b',
  'é/ü',
  'C:\\\\x',
  'a\\\\b',
  '//x',
  '//x/y',
  'file.html',
  'a/.x',
  ' ',
  'x/ ',
].map((path) => `'${path}'`);
const OTHERS = ['undefined', 'null', '5', '{}', '[]', 'true', "Symbol('x')", '() => 1'];
const ALL = [...PATHS, ...OTHERS];

/** For systems with backslashes. */
const WINDOWS_PATHS = [
  ...[
    '',
    '.',
    'C:',
    'C:\\\\',
    'c:/',
    'C:a',
    'C:\\\\a\\\\b\\\\',
    'c:\\\\A',
    'D:\\\\x',
    'C:..',
    'C:.x',
  ],
  ...[
    '\\\\\\\\s\\\\h',
    '\\\\\\\\s\\\\h\\\\a',
    '//s/h/',
    '//s',
    '///',
    '/',
    'a\\\\b/..',
    '../a',
    'x/..b',
  ],
  ...[
    'a:',
    'a/b:c',
    ':',
    '//?/C:/a',
    '\\\\\\\\.\\\\pipe\\\\x',
    'İ\\\\a',
    'C:\\\\İ\\\\b',
    'a//b\\\\\\\\',
  ],
].map((path) => `'${path}'`);
const WINDOWS_CASES = WINDOWS_PATHS.flatMap((path) => [
  ...['normalize', 'dirname', 'basename', 'extname', 'parse', 'isAbsolute', 'toNamespacedPath'].map(
    (name) => `p.win32.${name}(${path})`,
  ),
  ...WINDOWS_PATHS.flatMap((other) =>
    ['relative', 'join', 'resolve'].map((name) => `p.win32.${name}(${path}, ${other})`),
  ),
]);

const CASES = [
  ...[
    'normalize',
    'isAbsolute',
    'dirname',
    'basename',
    'extname',
    'parse',
    'toNamespacedPath',
    'join',
  ].flatMap((name) => ALL.map((path) => `p.${name}(${path})`)),
  ...WINDOWS_CASES,
  ...PATHS.map((path) => `p.resolve('/base', ${path})`),
  ...OTHERS.map((path) => `p.resolve(${path})`),
  ...PATHS.flatMap((a) => PATHS.map((b) => `p.join(${a}, ${b})`)),
  ...PATHS.flatMap((a) => PATHS.map((b) => `p.relative('/r/' + ${a}, '/r/' + ${b})`)),
  ...PATHS.flatMap((a) =>
    ['.txt', '.c', 'c', '', 'a', '.', '/', 'abc', '.html'].map(
      (suffix) => `p.basename(${a}, '${suffix}')`,
    ),
  ),
  ...OTHERS.flatMap((value) => [
    `p.basename('a', ${value})`,
    `p.relative('/a', ${value})`,
    `p.relative(${value}, '/a')`,
    `p.format(${value})`,
    `p.join('a', ${value})`,
  ]),
  ...[
    '{}',
    "{ dir: 'd', base: 'b' }",
    "{ root: '/', base: 'b' }",
    "{ root: '/', dir: '/', name: 'n', ext: 'e' }",
    "{ name: 'n', ext: '.e' }",
    "{ dir: '/d', root: '/', name: 'n' }",
    "{ ext: 'x' }",
    "{ base: 'b', name: 'n', ext: '.e' }",
  ].map((object) => `p.format(${object})`),
  'p.sep',
  'p.delimiter',
  'p.posix === p',
  'p.win32.posix === p && p.win32.win32 === p.win32 && require_win32 === p.win32',
  'p.join()',
  "p.join('', '')",
  "p.resolve('/a', 'b', '../c')",
  "p.resolve('/')",
  "p.posix.join('a', 'b')",
];

/** Node's is where the guest's is: at the root. */
const NAMES = {
  p: "(process.versions.v8 && process.chdir('/'), require('path'))",
  require_win32: "require('path/win32')",
};

test(`path does as Node does, in ${CASES.length} cases`, async () => {
  expect(CASES.length).toBeGreaterThan(4000);
  expect(await differences(NAMES, CASES)).toEqual([]);
}, 60_000);
