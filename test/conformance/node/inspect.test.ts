import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';
import { FORMATTED, SHOWN_VALUES } from '../web/console-values.ts';

const GLOBALS = [
  'Buffer',
  'URL',
  'URLSearchParams',
  'Blob',
  'TextEncoder',
  'AbortController',
  'DOMException',
];
const NAMES = {
  u: "require('util')",
  // Frames are another engine's: what counts is where there are some.
  cut: "(text) => text.replace(/(?:\\n *at [^\\n]*)+/g, '\\n AT').replace(/lastModified: \\d+/, '')",
  ...Object.fromEntries(GLOBALS.map((name) => [name, name])),
};

/** What is shown otherwise, with the reason. */
const KNOWN_GAPS: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [
    /Error.*showHidden|'%o'.*Error/,
    'an error of this engine has its hidden properties in another order',
  ],
  [
    /(?:Object|Math|Reflect|Function\.prototype), \{ showHidden|'%o', (?:Object|Math|Reflect|Function\.prototype)\)/,
    'so has a built-in',
  ],
  [/Function\.prototype/, 'the function without a name that all others are made after'],
  [/\*j\(\)/, 'a generator is known by its text, and a method has no word for it'],
  [
    /(?:Weak(?:Map|Set)|SharedArrayBuffer|URL)\(.*showHidden|'%o', new (?:Weak|Shared|URL)/,
    'what Node asks V8 for',
  ],
  [/Proxy\(function.*showHidden|'%[os]', new Proxy/, 'no code can tell a proxy'],
  [/'%s', (?:Math\.max|Object)\)/, "the text of a built-in is the engine's own"],
  [/'%s', (?:Buffer|new URL)/, 'classes of Node are no built-ins there: it asks their toString'],
  [/DOMException.*colors/, 'a frame of Node itself'],
];

const OPTIONS = [
  '',
  ', { depth: 0 }',
  ', { depth: null, compact: false }',
  ', { showHidden: true }',
  ', { sorted: true, breakLength: 40 }',
  ', { compact: 1, getters: true, numericSeparator: true }',
  ', { colors: true }',
  ', { maxArrayLength: 2, maxStringLength: 5 }',
];

const known = (expression: string) => !KNOWN_GAPS.some(([pattern]) => pattern.test(expression));

test('util.inspect() shows values as Node does', async () => {
  const cases = SHOWN_VALUES.flatMap((value) =>
    OPTIONS.map((options) => `cut(u.inspect(${value}${options}))`),
  ).filter(known);
  expect(cases.length).toBeGreaterThan(1000);
  expect(await differences(NAMES, cases)).toEqual([]);
}, 60_000);

test('util.format() fills in as Node does', async () => {
  const cases = [...FORMATTED, ...SHOWN_VALUES]
    .flatMap((args) => [
      `cut(u.format(${args}))`,
      `cut(u.format('%s', ${args}))`,
      `cut(u.format('%o', ${args}))`,
    ])
    .filter(known);
  expect(await differences(NAMES, cases)).toEqual([]);
}, 60_000);
