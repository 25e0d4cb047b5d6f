/** `encrypt`, `decrypt`, `sign`, `verify`. @see Node's lib/internal/crypto/{aes,cfrg,ec,mac,rsa}.js */

import { Buffer } from '../../node/buffer.ts';
import { NO_BYTES, textOf, toArrayBuffer, viewOf } from '../../node/crypto/bytes.ts';
import { Cipheriv, Decipheriv } from '../../node/crypto/cipher.ts';
import { timingSafeEqual } from '../../node/crypto/random.ts';
import { ERR_OUT_OF_RANGE } from '../../node/errors.ts';
import { callHost } from '../../prelude/host.ts';
import { DOMException } from '../dom-exception.ts';
import { nodeDigest, operationFailed } from './algorithm.ts';
import type { Algorithm } from './asked-algorithm.ts';
import { type CryptoKey, keyHandleOf } from './crypto-key.ts';

/** One use of a key. */
export interface Use {
  readonly algorithm: Algorithm;
  readonly key: CryptoKey;
  readonly data: Uint8Array;
}

/** What the host gives; what it refuses, as an operation that failed. */
function attempting<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof DOMException ? thrown : operationFailed(thrown);
  }
}

export function crypt(use: Use, decrypts: boolean): ArrayBuffer {
  switch (use.algorithm.name) {
    case 'RSA-OAEP':
      return cryptRsa(use, decrypts);
    case 'AES-CTR':
      return cryptCtr(use);
    case 'AES-CBC':
      requireBytes(use.algorithm.iv, 'algorithm.iv');
      return cryptAes(use, 'cbc', use.algorithm.iv ?? NO_BYTES, decrypts);
    case 'AES-KW':
      return wrapAes(use, decrypts);
    default:
      return cryptGcm(use, decrypts);
  }
}

const VECTOR_BYTES = 16;

function requireBytes(bytes: Uint8Array | undefined, name: string): void {
  if (bytes?.length === VECTOR_BYTES) return;
  throw new DOMException(`${name} must contain exactly ${VECTOR_BYTES} bytes`, 'OperationError');
}

const cipherName = ({ key }: Use, mode: string): string => `aes-${key.algorithm.length}-${mode}`;

function cryptAes(use: Use, mode: string, iv: Uint8Array, decrypts: boolean): ArrayBuffer {
  const Class = decrypts ? Decipheriv : Cipheriv;
  return attempting(() => {
    const cipher = new Class(cipherName(use, mode), keyHandleOf(use.key).bytes, iv);
    return joined(cipher.update(use.data), cipher.final());
  });
}

const joined = (...parts: readonly unknown[]): ArrayBuffer =>
  toArrayBuffer(Buffer.concat(parts as Uint8Array[]));

const MAX_COUNTER_BITS = 128;
const BLOCK = 16;

/** The counter is the last bits of its block alone: where it comes round, the rest stays. */
function cryptCtr(use: Use): ArrayBuffer {
  const counter = viewOf(use.algorithm.counter ?? NO_BYTES).slice();
  requireBytes(counter, 'algorithm.counter');
  const { length = 0 } = use.algorithm;
  if (length === 0 || length > MAX_COUNTER_BITS) {
    throw new DOMException('AES-CTR algorithm.length must be between 1 and 128', 'OperationError');
  }
  const value = BigInt(`0x${textOf(counter, 'hex')}`);
  const size = 1n << BigInt(length);
  const blocks = BigInt(Math.ceil(use.data.length / BLOCK));
  if (blocks > size) throw operationFailed(undefined);
  const before = size - (value % size);
  if (blocks <= before) return cryptAes(use, 'ctr', counter, false);
  const split = Number(before) * BLOCK;
  const start = (value - (value % size)).toString(16).padStart(2 * BLOCK, '0');
  const first = cryptAes({ ...use, data: use.data.subarray(0, split) }, 'ctr', counter, false);
  const rest = { ...use, data: use.data.subarray(split) };
  return joined(
    new Uint8Array(first),
    new Uint8Array(cryptAes(rest, 'ctr', Buffer.from(start, 'hex'), false)),
  );
}

const TAG_BITS = [32, 64, 96, 104, 112, 120, 128];

