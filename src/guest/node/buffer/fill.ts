/** `fill`, and the filling that `Buffer.alloc` does. @see Node's lib/buffer.js */
import {
  ERR_BUFFER_OUT_OF_BOUNDS,
  ERR_INVALID_ARG_VALUE,
  ERR_UNKNOWN_ENCODING,
} from '../errors.ts';
import { validateInteger, validateString } from '../validate.ts';
import { bytesOf } from './bytes.ts';
import { ENCODINGS, type EncodingName, normalEncoding } from './encodings.ts';
import { MAX_LENGTH } from './fast-buffer.ts';
import { toNumber } from './to-number.ts';

export interface FillRange {
  readonly offset?: unknown;
  readonly end?: unknown;
  readonly encoding?: unknown;
}

/** Repeats what stands at the beginning of `room` until it is full. */
function repeat(room: Uint8Array, length: number): void {
  for (let done = length; done < room.length; done *= 2) room.copyWithin(done, 0, done);
}

function fillPattern(room: Uint8Array, pattern: Uint8Array): void {
  room.set(pattern.length > room.length ? pattern.subarray(0, room.length) : pattern);
  repeat(room, pattern.length);
}

function fillText(room: Uint8Array, text: string, name: EncodingName): void {
  const encoding = ENCODINGS[name];
  if (name === 'utf8' || name === 'utf16le') {
    // What does not fit whole is cut within a character, hence one unit more than may be seen.
    const part = text.slice(0, room.length + 1);
    const bytes = new Uint8Array(encoding.byteLength(part));
    encoding.write(bytes, part, 0, bytes.length);
    fillPattern(room, bytes);
    return;
  }
  const written = encoding.write(room, text, 0, room.length);
  if (written === 0) throw new ERR_INVALID_ARG_VALUE('value', text);
  repeat(room, written);
}

/** Arguments of a text may be left out in the middle: `(text, encoding)`, `(text, offset, encoding)`. */
function encodingIn({ offset, end, encoding }: FillRange): EncodingName {
  const isShort = offset === undefined || typeof offset === 'string';
  const given = isShort ? offset : typeof end === 'string' ? end : encoding;
  const name = normalEncoding(given);
  if (name !== undefined) return name;
  validateString(given, 'encoding');
  throw new ERR_UNKNOWN_ENCODING(given);
}

/** From where to where, undefined when there is nothing to do. */
function rangeIn(
  bytes: Uint8Array,
  { offset, end }: FillRange,
): readonly [number, number] | undefined {
  if (offset === undefined) return [0, bytes.length];
  validateInteger(offset, 'offset', 0, MAX_LENGTH);
  if (end === undefined) return offset >= bytes.length ? undefined : [offset, bytes.length];
  validateInteger(end, 'end', 0, bytes.length);
  return offset >= end ? undefined : [offset, end];
}

function textRange(range: FillRange): FillRange {
  const { offset, end } = range;
  if (offset === undefined || typeof offset === 'string') return { offset: 0 };
  return { offset, end: typeof end === 'string' ? undefined : end };
}

function single(value: string, name: EncodingName): number | undefined {
  if (value.length === 0) return 0;
  if (value.length > 1) return undefined;
  const code = value.charCodeAt(0);
  if (name === 'utf8') return code < 128 ? code : undefined;
  return name === 'latin1' ? code : undefined;
}

/** Fills `bytes` with a number, a text or other bytes, again and again. @returns `bytes` */
export function fill<B extends Uint8Array>(bytes: B, value: unknown, range: FillRange): B {
  const isText = typeof value === 'string';
  const name = isText ? encodingIn(range) : 'utf8';
  const found = rangeIn(bytes, isText ? textRange(range) : range);
  if (found === undefined) return bytes;
  const [from, to] = found;
  if (to > bytes.byteLength) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  const room = new Uint8Array(bytes.buffer, bytes.byteOffset + from, to - from);
  const byte = isText ? single(value, name) : undefined;
  if (byte !== undefined) room.fill(byte);
  else if (isText) fillText(room, value, name);
  else if (ArrayBuffer.isView(value)) fillView(room, value);
  else room.fill(toNumber(value));
  return bytes;
}

function fillView(room: Uint8Array, view: ArrayBufferView): void {
  if (view.byteLength === 0) throw new ERR_INVALID_ARG_VALUE('value', view);
  fillPattern(room, bytesOf(view));
}
