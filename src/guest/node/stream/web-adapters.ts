/** Streams of Node made of the web's, and the other way round. @see Node's lib/internal/webstreams/adapters.js */
import { require as requireModule } from '../../prelude/modules.ts';
import { Buffer } from '../buffer.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { AbortError } from '../events/abort.ts';
import { validateBoolean, validateObject } from '../validate.ts';
import { type Deferred, makeDeferred } from './deferred.ts';
import type { Done, NodeStream, StreamLibrary, StreamOptions } from './library.ts';

type WebStreams = Pick<
  typeof globalThis,
  'ReadableStream' | 'WritableStream' | 'CountQueuingStrategy'
>;

/** Loaded when one of them is asked for: `stream` alone needs none. */
const web = (): WebStreams => requireModule('stream/web') as WebStreams;

export const isWebReadable = (value: unknown): value is ReadableStream =>
  typeof (value as ReadableStream | null)?.getReader === 'function';
export const isWebWritable = (value: unknown): value is WritableStream =>
  typeof (value as WritableStream | null)?.getWriter === 'function';

/** A stream that ended too early was given up. */
function known(error: unknown): unknown {
  if ((error as { code?: unknown } | null)?.code !== 'ERR_STREAM_PREMATURE_CLOSE') return error;
  return new AbortError({ aborted: true, reason: error });
}

const ignore = () => {};

interface ToWebOptions {
  readonly strategy?: QueuingStrategy;
}

export function readableToWeb(
  { finished }: StreamLibrary,
  stream: NodeStream,
  options?: ToWebOptions,
): ReadableStream {
  if (typeof stream?._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamReadable', 'stream.Readable', stream);
  }
  const { ReadableStream, CountQueuingStrategy } = web();
  if (stream.destroyed || !stream.readable) {
    const ended = new ReadableStream();
    ended.cancel();
    return ended;
  }
  const { readableObjectMode: isOfObjects, readableHighWaterMark: highWaterMark } = stream;
  const own = isOfObjects ? new CountQueuingStrategy({ highWaterMark }) : { highWaterMark };
  let controller: ReadableStreamDefaultController;
  let isCancelled = false;
  stream.pause();
  const stop = finished(stream, (error) => {
    stop();
    stream.on('error', ignore);
    if (error) controller.error(known(error));
    else if (!isCancelled) controller.close();
  });
  stream.on('data', (chunk) => {
    controller.enqueue(Buffer.isBuffer(chunk) && !isOfObjects ? new Uint8Array(chunk) : chunk);
    if ((controller.desiredSize ?? 0) <= 0) stream.pause();
  });
  return new ReadableStream(
    {
      start(given) {
        controller = given;
      },
      pull() {
        stream.resume();
      },
      cancel(reason) {
        isCancelled = true;
        stream.destroy(reason);
      },
    },
    options?.strategy ?? own,
  );
}

export interface FromWebOptions extends StreamOptions {
  readonly encoding?: unknown;
}

/** Tells a stream that it is over, and destroys nothing by what its listener throws. */
const settle = (callback: Done, error?: unknown) => () => callback(error);

export function readableFromWeb(
  { Readable }: StreamLibrary,
  source: unknown,
  options: FromWebOptions = {},
): NodeStream {
  if (!isWebReadable(source)) {
    throw new ERR_INVALID_ARG_TYPE('readableStream', 'ReadableStream', source);
  }
  validateObject(options, 'options');
  const { highWaterMark, encoding, objectMode = false, signal } = options;
  if (encoding !== undefined && !Buffer.isEncoding(encoding)) {
    throw new ERR_INVALID_ARG_VALUE('options.encoding', encoding);
  }
  validateBoolean(objectMode, 'options.objectMode');
  const reader = source.getReader();
  let isClosed = false;
  const readable: NodeStream = new Readable({
    objectMode,
    highWaterMark,
    encoding,
    signal,
    read() {
      reader.read().then(
        ({ done, value }) => readable.push(done ? null : value),
        (error) => readable.destroy(error),
      );
    },
    destroy(error: unknown, callback: Done) {
      const done = settle(callback, error);
      if (isClosed) done();
      else reader.cancel(error).then(done, done);
    },
  });
  reader.closed.then(
    () => {
      isClosed = true;
    },
    (error) => {
      isClosed = true;
      readable.destroy(error);
    },
  );
  return readable;
}

