/** `SubtleCrypto`. @see https://w3c.github.io/webcrypto/#subtlecrypto-interface, and Node's lib/internal/crypto/webcrypto.js */

import { textBytes, toArrayBuffer, viewOf } from '../../node/crypto/bytes.ts';
import { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } from '../../node/errors.ts';
import { callHost } from '../../prelude/host.ts';
import { DOMException } from '../dom-exception.ts';
import { nodeDigest, normalizeAlgorithm, type Operation } from './algorithm.ts';
import type { Algorithm } from './asked-algorithm.ts';
import { type CryptoKey, toCryptoKey } from './crypto-key.ts';
import { deriveFrom, keyLengthOf } from './derive.ts';
import { exportCryptoKey } from './export.ts';
import { type CryptoKeyPair, generate } from './generate.ts';
import { type Import, importCryptoKey, textOfBytes } from './import.ts';
import { toJwk } from './jwk.ts';
import { crypt, signData, verifyData } from './operate.ts';
import {
  type Convert,
  requireArguments,
  toAlgorithm,
  toBoolean,
  toBytes,
  toOneOf,
  toSequence,
  toUnsignedLong,
} from './webidl.ts';

const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', '6th', '7th'];
const toFormat = toOneOf('KeyFormat', ['raw', 'pkcs8', 'spki', 'jwk']);
const toUsages = toSequence(
  toOneOf('KeyUsage', [
    'encrypt',
    'decrypt',
    'sign',
    'verify',
    'deriveKey',
    'deriveBits',
    'wrapKey',
    'unwrapKey',
  ]),
);
const toData: Convert<Uint8Array> = (value, place) => viewOf(toBytes(value, place)).slice();

/** The arguments of one call, converted in turn. */
class Arguments {
  readonly #given: readonly unknown[];
  readonly #prefix: string;
  #next = 0;

  constructor(self: unknown, method: string, given: readonly unknown[], wanted: number) {
    if (self !== subtle) throw new ERR_INVALID_THIS('SubtleCrypto');
    this.#given = given;
    this.#prefix = `Failed to execute '${method}' on 'SubtleCrypto'`;
    requireArguments(given.length, wanted, this.#prefix);
  }

  take<T>(convert: Convert<T>): T {
    const index = this.#next++;
    return convert(this.#given[index], {
      prefix: this.#prefix,
      context: `${ORDINALS[index]} argument`,
    });
  }
}

function requireUse(key: CryptoKey, algorithm: Algorithm, usage: string): void {
  if (key.algorithm.name === algorithm.name && key.usages.includes(usage)) return;
  throw new DOMException(
    'The requested operation is not valid for the provided key',
    'InvalidAccessError',
  );
}

function requireSigning(key: CryptoKey, algorithm: Algorithm, usage: string): void {
  if (key.algorithm.name === algorithm.name && key.usages.includes(usage)) return;
  throw new DOMException(`Unable to use this key to ${usage}`, 'InvalidAccessError');
}

function requireDerivation(baseKey: CryptoKey, algorithm: Algorithm, usage: string): void {
  if (!baseKey.usages.includes(usage)) {
    throw new DOMException(`baseKey does not have ${usage} usage`, 'InvalidAccessError');
  }
  if (baseKey.algorithm.name === algorithm.name) return;
  throw new DOMException('Key algorithm mismatch', 'InvalidAccessError');
}

function imported(given: Import): CryptoKey {
  const key = importCryptoKey(given);
  if (key.type === 'public' || key.usages.length > 0) return key;
  throw new DOMException(`Usages cannot be empty when importing a ${key.type} key.`, 'SyntaxError');
}

/** Wrapping has an algorithm of its own, or is encryption. */
function wrapAlgorithm(algorithm: unknown, wrap: Operation, otherwise: Operation): Algorithm {
  try {
    return normalizeAlgorithm(algorithm, wrap);
  } catch {
    // Then it must be one that encrypts; if it is none, the error below tells.
    return normalizeAlgorithm(algorithm, otherwise);
  }
}

