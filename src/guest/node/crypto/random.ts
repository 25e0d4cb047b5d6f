/** Random bytes, numbers and UUIDs, of the host's CSPRNG. @see Node's lib/internal/crypto/random.js */
import { callHost } from '../../prelude/host.ts';
import { isTypedArray } from '../buffer/bytes.ts';
import { Buffer } from '../buffer.ts';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from '../errors.ts';
import { validateBoolean, validateFunction, validateNumber, validateObject } from '../validate.ts';
import { type FastBuffer, isAnyArrayBuffer, isBinary, toBuffer, viewOf } from './bytes.ts';
import { callBackWith, later } from './callback.ts';

const MAX_SIZE = 2 ** 31 - 1;
/** Bytes fetched at once. */
const PIECE_BYTES = 1024 * 1024;

type Callback = (error: unknown, value?: unknown) => void;

function checkedOffset(offset: unknown, elementSize: number, length: number): number {
  validateNumber(offset, 'offset');
  const start = offset * elementSize;
  const most = Math.min(length, MAX_SIZE);
  if (Number.isNaN(start) || start > most || start < 0) {
    throw new ERR_OUT_OF_RANGE('offset', `>= 0 && <= ${most}`, start);
  }
  return start >>> 0;
}

function checkedSize(size: unknown, elementSize: number, offset: number, length: number): number {
  validateNumber(size, 'size');
  const bytes = size * elementSize;
  if (Number.isNaN(bytes) || bytes > MAX_SIZE || bytes < 0) {
    throw new ERR_OUT_OF_RANGE('size', `>= 0 && <= ${MAX_SIZE}`, bytes);
  }
  if (bytes + offset > length) {
    throw new ERR_OUT_OF_RANGE('size + offset', `<= ${length}`, bytes + offset);
  }
  return bytes >>> 0;
}

/** Fills bytes in place; those that are no longer there by then are left out. */
export function fill(target: Uint8Array): void {
  for (let at = 0; at < target.length; at += PIECE_BYTES) {
    const size = Math.min(PIECE_BYTES, target.length - at);
    target.set(callHost('crypto.random', { size }), at);
  }
}

export function randomBytes(size: unknown, callback?: unknown): FastBuffer | undefined {
  const bytes = checkedSize(size, 1, 0, Number.POSITIVE_INFINITY);
  if (callback === undefined) return made(bytes);
  validateFunction(callback, 'callback');
  const call = callback as Callback;
  callBackWith(
    later(() => made(bytes)),
    (buffer) => call(null, buffer),
    call,
  );
  return undefined;
}

function made(bytes: number): FastBuffer {
  if (bytes <= PIECE_BYTES) return toBuffer(callHost('crypto.random', { size: bytes }));
  const buffer = Buffer.alloc(bytes);
  fill(buffer);
  return buffer;
}

function requireTarget(buf: unknown): ArrayBuffer | ArrayBufferView {
  if (isBinary(buf)) return buf;
  throw new ERR_INVALID_ARG_TYPE('buf', ['ArrayBuffer', 'ArrayBufferView'], buf);
}

const elementSizeOf = (buf: unknown): number =>
  (buf as { BYTES_PER_ELEMENT?: number }).BYTES_PER_ELEMENT || 1;

/** The part of a target that is to be filled. */
function partOf(buf: ArrayBuffer | ArrayBufferView, offset: unknown, size: unknown): Uint8Array {
  const elementSize = elementSizeOf(buf);
  const start = checkedOffset(offset, elementSize, buf.byteLength);
  const bytes =
    size === undefined
      ? buf.byteLength - start
      : checkedSize(size, elementSize, start, buf.byteLength);
  return viewOf(buf).subarray(start, start + bytes);
}

export function randomFillSync(buf: unknown, offset: unknown = 0, size?: unknown): unknown {
  fill(partOf(requireTarget(buf), offset, size));
  return buf;
}

export function randomFill(
  buf: unknown,
  offset: unknown,
  size?: unknown,
  callback?: unknown,
): void {
  const target = requireTarget(buf);
  const { length } = buf as { length?: number };
  let [from, count, call]: [unknown, unknown, unknown] = [offset, size, callback];
  if (typeof offset === 'function') [from, count, call] = [0, length, offset];
  else if (typeof size === 'function') {
    [count, call] = [length === undefined ? undefined : length - (offset as number), size];
  } else validateFunction(callback, 'callback');
  const part = partOf(target, from, count);
  const done = call as Callback;
  callBackWith(
    later(() => fill(part)),
    () => done(null, buf),
    done,
  );
}

