/** RSA as a cipher. @see Node's lib/internal/crypto/cipher.js */
import { callHost } from '../../prelude/host.ts';
import { nativeError } from '../errors.ts';
import { validateString } from '../validate.ts';
import { type FastBuffer, NO_BYTES, requireBytes, toBuffer } from './bytes.ts';
import { constants } from './constants.ts';
import { preparePrivateKey, preparePublicKey } from './key-input.ts';

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

function rsaFunction(operation: string, defaultPadding: number): RsaFunction {
  const isPrivate = operation.startsWith('private');
  return (options, buffer) => {
    const handle = isPrivate ? preparePrivateKey(options) : preparePublicKey(options);
    const given = Object(options) as RsaOptions;
    const padding = (given.padding || defaultPadding) as number;
    const { oaepHash, oaepLabel, encoding } = given;
    if (oaepHash !== undefined) validateString(oaepHash, 'key.oaepHash');
    const label =
      oaepLabel === undefined ? NO_BYTES : requireBytes(oaepLabel, 'key.oaepLabel', encoding);
    const data = requireBytes(buffer, 'buffer', encoding);
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