/** A JSON Web Key as bytes that can be wrapped: whole blocks of eight, where that is asked. */
function jwkBytes(jwk: object, { name }: Algorithm): Uint8Array {
  const text = JSON.stringify(jwk);
  const spare = name === 'AES-KW' ? (8 - (text.length % 8)) % 8 : 0;
  return textBytes(text + ' '.repeat(spare));
}

function parseJwk(bytes: ArrayBuffer): unknown {
  try {
    return JSON.parse(textOfBytes(new Uint8Array(bytes)));
  } catch (thrown) {
    throw new DOMException('Invalid wrapped JWK key', { name: 'DataError', cause: thrown });
  }
}

export class SubtleCrypto {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  async digest(...given: unknown[]): Promise<ArrayBuffer> {
    const args = new Arguments(this, 'digest', given, 2);
    const asked = args.take(toAlgorithm);
    const data = args.take(toData);
    const name = nodeDigest({ name: '', hash: normalizeAlgorithm(asked, 'digest') });
    return toArrayBuffer(callHost('crypto.digest', { name, outputLength: -1 }, data));
  }

  async generateKey(...given: unknown[]): Promise<CryptoKey | CryptoKeyPair> {
    const args = new Arguments(this, 'generateKey', given, 3);
    const asked = args.take(toAlgorithm);
    const extractable = args.take(toBoolean);
    const usages = args.take(toUsages);
    const algorithm = normalizeAlgorithm(asked, 'generateKey');
    const made = await generate({ algorithm, extractable, usages });
    const own = 'privateKey' in made ? made.privateKey : made;
    if (own.usages.length > 0) return made;
    throw new DOMException('Usages cannot be empty when creating a key.', 'SyntaxError');
  }

  async importKey(...given: unknown[]): Promise<CryptoKey> {
    const args = new Arguments(this, 'importKey', given, 4);
    const format = args.take(toFormat);
    const data: Import['data'] = format === 'jwk' ? args.take(toJwk) : args.take(toData);
    const asked = args.take(toAlgorithm);
    const extractable = args.take(toBoolean);
    const usages = args.take(toUsages);
    return imported({
      format,
      data,
      algorithm: normalizeAlgorithm(asked, 'importKey'),
      extractable,
      usages,
    });
  }

  async exportKey(...given: unknown[]): Promise<ArrayBuffer | object> {
    const args = new Arguments(this, 'exportKey', given, 2);
    const format = args.take(toFormat);
    return exportCryptoKey(format, args.take(toCryptoKey));
  }

  async encrypt(...given: unknown[]): Promise<ArrayBuffer> {
    return cryptWith(new Arguments(this, 'encrypt', given, 3), 'encrypt');
  }

  async decrypt(...given: unknown[]): Promise<ArrayBuffer> {
    return cryptWith(new Arguments(this, 'decrypt', given, 3), 'decrypt');
  }

  async sign(...given: unknown[]): Promise<ArrayBuffer> {
    const args = new Arguments(this, 'sign', given, 3);
    const asked = args.take(toAlgorithm);
    const key = args.take(toCryptoKey);
    const data = args.take(toData);
    const algorithm = normalizeAlgorithm(asked, 'sign');
    requireSigning(key, algorithm, 'sign');
    return signData({ algorithm, key, data });
  }

  async verify(...given: unknown[]): Promise<boolean> {
    const args = new Arguments(this, 'verify', given, 4);
    const asked = args.take(toAlgorithm);
    const key = args.take(toCryptoKey);
    const signature = args.take(toData);
    const data = args.take(toData);
    const algorithm = normalizeAlgorithm(asked, 'verify');
    requireSigning(key, algorithm, 'verify');
    return verifyData({ algorithm, key, data }, signature);
  }

  async deriveBits(...given: unknown[]): Promise<ArrayBuffer> {
    const args = new Arguments(this, 'deriveBits', given, 2);
    const asked = args.take(toAlgorithm);
    const baseKey = args.take(toCryptoKey);
    const isOpen = given[2] === undefined || given[2] === null;
    const length = isOpen ? null : args.take(toUnsignedLong);
    const algorithm = normalizeAlgorithm(asked, 'deriveBits');
    requireDerivation(baseKey, algorithm, 'deriveBits');
    return deriveFrom(algorithm, baseKey, length);
  }

