/** `Cipheriv` and `Decipheriv`. @see Node's lib/internal/crypto/cipher.js */
import { callHost } from '../../prelude/host.ts';
import { Buffer } from '../buffer.ts';
import { nativeError } from '../errors.ts';
import { TransformHeir } from '../stream-heirs.ts';
import {
  ByteQueue,
  type FastBuffer,
  NO_BYTES,
  requireBytes,
  requireData,
  stringOption,
  toBuffer,
} from './bytes.ts';
import {
  type CipherSetup,
  invalidTag,
  isGcmTag,
  opensslError,
  setUpCipher,
  uintOption,
} from './cipher-setup.ts';
import { ERR_CRYPTO_INVALID_STATE, invalidState } from './crypto-errors.ts';
import { OutputDecoder } from './output-decoder.ts';

/** Bytes handed over at once: the host takes no more of what is slow. */
const PIECE_BYTES = 32 * 1024;
const FULL_TAG = 16;

const unsupportedState = () => new Error('Trying to add data in unsupported state');
const unauthentic = () => new Error('Unsupported state or unable to authenticate data');

/** A cipher's way from its set-up to its end; what Node keeps in its handle. */
class CipherState {
  readonly setup: CipherSetup;
  readonly decrypts: boolean;
  pads = true;
  /** The tag: expected of a decryption, made by an encryption. */
  tag: Uint8Array | undefined;
  isFinal = false;
  readonly #aad = new ByteQueue();
  /** Bytes of data that CCM was told of before them. */
  #announced: number | undefined;
  #id: number | undefined;

  constructor(setup: CipherSetup, decrypts: boolean) {
    this.setup = setup;
    this.decrypts = decrypts;
  }

  get hasTag(): boolean {
    const { mode } = this.setup;
    return mode === 'gcm' || mode === 'ccm' || mode === 'ocb' || mode === 'poly1305';
  }

  /** Whether the data was taken, as OpenSSL's handle says. */
  addAad(bytes: Uint8Array, plaintextLength: number): boolean {
    if (this.isFinal || !this.hasTag || this.#id !== undefined) return false;
    if (this.setup.mode === 'ccm') {
      if (plaintextLength < 0) {
        throw nativeError(
          TypeError,
          'ERR_MISSING_ARGS',
          'options.plaintextLength required for CCM mode with AAD',
        );
      }
      this.#requireCcmLength(plaintextLength);
      this.#announced = plaintextLength;
    }
    this.#aad.add(bytes);
    return true;
  }

  update(data: Uint8Array): Uint8Array {
    const { mode } = this.setup;
    if (this.isFinal) throw unsupportedState();
    if (mode === 'ccm') return this.#updateCcm(data);
    if (mode === 'wrap' || mode === 'xts' || data.length <= PIECE_BYTES) return this.#hand(data);
    const out = new ByteQueue();
    for (let at = 0; at < data.length; at += PIECE_BYTES) {
      out.add(this.#hand(data.subarray(at, at + PIECE_BYTES)));
    }
    return out.bytes;
  }

  /** All of the data at once, and no more than that. */
  #updateCcm(data: Uint8Array): Uint8Array {
    this.#requireCcmLength(data.length);
    const isOther = this.#announced !== undefined && this.#announced !== data.length;
    if (this.#id !== undefined || isOther) throw unsupportedState();
    return this.#hand(data);
  }

  #requireCcmLength(bytes: number): void {
    // What is left of 15 bytes beside the vector counts the data.
    if (bytes < 2 ** (8 * (15 - this.setup.iv.length))) return;
    throw nativeError(RangeError, 'ERR_CRYPTO_INVALID_MESSAGELEN', 'Invalid message length');
  }

  finish(): Uint8Array {
    if (this.isFinal) throw invalidState('Invalid state');
    this.isFinal = true;
    const { mode, tagLength } = this.setup;
    if (this.hasTag && this.decrypts && this.tag === undefined) throw unauthentic();
    if (mode === 'ccm' && this.#id === undefined && !this.decrypts) {
      throw opensslError('1C800077', 'Provider routines', 'tag not set', 'TAG_NOT_SET');
    }
    const id = this.#open();
    const late = this.decrypts && this.tag ? this.tag : NO_BYTES;
    const rest = callHost('crypto.finish', { id }, late);
    if (!this.hasTag || this.decrypts) return rest;
    const split = rest.length - (tagLength < 0 ? FULL_TAG : tagLength);
    this.tag = rest.slice(split);
    return rest.slice(0, split);
  }

  #open(): number {
    const { name, key, iv, tagLength } = this.setup;
    this.#id ??= callHost(
      'crypto.open-cipher',
      {
        name,
        decrypts: this.decrypts,
        pads: this.pads,
        tagLength: tagLength < 0 ? (this.tag?.length ?? FULL_TAG) : tagLength,
      },
      key,
      iv,
      this.#aad.bytes,
      (this.decrypts && this.tag) || NO_BYTES,
    );
    return this.#id;
  }

  #hand(data: Uint8Array): Uint8Array {
    return callHost('crypto.update', { id: this.#open() }, data) ?? NO_BYTES;
  }
}

