/** The methods of a Buffer that are not about numbers. @see Node's lib/buffer.js */
import { ERR_INVALID_BUFFER_SIZE, ERR_OUT_OF_RANGE, ERR_UNKNOWN_ENCODING } from '../errors.ts';
import { validateInteger } from '../validate.ts';
import { requireUint8Array } from './compare.ts';
import { encodingOf } from './encodings.ts';
import { bufferOver, type FastBuffer } from './fast-buffer.ts';
import { fill } from './fill.ts';
import { rawMethods } from './raw-methods.ts';

/** An index as a whole number, `standard` for what is none. */
function wholeIndex(value: unknown, standard: number): number {
  if (value === undefined) return standard;
  if (Number.isInteger(value)) return value as number;
  const index = Number(value);
  return Math.abs(index) <= Number.MAX_SAFE_INTEGER ? Math.floor(index) : 0;
}

function copy(
  source: unknown,
  target: unknown,
  [targetStart, sourceStart, sourceEnd]: readonly unknown[],
): number {
  requireUint8Array(source, 'source');
  requireUint8Array(target, 'target');
  const to = wholeIndex(targetStart, 0);
  if (to < 0) throw new ERR_OUT_OF_RANGE('targetStart', '>= 0', to);
  const start = wholeIndex(sourceStart, 0);
  if (start < 0 || start > source.length) {
    throw new ERR_OUT_OF_RANGE('sourceStart', `>= 0 && <= ${source.length}`, start);
  }
  const end = wholeIndex(sourceEnd, source.length);
  if (end < 0) throw new ERR_OUT_OF_RANGE('sourceEnd', '>= 0', end);
  if (to >= target.length || start >= end) return 0;
  const count = Math.min(end - start, target.length - to, source.length - start);
  target.set(new Uint8Array(source.buffer, source.byteOffset + start, count), to);
  return count;
}

function sliceIndex(value: unknown, length: number): number {
  const index = Math.trunc(Number(value)) || 0;
  if (index < 0) return Math.max(index + length, 0);
  return Math.min(index, length);
}

function swap(bytes: Uint8Array, width: number): Uint8Array {
  const { length } = bytes;
  if (length % width !== 0) throw new ERR_INVALID_BUFFER_SIZE(`${width * 8}-bits`);
  for (let i = 0; i < length; i += width) bytes.subarray(i, i + width).reverse();
  return bytes;
}

/** The range of `toString`: what is out of bounds is brought to them, never refused. */
function textRange(length: number, from: unknown, to: unknown): readonly [number, number] {
  const start = (from as number) <= 0 ? 0 : Math.trunc(Number(from)) || 0;
  const isWhole = to === undefined || (to as number) > length;
  return [start, isWhole ? length : Math.trunc(Number(to)) || 0];
}

/** What to write where, once the arguments that may be left out are found. */
function writePlace(
  bytes: Uint8Array,
  args: readonly unknown[],
): readonly [unknown, number, number] {
  const [offset, length, encoding] = args;
  if (offset === undefined) return ['utf8', 0, bytes.length];
  if (length === undefined && typeof offset === 'string') return [offset, 0, bytes.length];
  validateInteger(offset, 'offset', 0, bytes.length);
  const room = bytes.length - offset;
  if (length === undefined) return [encoding, offset, room];
  if (typeof length === 'string') return [length, offset, room];
  validateInteger(length, 'length', 0, bytes.length);
  return [encoding, offset, Math.min(length, room)];
}

/** The name of the raw method that writes each encoding. */
const RAW_PREFIX = { utf16le: 'ucs2' } as const;

function toText(this: Uint8Array, encoding?: unknown, start?: unknown, end?: unknown): string {
  const { length } = this;
  if ((start as number) > 0 && (start as number) >= length) return '';
  const [from, to] = textRange(length, start, end);
  if (to <= from) return '';
  const found = encodingOf(encoding === undefined ? 'utf8' : encoding);
  if (found === undefined) throw new ERR_UNKNOWN_ENCODING(encoding);
  return found.read(this, from, to);
}

export const plainMethods = {
  copy(
    this: unknown,
    target: unknown,
    targetStart?: unknown,
    sourceStart?: unknown,
    sourceEnd?: unknown,
  ): number {
    return copy(this, target, [targetStart, sourceStart, sourceEnd]);
  },

  toString: toText,

  fill(this: Uint8Array, value: unknown, offset?: unknown, end?: unknown, encoding?: unknown) {
    return fill(this, value, { offset, end, encoding });
  },

  write(
    this: Uint8Array,
    string: unknown,
    offset?: unknown,
    length?: unknown,
    encoding?: unknown,
  ): number {
    const [name, at, count] = writePlace(this, [offset, length, encoding]);
    const found = encodingOf(name || 'utf8');
    if (found === undefined) throw new ERR_UNKNOWN_ENCODING(name);
    const prefix = found.name === 'utf16le' ? RAW_PREFIX.utf16le : found.name;
    return rawMethods[`${prefix}Write`]?.call(this, string, at, count) as number;
  },

  toJSON(this: Uint8Array): { type: 'Buffer'; data: number[] } {
    return { type: 'Buffer', data: Array.prototype.slice.call(this) };
  },

  subarray(this: Uint8Array, start?: unknown, end?: unknown): FastBuffer {
    const from = sliceIndex(start, this.length);
    const to = end === undefined ? this.length : sliceIndex(end, this.length);
    return bufferOver(this.buffer, this.byteOffset + from, Math.max(to - from, 0));
  },

  slice(this: Uint8Array, start?: never, end?: never): Uint8Array {
    return this.subarray(start, end);
  },

  swap16(this: Uint8Array) {
    return swap(this, 2);
  },

  swap32(this: Uint8Array) {
    return swap(this, 4);
  },

  swap64(this: Uint8Array) {
    return swap(this, 8);
  },

  toLocaleString: toText,
};
