/** Where Buffers come from: texts, bytes, arrays, and whatever looks like them. @see Node's lib/buffer.js */
import { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_UNKNOWN_ENCODING } from '../errors.ts';
import { validateArray, validateInteger, validateNumber } from '../validate.ts';
import { bytesOf, isAnyArrayBuffer, isTypedArray } from './bytes.ts';
import { requireUint8Array } from './compare.ts';
import { ENCODINGS, encodingOf } from './encodings.ts';
import { bufferOver, FastBuffer, MAX_LENGTH } from './fast-buffer.ts';
import { fill } from './fill.ts';

function fromText(text: string, name: unknown): FastBuffer {
  const isPlain = !name || name === 'utf8' || typeof name !== 'string';
  const encoding = isPlain ? ENCODINGS.utf8 : encodingOf(name);
  if (encoding === undefined) throw new ERR_UNKNOWN_ENCODING(name);
  const buffer = new FastBuffer(encoding.byteLength(text));
  const written = encoding.write(buffer, text, 0, buffer.length);
  return written < buffer.length ? bufferOver(buffer.buffer, 0, written) : buffer;
}

function fromMemory(memory: ArrayBuffer, byteOffset: unknown, length: unknown): FastBuffer {
  const offset = byteOffset === undefined ? 0 : Number(byteOffset) || 0;
  const most = memory.byteLength - offset;
  if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS('offset');
  const asked = length === undefined ? most : Number(length);
  if (asked > most) throw new ERR_BUFFER_OUT_OF_BOUNDS('length');
  if (offset <= -1) {
    throw new RangeError(`Start offset ${offset} is outside the bounds of the buffer`);
  }
  return bufferOver(memory, offset, Math.max(asked, 0));
}

interface ArrayLike {
  readonly length: number;
  readonly [index: number]: unknown;
}

function fromArrayLike(items: ArrayLike): FastBuffer {
  const { length } = items;
  if (!(length > 0)) return new FastBuffer(0);
  // By the engine's own loop where it can be: it converts each item as an index would.
  if (isTypedArray(items) || Array.isArray(items)) return new FastBuffer(items as number[]);
  const buffer = new FastBuffer(Math.trunc(length));
  for (let i = 0; i < buffer.length; i++) buffer[i] = items[i] as number;
  return buffer;
}

interface Described {
  readonly length?: unknown;
  readonly buffer?: unknown;
  readonly type?: unknown;
  readonly data?: unknown;
  readonly [Symbol.toPrimitive]?: unknown;
}

function fromObject(value: Described): FastBuffer | undefined {
  if (value.length !== undefined || isAnyArrayBuffer(value.buffer)) {
    return typeof value.length === 'number' ? fromArrayLike(value as ArrayLike) : new FastBuffer(0);
  }
  if (value.type === 'Buffer' && Array.isArray(value.data)) return fromArrayLike(value.data);
  return undefined;
}

function fromPrimitive(value: Described, encoding: unknown): FastBuffer | undefined {
  const convert = value[Symbol.toPrimitive];
  if (typeof convert !== 'function') return undefined;
  const primitive: unknown = Reflect.apply(convert, value, ['string']);
  return typeof primitive === 'string' ? fromText(primitive, encoding) : undefined;
}

/** What `valueOf` makes of an object, when it is something else. */
function unwrapped(value: object): string | object | undefined {
  const convert: unknown = value.valueOf;
  const inner: unknown = convert && Reflect.apply(convert as () => unknown, value, []);
  if (inner === null || inner === value) return undefined;
  return typeof inner === 'string' || typeof inner === 'object' ? inner : undefined;
}

export function from(value: unknown, encodingOrOffset?: unknown, length?: unknown): FastBuffer {
  if (typeof value === 'string') return fromText(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isAnyArrayBuffer(value)) return fromMemory(value, encodingOrOffset, length);
    const inner = unwrapped(value);
    if (inner !== undefined) return from(inner, encodingOrOffset, length);
    const made = fromObject(value) ?? fromPrimitive(value, encodingOrOffset);
    if (made !== undefined) return made;
  }
  throw new ERR_INVALID_ARG_TYPE(
    'first argument',
    ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'],
    value,
  );
}

export function alloc(size: unknown, value?: unknown, encoding?: unknown): FastBuffer {
  const buffer = allocUnsafe(size);
  if (value === undefined || value === 0 || buffer.length === 0) return buffer;
  return fill(buffer, value, { offset: 0, end: buffer.length, encoding });
}

/** Zeroed all the same: there is no memory here that could be handed out as it is. */
export function allocUnsafe(size: unknown): FastBuffer {
  validateNumber(size, 'size', 0, MAX_LENGTH);
  return new FastBuffer(Math.trunc(size));
}

export function concat(list: unknown, length?: unknown): FastBuffer {
  validateArray(list, 'list');
  if (list.length === 0) return new FastBuffer(0);
  const total = length === undefined ? totalOf(list) : length;
  validateInteger(total, 'length', 0, MAX_LENGTH);
  const joined = new FastBuffer(total);
  let at = 0;
  for (let i = 0; i < list.length; i++) {
    const part: unknown = list[i];
    requireUint8Array(part, `list[${i}]`);
    const room = joined.length - at;
    const fits = part.length > room ? bytesOf(part).subarray(0, room) : part;
    joined.set(fits, at);
    at += fits.length;
  }
  return joined;
}

function totalOf(list: readonly unknown[]): number {
  let total = 0;
  for (let i = 0; i < list.length; i++) {
    const part = list[i] as { readonly length?: number };
    // What has no bytes is refused by its place once all are counted.
    if (isTypedArray(part)) total += part.length;
    else if (part.length) total += 0;
  }
  return total;
}

export function copyBytesFrom(view: unknown, offset?: unknown, length?: unknown): FastBuffer {
  if (!isTypedArray(view)) throw new ERR_INVALID_ARG_TYPE('view', ['TypedArray'], view);
  if (view.length === 0) return new FastBuffer(0);
  if (offset !== undefined) validateInteger(offset, 'offset', 0);
  const start = offset ?? 0;
  if (start >= view.length) return new FastBuffer(0);
  if (length !== undefined) validateInteger(length, 'length', 0);
  const end = length === undefined ? view.length : start + length;
  return new FastBuffer(bytesOf(view.slice(start, end)));
}
