/** `indexOf`, `lastIndexOf` and `includes`. @see Node's lib/buffer.js and src/node_buffer.cc */
import { ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING } from '../errors.ts';
import { validateBuffer } from '../validate.ts';
import { isUint8Array } from './bytes.ts';
import { ENCODINGS, type Encoding, encodingOf } from './encodings.ts';
import { binaryOf } from './latin1.ts';
import { toNumber } from './to-number.ts';

interface Query {
  readonly value: unknown;
  readonly offset: unknown;
  readonly encoding: unknown;
  readonly isForward: boolean;
}

/** Where the search starts, -1 when it need not: as `IndexOfOffset` in Node. */
function startAt(length: number, offset: number, needle: number, isForward: boolean): number {
  if (offset < 0) {
    if (offset + length >= 0) return offset + length;
    return isForward || needle === 0 ? 0 : -1;
  }
  if (offset + needle <= length) return offset;
  if (needle === 0) return length;
  return isForward ? -1 : length - 1;
}

function matchesAt(hay: Uint8Array, needle: Uint8Array, at: number): boolean {
  for (let i = 0; i < needle.length; i++) if (hay[at + i] !== needle[i]) return false;
  return true;
}

const { indexOf: firstIndex, lastIndexOf: lastIndex } = Uint8Array.prototype;

/** The engine's own, which a Buffer has methods of its own in front of. */
const firstByte = (hay: Uint8Array, byte: number, from: number): number =>
  firstIndex.call(hay, byte, from);
const lastByte = (hay: Uint8Array, byte: number, from: number): number =>
  lastIndex.call(hay, byte, from);

/** Places that begin as what is looked for and are not it, before the rest is searched as text. */
const MAX_MISSES = 32;
const { indexOf: firstPart, lastIndexOf: lastPart } = String.prototype;
const textOf = (bytes: Uint8Array) => binaryOf(bytes, 0, bytes.length);

/** The engine's own `indexOf` finds the first byte; what follows is compared here as long as that is seldom. */
function findForward(hay: Uint8Array, needle: Uint8Array, from: number, step: number): number {
  const first = needle[0] as number;
  const last = hay.length - needle.length;
  let at = firstByte(hay, first, from);
  for (let misses = 0; at !== -1 && at <= last; misses++) {
    if (at % step === 0 && matchesAt(hay, needle, at)) return at;
    if (misses === MAX_MISSES) return findInText(hay, needle, at + 1, step);
    at = firstByte(hay, first, at + 1);
  }
  return -1;
}

function findInText(hay: Uint8Array, needle: Uint8Array, from: number, step: number): number {
  const [text, part] = [textOf(hay.subarray(from)), textOf(needle)];
  let at = firstPart.call(text, part);
  while (at !== -1 && (from + at) % step !== 0) at = firstPart.call(text, part, at + 1);
  return at === -1 ? -1 : from + at;
}

function findBackward(hay: Uint8Array, needle: Uint8Array, from: number, step: number): number {
  const first = needle[0] as number;
  const last = Math.min(from, hay.length - needle.length);
  let at = last < 0 ? -1 : lastByte(hay, first, last);
  for (let misses = 0; at !== -1; misses++) {
    if (at % step === 0 && matchesAt(hay, needle, at)) return at;
    if (misses === MAX_MISSES) return findBackInText(hay, needle, at, step);
    at = at === 0 ? -1 : lastByte(hay, first, at - 1);
  }
  return -1;
}

/** @param before what is found begins before it */
function findBackInText(hay: Uint8Array, needle: Uint8Array, before: number, step: number): number {
  if (before === 0) return -1;
  const text = textOf(hay.subarray(0, before - 1 + needle.length));
  const part = textOf(needle);
  let at = lastPart.call(text, part);
  while (at > 0 && at % step !== 0) at = lastPart.call(text, part, at - 1);
  return at % step === 0 ? at : -1;
}

function indexOfBytes(
  hay: Uint8Array,
  needle: Uint8Array,
  offset: number,
  [isForward, isUtf16]: readonly [isForward: boolean, isUtf16: boolean],
): number {
  const start = startAt(hay.length, offset, needle.length, isForward);
  if (needle.length === 0) return start;
  if (hay.length === 0 || start === -1) return -1;
  if ((isForward && needle.length + start > hay.length) || needle.length > hay.length) return -1;
  if (!isUtf16) return (isForward ? findForward : findBackward)(hay, needle, start, 1);
  // Node looks at whole units from the buffer's start on, and leaves an odd last byte out.
  if (hay.length < 2 || needle.length < 2) return -1;
  const [even, evenNeedle] = [
    hay.subarray(0, hay.length & ~1),
    needle.subarray(0, needle.length & ~1),
  ];
  return (isForward ? findForward : findBackward)(even, evenNeedle, start & ~1, 2);
}

function indexOfByte(hay: Uint8Array, byte: number, offset: number, isForward: boolean): number {
  const start = startAt(hay.length, offset, 1, isForward);
  if (start === -1 || hay.length === 0) return -1;
  return isForward ? firstByte(hay, byte, start) : lastByte(hay, byte, start);
}

const INT32 = 0x80000000;

function clamped(offset: unknown, standard: number): number {
  // Whole, and never -0, which would be found again in the answer.
  const at = Math.trunc(toNumber(offset)) + 0;
  if (Number.isNaN(at)) return standard;
  return Math.min(Math.max(at, -INT32), INT32 - 1);
}

function encode(text: string, encoding: Encoding): Uint8Array {
  const bytes = new Uint8Array(encoding.byteLength(text));
  return bytes.subarray(0, encoding.write(bytes, text, 0, bytes.length));
}

function indexOf(self: unknown, query: Query): number {
  validateBuffer(self);
  const { value, isForward } = query;
  const isNamed = typeof query.offset === 'string';
  const name = isNamed ? query.offset : query.encoding;
  const hay = self as Uint8Array;
  const length = hay.length || hay.byteLength;
  const offset = clamped(isNamed ? undefined : query.offset, isForward ? 0 : length);
  if (typeof value === 'number') return indexOfByte(hay, value & 0xff, offset, isForward);
  const encoding = name === undefined ? ENCODINGS.utf8 : encodingOf(name);
  if (typeof value === 'string') {
    if (encoding === undefined) throw new ERR_UNKNOWN_ENCODING(name);
    const isUtf16 = encoding.name === 'utf16le';
    return indexOfBytes(hay, encode(value, encoding), offset, [isForward, isUtf16]);
  }
  if (isUint8Array(value)) {
    return indexOfBytes(hay, value, offset, [isForward, encoding?.name === 'utf16le']);
  }
  throw new ERR_INVALID_ARG_TYPE('value', ['number', 'string', 'Buffer', 'Uint8Array'], value);
}

// Declared, for as in Node they are constructors as well, of what they refuse.
function firstIndexOf(this: unknown, value: unknown, offset?: unknown, encoding?: unknown): number {
  return indexOf(this, { value, offset, encoding, isForward: true });
}

function lastIndexOf(this: unknown, value: unknown, offset?: unknown, encoding?: unknown): number {
  return indexOf(this, { value, offset, encoding, isForward: false });
}
Object.defineProperty(firstIndexOf, 'name', { value: 'indexOf', configurable: true });

export const searchMethods = {
  indexOf: firstIndexOf,
  lastIndexOf,
  includes(this: Uint8Array, value: never, offset?: never, encoding?: unknown): boolean {
    const find = this.indexOf as (...args: unknown[]) => number;
    return Reflect.apply(find, this, [value, offset, encoding]) !== -1;
  },
};
