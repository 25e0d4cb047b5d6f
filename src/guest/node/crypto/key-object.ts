/** `KeyObject`: a key as its bytes, which the host reads anew for every use. */
import type { KeyFacts } from '../../../wire/crypto-calls.ts';
import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { validateObject, validateOneOf } from '../validate.ts';
import { asciiOf, type FastBuffer, NO_BYTES, textOf, toBuffer } from './bytes.ts';
import { ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS } from './crypto-errors.ts';
import {
  type KeyEncoding,
  parsePrivateKeyEncoding,
  parsePublicKeyEncoding,
} from './key-encoding.ts';

export type KeyObjectType = 'secret' | 'public' | 'private';

/** What a KeyObject is made of; nothing outside can make one. */
export class KeyHandle {
  readonly type: KeyObjectType;
  /** PKCS#8, SubjectPublicKeyInfo, or the secret itself. */
  readonly bytes: Uint8Array;
  #facts: KeyFacts | undefined;

  constructor(type: KeyObjectType, bytes: Uint8Array) {
    this.type = type;
    this.bytes = bytes;
  }

  get isPrivate(): boolean {
    return this.type === 'private';
  }

  get facts(): KeyFacts {
    this.#facts ??= callHost('crypto.describe-key', { isPrivate: this.isPrivate }, this.bytes);
    return this.#facts;
  }

  equals(other: KeyHandle): boolean {
    if (other.type !== this.type || other.bytes.length !== this.bytes.length) return false;
    return this.bytes.every((byte, index) => byte === other.bytes[index]);
  }
}

/** The CryptoKeys' way to their KeyObject, which `KeyObject.from` asks for. */
export const keyObjects = new WeakMap<object, KeyObject>();

export class KeyObject {
  readonly #type: KeyObjectType;
  readonly #handle: KeyHandle;

  constructor(type: KeyObjectType, handle: KeyHandle) {
    if (type !== 'secret' && type !== 'public' && type !== 'private') {
      throw new ERR_INVALID_ARG_VALUE('type', type);
    }
    if (!(handle instanceof KeyHandle)) throw new ERR_INVALID_ARG_TYPE('handle', 'object', handle);
    this.#type = type;
    this.#handle = handle;
  }

  get type(): KeyObjectType {
    return this.#type;
  }

  static from(key: unknown): KeyObject {
    const own = typeof key === 'object' && key !== null ? keyObjects.get(key) : undefined;
    if (!own) throw new ERR_INVALID_ARG_TYPE('key', 'CryptoKey', key);
    return own;
  }

  equals(otherKeyObject: unknown): boolean {
    if (!isKeyObject(otherKeyObject)) {
      throw new ERR_INVALID_ARG_TYPE('otherKeyObject', 'KeyObject', otherKeyObject);
    }
    return this.#handle.equals(otherKeyObject.#handle);
  }

  /** For this module's fellows. */
  static handleOf(key: KeyObject): KeyHandle {
    return key.#handle;
  }

  static is(value: unknown): value is KeyObject {
    return typeof value === 'object' && value !== null && #handle in value;
  }
}

Object.defineProperty(KeyObject.prototype, Symbol.toStringTag, {
  configurable: true,
  value: 'KeyObject',
});

export const isKeyObject = KeyObject.is;
export const handleOf = KeyObject.handleOf;
// They are ways in, for this file alone.
Reflect.deleteProperty(KeyObject, 'handleOf');
Reflect.deleteProperty(KeyObject, 'is');

interface ExportOptions {
  readonly format?: unknown;
  readonly passphrase?: unknown;
}

export class SecretKeyObject extends KeyObject {
  constructor(handle: KeyHandle) {
    super('secret', handle);
  }

  get symmetricKeySize(): number {
    return handleOf(this).bytes.length;
  }

  export(options?: unknown): FastBuffer | object {
    const { bytes } = handleOf(this);
    if (options !== undefined) {
      validateObject(options, 'options');
      const { format } = options as ExportOptions;
      validateOneOf(format, 'options.format', [undefined, 'buffer', 'jwk']);
      if (format === 'jwk') return { kty: 'oct', k: textOf(bytes, 'base64url') };
    }
    return toBuffer(bytes.slice());
  }
}

/** Types of keys that have details. */
const DETAILED = ['rsa', 'rsa-pss', 'dsa', 'ec'];

class AsymmetricKeyObject extends KeyObject {
  #details: object | undefined;

  get asymmetricKeyType(): string {
    return handleOf(this).facts.type;
  }

  get asymmetricKeyDetails(): object {
    const { type, publicExponent, ...rest } = handleOf(this).facts;
    if (!DETAILED.includes(type)) return {};
    this.#details ??= detailsOf(rest, publicExponent);
    return this.#details;
  }
}

function detailsOf(rest: Omit<KeyFacts, 'type' | 'publicExponent'>, exponent?: string): object {
  if (exponent === undefined) return rest;
  const { modulusLength, ...restriction } = rest;
  return { modulusLength, publicExponent: BigInt(exponent), ...restriction };
}

function exportEncoded(key: KeyObject, encoding: KeyEncoding): FastBuffer | string {
  return exportHandle(handleOf(key), encoding);
}

/** A key's bytes in an encoding, PEM as text. */
export function exportHandle(
  handle: KeyHandle,
  { format, type, cipher, passphrase }: KeyEncoding,
): FastBuffer | string {
  const kind = format === 'der' ? 'der' : 'pem';
  const bytes = callHost(
    'crypto.export-key',
    {
      isPrivate: handle.isPrivate,
      format: kind,
      encoding: type ?? '',
      cipher: cipher ?? '',
    },
    handle.bytes,
    passphrase ?? NO_BYTES,
  );
  return kind === 'der' ? toBuffer(bytes) : asciiOf(bytes);
}

export const exportJwk = (handle: KeyHandle): object =>
  callHost('crypto.export-jwk', { isPrivate: handle.isPrivate }, handle.bytes);

export class PublicKeyObject extends AsymmetricKeyObject {
  constructor(handle: KeyHandle) {
    super('public', handle);
  }

  export(options?: unknown): FastBuffer | string | object {
    if ((options as ExportOptions | undefined)?.format === 'jwk') return exportJwk(handleOf(this));
    return exportEncoded(this, parsePublicKeyEncoding(options, this.asymmetricKeyType));
  }
}

export class PrivateKeyObject extends AsymmetricKeyObject {
  constructor(handle: KeyHandle) {
    super('private', handle);
  }

  export(options?: unknown): FastBuffer | string | object {
    const given = options as ExportOptions | undefined;
    if (given?.format === 'jwk') {
      if (given.passphrase !== undefined) {
        throw new ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS('jwk', 'does not support encryption');
      }
      return exportJwk(handleOf(this));
    }
    return exportEncoded(this, parsePrivateKeyEncoding(options, this.asymmetricKeyType));
  }
}

// A bundle gives classes shorter names, and these are seen in messages.
for (const [name, Class] of Object.entries({
  KeyObject,
  SecretKeyObject,
  AsymmetricKeyObject,
  PublicKeyObject,
  PrivateKeyObject,
})) {
  Object.defineProperty(Class, 'name', { value: name, configurable: true });
}