export function writableToWeb({ finished }: StreamLibrary, stream: NodeStream): WritableStream {
  if (typeof stream?._writableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('streamWritable', 'stream.Writable', stream);
  }
  const { WritableStream, CountQueuingStrategy } = web();
  if (stream.destroyed || !stream.writable) {
    const ended = new WritableStream();
    ended.close();
    return ended;
  }
  const { writableHighWaterMark: highWaterMark } = stream;
  const strategy = stream.writableObjectMode
    ? new CountQueuingStrategy({ highWaterMark })
    : { highWaterMark };
  let controller: WritableStreamDefaultController;
  let drained: Deferred | undefined;
  let closed: Deferred | undefined;
  const stop = finished(stream, (thrown) => {
    stop();
    stream.on('error', ignore);
    const error = thrown ? known(thrown) : closed ? undefined : new AbortError({ aborted: true });
    if (error === undefined) {
      closed?.resolve();
      return;
    }
    drained?.reject(error);
    closed?.reject(error);
    controller.error(error);
  });
  stream.on('drain', () => drained?.resolve());
  return new WritableStream(
    {
      start(given) {
        controller = given;
      },
      async write(chunk) {
        if (!stream.writableNeedDrain && stream.write(chunk)) return;
        drained = makeDeferred();
        await drained.promise;
      },
      abort(reason) {
        stream.destroy(reason);
      },
      async close() {
        closed ??= makeDeferred();
        if (!stream.writableEnded) stream.end();
        await closed.promise;
      },
    },
    strategy,
  );
}

export function writableFromWeb(
  { Writable }: StreamLibrary,
  target: unknown,
  options: StreamOptions = {},
): NodeStream {
  if (!isWebWritable(target)) {
    throw new ERR_INVALID_ARG_TYPE('writableStream', 'WritableStream', target);
  }
  validateObject(options, 'options');
  const { highWaterMark, decodeStrings = true, objectMode = false, signal } = options;
  validateBoolean(objectMode, 'options.objectMode');
  validateBoolean(decodeStrings, 'options.decodeStrings');
  const sink = sinkOf(target, decodeStrings && !objectMode);
  const writable: NodeStream = new Writable({
    highWaterMark,
    objectMode,
    decodeStrings,
    signal,
    ...sink.methods,
  });
  sink.closed.catch((error) => writable.destroy(error));
  return writable;
}

/** What writes to a stream of the web's. */
function sinkOf(target: WritableStream, decodes: boolean) {
  const writer = target.getWriter();
  let isClosed = false;
  const closed = writer.closed.finally(() => {
    isClosed = true;
  });
  const written = async (chunk: unknown, encoding: string) => {
    await writer.ready;
    const isText = typeof chunk === 'string' && decodes;
    await writer.write(isText ? new Uint8Array(Buffer.from(chunk, encoding)) : chunk);
  };
  const methods = {
    write(chunk: unknown, encoding: string, callback: Done) {
      written(chunk, encoding).then(() => callback(), callback);
    },
    destroy(error: unknown, callback: Done) {
      const done = settle(callback, error);
      if (isClosed) done();
      else if (error) writer.abort(error).then(done, done);
      else writer.close().then(done, done);
    },
    final(callback: Done) {
      if (isClosed) callback();
      else writer.close().then(() => callback(), callback);
    },
  };
  return { closed, methods };
}

export interface WebPair {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
}

export function duplexToWeb(library: StreamLibrary, stream: NodeStream): WebPair {
  if (typeof stream?._writableState !== 'object' || typeof stream._readableState !== 'object') {
    throw new ERR_INVALID_ARG_TYPE('duplex', 'stream.Duplex', stream);
  }
  return { writable: writableToWeb(library, stream), readable: readableToWeb(library, stream) };
}

export function duplexFromWeb(
  library: StreamLibrary,
  pair: unknown,
  options: FromWebOptions = {},
): NodeStream {
  validateObject(pair, 'pair');
  const { readable, writable } = pair as { readable: unknown; writable: unknown };
  if (!isWebReadable(readable)) {
    throw new ERR_INVALID_ARG_TYPE('pair.readable', 'ReadableStream', readable);
  }
  if (!isWebWritable(writable)) {
    throw new ERR_INVALID_ARG_TYPE('pair.writable', 'WritableStream', writable);
  }
  validateObject(options, 'options');
  const { decodeStrings = true, objectMode = false } = options;
  const source = readableFromWeb(library, readable, options);
  const sink = sinkOf(writable, decodeStrings && !objectMode);
  const duplex: NodeStream = new library.Duplex({
    ...options,
    ...sink.methods,
    read() {
      source.resume();
    },
    destroy(error: unknown, callback: Done) {
      source.destroy(error);
      sink.methods.destroy(error, callback);
    },
  });
  source.pause();
  source.on('data', (chunk) => {
    if (!duplex.push(chunk)) source.pause();
  });
  source.on('end', () => duplex.push(null));
  source.on('error', (error) => duplex.destroy(error));
  sink.closed.catch((error) => duplex.destroy(error));
  return duplex;
}
