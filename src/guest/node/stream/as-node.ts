/** What Node 20's streams do and those of `readable-stream`, which are Node 18's, do not. */
import { Buffer } from '../buffer.ts';
import { ERR_UNKNOWN_ENCODING } from '../errors.ts';
import { makeDeferred } from './deferred.ts';
import { duplexPair } from './duplex-pair.ts';
import type { NodeStream, StreamClass, StreamLibrary, StreamOptions } from './library.ts';
import {
  duplexFromWeb,
  duplexToWeb,
  type FromWebOptions,
  isWebReadable,
  isWebWritable,
  readableFromWeb,
  readableToWeb,
  writableFromWeb,
  writableToWeb,
} from './web-adapters.ts';

type Method = (this: NodeStream, ...args: unknown[]) => unknown;

function define(target: object, methods: Readonly<Record<PropertyKey, unknown>>): void {
  for (const key of Reflect.ownKeys(methods)) {
    Object.defineProperty(target, key, {
      configurable: true,
      writable: true,
      enumerable: typeof key === 'string',
      value: methods[key as string],
    });
  }
}

export function completeStreams(library: StreamLibrary): void {
  for (const name of ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough'] as const) {
    library[name] = checked(library, library[name]);
  }
  const { Readable, Writable, Duplex } = library;
  define(Readable, {
    fromWeb: (source: unknown, options?: FromWebOptions) =>
      readableFromWeb(library, source, options),
    toWeb: (stream: NodeStream, options?: object) => readableToWeb(library, stream, options),
  });
  define(Writable, {
    fromWeb: (target: unknown, options?: StreamOptions) =>
      writableFromWeb(library, target, options),
    toWeb: (stream: NodeStream) => writableToWeb(library, stream),
  });
  const from = Duplex.from as (source: unknown) => NodeStream;
  define(Duplex, {
    from: (source: unknown) => from(withoutWeb(library, source)),
    fromWeb: (pair: unknown, options?: FromWebOptions) => duplexFromWeb(library, pair, options),
    toWeb: (stream: NodeStream) => duplexToWeb(library, stream),
  });
  for (const { prototype } of [Writable, Duplex]) completeWriting(prototype);
  define(Duplex.prototype, { destroy: Writable.prototype['destroy'] });
  completeReading(Readable.prototype);
  define(library, { duplexPair: (options?: object) => duplexPair(library, options) });
}

/** The class, with what its constructor leaves out: it looks at the encoding, and at the signal of a duplex. */
function checked(library: StreamLibrary, Inner: StreamClass): StreamClass {
  const isDuplex = !['Readable', 'Writable'].includes(Inner.name);
  function Checked(this: object, options?: Record<string, unknown>): object | undefined {
    if (!(this instanceof Checked)) return Reflect.construct(Checked, [options]);
    const encoding = options?.['defaultEncoding'];
    if (encoding && !Buffer.isEncoding(encoding)) throw new ERR_UNKNOWN_ENCODING(encoding);
    Reflect.apply(Inner, this, [options]);
    const signal = options?.['signal'];
    if (isDuplex && signal) library.addAbortSignal(signal, this);
    return undefined;
  }
  Object.setPrototypeOf(Checked, Object.getPrototypeOf(Inner));
  for (const key of Reflect.ownKeys(Inner)) {
    const property = Object.getOwnPropertyDescriptor(Inner, key);
    const isOwn = key === 'length' || key === Symbol.hasInstance;
    if (property && !isOwn) Object.defineProperty(Checked, key, property);
  }
  if (Object.hasOwn(Inner, Symbol.hasInstance)) defineInstances(Checked, Inner);
  Object.defineProperty(Inner.prototype, 'constructor', {
    value: Checked,
    configurable: true,
    writable: true,
  });
  return Checked as unknown as StreamClass;
}

/** What is written to like a stream of the class is one, but none of a class that extends it. */
function defineInstances(Checked: object, Inner: StreamClass): void {
  const isInstance = Function.prototype[Symbol.hasInstance];
  Object.defineProperty(Checked, Symbol.hasInstance, {
    configurable: true,
    value(this: unknown, value: unknown): boolean {
      if (Reflect.apply(isInstance, this, [value])) return true;
      return this === Checked && value instanceof Inner;
    },
  });
}

/** Streams of the web's, as streams of Node; anything else as it is. */
function withoutWeb(library: StreamLibrary, source: unknown): unknown {
  if (isWebReadable(source)) return readableFromWeb(library, source);
  if (isWebWritable(source)) return writableFromWeb(library, source);
  if (typeof source !== 'object' || source === null) return source;
  const { readable, writable } = source as { readable?: unknown; writable?: unknown };
  if (!isWebReadable(readable) && !isWebWritable(writable)) return source;
  return {
    readable: isWebReadable(readable) ? readableFromWeb(library, readable) : readable,
    writable: isWebWritable(writable) ? writableFromWeb(library, writable) : writable,
  };
}

/** Any view on bytes is written and read as a Buffer is. */
function asBytes(chunk: unknown, isOfObjects: boolean | undefined): unknown {
  if (isOfObjects || !ArrayBuffer.isView(chunk) || chunk instanceof Uint8Array) return chunk;
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

/** A callback that is told of no error by null. */
const withNull = (callback: unknown): unknown =>
  typeof callback === 'function' ? (error?: unknown) => callback(error ?? null) : callback;

function completeWriting(prototype: Record<PropertyKey, unknown>): void {
  const { write, end } = prototype as Record<'write' | 'end', Method>;
  const dispose = Symbol.asyncDispose;
  define(prototype, {
    write(this: NodeStream, chunk: unknown, encoding: unknown, cb: unknown) {
      const bytes = asBytes(chunk, this._writableState?.objectMode);
      return Reflect.apply(write, this, [bytes, withNull(encoding), withNull(cb)]);
    },
    end(this: NodeStream, chunk: unknown, encoding: unknown, cb: unknown) {
      const bytes = asBytes(chunk, this._writableState?.objectMode);
      const args = [withNull(bytes), withNull(encoding), withNull(cb)];
      return Reflect.apply(end, this, args);
    },
    ...(dispose && {
      async [dispose](this: NodeStream): Promise<void> {
        await disposed(this);
      },
    }),
  });
}

/** Resolves when a stream that is given up is closed. */
function disposed(stream: NodeStream): Promise<void> {
  const { promise, resolve } = makeDeferred();
  if ((stream as unknown as { closed: boolean }).closed) resolve();
  else stream.on('close', () => resolve());
  if (!stream.destroyed) stream.destroy(abandoned());
  return promise;
}

const abandoned = (): Error => {
  const error = new Error('The operation was aborted');
  Object.defineProperty(error, 'name', { value: 'AbortError', configurable: true, writable: true });
  return Object.assign(error, { code: 'ABORT_ERR' });
};

function completeReading(prototype: Record<PropertyKey, unknown>): void {
  const { push, unshift } = prototype as Record<'push' | 'unshift', Method>;
  define(prototype, {
    push(this: NodeStream, chunk: unknown, encoding: unknown) {
      return Reflect.apply(push, this, [asBytes(chunk, this._readableState?.objectMode), encoding]);
    },
    unshift(this: NodeStream, chunk: unknown, encoding: unknown) {
      return Reflect.apply(unshift, this, [
        asBytes(chunk, this._readableState?.objectMode),
        encoding,
      ]);
    },
  });
}
