/** RSA as a cipher. @see Node's lib/internal/crypto/cipher.js */
import { callHost } from '../../prelude/host.ts';
import { nativeError } from '../errors.ts';
import { validateString } from '../validate.ts';
import { type FastBuffer, NO_BYTES, requireBytes, toBuffer } from './bytes.ts';
import { constants } from './constants.ts';
import { lookUpDigest } from './digest-lookup.ts';
import { preparePrivateKey, preparePublicKey, readKeyAfter } from './key-input.ts';

interface RsaOptions {
  readonly padding?: unknown;
  readonly oaepHash?: unknown;
  readonly oaepLabel?: unknown;
  readonly encoding?: unknown;
}

type RsaFunction = (options: unknown, buffer: unknown) => FastBuffer;

/** As Node 20 refuses it: an answer that tells good padding from bad gives the message away. */
function refusePkcs1Decryption(): never {
  throw nativeError(
    TypeError,
    'ERR_INVALID_ARG_VALUE',
    'RSA_PKCS1_PADDING is no longer supported for private decryption, this can be reverted with --security-revert=CVE-2023-46809',
  );
}

function checked(options: unknown, buffer: unknown) {
  const { oaepHash, oaepLabel, encoding } = Object(options) as RsaOptions;
  if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
  const label =
    oaepLabel === undefined ? NO_BYTES : requireBytes(oaepLabel, 'key.oaepLabel', encoding);
  return { oaepHash, label, data: requireBytes(buffer, 'buffer', encoding) };
}

function requireKnownDigest(name: string | undefined): void {
  if (name === undefined || lookUpDigest(name).kind === 'known') return;
  throw nativeError(Error, 'ERR_OSSL_EVP_INVALID_DIGEST', 'Invalid digest used');
}

function rsaFunction(operation: string, defaultPadding: number): RsaFunction {
  const isPrivate = operation.startsWith('private');
  return (options, buffer) => {
    const read = () => (isPrivate ? preparePrivateKey(options) : preparePublicKey(options));
    const handle = readKeyAfter(read, () => requireKnownDigest(checked(options, buffer).oaepHash));
    const padding = ((Object(options) as RsaOptions).padding || defaultPadding) as number;
    const { oaepHash, label, data } = checked(options, buffer);
    if (operation === 'private-decrypt' && padding === constants.RSA_PKCS1_PADDING) {
      refusePkcs1Decryption();
    }
    const argument = { operation, padding, hash: oaepHash ?? '' };
    return toBuffer(callHost('crypto.rsa', argument, data, handle.bytes, label));
  };
}

export const publicEncrypt = rsaFunction('public-encrypt', constants.RSA_PKCS1_OAEP_PADDING);
export const publicDecrypt = rsaFunction('public-decrypt', constants.RSA_PKCS1_PADDING);
export const privateEncrypt = rsaFunction('private-encrypt', constants.RSA_PKCS1_PADDING);
export const privateDecrypt = rsaFunction('private-decrypt', constants.RSA_PKCS1_OAEP_PADDING);
