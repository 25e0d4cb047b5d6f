/** RSA as a cipher. */
import { privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt } from 'node:crypto';
import { toBigInt } from './der.ts';
import { DIGEST_BYTES, findDigest } from './digest-names.ts';
import { fault, opensslFault, translate } from './fault.ts';
import { bitLength, type Key, rsaNumbers, toNative } from './key.ts';
import { PADDING } from './signature.ts';

export type RsaOperation =
  | 'public-encrypt'
  | 'private-decrypt'
  | 'private-encrypt'
  | 'public-decrypt';

export interface RsaOptions {
  readonly operation: RsaOperation;
  readonly padding: number;
  /** Digest of OAEP; empty: SHA-1. */
  readonly hash: string;
  readonly label: Uint8Array;
}

/** @throws GuestError */
export function cryptRsa(data: Uint8Array, key: Key, options: RsaOptions): Buffer {
  if (key.type === 'rsa-pss') throw opensslFault('PSS_KEY_OPERATION');
  if (key.type !== 'rsa') throw opensslFault('KEY_OPERATION');
  const hash = oaepDigest(options.hash);
  requireCipherPadding(options);
  const { n } = rsaNumbers(key);
  const bytes = Math.ceil(bitLength(n) / 8);
  const isDecryption = options.operation.endsWith('decrypt');
  const input = isDecryption
    ? requireCiphertext(data, bytes)
    : requireRoom(data, n, bytes, hash, options);
  try {
    return run(input, key, hash, options);
  } catch (thrown) {
    if (isDecryption && options.padding === PADDING.oaep) throw opensslFault('OAEP_DECODING_ERROR');
    if (isDecryption && options.padding === PADDING.pkcs1)
      throw opensslFault('BLOCK_TYPE_IS_NOT_01');
    throw translate(thrown);
  }
}

function oaepDigest(name: string): string {
  if (name === '') return 'sha1';
  const found = findDigest(name);
  if (found.kind !== 'known') throw fault('Invalid digest used', 'ERR_OSSL_EVP_INVALID_DIGEST');
  return found.name;
}

function requireCipherPadding({ operation, padding }: RsaOptions): void {
  const isWithKeyOfEncryption = operation === 'public-encrypt' || operation === 'private-decrypt';
  if (padding === PADDING.pkcs1 || padding === PADDING.none) return;
  if (padding === PADDING.oaep && isWithKeyOfEncryption) return;
  throw opensslFault(isWithKeyOfEncryption ? 'UNKNOWN_PADDING_TYPE' : 'UNSUPPORTED_PADDING_MODE');
}

/** Ciphertext of the modulus' length; what is shorter is a smaller number. */
function requireCiphertext(data: Uint8Array, bytes: number): Buffer {
  if (data.length > bytes) throw opensslFault('DATA_LEN_NOT_EQUAL_TO_MOD_LEN');
  return Buffer.concat([Buffer.alloc(bytes - data.length), data]);
}

/** Bytes that PKCS#1 v1.5 takes for itself. */
const PKCS1_OVERHEAD = 11;

function requireRoom(
  data: Uint8Array,
  n: Buffer,
  bytes: number,
  hash: string,
  { padding }: RsaOptions,
): Uint8Array {
  const overhead: Readonly<Record<number, number>> = {
    [PADDING.none]: 0,
    [PADDING.pkcs1]: PKCS1_OVERHEAD,
    [PADDING.oaep]: 2 * (DIGEST_BYTES[hash] ?? 0) + 2,
  };
  if (data.length > bytes - (overhead[padding] ?? 0))
    throw opensslFault('DATA_TOO_LARGE_FOR_KEY_SIZE');
  if (padding !== PADDING.none) return data;
  if (data.length < bytes) throw opensslFault('DATA_TOO_SMALL_FOR_KEY_SIZE');
  if (toBigInt(data) >= toBigInt(n)) throw opensslFault('DATA_TOO_LARGE_FOR_MODULUS');
  return data;
}

function run(
  data: Uint8Array,
  key: Key,
  hash: string,
  { operation, padding, label }: RsaOptions,
): Buffer {
  const native = toNative(key);
  const oaep =
    padding === PADDING.oaep
      ? { oaepHash: hash, ...(label.length > 0 && { oaepLabel: label }) }
      : {};
  switch (operation) {
    case 'public-encrypt':
      return publicEncrypt({ key: native, padding, ...oaep }, data);
    case 'private-decrypt':
      return privateDecrypt({ key: native, padding, ...oaep }, data);
    case 'private-encrypt':
      return privateEncrypt({ key: native, padding }, data);
    case 'public-decrypt':
      return publicDecrypt({ key: native, padding }, data);
  }
}
