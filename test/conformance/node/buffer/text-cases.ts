/** Expressions that encode and decode. */
import { BYTES, cross, ENCODINGS, STRANGE, TEXTS, wrote } from './lists.ts';

export const TEXT_CASES: readonly string[] = [
  ...cross((text, encoding) => `B.from(${text}, ${encoding})`, TEXTS, [...ENCODINGS, ...STRANGE]),
  ...cross((text, encoding) => `B.byteLength(${text}, ${encoding})`, TEXTS, [
    ...ENCODINGS,
    ...STRANGE,
  ]),
  ...cross((bytes, encoding) => `B.from(${bytes}).toString(${encoding})`, BYTES, [
    ...ENCODINGS,
    ...STRANGE,
  ]),
  ...cross((bytes) => `B.from(${bytes}).toString()`, BYTES),
  ...cross((bytes) => `b.isUtf8(B.from(${bytes}))`, BYTES),
  ...cross((bytes) => `b.isAscii(B.from(${bytes}))`, BYTES),
  ...cross(
    (start, end) => `B.from('abcdef').toString('latin1', ${start}, ${end})`,
    STRANGE.filter((each) => each !== '1n'),
    STRANGE.filter((each) => each !== '1n'),
  ),
  ...cross(
    (text, offset, length, encoding) => wrote(`write(${text}, ${offset}, ${length}, ${encoding})`),
    ["'abc'", "'€uro'", "'616263'", "'YWJj'"],
    ['undefined', '0', '6', '8', '9', '-1', '1.5', "'hex'", 'null'],
    ['undefined', '0', '2', '5', '9', '-1', "'base64'", 'null'],
    ['undefined', "'utf8'", "'hex'", "'ucs2'", "'latin1'", "'nope'", 'null'],
  ),
  ...cross((value) => wrote(`write(${value})`), [...STRANGE, ...TEXTS]),
  ...cross(
    (name, text, offset, length) => wrote(`${name}Write(${text}, ${offset}, ${length})`),
    ['utf8', 'ucs2', 'latin1', 'ascii', 'hex', 'base64', 'base64url'],
    ["'abc'", "'€uro'", '5', 'undefined'],
    ['undefined', '0', '3', '8', '9', '-1', '1.5'],
    ['undefined', '0', '1', '4', '99', '-1'],
  ),
  ...cross(
    (name, start, end) => `B.from('abcdef').${name}Slice(${start}, ${end})`,
    ['utf8', 'ucs2', 'latin1', 'ascii', 'hex', 'base64', 'base64url'],
    ['undefined', '0', '3', '6', '7', '-1', '1.5', "'2'"],
    ['undefined', '0', '1', '6', '7', '-1'],
  ),
  ...cross(
    (bytes, from, to) => `b.transcode(B.from(${bytes}), ${from}, ${to})`,
    BYTES,
    ["'utf8'", "'ucs2'", "'latin1'", "'ascii'", "'hex'", 'undefined', "'nope'"],
    ["'utf8'", "'utf16le'", "'binary'", "'ascii'", "'base64'"],
  ),
  ...cross(
    (name) => `B.isEncoding(${name})`,
    [
      ...ENCODINGS,
      ...STRANGE,
      "'UTF8'",
      "'utf-16le'",
      "'utf16'",
      "'Base64URL'",
      "'__proto__'",
      "'constructor'",
    ],
  ),
];
