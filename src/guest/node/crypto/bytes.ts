/** Bytes as `crypto` takes and gives them. */

import { bytesOf, isAnyArrayBuffer } from '../buffer/bytes.ts';
import type { FastBuffer } from '../buffer/fast-buffer.ts';
import { Buffer } from '../buffer.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { validateString } from '../validate.ts';

export type { FastBuffer };
export { isAnyArrayBuffer };

export type BinaryInput = string | ArrayBuffer | ArrayBufferView;

export const NO_BYTES = new Uint8Array(0);

export type EncodingName = 'utf8' | 'utf16le' | 'latin1' | 'ascii' | 'base64' | 'base64url' | 'hex';

const ENCODINGS: ReadonlyMap<string, EncodingName> = new Map<string, EncodingName>([
  ['utf8', 'utf8'],
  ['utf-8', 'utf8'],
  ['ucs2', 'utf16le'],
  ['ucs-2', 'utf16le'],
  ['utf16le', 'utf16le'],
  ['utf-16le', 'utf16le'],
  ['latin1', 'latin1'],
  ['binary', 'latin1'],
  ['ascii', 'ascii'],
  ['base64', 'base64'],
  ['base64url', 'base64url'],
  ['hex', 'hex'],
]);

/** As Node's `normalizeEncoding`: nothing, null and the empty text are UTF-8. */
export function normalEncoding(name: unknown): EncodingName | undefined {
  if (name === undefined || name === null || name === '') return 'utf8';
  return typeof name === 'string' ? ENCODINGS.get(name.toLowerCase()) : undefined;
}

const SOURCES = ['string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];

/** A Buffer of bytes that nobody else holds. */
export const toBuffer = (bytes: Uint8Array): FastBuffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The bytes of an ArrayBuffer or a view, without a copy. */
export const viewOf = (value: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(value) ? bytesOf(value) : new Uint8Array(value);

/** The bytes of a text; `buffer` for an encoding is UTF-8. */
export const textBytes = (text: string, encoding?: unknown): Uint8Array =>
  Buffer.from(text, encoding === 'buffer' ? 'utf8' : encoding);

export const isBinary = (value: unknown): value is ArrayBuffer | ArrayBufferView =>
  ArrayBuffer.isView(value) || isAnyArrayBuffer(value);

/** @throws ERR_INVALID_ARG_TYPE when it is none of Node's kinds of bytes */
export function requireBytes(value: unknown, name: string, encoding?: unknown): Uint8Array {
  if (typeof value === 'string') return textBytes(value, encoding);
  if (!isBinary(value)) throw new ERR_INVALID_ARG_TYPE(name, SOURCES, value);
  return viewOf(value);
}

const UPDATE_TYPES = ['string', 'Buffer', 'TypedArray', 'DataView'];

/** What `update` methods take. */
export function requireData(value: unknown, encoding: unknown, name = 'data'): Uint8Array {
  if (typeof value === 'string') {
    if (normalEncoding(encoding) === 'hex' && value.length % 2 !== 0) {
      const reason = `is invalid for data of length ${value.length}`;
      throw new ERR_INVALID_ARG_VALUE('encoding', encoding, reason);
    }
    return textBytes(value, normalEncoding(encoding) ?? 'utf8');
  }
  if (!ArrayBuffer.isView(value)) throw new ERR_INVALID_ARG_TYPE(name, UPDATE_TYPES, value);
  return bytesOf(value);
}

/** Bytes as a Buffer, or as text where an encoding is asked for. */
export function encoded(bytes: Uint8Array, encoding: unknown): FastBuffer | string {
  const buffer = toBuffer(bytes);
  if (!encoding || encoding === 'buffer') return buffer;
  return textOf(buffer, encoding);
}

const bufferToString = Buffer.prototype.toString as (encoding?: unknown) => string;

/** @throws ERR_UNKNOWN_ENCODING */
export function textOf(bytes: Uint8Array, encoding: unknown): string {
  return Reflect.apply(bufferToString, toBuffer(bytes), [encoding]) as string;
}

/** Bytes as text of one byte a character. */
export const asciiOf = (bytes: Uint8Array): string => textOf(bytes, 'latin1');

/** An ArrayBuffer of its own with these bytes. */
export const toArrayBuffer = (bytes: Uint8Array): ArrayBuffer =>
  bytes.slice().buffer as ArrayBuffer;

export function stringOption(options: unknown, name: string): string | undefined {
  if (!options) return undefined;
  const value = (options as Record<string, unknown>)[name];
  if (value === undefined || value === null) return undefined;
  validateString(value, `options.${name}`);
  return value;
}

/** Bytes that are added a piece at a time, however small, and looked at together. */
export class ByteQueue {
  #room = new Uint8Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(bytes: Uint8Array): void {
    const needed = this.#length + bytes.length;
    if (needed > this.#room.length) {
      const grown = new Uint8Array(Math.max(needed, 2 * this.#room.length));
      grown.set(this.#room.subarray(0, this.#length));
      this.#room = grown;
    }
    this.#room.set(bytes, this.#length);
    this.#length = needed;
  }

  /** What is there; valid until something is added. */
  get bytes(): Uint8Array {
    return this.#room.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
  }

  copy(): ByteQueue {
    const copy = new ByteQueue();
    copy.add(this.bytes);
    return copy;
  }
}
