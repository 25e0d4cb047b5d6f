import { expect, test } from 'bun:test';
import { differences } from '../../support/conformance.ts';

const ENCODINGS = [
  'utf8',
  'utf-8',
  'UCS2',
  'utf16le',
  'latin1',
  'binary',
  'ascii',
  'hex',
  'base64',
  'base64url',
];
const BYTES = [
  [],
  [0x61],
  [0x61, 0x62, 0x63, 0x64],
  [0xe2, 0x82, 0xac],
  [0xf0, 0x9f, 0x98, 0x80],
  [0xc3, 0xa9, 0x41],
  [0xe2, 0x82, 0x41],
  [0xe2, 0x41, 0x82],
  [0xff, 0xfe],
  [0x80, 0x80, 0x80, 0x80, 0x80],
  [0xf0, 0x80, 0x80, 0x80],
  [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80],
  [0xe0, 0x80, 0x41, 0x42],
  [0xf4, 0x90, 0x80, 0x80, 0x41],
  [0x3d, 0xd8, 0x00, 0xde],
  [0x3d, 0xd8, 0x41, 0x00],
  [0x00, 0xd8],
  [0xc0, 0xc0, 0xc0],
  [0xf0, 0xf0, 0x9f, 0x98, 0x80],
  [0xf8, 0x88, 0x80, 0x80, 0x80],
  [0xe2, 0x82, 0xac, 0xe2, 0x82],
];
const OTHERS = ['undefined', 'null', "''", "'nope'", '5', '{}', '[]', "'__proto__'"];

const state = '[d.lastNeed, d.lastTotal, [...d.lastChar].slice(0, d.lastTotal - d.lastNeed)]';
/** Every way to cut `bytes` in three, and one byte at a time. */
const cut = (encoding: string, bytes: readonly number[]) => {
  const feed = (parts: readonly (readonly number[])[]) =>
    `(() => { const d = new s.StringDecoder('${encoding}'); const out = []; for (const part of ${JSON.stringify(parts)}) out.push(d.write(new Uint8Array(part)), ${state}); out.push(d.end(), ${state}, d.end()); return out; })()`;
  const cases = [feed(bytes.map((byte) => [byte]))];
  for (let i = 0; i <= bytes.length; i++) {
    for (let j = i; j <= bytes.length; j++) {
      cases.push(feed([bytes.slice(0, i), bytes.slice(i, j), bytes.slice(j)]));
    }
  }
  return cases;
};

const CASES = [
  ...ENCODINGS.flatMap((encoding) => BYTES.flatMap((bytes) => cut(encoding, bytes))),
  ...[...ENCODINGS.map((name) => `'${name}'`), ...OTHERS].map(
    (name) => `new s.StringDecoder(${name}).encoding`,
  ),
  ...[
    ...OTHERS,
    '[1]',
    'new DataView(new ArrayBuffer(2))',
    'new Uint16Array([0x6161])',
    "'text'",
  ].flatMap((value) => [
    `new s.StringDecoder().write(${value})`,
    `new s.StringDecoder().end(${value})`,
  ]),
  's.StringDecoder.prototype.write.call({}, new Uint8Array(1))',
  'Object.keys(s.StringDecoder.prototype)',
  's.StringDecoder.name',
  's.StringDecoder.length',
  '(() => { const d = new s.StringDecoder(); d.write(new Uint8Array([0xe2])); return [d.text(new Uint8Array([0x61, 0x62]), 1), d.end()]; })()',
  "(() => { function Old() { s.StringDecoder.call(this, 'utf8') } Object.setPrototypeOf(Old.prototype, s.StringDecoder.prototype); return new Old().write(new Uint8Array([0x61])); })()",
];

test(`StringDecoder does as Node does, in ${CASES.length} cases`, async () => {
  expect(CASES.length).toBeGreaterThan(3000);
  expect(await differences({ s: "require('string_decoder')" }, CASES)).toEqual([]);
}, 60_000);
