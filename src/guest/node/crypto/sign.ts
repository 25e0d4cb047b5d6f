/** `Sign`, `Verify` and their one-shot forms. @see Node's lib/internal/crypto/sig.js */
import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, nativeError } from '../errors.ts';
import { WritableHeir } from '../stream-heirs.ts';
import { validateFunction, validateString } from '../validate.ts';
import {
  ByteQueue,
  encoded,
  type FastBuffer,
  requireBytes,
  requireData,
  toBuffer,
} from './bytes.ts';
import { callBackWith, later } from './callback.ts';
import { constants } from './constants.ts';
import { ERR_CRYPTO_SIGN_KEY_REQUIRED, invalidDigest, invalidState } from './crypto-errors.ts';
import { requireDigest } from './digest-lookup.ts';
import { preparePrivateKey, preparePublicKey, readKeyAfter } from './key-input.ts';
import type { KeyHandle } from './key-object.ts';

interface SignOptions {
  readonly padding?: unknown;
  readonly saltLength?: unknown;
  readonly dsaEncoding?: unknown;
}

type Callback = (error: unknown, value?: unknown) => void;
type Encoding = 'der' | 'ieee-p1363';

interface Terms {
  readonly padding: number;
  readonly saltLength: number | null;
  readonly encoding: Encoding;
}

function intOption(options: SignOptions, name: 'padding' | 'saltLength'): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value === value >> 0) return value;
  throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
}

/** What is asked of a signature besides its key; -1 stands for a padding that was not given. */
function termsOf(key: unknown): Terms {
  const options = Object(key) as SignOptions;
  const padding = intOption(options, 'padding');
  const salt = intOption(options, 'saltLength');
  const isPss = padding === constants.RSA_PKCS1_PSS_PADDING;
  return {
    padding: padding ?? -1,
    saltLength: salt ?? (isPss ? constants.RSA_PSS_SALTLEN_MAX_SIGN : null),
    encoding: encodingOf(key),
  };
}

function encodingOf(key: unknown): Encoding {
  if (typeof key !== 'object') return 'der';
  const { dsaEncoding = 'der' } = key as SignOptions;
  if (dsaEncoding === 'der' || dsaEncoding === 'ieee-p1363') return dsaEncoding;
  throw new ERR_INVALID_ARG_VALUE('options.dsaEncoding', dsaEncoding);
}

const invalidDigestOf = () => nativeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', 'Invalid digest');

abstract class SignatureStream extends WritableHeir {
  readonly #algorithm: string;
  #data: ByteQueue | undefined = new ByteQueue();

  constructor(algorithm: unknown, options?: unknown) {
    super(options);
    validateString(algorithm, 'algorithm');
    // What OpenSSL called SHA-1 where it signed by DSA: Node knows it still, of both streams alone.
    const name = /^(dss1|DSS1)$/.test(algorithm) ? 'sha1' : algorithm;
    this.#algorithm = requireDigest(name, invalidDigestOf).name;
  }

  update(data: unknown, inputEncoding?: unknown): this {
    const bytes = requireData(data, inputEncoding);
    if (!this.#data) throw invalidState('Not initialised');
    this.#data.add(bytes);
    return this;
  }

  /** The data, for the one time that it is signed or verified. */
  protected takeData(key: KeyHandle): { algorithm: string; data: Uint8Array } {
    const data = this.#data;
    if (!data) throw invalidState('Not initialised');
    this.#data = undefined;
    if (/^ed/.test(key.facts.type)) {
      throw nativeError(Error, 'ERR_CRYPTO_UNSUPPORTED_OPERATION', 'Unsupported crypto operation');
    }
    return { algorithm: this.#algorithm, data: data.bytes };
  }

  _write(chunk: unknown, encoding: string, callback: () => void): void {
    this.update(chunk, encoding === 'buffer' ? undefined : encoding);
    callback();
  }
}

export class Sign extends SignatureStream {
  sign(privateKey: unknown, outputEncoding?: unknown): FastBuffer | string {
    if (!privateKey) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
    const key = preparePrivateKey(privateKey);
    const terms = termsOf(privateKey);
    const { algorithm, data } = this.takeData(key);
    return encoded(
      callHost('crypto.sign', { algorithm, ...terms }, data, key.bytes),
      outputEncoding,
    );
  }
}

export class Verify extends SignatureStream {
  verify(object: unknown, signature: unknown, signatureEncoding?: unknown): boolean {
    const key = readKeyAfter(
      () => preparePublicKey(object),
      () => requireBytes(signature, 'signature', signatureEncoding),
    );
    const terms = termsOf(object);
    const given = requireBytes(signature, 'signature', signatureEncoding);
    const { algorithm, data } = this.takeData(key);
    try {
      return callHost('crypto.verify', { algorithm, ...terms }, data, key.bytes, given);
    } catch (thrown) {
      if (isTermRefused(thrown)) return false;
      throw thrown;
    }
  }
}

/** Node finds a signature under terms that its key does not allow wrong, and says no more. */
const isTermRefused = (thrown: unknown): boolean =>
  /^ERR_OSSL_(DIGEST_NOT_ALLOWED|INVALID_PADDING|ILLEGAL_OR|INVALID_SALT|PSS_SALT)/.test(
    String((thrown as { code?: unknown }).code),
  );

function requireAlgorithm(algorithm: unknown): string {
  if (algorithm === null || algorithm === undefined) return '';
  validateString(algorithm, 'algorithm');
  return algorithm;
}

/** Runs `work` now, or later where there is a callback. */
function nowOrLater<T>(callback: unknown, work: () => T): T | undefined {
  if (callback === undefined) return work();
  const call = callback as Callback;
  callBackWith(later(work), (value) => call(null, value), call);
  return undefined;
}

export function sign(
  algorithm: unknown,
  data: unknown,
  key: unknown,
  callback?: unknown,
): FastBuffer | undefined {
  const name = requireAlgorithm(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const bytes = requireBytes(data, 'data');
  if (!key) throw new ERR_CRYPTO_SIGN_KEY_REQUIRED();
  const terms = termsOf(key);
  const handle = preparePrivateKey(key);
  if (name !== '') requireDigest(name, invalidDigest);
  const own = callback === undefined ? bytes : bytes.slice();
  return nowOrLater(callback, () =>
    toBuffer(callHost('crypto.sign', { algorithm: name, ...terms }, own, handle.bytes)),
  );
}

const VIEW_TYPES = ['Buffer', 'TypedArray', 'DataView'];

export function verify(
  algorithm: unknown,
  data: unknown,
  key: unknown,
  signature: unknown,
  callback?: unknown,
): boolean | undefined {
  const name = requireAlgorithm(algorithm);
  if (callback !== undefined) validateFunction(callback, 'callback');
  const bytes = requireBytes(data, 'data');
  const terms = termsOf(key);
  const requireView = () => {
    if (ArrayBuffer.isView(signature)) return;
    throw new ERR_INVALID_ARG_TYPE('signature', VIEW_TYPES, signature);
  };
  const handle = readKeyAfter(() => preparePublicKey(key), requireView);
  requireView();
  if (name !== '') requireDigest(name, invalidDigest);
  const given = requireBytes(signature, 'signature');
  const own = callback === undefined ? [bytes, given] : [bytes.slice(), given.slice()];
  return nowOrLater(callback, () =>
    callHost(
      'crypto.verify',
      { algorithm: name, ...terms },
      own[0] as Uint8Array,
      handle.bytes,
      own[1] as Uint8Array,
    ),
  );
}
