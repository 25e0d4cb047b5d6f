/** `exportKey`. @see Node's lib/internal/crypto/webcrypto.js */

import { textOf, toArrayBuffer } from '../../node/crypto/bytes.ts';
import { exportJwk } from '../../node/crypto/key-object.ts';
import { callHost } from '../../prelude/host.ts';
import { DOMException } from '../dom-exception.ts';
import { type CryptoKey, keyHandleOf } from './crypto-key.ts';
import { jwkAlgorithm } from './import.ts';
import { aesJwkName } from './jwk.ts';

export function exportCryptoKey(format: string, key: CryptoKey): ArrayBuffer | object {
  if (!key.extractable) {
    throw new DOMException('key is not extractable', 'InvalidAccessException');
  }
  switch (format) {
    case 'spki':
      return exportDer(key, 'public', 'raw');
    case 'pkcs8':
      return exportDer(key, 'private', 'pkcs8');
    case 'jwk':
      return jwkOf(key);
    default:
      return exportRaw(key);
  }
}

function exportDer(key: CryptoKey, type: string, words: string): ArrayBuffer {
  if (key.type === type) return toArrayBuffer(keyHandleOf(key).bytes);
  throw unable(key, words);
}

const unable = ({ algorithm, type }: CryptoKey, words: string): DOMException =>
  new DOMException(
    `Unable to export a ${words} ${algorithm.name} ${type} key`,
    'InvalidAccessError',
  );

function exportRaw(key: CryptoKey): ArrayBuffer {
  const handle = keyHandleOf(key);
  const { name } = key.algorithm;
  if (key.type === 'secret') {
    if (name.startsWith('AES') || name === 'HMAC') return toArrayBuffer(handle.bytes);
  } else if (key.type === 'public' && !name.startsWith('RSA')) {
    return toArrayBuffer(callHost('crypto.export-raw', { isPrivate: false }, handle.bytes));
  }
  throw unable(key, 'raw');
}

function jwkOf(key: CryptoKey): object {
  const { algorithm, usages, extractable } = key;
  const { name, length = 0, hash } = algorithm;
  const terms = { key_ops: usages, ext: extractable };
  if (key.type === 'secret') {
    const k = textOf(keyHandleOf(key).bytes, 'base64url');
    const alg = name === 'HMAC' ? `HS${hash?.name.slice(4)}` : aesJwkName(name, length);
    return { ...terms, kty: 'oct', k, alg };
  }
  const jwk = { ...terms, ...exportJwk(keyHandleOf(key)) };
  const isNamed = name.startsWith('RSA') || name.startsWith('Ed');
  return isNamed ? { ...jwk, alg: jwkAlgorithm(algorithm) } : jwk;
}
