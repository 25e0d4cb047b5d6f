/** `CompressionStream` and `DecompressionStream`, by the host. @see https://compression.spec.whatwg.org/ */
import type { CompressionFormat } from '../../wire/compression-calls.ts';
import { bytesOf, isAnyArrayBuffer } from '../node/buffer/bytes.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } from '../node/errors.ts';
import { callHostLater } from '../prelude/host.ts';
import { defineInspected } from './inspected.ts';
import { TransformStream } from './streams.ts';

const FORMATS: readonly unknown[] = ['deflate', 'deflate-raw', 'gzip'];

/** Bytes that are handed over at once. */
const PART_BYTES = 1024 * 1024;

let lastCodec = 0;

function bytesIn(chunk: unknown): Uint8Array {
  if (ArrayBuffer.isView(chunk)) return bytesOf(chunk);
  if (isAnyArrayBuffer(chunk)) return new Uint8Array(chunk);
  throw new ERR_INVALID_ARG_TYPE('chunk', ['Buffer', 'TypedArray', 'DataView'], chunk);
}

function transformBy(format: unknown, isDecoder: boolean): TransformStream<unknown, Uint8Array> {
  if (!FORMATS.includes(format)) throw new ERR_INVALID_ARG_VALUE('format', format);
  const codec = { id: ++lastCodec, format: format as CompressionFormat, isDecoder };
  const push = async (
    controller: { enqueue(chunk: Uint8Array): void },
    bytes: Uint8Array,
    isLast: boolean,
  ): Promise<void> => {
    let given = bytes;
    for (let isMore = true; isMore; given = new Uint8Array(0)) {
      const answer = await callHostLater('compression.push', { ...codec, isLast }, given);
      isMore = answer.data;
      if (answer.bytes.length > 0) controller.enqueue(answer.bytes);
    }
  };
  return new TransformStream({
    async transform(chunk, controller) {
      const bytes = bytesIn(chunk);
      for (let at = 0; at < bytes.length; at += PART_BYTES) {
        await push(controller, bytes.subarray(at, at + PART_BYTES), false);
      }
    },
    flush: (controller) => push(controller, new Uint8Array(0), true),
  });
}

export class CompressionStream {
  readonly #transform: TransformStream<unknown, Uint8Array>;

  constructor(format: unknown) {
    this.#transform = transformBy(format, false);
  }

  static #of(self: unknown): TransformStream<unknown, Uint8Array> {
    if (typeof self === 'object' && self !== null && #transform in self) return self.#transform;
    throw new ERR_INVALID_THIS('CompressionStream');
  }

  get readable(): unknown {
    return CompressionStream.#of(this).readable;
  }
  get writable(): unknown {
    return CompressionStream.#of(this).writable;
  }
}

export class DecompressionStream {
  readonly #transform: TransformStream<unknown, Uint8Array>;

  constructor(format: unknown) {
    this.#transform = transformBy(format, true);
  }

  static #of(self: unknown): TransformStream<unknown, Uint8Array> {
    if (typeof self === 'object' && self !== null && #transform in self) return self.#transform;
    throw new ERR_INVALID_THIS('DecompressionStream');
  }

  get readable(): unknown {
    return DecompressionStream.#of(this).readable;
  }
  get writable(): unknown {
    return DecompressionStream.#of(this).writable;
  }
}

for (const [name, Class] of Object.entries({ CompressionStream, DecompressionStream })) {
  const fields = ['readable', 'writable'];
  for (const field of fields) Object.defineProperty(Class.prototype, field, { enumerable: true });
  const tag = { value: name, configurable: true };
  Object.defineProperty(Class.prototype, Symbol.toStringTag, tag);
  Object.defineProperty(Class, 'name', tag);
  defineInspected(Class.prototype as object, name, fields);
}
