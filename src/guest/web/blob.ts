/** `Blob`. @see https://w3c.github.io/FileAPI/#blob-section */
import { bytesOf, isAnyArrayBuffer } from '../node/buffer/bytes.ts';
import { decodeUtf8, utf8Bytes } from '../node/buffer/utf8.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_INVALID_THIS } from '../node/errors.ts';
import { requireLate } from '../prelude/modules.ts';
import { defineInspected } from './inspected.ts';

type StreamsModule = Pick<typeof import('./streams.ts'), 'ReadableStream'>;

interface BlobOptions {
  readonly type?: unknown;
  readonly endings?: unknown;
}

const UNUSUAL_IN_A_TYPE = /[^\u{0020}-\u{007E}]/u;

/** The type as a blob keeps it: in small letters, and none where it could not stand in a header. */
function normalType(type: unknown): string {
  const text = `${type as string}`;
  return UNUSUAL_IN_A_TYPE.test(text) ? '' : text.toLowerCase();
}

function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = new Uint8Array(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Bytes that nobody else can change. */
function partOf(source: unknown, isNative: boolean): Uint8Array {
  if (isBlob(source)) return bytesOfBlob(source);
  if (ArrayBuffer.isView(source)) return copyOf(bytesOf(source));
  if (isAnyArrayBuffer(source)) return copyOf(new Uint8Array(source));
  const text = `${source as string}`;
  return utf8Bytes(isNative ? text.replace(/\r\n/g, '\n') : text);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first = new Uint8Array(0)] = parts;
  if (parts.length < 2) return first;
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function requireSequence(sources: unknown): Iterable<unknown> {
  const isSequence =
    sources !== null &&
    typeof sources !== 'string' &&
    typeof (sources as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
  if (!isSequence) throw new ERR_INVALID_ARG_TYPE('sources', 'a sequence', sources);
  return sources as Iterable<unknown>;
}

function requireOptions(options: unknown): BlobOptions {
  if (options === undefined || options === null) return {};
  if (typeof options === 'object' || typeof options === 'function') return options;
  throw new ERR_INVALID_ARG_TYPE('options', 'a dictionary', options);
}

/** A place among `size` bytes; a negative one counts from the end. */
function placeIn(size: number, value: unknown): number {
  const place = Math.trunc(Number(value)) || 0;
  return place < 0 ? Math.max(size + place, 0) : Math.min(place, size);
}

/** Makes a blob of bytes that are nobody else's: what a snippet passes is never this. */
class Part {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
}

/** Bytes in one chunk of a blob's stream. */
const CHUNK_BYTES = 65_536;

/** The blob's bytes, not a copy: not to be changed, nor shown to a snippet. */
export let bytesOfBlob: (blob: Blob) => Uint8Array;
export let isBlob: (value: unknown) => value is Blob;

export class Blob {
  readonly #bytes: Uint8Array;
  readonly #type: string;

  static {
    bytesOfBlob = (blob) => blob.#bytes;
    isBlob = (value): value is Blob =>
      typeof value === 'object' && value !== null && #bytes in value;
  }

  constructor(sources: unknown = [], options: unknown = undefined) {
    if (sources instanceof Part) {
      this.#bytes = sources.bytes;
      this.#type = normalType(options);
      return;
    }
    const list = requireSequence(sources);
    const { type = '', endings = 'transparent' } = requireOptions(options);
    const style = `${endings as string}`;
    if (style !== 'transparent' && style !== 'native') {
      throw new ERR_INVALID_ARG_VALUE('options.endings', style);
    }
    this.#bytes = joined(Array.from(list, (source) => partOf(source, style === 'native')));
    this.#type = normalType(type);
  }

  static #require(self: unknown): Blob {
    if (isBlob(self)) return self;
    throw new ERR_INVALID_THIS('Blob');
  }

  get type(): string {
    return Blob.#require(this).#type;
  }

  get size(): number {
    return Blob.#require(this).#bytes.length;
  }

  slice(start: unknown = 0, end: unknown = undefined, contentType: unknown = ''): Blob {
    const bytes = Blob.#require(this).#bytes;
    const from = placeIn(bytes.length, start);
    const to = end === undefined ? bytes.length : placeIn(bytes.length, end);
    return new Blob(new Part(bytes.subarray(from, Math.max(from, to))), contentType);
  }

  async arrayBuffer(): Promise<ArrayBufferLike> {
    return copyOf(Blob.#require(this).#bytes).buffer;
  }

  async bytes(): Promise<Uint8Array> {
    return copyOf(Blob.#require(this).#bytes);
  }

  async text(): Promise<string> {
    const bytes = Blob.#require(this).#bytes;
    const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
    return decodeUtf8(bytes, hasMark ? 3 : 0, bytes.length);
  }

  stream(): unknown {
    const bytes = Blob.#require(this).#bytes;
    // Loaded no earlier: the streams weigh more than all of this, and few blobs are read as one.
    const { ReadableStream } = requireLate('web/streams') as StreamsModule;
    let at = 0;
    return new ReadableStream({
      type: 'bytes',
      pull(controller) {
        if (at === bytes.length) {
          controller.close();
          controller.byobRequest?.respond(0);
          return;
        }
        const start = at;
        at = Math.min(bytes.length, start + CHUNK_BYTES);
        controller.enqueue(copyOf(bytes.subarray(start, at)) as Uint8Array<ArrayBuffer>);
      },
    });
  }

  get [Symbol.toStringTag](): string {
    return 'Blob';
  }
}

for (const name of ['type', 'size', 'slice', 'arrayBuffer', 'text', 'stream']) {
  Object.defineProperty(Blob.prototype, name, { enumerable: true });
}
Object.defineProperty(Blob.prototype, Symbol.toStringTag, { value: 'Blob', configurable: true });
defineInspected(Blob.prototype, 'Blob', ['size', 'type']);
