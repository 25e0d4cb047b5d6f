/** `Hash`, `Hmac` and `hash`. @see Node's lib/internal/crypto/hash.js */
import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { TransformHeir } from '../stream-heirs.ts';
import { validateString, validateUint32 } from '../validate.ts';
import {
  ByteQueue,
  encoded,
  type FastBuffer,
  normalEncoding,
  requireData,
  stringOption,
  textBytes,
  toBuffer,
} from './bytes.ts';
import { ERR_CRYPTO_HASH_FINALIZED, invalidDigest } from './crypto-errors.ts';
import { type DigestFacts, requireDigest } from './digest-lookup.ts';
import { prepareSecretKey } from './key-input.ts';

/**
 * Data kept here before it is handed over, bytes: a call costs as much as copying some kilobytes, and a
 * digest of less never opens anything on the host.
 */
const KEPT_BYTES = 64 * 1024;

/** What differs between a digest and an HMAC, for the host. */
interface Keyed {
  readonly name: string;
  readonly outputLength: number;
  readonly key: Uint8Array | undefined;
}

/** A digest's data on its way: kept here while it is little, added to the host's once it is more. */
class DigestFeed {
  readonly #keyed: Keyed;
  #kept: ByteQueue;
  /** What the host has under way, once there is too much to keep. */
  #id: number | undefined;

  constructor(keyed: Keyed, kept = new ByteQueue(), id?: number) {
    this.#keyed = keyed;
    this.#kept = kept;
    this.#id = id;
  }

  add(bytes: Uint8Array): void {
    if (this.#kept.length + bytes.length <= KEPT_BYTES) {
      this.#kept.add(bytes);
      return;
    }
    this.#handOver(this.#kept.bytes);
    this.#kept.clear();
    for (let at = 0; at < bytes.length; at += KEPT_BYTES) {
      this.#handOver(bytes.subarray(at, at + KEPT_BYTES));
    }
  }

