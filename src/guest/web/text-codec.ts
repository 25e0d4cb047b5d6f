/** `TextEncoder` and `TextDecoder`. @see https://encoding.spec.whatwg.org/#api */
import { isAnyArrayBuffer, isUint8Array } from '../node/buffer/bytes.ts';
import { utf8Bytes, writeUtf8 } from '../node/buffer/utf8.ts';
import {
  ERR_ENCODING_NOT_SUPPORTED,
  ERR_INVALID_ARG_TYPE,
  ERR_INVALID_THIS,
  nativeError,
} from '../node/errors.ts';
import { validateString } from '../node/validate.ts';
import { callHost } from '../prelude/host.ts';
import { type Decoding, HostDecoding, Utf8Decoding, Utf16Decoding } from './text/decoding.ts';

const CUSTOM_INSPECT = Symbol.for('nodejs.util.inspect.custom');

type Inspect = (value: unknown, options: object) => string;

export class TextEncoder {
  readonly #isEncoder = true;

  static #require(self: unknown): void {
    const isOne = typeof self === 'object' && self !== null && #isEncoder in self;
    if (!isOne || !self.#isEncoder) throw new ERR_INVALID_THIS('TextEncoder');
  }

  get encoding(): string {
    TextEncoder.#require(this);
    return 'utf-8';
  }

  encode(input: unknown = ''): Uint8Array {
    TextEncoder.#require(this);
    return utf8Bytes(`${input as string}`);
  }

  encodeInto(src: unknown, dest: unknown): { read: number; written: number } {
    TextEncoder.#require(this);
    validateString(src, 'src');
    if (!isUint8Array(dest)) throw new ERR_INVALID_ARG_TYPE('dest', 'Uint8Array', dest);
    return writeUtf8(dest, src, 0, dest.length);
  }
}

/** The labels that need no host to be known. */
const UTF8_LABELS: readonly string[] = [
  'utf-8',
  'utf8',
  'unicode-1-1-utf-8',
  'unicode11utf8',
  'unicode20utf8',
  'x-unicode20utf8',
];
const UTF16_LABELS: readonly string[] = [
  'utf-16le',
  'utf-16',
  'ucs-2',
  'unicode',
  'csunicode',
  'iso-10646-ucs-2',
  'unicodefeff',
];

function encodingOf(label: string): string | null {
  const name = label.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '').toLowerCase();
  if (UTF8_LABELS.includes(name)) return 'utf-8';
  if (UTF16_LABELS.includes(name)) return 'utf-16le';
  return callHost('text.encoding', { label });
}

/** Of one that was given away nothing is left, and to look at it would throw. */
const isDetached = (buffer: ArrayBufferLike): boolean =>
  'detached' in buffer && buffer.detached === true;

function bytesIn(input: unknown): Uint8Array {
  if (input === undefined) return new Uint8Array(0);
  if (ArrayBuffer.isView(input)) {
    const { buffer, byteOffset, byteLength } = input;
    return isDetached(buffer) ? new Uint8Array(0) : new Uint8Array(buffer, byteOffset, byteLength);
  }
  if (isAnyArrayBuffer(input)) return isDetached(input) ? new Uint8Array(0) : new Uint8Array(input);
  throw nativeError(
    TypeError,
    'ERR_INVALID_ARG_TYPE',
    'The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.',
  );
}

interface DecoderOptions {
  readonly fatal?: unknown;
  readonly ignoreBOM?: unknown;
}

function decodingOf(encoding: string, isFatal: boolean, ignoresBom: boolean): Decoding {
  if (encoding === 'utf-8') return new Utf8Decoding(isFatal, ignoresBom);
  if (encoding === 'utf-16le') return new Utf16Decoding(isFatal, ignoresBom);
  return new HostDecoding(encoding, isFatal, ignoresBom);
}

export class TextDecoder {
  readonly #encoding: string;
  readonly #fatal: boolean;
  readonly #ignoreBom: boolean;
  readonly #decoding: Decoding;

  constructor(label: unknown = 'utf-8', options: unknown = {}) {
    const name = `${label as string}`;
    if (options !== null && typeof options !== 'object' && typeof options !== 'function') {
      throw new ERR_INVALID_ARG_TYPE('options', 'object', options);
    }
    const encoding = encodingOf(name);
    if (encoding === null) throw new ERR_ENCODING_NOT_SUPPORTED(name);
    const { fatal, ignoreBOM } = (options ?? {}) as DecoderOptions;
    this.#encoding = encoding;
    this.#fatal = Boolean(fatal);
    this.#ignoreBom = Boolean(ignoreBOM);
    this.#decoding = decodingOf(encoding, this.#fatal, this.#ignoreBom);
  }

  static #require(self: unknown): TextDecoder {
    if (typeof self === 'object' && self !== null && #decoding in self) return self as TextDecoder;
    throw new ERR_INVALID_THIS('TextDecoder');
  }

  decode(input: unknown = undefined, options: unknown = {}): string {
    const self = TextDecoder.#require(this);
    const bytes = bytesIn(input);
    const isLast = !(options as { stream?: unknown } | null)?.stream;
    const text = self.#decoding.decode(bytes, isLast);
    if (text !== null) return text;
    throw nativeError(
      TypeError,
      'ERR_ENCODING_INVALID_ENCODED_DATA',
      `The encoded data was not valid for encoding ${self.#encoding}`,
    );
  }

  get encoding(): string {
    return TextDecoder.#require(this).#encoding;
  }

  get fatal(): boolean {
    return TextDecoder.#require(this).#fatal;
  }

  get ignoreBOM(): boolean {
    return TextDecoder.#require(this).#ignoreBom;
  }
}

const enumerable = { enumerable: true };
Object.defineProperties(TextEncoder.prototype, {
  encoding: enumerable,
  encode: enumerable,
  encodeInto: enumerable,
  [Symbol.toStringTag]: { value: 'TextEncoder', configurable: true },
  [CUSTOM_INSPECT]: {
    configurable: true,
    value(this: TextEncoder, depth: unknown, options: object, inspect: Inspect) {
      if (typeof depth === 'number' && depth < 0) return this;
      return inspect({ encoding: this.encoding }, options);
    },
  },
});
Object.defineProperties(TextDecoder.prototype, {
  decode: enumerable,
  encoding: enumerable,
  fatal: enumerable,
  ignoreBOM: enumerable,
  [Symbol.toStringTag]: { value: 'TextDecoder', configurable: true },
  [CUSTOM_INSPECT]: {
    configurable: true,
    value(this: TextDecoder, depth: unknown, options: object, inspect: Inspect) {
      if (typeof depth === 'number' && depth < 0) return this;
      const { encoding, fatal, ignoreBOM } = this;
      return `TextDecoder ${inspect({ encoding, fatal, ignoreBOM }, options)}`;
    },
  },
});
