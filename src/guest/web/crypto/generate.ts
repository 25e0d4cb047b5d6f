/** `generateKey`. @see Node's lib/internal/crypto/{aes,cfrg,ec,mac,rsa}.js */

import { NO_BYTES } from '../../node/crypto/bytes.ts';
import {
  KeyHandle,
  PrivateKeyObject,
  PublicKeyObject,
  SecretKeyObject,
} from '../../node/crypto/key-object.ts';
import { callHost, callHostLater } from '../../prelude/host.ts';
import { DOMException } from '../dom-exception.ts';
import { operationFailed } from './algorithm.ts';
import type { Algorithm } from './asked-algorithm.ts';
import { type CryptoKey, makeCryptoKey } from './crypto-key.ts';
import { PAIR_USAGES, requireUsages, secretUsages, usagesIn } from './usages.ts';

export interface CryptoKeyPair {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

interface Wanted {
  readonly algorithm: Algorithm;
  readonly extractable: boolean;
  readonly usages: readonly string[];
}

export const NAMED_CURVES = ['P-256', 'P-384', 'P-521'];

export async function generate(wanted: Wanted): Promise<CryptoKey | CryptoKeyPair> {
  const { name } = wanted.algorithm;
  if (name === 'HMAC') return generateHmac(wanted);
  return name.startsWith('AES') ? generateAes(wanted) : generatePair(wanted);
}

function secretKey(bits: number, algorithm: Algorithm, { usages, extractable }: Wanted): CryptoKey {
  let bytes: Uint8Array;
  try {
    bytes = callHost('crypto.random', { size: Math.floor(bits / 8) });
  } catch (thrown) {
    throw operationFailed(thrown);
  }
  const object = new SecretKeyObject(new KeyHandle('secret', bytes));
  return makeCryptoKey(object, algorithm, [...new Set(usages)], extractable);
}

function generateAes(wanted: Wanted): CryptoKey {
  const { name, length = 0 } = wanted.algorithm;
  if (![128, 192, 256].includes(length)) {
    throw new DOMException('AES key length must be 128, 192, or 256 bits', 'OperationError');
  }
  requireUsages(wanted.usages, secretUsages(name), 'an AES key');
  return secretKey(length, { name, length }, wanted);
}

/** Bits of a digest's block: what an HMAC key has unasked. */
export const blockBits = (hash: string | undefined): number =>
  hash === 'SHA-384' || hash === 'SHA-512' ? 1024 : 512;

function generateHmac(wanted: Wanted): CryptoKey {
  const { name, hash } = wanted.algorithm;
  const length = wanted.algorithm.length ?? blockBits(hash?.name);
  if (length % 8 !== 0) {
    throw new DOMException("'algorithm.length' must be a multiple of 8", 'OperationError');
  }
  requireUsages(wanted.usages, secretUsages(name), 'an HMAC key');
  if (length < 8) throw operationFailed(undefined);
  return secretKey(length, { name, length, hash: { name: hash?.name ?? '' } }, wanted);
}

async function generatePair(wanted: Wanted): Promise<CryptoKeyPair> {
  const { algorithm, usages, extractable } = wanted;
  const argument = pairArgument(algorithm);
  const allowed = PAIR_USAGES[algorithm.name] ?? { public: [], private: [] };
  requireUsages(usages, [...allowed.public, ...allowed.private], keyWords(algorithm.name));
  let der: Uint8Array;
  try {
    der = await callHostLater('crypto.generate-key', argument, NO_BYTES);
  } catch (thrown) {
    throw operationFailed(thrown);
  }
  const shared = new KeyHandle('public', callHost('crypto.public-key', {}, der));
  const own = new PrivateKeyObject(new KeyHandle('private', der));
  const shown = shownAlgorithm(algorithm);
  const keys = {
    publicKey: makeCryptoKey(
      new PublicKeyObject(shared),
      shown,
      usagesIn(usages, allowed.public),
      true,
    ),
    privateKey: makeCryptoKey(own, shown, usagesIn(usages, allowed.private), extractable),
  };
  return Object.assign(Object.create(null) as object, keys);
}

const keyWords = (name: string): string => {
  if (name.startsWith('RSA')) return 'a RSA key';
  return `an ${name} key`;
};

function pairArgument({ name, namedCurve = '', modulusLength = 0, publicExponent }: Algorithm) {
  const plain = {
    type: name.toLowerCase(),
    modulusLength,
    publicExponent: 0x10001,
    divisorLength: -1,
    curve: '',
    hash: '',
    maskHash: '',
    saltLength: -1,
    group: '',
    generator: 2,
  };
  if (name.startsWith('RSA')) {
    return { ...plain, type: 'rsa', publicExponent: exponentOf(publicExponent ?? NO_BYTES) };
  }
  if (!name.startsWith('EC')) return plain;
  if (!NAMED_CURVES.includes(namedCurve)) {
    throw new DOMException('Unrecognized namedCurve', 'NotSupportedError');
  }
  return { ...plain, type: 'ec', curve: namedCurve };
}

function exponentOf(bytes: Uint8Array): number {
  let exponent = 0;
  for (const byte of bytes) exponent = exponent * 256 + byte;
  if (exponent < 2 ** 32) return exponent;
  throw new DOMException(
    'The publicExponent must be equivalent to an unsigned 32-bit value',
    'OperationError',
  );
}

function shownAlgorithm(algorithm: Algorithm): Algorithm {
  const { name, modulusLength, publicExponent, hash, namedCurve } = algorithm;
  if (namedCurve !== undefined) return { name, namedCurve };
  if (modulusLength === undefined || !publicExponent || !hash) return { name };
  return { name, modulusLength, publicExponent, hash: { name: hash.name } };
}
