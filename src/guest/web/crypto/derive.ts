/** `deriveBits` and the lengths of derived keys. @see Node's lib/internal/crypto/{diffiehellman,hkdf,pbkdf2,webcrypto}.js */

import { agree } from '../../node/crypto/agreement.ts';
import { NO_BYTES, toArrayBuffer } from '../../node/crypto/bytes.ts';
import { callHost, callHostLater } from '../../prelude/host.ts';
import { DOMException } from '../dom-exception.ts';
import { nodeDigest, operationFailed } from './algorithm.ts';
import type { Algorithm } from './asked-algorithm.ts';
import { type CryptoKey, keyHandleOf } from './crypto-key.ts';
import { blockBits } from './generate.ts';

export async function deriveFrom(
  algorithm: Algorithm,
  baseKey: CryptoKey,
  length: number | null,
): Promise<ArrayBuffer> {
  if (algorithm.name === 'HKDF' || algorithm.name === 'PBKDF2') {
    return deriveSecret(algorithm, baseKey, length);
  }
  return deriveShared(algorithm, baseKey, length);
}

async function deriveSecret(
  algorithm: Algorithm,
  baseKey: CryptoKey,
  length: number | null,
): Promise<ArrayBuffer> {
  if (algorithm.name === 'PBKDF2' && algorithm.iterations === 0) {
    throw new DOMException('iterations cannot be zero', 'OperationError');
  }
  if (length === 0) return new ArrayBuffer(0);
  if (length === null) throw new DOMException('length cannot be null', 'OperationError');
  if (length % 8 !== 0) {
    throw new DOMException('length must be a multiple of 8', 'OperationError');
  }
  try {
    return toArrayBuffer(await derivedBytes(algorithm, keyHandleOf(baseKey).bytes, length / 8));
  } catch (thrown) {
    throw operationFailed(thrown);
  }
}

async function derivedBytes(
  algorithm: Algorithm,
  secret: Uint8Array,
  length: number,
): Promise<Uint8Array> {
  const { salt = NO_BYTES, info = NO_BYTES, iterations = 0 } = algorithm;
  const digest = nodeDigest(algorithm);
  return algorithm.name === 'HKDF'
    ? callHost('crypto.hkdf', { digest, length }, secret, salt, info)
    : callHostLater('crypto.pbkdf2', { digest, iterations, length }, secret, salt);
}

const refused = (message: string) => new DOMException(message, 'InvalidAccessError');

function requirePair(key: CryptoKey, baseKey: CryptoKey): void {
  if (key.type !== 'public') throw refused('algorithm.public must be a public key');
  if (baseKey.type !== 'private') throw refused('baseKey must be a private key');
  const { name } = key.algorithm;
  if (name !== 'ECDH' && name !== 'X25519' && name !== 'X448') {
    throw refused('Keys must be ECDH, X25519, or X448 keys');
  }
  if (name !== baseKey.algorithm.name) {
    throw refused('The public and private keys must be of the same type');
  }
  if (key.algorithm.namedCurve !== baseKey.algorithm.namedCurve) {
    throw refused('Named curve mismatch');
  }
}

function deriveShared(
  algorithm: Algorithm,
  baseKey: CryptoKey,
  length: number | null,
): ArrayBuffer {
  const key = algorithm.public as CryptoKey;
  requirePair(key, baseKey);
  let bits: Uint8Array;
  try {
    bits = agree(keyHandleOf(baseKey), keyHandleOf(key));
  } catch (thrown) {
    throw operationFailed(thrown);
  }
  if (length === null) return toArrayBuffer(bits);
  const bytes = Math.ceil(length / 8);
  if (bits.length < bytes) {
    throw new DOMException('derived bit length is too small', 'OperationError');
  }
  const cut = bits.slice(0, bytes);
  const spare = bytes * 8 - length;
  if (spare > 0) cut[bytes - 1] = (cut[bytes - 1] as number) & (0xff << spare);
  return toArrayBuffer(cut);
}

/** Bits that a key of the algorithm is derived of; null: as many as there are. */
export function keyLengthOf({ name, length, hash }: Algorithm): number | null {
  if (name === 'HKDF' || name === 'PBKDF2') return null;
  if (name === 'HMAC' && length === undefined) return blockBits(hash?.name);
  const isRight = name === 'HMAC' ? length !== 0 : [128, 192, 256].includes(length ?? 0);
  if (isRight && length !== undefined) return length;
  throw new DOMException('Invalid key length', 'OperationError');
}