/** Exclusive upper bound of six random bytes, less one. */
const RANDOM_MAX = 0xffff_ffff_ffff;
const NUMBER_BYTES = 6;
const CACHED_NUMBERS = 128;

/** Bytes for numbers to come; there are as many as `left` says, at its end. */
let cache: Uint8Array = new Uint8Array(0);
let left = 0;

function nextNumber(): number {
  if (left === 0) {
    cache = callHost('crypto.random', { size: NUMBER_BYTES * CACHED_NUMBERS });
    left = CACHED_NUMBERS;
  }
  const start = cache.length - NUMBER_BYTES * left--;
  let number = 0;
  for (let i = 0; i < NUMBER_BYTES; i++) number = number * 256 + (cache[start + i] as number);
  return number;
}

export function randomInt(min: unknown, max?: unknown, callback?: unknown): number | undefined {
  const isFromZero = max === undefined || typeof max === 'function';
  const [low, high, call] = isFromZero ? [0, min, max] : [min, max, callback];
  if (call !== undefined) validateFunction(call, 'callback');
  if (!Number.isSafeInteger(low)) throw new ERR_INVALID_ARG_TYPE('min', 'a safe integer', low);
  if (!Number.isSafeInteger(high)) throw new ERR_INVALID_ARG_TYPE('max', 'a safe integer', high);
  const [least, most] = [low as number, high as number];
  if (most <= least) {
    throw new ERR_OUT_OF_RANGE('max', `greater than the value of "min" (${least})`, most);
  }
  const range = most - least;
  if (!(range <= RANDOM_MAX)) {
    throw new ERR_OUT_OF_RANGE(`max${isFromZero ? '' : ' - min'}`, `<= ${RANDOM_MAX}`, range);
  }
  if (call === undefined) return least + numberBelow(range);
  const done = call as Callback;
  callBackWith(
    later(() => least + numberBelow(range)),
    (number) => done(undefined, number),
    done,
  );
  return undefined;
}

/** Without the bias of a remainder: numbers of the last, incomplete range are drawn again. */
function numberBelow(range: number): number {
  const limit = RANDOM_MAX - (RANDOM_MAX % range);
  let number = nextNumber();
  while (number >= limit) number = nextNumber();
  return number % range;
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** @see RFC 9562, 5.4 */
export function makeUuid(): string {
  const bytes = callHost('crypto.random', { size: 16 });
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += HEX[bytes[i] as number];
  }
  return text;
}

export function randomUUID(options?: unknown): string {
  if (options !== undefined) validateObject(options, 'options');
  const { disableEntropyCache = false } = (options ?? {}) as { disableEntropyCache?: unknown };
  validateBoolean(disableEntropyCache, 'options.disableEntropyCache');
  return makeUuid();
}

const isComparable = (value: unknown): value is ArrayBuffer | ArrayBufferView =>
  ArrayBuffer.isView(value) || isAnyArrayBuffer(value);

function requireComparable(value: unknown, name: string): Uint8Array {
  if (isComparable(value)) return viewOf(value);
  const error = new TypeError(
    `The "${name}" argument must be an instance of ArrayBuffer, Buffer, TypedArray, or DataView.`,
  );
  throw Object.assign(error, { code: 'ERR_INVALID_ARG_TYPE' });
}

/** Looks at every byte, whatever the first ones were. */
export function timingSafeEqual(buf1: unknown, buf2: unknown): boolean {
  const one = requireComparable(buf1, 'buf1');
  const other = requireComparable(buf2, 'buf2');
  if (one.length !== other.length) {
    throw Object.assign(new RangeError('Input buffers must have the same byte length'), {
      code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
    });
  }
  let difference = 0;
  for (let i = 0; i < one.length; i++) difference |= (one[i] as number) ^ (other[i] as number);
  return difference === 0;
}

/** Whether values are typed arrays of whole numbers: what `getRandomValues` fills. */
export const isIntegerArray = (value: unknown): value is Uint8Array =>
  isTypedArray(value) && !/^Float/.test(Object.prototype.toString.call(value).slice(8));
