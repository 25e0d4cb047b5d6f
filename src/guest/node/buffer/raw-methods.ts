/** The methods `utf8Slice`, `hexWrite` and the like, which Node has outside of JavaScript: with the words they refuse by. */
import { nativeError } from '../errors.ts';
import { bytesOf } from './bytes.ts';
import { ENCODINGS, type Encoding, type EncodingName } from './encodings.ts';

function requireBytes(value: unknown): Uint8Array {
  if (ArrayBuffer.isView(value)) {
    return value instanceof Uint8Array ? value : bytesOf(value);
  }
  throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a buffer');
}

function outOfRange(): Error {
  return nativeError(RangeError, 'ERR_OUT_OF_RANGE', 'Index out of range');
}

function indexFrom(value: unknown, standard: number): number {
  if (value === undefined) return standard;
  const index = Math.trunc(Number(value)) || 0;
  if (index < 0) throw outOfRange();
  return index;
}

function readSlice(encoding: Encoding, self: unknown, from: unknown, to: unknown): string {
  const bytes = requireBytes(self);
  const { length } = bytes;
  if (length === 0) return '';
  const start = indexFrom(from, 0);
  const asked = indexFrom(to, length);
  const end = Math.max(asked, start);
  if (end > length) throw outOfRange();
  return encoding.read(bytes, start, end);
}

function writeText(
  encoding: Encoding,
  self: unknown,
  [text, at, count]: readonly [text: unknown, at: unknown, count: unknown],
): number {
  const bytes = requireBytes(self);
  if (typeof text !== 'string') {
    throw nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', 'argument must be a string');
  }
  const offset = indexFrom(at, 0);
  const room = bytes.length - offset;
  if (room < 0) {
    const message = '"offset" is outside of buffer bounds';
    throw nativeError(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', message);
  }
  const asked = indexFrom(count, room);
  return encoding.write(bytes, text, offset, Math.min(asked, room));
}

type RawMethods = Record<string, (this: unknown, ...args: unknown[]) => unknown>;

function methodsOf(prefix: string, name: EncodingName): RawMethods {
  const encoding = ENCODINGS[name];
  return {
    [`${prefix}Slice`](start, end) {
      return readSlice(encoding, this, start, end);
    },
    [`${prefix}Write`](text, offset, length) {
      return writeText(encoding, this, [text, offset, length]);
    },
  };
}

export const rawMethods: RawMethods = {
  ...methodsOf('ascii', 'ascii'),
  ...methodsOf('base64', 'base64'),
  ...methodsOf('base64url', 'base64url'),
  ...methodsOf('latin1', 'latin1'),
  ...methodsOf('hex', 'hex'),
  ...methodsOf('ucs2', 'utf16le'),
  ...methodsOf('utf8', 'utf8'),
};
