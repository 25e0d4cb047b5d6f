import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  'abcd',
  'YQ==',
  'YQ=',
  'YQ',
  'YQ===',
  'Y',
  'Y=',
  'Y==',
  'YWJj',
  'YWJj=',
  'YWJj==',
  'YWJjZA==',
  'YR==',
  ' Y Q = = ',
  'Y\\nQ\\t=\\f=\\r',
  '=',
  '==',
  '===',
  '====',
  '=YQ',
  'Y=Q=',
  'YQ==YQ==',
  '-_',
  '*',
  'a*',
  'ab*d',
  'é',
  '\\u0141',
  '\\ud83d',
  '\\0',
  '+/+/',
  'abcde',
  'abcde=',
  'abcdef=',
  'abcdef==',
  'ab=c',
  '\\xa0YQ==',
  'YQ\\v==',
  'null',
].map((text) => `'${text}'`);
const CASES = [
  ...[
    ...TEXTS,
    'undefined',
    'null',
    '5',
    'true',
    '{}',
    '[]',
    "['YQ==']",
    '1n',
    "Symbol('x')",
    "'é'.repeat(100)",
    "{ toString: () => 'YQ==' }",
  ].flatMap((text) => [`atob(${text})`, `btoa(${text})`, `b.atob(${text})`]),
  ...Array.from(
    { length: 64 },
    (_, n) =>
      `btoa(String.fromCharCode(...Array.from({ length: ${n} }, (_, i) => (i * 37) & 255)))`,
  ),
  ...Array.from({ length: 64 }, (_, n) => `atob(btoa('x'.repeat(${n})))`),
  'atob()',
  'btoa()',
  'atob.length',
  'btoa.name',
  "(() => { try { atob('*') } catch (e) { return [e.name, e.code, e.message, e instanceof DOMException, e instanceof Error, String(e)] } })()",
];

test(`atob and btoa do as Node's, in ${CASES.length} cases`, async () => {
  expect(CASES.length).toBeGreaterThan(250);
  const names = {
    atob: 'atob',
    btoa: 'btoa',
    DOMException: 'DOMException',
    b: "require('buffer')",
  };
  expect(await differences(names, CASES)).toEqual([]);
}, 60_000);