  copy(outputLength: number): DigestFeed {
    const id = this.#id === undefined ? undefined : callHost('crypto.copy', { id: this.#id });
    return new DigestFeed({ ...this.#keyed, outputLength }, this.#kept.copy(), id);
  }

  finish(): Uint8Array {
    const { name, outputLength, key } = this.#keyed;
    const rest = this.#kept.bytes;
    if (this.#id === undefined) {
      return key
        ? callHost('crypto.hmac', { name }, key, rest)
        : callHost('crypto.digest', { name, outputLength }, rest);
    }
    callHost('crypto.update', { id: this.#id }, rest);
    return callHost('crypto.finish', { id: this.#id });
  }

  #handOver(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    const { name, outputLength, key } = this.#keyed;
    this.#id ??= key
      ? callHost('crypto.open-digest', { name, outputLength, keyed: true }, key)
      : callHost('crypto.open-digest', { name, outputLength, keyed: false });
    callHost('crypto.update', { id: this.#id }, bytes);
  }
}

const unsupported = (): Error => new Error('Digest method not supported');

/** Most characters of a string. */
const MAX_STRING = 536870888;

function tooLong(): Error {
  const error = new Error('Cannot create a string longer than 0x1fffffe8 characters');
  return Object.assign(error, { code: 'ERR_STRING_TOO_LONG' });
}

abstract class DigestStream extends TransformHeir {
  abstract update(data: unknown, inputEncoding?: unknown): this;
  /** The digest, which ends the stream. */
  protected abstract finish(): Uint8Array;

  _transform(chunk: unknown, encoding: string, callback: () => void): void {
    this.update(chunk, encoding === 'buffer' ? undefined : encoding);
    callback();
  }

  _flush(callback: (error: unknown, value: unknown) => void): void {
    callback(null, toBuffer(this.finish()));
  }
}

export class Hash extends DigestStream {
  #facts!: DigestFacts;
  #feed!: DigestFeed;
  #isFinal = false;
  /** Kept, for who asks after the stream has given it. */
  #result: Uint8Array | undefined;

  constructor(algorithm: unknown, options?: unknown) {
    super(options);
    if (algorithm instanceof Hash) {
      this.#facts = algorithm.#facts;
      this.#feed = algorithm.#feed.copy(outputLengthOf(options, this.#facts));
      return;
    }
    validateString(algorithm, 'algorithm');
    const given = givenOutputLength(options);
    this.#facts = requireDigest(algorithm, unsupported);
    const outputLength = checkedOutputLength(given, this.#facts);
    this.#feed = new DigestFeed({ name: this.#facts.name, outputLength, key: undefined });
  }

  copy(options?: unknown): Hash {
    if (this.#isFinal) throw new ERR_CRYPTO_HASH_FINALIZED();
    return new Hash(this, options);
  }

  override update(data: unknown, inputEncoding?: unknown): this {
    if (this.#isFinal) throw new ERR_CRYPTO_HASH_FINALIZED();
    const bytes = requireData(data, inputEncoding);
    // What follows the end of the stream changes nothing.
    if (!this.#result) this.#feed.add(bytes);
    return this;
  }

  protected override finish(): Uint8Array {
    this.#result ??= this.#feed.finish();
    return this.#result;
  }

  digest(outputEncoding?: unknown): FastBuffer | string {
    if (this.#isFinal) throw new ERR_CRYPTO_HASH_FINALIZED();
    const encoding = outputEncoding && `${outputEncoding as string}`;
    const result = this.finish();
    this.#isFinal = true;
    if (encoding && encoding !== 'buffer' && result.length * 2 > MAX_STRING) throw tooLong();
    return encoded(result, normalOutput(encoding));
  }
}

/** An encoding for a result: one that is not known gives bytes, as `buffer` does. */
const normalOutput = (encoding: unknown): unknown => {
  if (!encoding || encoding === 'buffer') return undefined;
  return normalEncoding(encoding);
};

function givenOutputLength(options: unknown): number | undefined {
  if (typeof options !== 'object' || options === null) return undefined;
  const { outputLength } = options as { outputLength?: unknown };
  if (outputLength === undefined) return undefined;
  validateUint32(outputLength, 'options.outputLength');
  return outputLength;
}

const outputLengthOf = (options: unknown, facts: DigestFacts): number =>
  checkedOutputLength(givenOutputLength(options), facts);

/** @throws for a digest whose length is not free */
function checkedOutputLength(given: number | undefined, facts: DigestFacts): number {
  if (given === undefined) return -1;
  if (given === facts.bytes || facts.name.startsWith('shake')) return given;
  throw Object.assign(
    new Error('error:030000B2:digital envelope routines::not XOF or invalid length'),
    {
      library: 'digital envelope routines',
      reason: 'not XOF or invalid length',
      code: 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH',
    },
  );
}

export class Hmac extends DigestStream {
  readonly #feed: DigestFeed;
  #isFinal = false;

  constructor(hmac: unknown, key: unknown, options?: unknown) {
    super(options);
    validateString(hmac, 'hmac');
    const secret = prepareSecretKey(key, stringOption(options, 'encoding'));
    const { name } = requireDigest(hmac, invalidDigest);
    if (name.startsWith('shake')) throw new Error('error:00000000:lib(0)::reason(0)');
    this.#feed = new DigestFeed({ name, outputLength: -1, key: secret.slice() });
  }

  override update(data: unknown, inputEncoding?: unknown): this {
    if (this.#isFinal) throw new ERR_CRYPTO_HASH_FINALIZED();
    this.#feed.add(requireData(data, inputEncoding));
    return this;
  }

  protected override finish(): Uint8Array {
    // Node gives nothing the second time, where a Hash throws.
    if (this.#isFinal) return new Uint8Array(0);
    this.#isFinal = true;
    return this.#feed.finish();
  }

  digest(outputEncoding?: unknown): FastBuffer | string {
    const encoding = normalOutput(outputEncoding && `${outputEncoding as string}`);
    return encoded(this.finish(), encoding);
  }
}

const HASH_INPUTS = ['Buffer', 'TypedArray', 'DataView', 'string'];

/** The digest of some data, in one call. */
export function hash(algorithm: unknown, input: unknown, outputEncoding: unknown = 'hex') {
  validateString(algorithm, 'algorithm');
  if (typeof input !== 'string' && !ArrayBuffer.isView(input)) {
    throw new ERR_INVALID_ARG_TYPE('input', HASH_INPUTS, input);
  }
  const encoding = hashEncoding(outputEncoding);
  const { name } = requireDigest(
    algorithm,
    () => new Error(`Digest method ${algorithm} is not supported`),
  );
  const bytes = typeof input === 'string' ? textBytes(input) : requireData(input, undefined);
  return encoded(callHost('crypto.digest', { name, outputLength: -1 }, bytes), encoding);
}

function hashEncoding(outputEncoding: unknown): unknown {
  validateString(outputEncoding, 'outputEncoding');
  const normal = normalEncoding(outputEncoding);
  if (normal !== undefined) return normal;
  if (outputEncoding.toLowerCase() === 'buffer') return undefined;
  throw new ERR_INVALID_ARG_VALUE('outputEncoding', outputEncoding);
}
