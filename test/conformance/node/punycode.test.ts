import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const TEXTS = [
  '',
  'a',
  'mañana',
  'maana-pta',
  '☃-⌘',
  '--dqo34k',
  '中国',
  'fiqs8s',
  'xn--maana-pta.com',
  'mañana.com',
  'джумла@джpумлатест.bрфa',
  '\\u{1f4a9}.la',
  'xn--ls8h.la',
  '\\ud800',
  'a。b．c｡d',
  '99999999',
  '-',
  'é'.repeat(50),
  'A.B',
  '\\x80',
].map((text) => `'${text}'`);
const CASES = [
  ...['encode', 'decode', 'toASCII', 'toUnicode'].flatMap((name) =>
    TEXTS.map((text) => `p.${name}(${text})`),
  ),
  ...TEXTS.map((text) => `p.ucs2.encode(p.ucs2.decode(${text}))`),
  ...TEXTS.map((text) => `p.ucs2.decode(${text})`),
];

test(`punycode does as Node does, in ${CASES.length} cases`, async () => {
  expect(CASES.length).toBeGreaterThan(100);
  expect(await differences({ p: "require('punycode')" }, CASES)).toEqual([]);
}, 60_000);