function cryptGcm(use: Use, decrypts: boolean): ArrayBuffer {
  const { iv = NO_BYTES, additionalData, tagLength = 128 } = use.algorithm;
  if (!TAG_BITS.includes(tagLength)) {
    throw new DOMException(`${tagLength} is not a valid AES-GCM tag length`, 'OperationError');
  }
  const authTagLength = tagLength / 8;
  const split = use.data.length - authTagLength;
  if (decrypts && split < 0) {
    throw new DOMException('The provided data is too small.', 'OperationError');
  }
  const key = keyHandleOf(use.key).bytes;
  return attempting(() => {
    if (decrypts) {
      const decipher = new Decipheriv(cipherName(use, 'gcm'), key, iv, { authTagLength });
      decipher.setAuthTag(use.data.subarray(split));
      if (additionalData) decipher.setAAD(additionalData);
      return joined(decipher.update(use.data.subarray(0, split)), decipher.final());
    }
    const cipher = new Cipheriv(cipherName(use, 'gcm'), key, iv, { authTagLength });
    if (additionalData) cipher.setAAD(additionalData);
    return joined(cipher.update(use.data), cipher.final(), cipher.getAuthTag());
  });
}

const WRAP_VECTOR = 'a6a6a6a6a6a6a6a6';

function wrapAes(use: Use, decrypts: boolean): ArrayBuffer {
  const Class = decrypts ? Decipheriv : Cipheriv;
  return attempting(() => {
    const iv = Buffer.from(WRAP_VECTOR, 'hex');
    const cipher = new Class(`aes${use.key.algorithm.length}-wrap`, keyHandleOf(use.key).bytes, iv);
    return joined(cipher.update(use.data), cipher.final());
  });
}

const OAEP_PADDING = 4;
const PSS_PADDING = 6;

function cryptRsa({ algorithm, key, data }: Use, decrypts: boolean): ArrayBuffer {
  if (key.type !== (decrypts ? 'private' : 'public')) {
    throw new DOMException(
      'The requested operation is not valid for the provided key',
      'InvalidAccessError',
    );
  }
  const argument = {
    operation: decrypts ? 'private-decrypt' : 'public-encrypt',
    padding: OAEP_PADDING,
    hash: nodeDigest(key.algorithm),
  };
  const { bytes } = keyHandleOf(key);
  return attempting(() =>
    toArrayBuffer(callHost('crypto.rsa', argument, data, bytes, algorithm.label ?? NO_BYTES)),
  );
}

function requireKeyType(key: CryptoKey, type: string): void {
  if (key.type === type) return;
  throw new DOMException(`Key must be a ${type} key`, 'InvalidAccessError');
}

export function signData(use: Use): ArrayBuffer {
  const { algorithm, key, data } = use;
  if (algorithm.name === 'HMAC') return toArrayBuffer(hmacOf(use));
  requireKeyType(key, 'private');
  const terms = signTerms(use);
  return attempting(() =>
    toArrayBuffer(callHost('crypto.sign', terms, data, keyHandleOf(key).bytes)),
  );
}

export function verifyData(use: Use, signature: Uint8Array): boolean {
  const { algorithm, key, data } = use;
  if (algorithm.name === 'HMAC') {
    const own = hmacOf(use);
    return own.length === signature.length && timingSafeEqual(own, signature);
  }
  requireKeyType(key, 'public');
  const terms = signTerms(use);
  return attempting(() =>
    callHost('crypto.verify', terms, data, keyHandleOf(key).bytes, signature),
  );
}

const hmacOf = ({ key, data }: Use): Uint8Array =>
  callHost('crypto.hmac', { name: nodeDigest(key.algorithm) }, keyHandleOf(key).bytes, data);

function signTerms({ algorithm, key }: Use) {
  const terms = { algorithm: '', padding: -1, saltLength: null, encoding: 'ieee-p1363' as const };
  switch (algorithm.name) {
    case 'ECDSA':
      return { ...terms, algorithm: nodeDigest(algorithm) };
    case 'RSASSA-PKCS1-v1_5':
      return { ...terms, algorithm: nodeDigest(key.algorithm) };
    case 'RSA-PSS': {
      const { saltLength = 0 } = algorithm;
      requireSalt(saltLength, key.algorithm);
      return { ...terms, algorithm: nodeDigest(key.algorithm), padding: PSS_PADDING, saltLength };
    }
    default:
      if (algorithm.context && algorithm.context.length > 0) {
        throw new DOMException(
          'Non zero-length context is not yet supported.',
          'NotSupportedError',
        );
      }
      return terms;
  }
}

const DIGEST_BYTES: Readonly<Record<string, number>> = {
  'SHA-1': 20,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
};

function requireSalt(saltLength: number, { modulusLength = 0, hash }: Algorithm): void {
  const most = Math.ceil((modulusLength - 1) / 8) - (DIGEST_BYTES[hash?.name ?? ''] ?? 0) - 2;
  if (saltLength <= most) return;
  const range = `>= 0 && <= ${most}`;
  throw operationFailed(new ERR_OUT_OF_RANGE('algorithm.saltLength', range, saltLength));
}
