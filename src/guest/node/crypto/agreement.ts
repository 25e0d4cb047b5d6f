/** `diffieHellman`, the agreement of two keys. @see Node's lib/internal/crypto/diffiehellman.js */
import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { validateObject } from '../validate.ts';
import { type FastBuffer, toBuffer } from './bytes.ts';
import {
  ERR_CRYPTO_INCOMPATIBLE_KEY,
  ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE,
} from './crypto-errors.ts';
import { handleOf, isKeyObject, KeyHandle, type PrivateKeyObject } from './key-object.ts';

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