  async deriveKey(...given: unknown[]): Promise<CryptoKey> {
    const args = new Arguments(this, 'deriveKey', given, 5);
    const asked = args.take(toAlgorithm);
    const baseKey = args.take(toCryptoKey);
    const derived = args.take(toAlgorithm);
    const extractable = args.take(toBoolean);
    const usages = args.take(toUsages);
    const algorithm = normalizeAlgorithm(asked, 'deriveBits');
    const derivedAlgorithm = normalizeAlgorithm(derived, 'importKey');
    requireDerivation(baseKey, algorithm, 'deriveKey');
    const length = keyLengthOf(normalizeAlgorithm(derived, 'get key length'));
    const data = await deriveFrom(algorithm, baseKey, length);
    return imported({ format: 'raw', data, algorithm: derivedAlgorithm, extractable, usages });
  }

  async wrapKey(...given: unknown[]): Promise<ArrayBuffer> {
    const args = new Arguments(this, 'wrapKey', given, 4);
    const format = args.take(toFormat);
    const key = args.take(toCryptoKey);
    const wrappingKey = args.take(toCryptoKey);
    const algorithm = wrapAlgorithm(args.take(toAlgorithm), 'wrapKey', 'encrypt');
    const exported = exportCryptoKey(format, key);
    const data =
      format === 'jwk' ? jwkBytes(exported, algorithm) : new Uint8Array(exported as ArrayBuffer);
    requireUse(wrappingKey, algorithm, 'wrapKey');
    return crypt({ algorithm, key: wrappingKey, data }, false);
  }

  async unwrapKey(...given: unknown[]): Promise<CryptoKey> {
    const args = new Arguments(this, 'unwrapKey', given, 7);
    const format = args.take(toFormat);
    const wrapped = args.take(toData);
    const unwrappingKey = args.take(toCryptoKey);
    const asked = args.take(toAlgorithm);
    const algorithm = args.take(toAlgorithm);
    const extractable = args.take(toBoolean);
    const usages = args.take(toUsages);
    const unwrapping = wrapAlgorithm(asked, 'unwrapKey', 'decrypt');
    requireUse(unwrappingKey, unwrapping, 'unwrapKey');
    const bytes = crypt({ algorithm: unwrapping, key: unwrappingKey, data: wrapped }, true);
    const data = format === 'jwk' ? parseJwk(bytes) : bytes;
    return subtle.importKey(format, data, algorithm, extractable, usages);
  }
}

function cryptWith(args: Arguments, usage: 'encrypt' | 'decrypt'): ArrayBuffer {
  const asked = args.take(toAlgorithm);
  const key = args.take(toCryptoKey);
  const data = args.take(toData);
  const algorithm = normalizeAlgorithm(asked, usage);
  requireUse(key, algorithm, usage);
  return crypt({ algorithm, key, data }, usage === 'decrypt');
}

/** Each method, and how many arguments it must be given: its `length`. */
const ARGUMENTS: Readonly<Record<string, number>> = {
  encrypt: 3,
  decrypt: 3,
  sign: 3,
  verify: 4,
  digest: 2,
  generateKey: 3,
  deriveKey: 5,
  deriveBits: 2,
  importKey: 5,
  exportKey: 2,
  wrapKey: 4,
  unwrapKey: 7,
};
for (const [name, value] of Object.entries(ARGUMENTS)) {
  Object.defineProperty(SubtleCrypto.prototype, name, { enumerable: true });
  Object.defineProperty(SubtleCrypto.prototype[name as 'encrypt'], 'length', { value });
}
Object.defineProperty(SubtleCrypto.prototype, Symbol.toStringTag, {
  configurable: true,
  value: 'SubtleCrypto',
});
// A bundle gives classes shorter names.
Object.defineProperty(SubtleCrypto, 'name', { value: 'SubtleCrypto', configurable: true });

export const subtle = Object.create(SubtleCrypto.prototype) as SubtleCrypto;