const encodingChanged = () =>
  Object.assign(
    new Error(
      'Cannot change encoding\nThis is caused by either a bug in Node.js or incorrect usage of Node.js internals.\nPlease open an issue with this stack trace at https://github.com/nodejs/node/issues\n',
    ),
    { code: 'ERR_INTERNAL_ASSERTION' },
  );

type Done = (error?: unknown, value?: unknown) => void;

abstract class CipherStream extends TransformHeir {
  readonly #state: CipherState;
  #decoder: OutputDecoder | undefined;

  constructor(state: CipherState, options: unknown) {
    super(options);
    this.#state = state;
  }

  update(data: unknown, inputEncoding?: unknown, outputEncoding?: unknown): FastBuffer | string {
    const bytes = requireData(data, inputEncoding);
    const out = this.#state.update(bytes);
    const decoder = this.#decoderFor(outputEncoding);
    return decoder ? decoder.write(out) : toBuffer(out);
  }

  final(outputEncoding?: unknown): FastBuffer | string {
    const out = this.#state.finish();
    const decoder = this.#decoderFor(outputEncoding);
    return decoder ? decoder.end(out) : toBuffer(out);
  }

  setAutoPadding(autoPadding?: unknown): this {
    if (this.#state.isFinal) throw new ERR_CRYPTO_INVALID_STATE('setAutoPadding');
    this.#state.pads = !!autoPadding;
    return this;
  }

  setAAD(aadbuf: unknown, options?: unknown): this {
    const encoding = stringOption(options, 'encoding');
    const plaintextLength = uintOption(options, 'plaintextLength');
    const bytes = requireBytes(aadbuf, 'aadbuf', encoding);
    if (!this.#state.addAad(bytes, plaintextLength)) throw new ERR_CRYPTO_INVALID_STATE('setAAD');
    return this;
  }

  _transform(chunk: unknown, encoding: string, callback: Done): void {
    callback(null, this.update(chunk, encoding === 'buffer' ? undefined : encoding));
  }

  _flush(callback: Done): void {
    let rest: unknown;
    try {
      rest = this.final();
    } catch (thrown) {
      callback(thrown);
      return;
    }
    callback(null, rest);
  }

  /** For the two classes below. */
  static stateOf(cipher: CipherStream): CipherState {
    return cipher.#state;
  }

  #decoderFor(encoding: unknown): OutputDecoder | undefined {
    if (!encoding || encoding === 'buffer') return undefined;
    const wanted = new OutputDecoder(encoding);
    this.#decoder ??= wanted;
    if (this.#decoder.encoding !== wanted.encoding) throw encodingChanged();
    return this.#decoder;
  }
}

const { stateOf } = CipherStream;
Reflect.deleteProperty(CipherStream, 'stateOf');

export class Cipheriv extends CipherStream {
  constructor(cipher: unknown, key: unknown, iv: unknown, options?: unknown) {
    super(new CipherState(setUpCipher(cipher, key, iv, options), false), options);
  }

  getAuthTag(): FastBuffer {
    const { tag, isFinal } = stateOf(this);
    if (!isFinal || tag === undefined) throw new ERR_CRYPTO_INVALID_STATE('getAuthTag');
    return Buffer.from(tag);
  }
}

export class Decipheriv extends CipherStream {
  constructor(cipher: unknown, key: unknown, iv: unknown, options?: unknown) {
    super(new CipherState(setUpCipher(cipher, key, iv, options), true), options);
  }

  setAuthTag(tagbuf: unknown, encoding?: unknown): this {
    const tag = requireBytes(tagbuf, 'buffer', encoding);
    const state = stateOf(this);
    if (state.isFinal || !state.hasTag || state.tag !== undefined) {
      throw new ERR_CRYPTO_INVALID_STATE('setAuthTag');
    }
    const { mode, tagLength } = state.setup;
    const isRight = tagLength === tag.length || (mode === 'gcm' && tagLength === -1);
    if (!isRight || (mode === 'gcm' && !isGcmTag(tag.length))) throw invalidTag(tag.length);
    state.tag = tag.slice();
    return this;
  }
}
