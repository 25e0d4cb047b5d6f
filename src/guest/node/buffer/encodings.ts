/** The encodings that a Buffer knows, by all of their names. */
import { base64ByteLength, base64Of, base64UrlOf, hexOf, writeBase64, writeHex } from './base64.ts';
import { asciiOf, binaryOf, utf16Of, writeBinary, writeUtf16 } from './latin1.ts';
import { decodeUtf8, utf8ByteLength, writeUtf8 } from './utf8.ts';

/** Each encoding by the name Node gives it. */
export type EncodingName = 'utf8' | 'utf16le' | 'latin1' | 'ascii' | 'base64' | 'base64url' | 'hex';

export interface Encoding {
  readonly name: EncodingName;
  /** The bytes a text needs, or has room for at the most. */
  byteLength(text: string): number;
  /** Writes at most `max` bytes from `offset` on; @returns how many */
  write(target: Uint8Array, text: string, offset: number, max: number): number;
  read(bytes: Uint8Array, start: number, end: number): string;
}

export const ENCODINGS: Readonly<Record<EncodingName, Encoding>> = {
  utf8: {
    name: 'utf8',
    byteLength: utf8ByteLength,
    write: (target, text, offset, max) => writeUtf8(target, text, offset, max).written,
    read: decodeUtf8,
  },
  utf16le: {
    name: 'utf16le',
    byteLength: (text) => text.length * 2,
    write: writeUtf16,
    read: utf16Of,
  },
  latin1: {
    name: 'latin1',
    byteLength: (text) => text.length,
    write: writeBinary,
    read: binaryOf,
  },
  ascii: { name: 'ascii', byteLength: (text) => text.length, write: writeBinary, read: asciiOf },
  base64: { name: 'base64', byteLength: base64ByteLength, write: writeBase64, read: base64Of },
  base64url: {
    name: 'base64url',
    byteLength: base64ByteLength,
    write: writeBase64,
    read: base64UrlOf,
  },
  hex: { name: 'hex', byteLength: (text) => text.length >>> 1, write: writeHex, read: hexOf },
};

const NAMES: Readonly<Record<string, EncodingName>> = {
  // @ts-expect-error a name that is not listed here must not be found on `Object.prototype`
  __proto__: null,
  utf8: 'utf8',
  'utf-8': 'utf8',
  ucs2: 'utf16le',
  'ucs-2': 'utf16le',
  utf16le: 'utf16le',
  'utf-16le': 'utf16le',
  latin1: 'latin1',
  binary: 'latin1',
  ascii: 'ascii',
  base64: 'base64',
  base64url: 'base64url',
  hex: 'hex',
};

/** Longest name of an encoding. */
const MAX_NAME = 9;

/** The encoding of that name in any case; undefined when there is none. */
export function encodingOf(name: unknown): Encoding | undefined {
  const text = `${name}`;
  const found = NAMES[text] ?? (text.length <= MAX_NAME ? NAMES[text.toLowerCase()] : undefined);
  return found === undefined ? undefined : ENCODINGS[found];
}

/** As Node's `normalizeEncoding`: nothing, null and the empty text are UTF-8. */
export function normalEncoding(name: unknown): EncodingName | undefined {
  if (name === undefined || name === null || name === '') return 'utf8';
  return typeof name === 'string' ? encodingOf(name)?.name : undefined;
}
