/** `DiffieHellman`, `DiffieHellmanGroup`, `ECDH`. @see Node's lib/internal/crypto/diffiehellman.js */
import { callHost } from '../../prelude/host.ts';
import { Buffer } from '../buffer.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, nativeError } from '../errors.ts';
import { validateInt32, validateObject, validateString } from '../validate.ts';
import {
  encoded,
  type FastBuffer,
  isBinary,
  NO_BYTES,
  requireBytes,
  textBytes,
  toBuffer,
  viewOf,
} from './bytes.ts';
import { opensslError } from './cipher-setup.ts';
import {
  ERR_CRYPTO_ECDH_INVALID_FORMAT,
  ERR_CRYPTO_INCOMPATIBLE_KEY,
  ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE,
  invalidState,
} from './crypto-errors.ts';
import { handleOf, isKeyObject, KeyHandle, type PrivateKeyObject } from './key-object.ts';
import { requireGroup, requireOwnCurve } from './named-groups.ts';

const TYPES = ['number', 'string', 'ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'];
const LEAST_PRIME_BITS = 512;
const dhError = (number: string, reason: string, code: string) =>
  opensslError(number, 'Diffie-Hellman routines', reason, code);

const modulusTooSmall = () => dhError('0280007E', 'modulus too small', 'DH_MODULUS_TOO_SMALL');

/** An exchange over the numbers of a group; its keys are kept here. */
abstract class Exchange {
  readonly #prime: Uint8Array;
  readonly #generator: Uint8Array;
  #secret: Uint8Array | undefined;
  #public: Uint8Array | undefined;

  constructor(prime: Uint8Array, generator: Uint8Array, verifyError: number) {
    this.#prime = prime;
    this.#generator = generator;
    Object.defineProperty(this, 'verifyError', {
      enumerable: true,
      value: verifyError,
      writable: false,
    });
  }

