/** `transcode`, `isUtf8` and `isAscii`. @see Node's src/node_i18n.cc */
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_STATE } from '../errors.ts';
import { bytesOf, isAnyArrayBuffer, isTypedArray } from './bytes.ts';
import { requireUint8Array } from './compare.ts';
import { ENCODINGS, type EncodingName, normalEncoding } from './encodings.ts';
import { FastBuffer } from './fast-buffer.ts';
import { decodeStrict } from './utf8.ts';

/** ICU's own errors, by the numbers it gives them. */
const ERRORS = { U_ILLEGAL_ARGUMENT_ERROR: 1, U_INVALID_CHAR_FOUND: 10 } as const;

function refuse(code: keyof typeof ERRORS): never {
  const error = new Error(`Unable to transcode Buffer [${code}]`);
  throw Object.assign(error, { code, errno: ERRORS[code] });
}

const KNOWN: ReadonlySet<unknown> = new Set<EncodingName>(['utf8', 'utf16le', 'latin1', 'ascii']);

/** A text in an encoding of one byte a character; `?` for each character that it does not have. */
function narrowed(text: string, most: number): FastBuffer {
  const points = Array.from(text, (point) => point.codePointAt(0) ?? 0);
  return new FastBuffer(points.map((point) => (point > most ? 0x3f : point)));
}

const MOST: Readonly<Partial<Record<EncodingName, number>>> = { ascii: 0x7f, latin1: 0xff };

/** ICU's ASCII reads a byte over 0x7F as U+FFFD, but for UTF-16, where Node reads Latin-1. */
function readAscii(source: Uint8Array, to: EncodingName): string {
  const text = ENCODINGS.latin1.read(source, 0, source.length);
  return to === 'utf16le' ? text : text.replace(/[\u0080-\u00ff]/g, '\ufffd');
}

function readUtf16(source: Uint8Array, to: EncodingName): string {
  const text = ENCODINGS.utf16le.read(source, 0, source.length);
  if (to === 'utf16le' && source.length % 2 === 1) {
    // ICU takes a lead surrogate and the odd byte behind it for one broken character.
    return `${text.replace(/[\ud800-\udbff]$/, '')}\ufffd`;
  }
  if (to !== 'utf8') return text;
  return text === '' || /\p{Cs}/u.test(text) ? refuse('U_INVALID_CHAR_FOUND') : text;
}

function readUtf8(source: Uint8Array, to: EncodingName): string {
  const text = ENCODINGS.utf8.read(source, 0, source.length);
  // ICU takes a byte order mark for one where it writes single bytes.
  if (MOST[to] !== undefined) return text.replace(/^\ufeff/, '');
  return to === 'utf8' || isWellFormed(source) ? text : refuse('U_INVALID_CHAR_FOUND');
}

function read(source: Uint8Array, from: EncodingName, to: EncodingName): string {
  if (from === 'ascii') return readAscii(source, to);
  if (from === 'utf16le') return readUtf16(source, to);
  if (from === 'utf8') return readUtf8(source, to);
  return ENCODINGS.latin1.read(source, 0, source.length);
}

const isWellFormed = (bytes: Uint8Array) => decodeStrict(bytes, 0, bytes.length) !== undefined;

export function transcode(source: unknown, fromEncoding: unknown, toEncoding: unknown): FastBuffer {
  requireUint8Array(source, 'source');
  if (source.length === 0) return new FastBuffer(0);
  const from = normalEncoding(fromEncoding);
  const to = normalEncoding(toEncoding);
  if (from === undefined || to === undefined || !KNOWN.has(from) || !KNOWN.has(to)) {
    return refuse('U_ILLEGAL_ARGUMENT_ERROR');
  }
  if (from === to && from === 'latin1') return new FastBuffer(source);
  const text = read(source, from, to);
  const most = MOST[to];
  if (most !== undefined) return narrowed(text, most);
  const encoding = ENCODINGS[to];
  const made = new FastBuffer(encoding.byteLength(text));
  encoding.write(made, text, 0, made.length);
  return made;
}

function requireInput(input: unknown): Uint8Array {
  try {
    if (isTypedArray(input)) return bytesOf(input);
    if (isAnyArrayBuffer(input)) return new Uint8Array(input);
  } catch {
    // Of a buffer that was given away there are no bytes to be had.
    // biome-ignore lint/style/useErrorCause: Node's has none
    throw new ERR_INVALID_STATE('Cannot validate on a detached buffer');
  }
  throw new ERR_INVALID_ARG_TYPE('input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
}

export function isUtf8(input: unknown): boolean {
  return isWellFormed(requireInput(input));
}

export function isAscii(input: unknown): boolean {
  return requireInput(input).every((byte) => byte < 0x80);
}
