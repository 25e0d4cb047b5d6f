/** Node's `buffer` module. @see https://nodejs.org/docs/latest-v20.x/api/buffer.html */
import { requireLate } from '../prelude/modules.ts';
import { atob, btoa } from '../web/base64.ts';
import { isAnyArrayBuffer } from './buffer/bytes.ts';
import { compareBytes, compareMethods, requireUint8Array } from './buffer/compare.ts';
import { alloc, allocUnsafe, concat, copyBytesFrom, from } from './buffer/create.ts';
import { ENCODINGS, encodingOf } from './buffer/encodings.ts';
import { FastBuffer, MAX_LENGTH, MAX_STRING_LENGTH } from './buffer/fast-buffer.ts';
import { getMaxInspected, inspectBuffer, setMaxInspected } from './buffer/inspect-buffer.ts';
import { plainMethods } from './buffer/methods.ts';
import { rawMethods } from './buffer/raw-methods.ts';
import { readMethods } from './buffer/read-numbers.ts';
import { searchMethods } from './buffer/search.ts';
import { isAscii, isUtf8, transcode } from './buffer/transcode.ts';
import { writeMethods } from './buffer/write-numbers.ts';
import { ERR_INVALID_ARG_TYPE } from './errors.ts';

type Methods = typeof readMethods &
  typeof searchMethods &
  typeof compareMethods &
  typeof plainMethods;

/** A Buffer, as other guest modules use it. */
export type Buffer = Omit<Uint8Array, keyof Methods> & Methods & FastBuffer;

const statics = {
  poolSize: 8192,
  from,
  copyBytesFrom,
  of(...items: readonly unknown[]): FastBuffer {
    const buffer = new FastBuffer(items.length);
    for (let i = 0; i < items.length; i++) buffer[i] = items[i] as number;
    return buffer;
  },
  alloc,
  allocUnsafe,
  allocUnsafeSlow: (size: unknown) => allocUnsafe(size),
  isBuffer: (value: unknown): value is FastBuffer => value instanceof FastBuffer,
  compare(buf1: unknown, buf2: unknown): number {
    requireUint8Array(buf1, 'buf1');
    requireUint8Array(buf2, 'buf2');
    return buf1 === buf2 ? 0 : compareBytes(buf1, buf2);
  },
  isEncoding: (encoding: unknown): boolean =>
    typeof encoding === 'string' && encodingOf(encoding) !== undefined,
  concat,
  byteLength(string: unknown, encoding?: unknown): number {
    if (typeof string === 'string') {
      const found = encoding ? encodingOf(encoding) : ENCODINGS.utf8;
      return (found ?? ENCODINGS.utf8).byteLength(string);
    }
    if (ArrayBuffer.isView(string) || isAnyArrayBuffer(string)) return string.byteLength;
    throw new ERR_INVALID_ARG_TYPE('string', ['string', 'Buffer', 'ArrayBuffer'], string);
  },
};

interface BufferFunction {
  (arg: unknown, encodingOrOffset?: unknown, length?: unknown): FastBuffer;
  new (arg: unknown, encodingOrOffset?: unknown, length?: unknown): FastBuffer;
  readonly prototype: Buffer;
}

/** Deprecated as a function and as a constructor, and both work. */
function makeBuffer(arg: unknown, encodingOrOffset?: unknown, length?: unknown): FastBuffer {
  if (typeof arg !== 'number') return from(arg, encodingOrOffset, length);
  if (typeof encodingOrOffset !== 'string') return alloc(arg);
  throw new ERR_INVALID_ARG_TYPE('string', 'string', arg);
}

function makeSlowBuffer(size: unknown): FastBuffer {
  return allocUnsafe(size);
}

const hidden = (value: unknown) => ({ value, configurable: true, writable: true });

Object.defineProperty(makeBuffer, 'name', { value: 'Buffer', configurable: true });
Object.defineProperty(makeBuffer, 'prototype', { value: FastBuffer.prototype, writable: true });
Object.defineProperty(makeBuffer, Symbol.species, { get: () => FastBuffer, configurable: true });
Object.setPrototypeOf(makeBuffer, Uint8Array);

export const Buffer: BufferFunction & typeof statics = Object.assign(
  makeBuffer as unknown as BufferFunction,
  statics,
);

Object.defineProperty(FastBuffer.prototype, 'constructor', hidden(Buffer));
Object.assign(FastBuffer.prototype, readMethods, writeMethods, rawMethods);
for (const [name, field] of [
  ['parent', 'buffer'],
  ['offset', 'byteOffset'],
] as const) {
  Object.defineProperty(FastBuffer.prototype, name, {
    enumerable: true,
    configurable: false,
    get(this: unknown) {
      return this instanceof FastBuffer && this !== FastBuffer.prototype ? this[field] : undefined;
    },
  });
}
Object.assign(FastBuffer.prototype, plainMethods, compareMethods, searchMethods, {
  inspect: inspectBuffer,
});
Object.defineProperty(FastBuffer.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  value: inspectBuffer,
  enumerable: true,
  configurable: true,
  writable: true,
});

Object.defineProperty(makeSlowBuffer, 'name', { value: 'SlowBuffer', configurable: true });
Object.setPrototypeOf(makeSlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(makeSlowBuffer, Uint8Array);

const constants = Object.defineProperties(
  {},
  {
    MAX_LENGTH: { value: MAX_LENGTH, enumerable: true },
    MAX_STRING_LENGTH: { value: MAX_STRING_LENGTH, enumerable: true },
  },
);

/** A class that is loaded when it is first asked for, for buffers have no need of it. */
function loadedWhenUsed(name: string, id: string): PropertyDescriptor {
  const accessors = {
    get [name]() {
      return requireLate(id)?.[name];
    },
    set [name](value: unknown) {
      Object.defineProperty(bufferModule, name, { value, writable: true });
    },
  };
  return Object.getOwnPropertyDescriptor(accessors, name) as PropertyDescriptor;
}

/** What `require('buffer')` gives. */
const bufferModule = Object.defineProperties(
  {
    Buffer,
    SlowBuffer: makeSlowBuffer,
    transcode,
    isUtf8,
    isAscii,
    kMaxLength: MAX_LENGTH,
    kStringMaxLength: MAX_STRING_LENGTH,
    btoa,
    atob,
  },
  {
    constants: { value: constants, enumerable: true },
    INSPECT_MAX_BYTES: {
      get: getMaxInspected,
      set: setMaxInspected,
      enumerable: true,
      configurable: true,
    },
    Blob: loadedWhenUsed('Blob', 'web/blob'),
    File: loadedWhenUsed('File', 'web/file'),
  },
);

export default bufferModule;