  generateKeys(encoding?: unknown): FastBuffer | string {
    if (this.#prime.length * 8 < LEAST_PRIME_BITS) throw modulusTooSmall();
    this.#secret ??= this.#number('private', NO_BYTES);
    this.#public = this.#number('public', this.#secret);
    return this.getPublicKey(encoding);
  }

  computeSecret(key: unknown, inputEncoding?: unknown, outputEncoding?: unknown) {
    const other = requireBytes(key, 'key', inputEncoding);
    if (!this.#secret) {
      throw nativeError(RangeError, 'ERR_CRYPTO_INVALID_KEYTYPE', 'Invalid key type');
    }
    const secret = callHost('crypto.dh-secret', {}, this.#prime, this.#secret, other);
    return encoded(secret, outputEncoding);
  }

  getPrime(encoding?: unknown): FastBuffer | string {
    return encoded(this.#prime.slice(), encoding);
  }

  getGenerator(encoding?: unknown): FastBuffer | string {
    return encoded(this.#generator.slice(), encoding);
  }

  getPublicKey(encoding?: unknown): FastBuffer | string {
    return encoded(generated(this.#public, 'public'), encoding);
  }

  getPrivateKey(encoding?: unknown): FastBuffer | string {
    return encoded(generated(this.#secret, 'private'), encoding);
  }

  /** For `DiffieHellman`, whose keys can be set; a group's cannot. */
  protected setNumber(which: 'private' | 'public', number: Uint8Array): void {
    if (which === 'private') this.#secret = number.slice();
    else this.#public = number.slice();
  }

  #number(of: 'private' | 'public', secret: Uint8Array): Uint8Array {
    return callHost('crypto.dh-number', { of }, this.#prime, this.#generator, secret);
  }
}

function generated(key: Uint8Array | undefined, kind: string): Uint8Array {
  if (key) return key.slice();
  throw invalidState(`No ${kind} key - did you forget to generate one?`);
}

const numberBytes = (value: number): Uint8Array => {
  const hex = value.toString(16);
  return textBytes(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
};

const toBytes = (value: string | ArrayBuffer | ArrayBufferView, encoding: unknown): Uint8Array =>
  typeof value === 'string' ? textBytes(value, encoding) : viewOf(value).slice();

function generatorBytes(generator: unknown, encoding: unknown): Uint8Array {
  if (!generator) return numberBytes(2);
  if (typeof generator === 'number') {
    validateInt32(generator, 'generator');
    if (generator < 2) throw dhError('02800065', 'bad generator', 'DH_BAD_GENERATOR');
    return numberBytes(generator);
  }
  if (typeof generator !== 'string' && !isBinary(generator)) {
    throw new ERR_INVALID_ARG_TYPE('generator', TYPES, generator);
  }
  const bytes = toBytes(generator, encoding);
  const isTooSmall = bytes.every((byte, index) =>
    index === bytes.length - 1 ? byte < 2 : byte === 0,
  );
  if (isTooSmall) throw dhError('02800065', 'bad generator', 'DH_BAD_GENERATOR');
  return bytes;
}

function primeBytes(sizeOrKey: unknown, encoding: unknown): Uint8Array {
  if (typeof sizeOrKey !== 'number') {
    return toBytes(sizeOrKey as string | ArrayBuffer | ArrayBufferView, encoding);
  }
  if (sizeOrKey < LEAST_PRIME_BITS) {
    throw modulusTooSmall();
  }
  return callHost('crypto.generate-prime', { bits: sizeOrKey, safe: true }, NO_BYTES, NO_BYTES);
}

export class DiffieHellman extends Exchange {
  constructor(
    sizeOrKey: unknown,
    keyEncoding?: unknown,
    generator?: unknown,
    generatorEncoding?: unknown,
  ) {
    if (typeof sizeOrKey !== 'number' && typeof sizeOrKey !== 'string' && !isBinary(sizeOrKey)) {
      throw new ERR_INVALID_ARG_TYPE('sizeOrKey', TYPES, sizeOrKey);
    }
    if (typeof sizeOrKey === 'number') validateInt32(sizeOrKey, 'sizeOrKey');
    let [encoding, base, baseEncoding] = [keyEncoding, generator, generatorEncoding];
    if (keyEncoding && !Buffer.isEncoding(keyEncoding) && keyEncoding !== 'buffer') {
      [encoding, base, baseEncoding] = [undefined, keyEncoding, generator];
    }
    const generatorNumber = generatorBytes(base, baseEncoding);
    const prime = primeBytes(sizeOrKey, encoding);
    const isOwn = typeof sizeOrKey === 'number';
    super(
      prime,
      generatorNumber,
      isOwn ? 0 : callHost('crypto.dh-check', {}, prime, generatorNumber),
    );
  }

  setPublicKey(key: unknown, encoding?: unknown): this {
    this.setNumber('public', requireBytes(key, 'key', encoding));
    return this;
  }

  setPrivateKey(key: unknown, encoding?: unknown): this {
    this.setNumber('private', requireBytes(key, 'key', encoding));
    return this;
  }
}

export class DiffieHellmanGroup extends Exchange {
  constructor(name: unknown) {
    const text = String(name);
    requireGroup(text);
    super(callHost('crypto.dh-group', { name: text.toLowerCase() }), numberBytes(2), 0);
  }
}

type PointForm = 'compressed' | 'uncompressed' | 'hybrid';

function formOf(format: unknown): PointForm {
  if (!format) return 'uncompressed';
  if (format === 'compressed' || format === 'hybrid' || format === 'uncompressed') return format;
  throw new ERR_CRYPTO_ECDH_INVALID_FORMAT(format);
}

const failed = (what: string) =>
  nativeError(Error, 'ERR_CRYPTO_OPERATION_FAILED', `Failed to ${what}`);

export class ECDH {
  readonly #curve: string;
  #secret: Uint8Array | undefined;
  /** Uncompressed. */
  #public: Uint8Array | undefined;

  constructor(curve: unknown) {
    validateString(curve, 'curve');
    requireOwnCurve(curve);
    this.#curve = curve;
  }

  generateKeys(encoding?: unknown, format?: unknown): FastBuffer | string {
    this.#secret = this.#step('generate', 'uncompressed');
    this.#public = this.#step('public', 'uncompressed', this.#secret);
    return this.getPublicKey(encoding, format);
  }

  computeSecret(key: unknown, inputEncoding?: unknown, outputEncoding?: unknown) {
    const other = requireBytes(key, 'key', inputEncoding);
    if (!this.#secret) {
      throw nativeError(RangeError, 'ERR_CRYPTO_INVALID_KEYPAIR', 'Invalid key pair');
    }
    return encoded(this.#step('compute', 'uncompressed', this.#secret, other), outputEncoding);
  }

  getPrivateKey(encoding?: unknown): FastBuffer | string {
    if (!this.#secret) throw failed('get ECDH private key');
    return encoded(withoutZeros(this.#secret), encoding);
  }

  getPublicKey(encoding?: unknown, format?: unknown): FastBuffer | string {
    const form = formOf(format);
    if (!this.#public) throw failed('get ECDH public key');
    const point =
      form === 'uncompressed' ? this.#public.slice() : this.#step('convert', form, this.#public);
    return encoded(point, encoding);
  }

  setPrivateKey(key: unknown, encoding?: unknown): this {
    const bytes = requireBytes(key, 'key', encoding);
    this.#secret = this.#step('check', 'uncompressed', bytes);
    this.#public = this.#step('public', 'uncompressed', this.#secret);
    return this;
  }

  setPublicKey(key: unknown, encoding?: unknown): this {
    const bytes = requireBytes(key, 'key', encoding);
    this.#public = this.#step('convert', 'uncompressed', bytes);
    return this;
  }

  static convertKey(
    key: unknown,
    curve: unknown,
    inputEncoding?: unknown,
    outputEncoding?: unknown,
    format?: unknown,
  ): FastBuffer | string {
    validateString(curve, 'curve');
    const bytes = requireBytes(key, 'key', inputEncoding);
    const form = formOf(format);
    requireOwnCurve(curve);
    return encoded(stepOn(curve, 'convert', form, bytes), outputEncoding);
  }

  #step(operation: string, form: PointForm, ...bytes: Uint8Array[]): Uint8Array {
    return stepOn(this.#curve, operation, form, ...bytes);
  }
}

const stepOn = (curve: string, operation: string, form: PointForm, ...bytes: Uint8Array[]) =>
  callHost('crypto.ecdh', { operation, curve, form }, ...bytes);

/** A number without the zeros before it, as OpenSSL gives a private key. */
function withoutZeros(bytes: Uint8Array): Uint8Array {
  const start = bytes.findIndex((byte) => byte !== 0);
  return bytes.slice(Math.max(0, start));
}

interface AgreeOptions {
  readonly privateKey?: unknown;
  readonly publicKey?: unknown;
}

const AGREEING = ['dh', 'ec', 'x448', 'x25519'];

/** The secret that a private key and another's public one give. */
export function diffieHellman(options: unknown): FastBuffer {
  validateObject(options, 'options');
  const { privateKey, publicKey } = options as AgreeOptions;
  if (!isKeyObject(privateKey)) throw new ERR_INVALID_ARG_VALUE('options.privateKey', privateKey);
  if (!isKeyObject(publicKey)) throw new ERR_INVALID_ARG_VALUE('options.publicKey', publicKey);
  if (privateKey.type !== 'private') {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(privateKey.type, 'private');
  }
  if (publicKey.type !== 'public' && publicKey.type !== 'private') {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(publicKey.type, 'private or public');
  }
  const own = (privateKey as PrivateKeyObject).asymmetricKeyType;
  const other = (publicKey as PrivateKeyObject).asymmetricKeyType;
  if (own !== other || !AGREEING.includes(own)) {
    throw new ERR_CRYPTO_INCOMPATIBLE_KEY('key types for Diffie-Hellman', `${own} and ${other}`);
  }
  return toBuffer(agree(handleOf(privateKey), handleOf(publicKey)));
}

/** @param other a private key stands for its public half */
export function agree(own: KeyHandle, other: KeyHandle): Uint8Array {
  const shared = other.isPrivate
    ? new KeyHandle('public', callHost('crypto.public-key', {}, other.bytes))
    : other;
  return callHost('crypto.agree', {}, own.bytes, shared.bytes);
}
