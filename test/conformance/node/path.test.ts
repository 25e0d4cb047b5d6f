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

/** Expressions that are answered otherwise, each with the reason. */
const KNOWN_GAPS: Readonly<Record<string, string>> = {
  "p.parse('/..')": "Node calls '.' the extension of '..' there, and nowhere else",
};

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
  ]
    .flatMap((name) => ALL.map((path) => `p.${name}(${path})`))
    .filter((each) => KNOWN_GAPS[each] === undefined),
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
  'p.join()',
  "p.join('', '')",
  "p.resolve('/a', 'b', '../c')",
  "p.resolve('/')",
  "p.posix.join('a', 'b')",
];

test(`path does as Node does, in ${CASES.length} cases`, async () => {
  expect(CASES.length).toBeGreaterThan(4000);
  expect(await differences({ p: "require('path')" }, CASES)).toEqual([]);
}, 60_000);
