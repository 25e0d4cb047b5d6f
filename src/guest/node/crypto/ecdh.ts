/** `ECDH`. @see Node's lib/internal/crypto/diffiehellman.js */
import { callHost } from '../../prelude/host.ts';
import { nativeError } from '../errors.ts';
import { validateString } from '../validate.ts';
import { encoded, type FastBuffer, requireBytes } from './bytes.ts';
import { ERR_CRYPTO_ECDH_INVALID_FORMAT } from './crypto-errors.ts';
import { requireOwnCurve } from './named-groups.ts';

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
  /** Whether the public key was set, and may be none of the private one. */
  #isSet = false;

  constructor(curve: unknown) {
    validateString(curve, 'curve');
    requireOwnCurve(curve);
    this.#curve = curve;
  }

  generateKeys(encoding?: unknown, format?: unknown): FastBuffer | string {
    this.#secret = this.#step('generate', 'uncompressed');
    this.#public = this.#step('public', 'uncompressed', this.#secret);
    this.#isSet = false;
    return this.getPublicKey(encoding, format);
  }

  computeSecret(key: unknown, inputEncoding?: unknown, outputEncoding?: unknown) {
    const other = requireBytes(key, 'key', inputEncoding);
    if (!this.#secret || !this.#isPair(this.#secret)) {
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
    this.#isSet = false;
    return this;
  }

  setPublicKey(key: unknown, encoding?: unknown): this {
    const bytes = requireBytes(key, 'key', encoding);
    this.#public = this.#step('convert', 'uncompressed', bytes);
    this.#isSet = true;
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

  #isPair(secret: Uint8Array): boolean {
    if (!this.#isSet || !this.#public) return true;
    const own = this.#step('public', 'uncompressed', secret);
    return this.#public.every((byte, index) => byte === own[index]);
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
