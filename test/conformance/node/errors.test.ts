import { expect, test } from 'bun:test';
import * as errors from '../../../src/guest/node/errors.ts';
import { runInNode } from '../../support/real-node.ts';

const VALUES = [
  'undefined',
  'null',
  'true',
  '0',
  '-0',
  '1.5',
  'NaN',
  '-Infinity',
  '2 ** 32',
  '2 ** 32 + 1',
  '-(2 ** 53)',
  '1e21',
  '5n',
  '-(2n ** 70n)',
  "'text'",
  "'it\\'s'",
  "'a\\n\\x01\\ud800b\\\\'",
  "'x'.repeat(200)",
  "Symbol('s')",
  '[]',
  '[1, "two"]',
  '{}',
  '({ a: 1, "b-c": { d: [] } })',
  'Object.create(null)',
  '(function named() {})',
  '(() => {})',
  '(class Named {})',
  'new Map().keys.constructor',
  'new (class Point { x = 1 })()',
  '/r/g',
] as const;
const EXPECTED = [
  'string',
  ['string'],
  ['string', 'number'],
  ['Buffer', 'Uint8Array'],
  ['string', 'Buffer', 'ArrayBuffer'],
  ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'],
  ['Object', 'Map'],
  ['object'],
  'a dictionary',
  ['function', 'AbortSignal', 'null', 'undefined'],
  'Function',
  'boolean',
  ['one', 'Two'],
];
const NAMES = ['size', 'first argument', 'options.depth'];

interface Case {
  readonly code: string;
  readonly before: readonly unknown[];
  readonly value?: string;
}

/** Values that Node shows by its whole `util.inspect`, and an error's text by what it is enough to know. */
const ONLY_TYPED: readonly string[] = ['/r/g'];

const CASES: readonly Case[] = VALUES.flatMap((value): Case[] => [
  ...EXPECTED.flatMap((expected) =>
    NAMES.map((name) => ({ code: 'ERR_INVALID_ARG_TYPE', before: [name, expected], value })),
  ),
  ...(ONLY_TYPED.includes(value)
    ? []
    : [
        { code: 'ERR_INVALID_ARG_VALUE', before: ['name'], value },
        { code: 'ERR_OUT_OF_RANGE', before: ['name', '>= 0 && <= 4'], value },
      ]),
]).concat([
  { code: 'ERR_BUFFER_OUT_OF_BOUNDS', before: [] },
  { code: 'ERR_BUFFER_OUT_OF_BOUNDS', before: ['offset'] },
  { code: 'ERR_MISSING_ARGS', before: ['one'] },
  { code: 'ERR_MISSING_ARGS', before: ['one', 'two'] },
  { code: 'ERR_MISSING_ARGS', before: ['one', ['two', 'three'], 'four'] },
  { code: 'ERR_UNKNOWN_ENCODING', before: ['x'] },
  { code: 'ERR_INVALID_BUFFER_SIZE', before: ['16-bits'] },
  { code: 'ERR_INVALID_URL', before: ['x'] },
  { code: 'ERR_INVALID_URL', before: ['x', 'y'] },
  { code: 'ERR_INVALID_URL_SCHEME', before: ['file'] },
  { code: 'ERR_INVALID_FILE_URL_HOST', before: ['linux'] },
  { code: 'ERR_INVALID_FILE_URL_PATH', before: ['must be absolute'] },
  { code: 'ERR_INVALID_THIS', before: ['URL'] },
  { code: 'ERR_INVALID_TUPLE', before: ['Each query pair', '[name, value]'] },
  { code: 'ERR_ARG_NOT_ITERABLE', before: ['Query pairs'] },
  { code: 'ERR_ENCODING_NOT_SUPPORTED', before: ['x'] },
  { code: 'ERR_ENCODING_INVALID_ENCODED_DATA', before: ['utf-8', 12] },
  { code: 'ERR_INVALID_URI', before: [] },
]);

type Classes = Readonly<Record<string, new (...args: unknown[]) => Error>>;

/** Everything a caller can see of an error; runs in both worlds. */
function look(classes: Classes, { code, before, value }: Case): unknown {
  // biome-ignore lint/security/noGlobalEval: the cases are this file's own
  const last = value === undefined ? [] : [globalThis.eval(`(${value})`)];
  const error = new (classes[code] as Classes[string])(...before, ...last);
  return {
    name: error.name,
    text: String(error),
    keys: Object.keys(error).filter((key) => key !== 'errno'),
    fields: { ...error, errno: 0 },
    firstLine: (error.stack ?? '').split('\n').slice(0, error.message.split('\n').length),
    isPlain: error.constructor === Object.getPrototypeOf(Object.getPrototypeOf(error)).constructor,
  };
}

test('the errors of Node have its names, codes, messages and fields', async () => {
  const script = `
    const classes = require('internal/errors').codes;
    const look = ${look.toString()};
    const cases = JSON.parse(require('fs').readFileSync(0, 'utf8'));
    console.log(JSON.stringify(cases.map((each) => look(classes, each))));`;
  const wanted = (await runInNode(script, CASES, ['--expose-internals'])) as unknown[];
  expect(wanted.length).toBeGreaterThan(1000);
  CASES.forEach((each, i) => {
    const got = JSON.parse(JSON.stringify(look(errors as unknown as Classes, each)));
    expect({ each, got }).toEqual({ each, got: wanted[i] });
  });
});
