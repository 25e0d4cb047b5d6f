/** `DiffieHellman`, `DiffieHellmanGroup`. @see Node's lib/internal/crypto/diffiehellman.js */
import { callHost } from '../../prelude/host.ts';
import { Buffer } from '../buffer.ts';
import { ERR_INVALID_ARG_TYPE, nativeError } from '../errors.ts';
import { validateInt32 } from '../validate.ts';
import {
  encoded,
  type FastBuffer,
  isBinary,
  NO_BYTES,
  requireBytes,
  textBytes,
  viewOf,
} from './bytes.ts';
import { opensslError } from './cipher-setup.ts';
import { invalidState } from './crypto-errors.ts';
import { requireGroup } from './named-groups.ts';
import { numberBytes, safePrime } from './safe-prime.ts';

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

function primeBytes(sizeOrKey: unknown, encoding: unknown, generator: Uint8Array): Uint8Array {
  if (typeof sizeOrKey !== 'number') {
    return toBytes(sizeOrKey as string | ArrayBuffer | ArrayBufferView, encoding);
  }
  if (sizeOrKey < LEAST_PRIME_BITS) {
    throw modulusTooSmall();
  }
  return safePrime(sizeOrKey, generator);
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
    const prime = primeBytes(sizeOrKey, encoding, generatorNumber);
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
