/** The errors that Node's `crypto` has of its own. */
import { defineError, nativeError } from '../errors.ts';

export const ERR_CRYPTO_HASH_FINALIZED = defineError(
  'ERR_CRYPTO_HASH_FINALIZED',
  Error,
  () => 'Digest already called',
);
export const ERR_CRYPTO_INVALID_STATE = defineError(
  'ERR_CRYPTO_INVALID_STATE',
  Error,
  (operation: string) => `Invalid state for operation ${operation}`,
);
export const ERR_CRYPTO_INCOMPATIBLE_KEY = defineError(
  'ERR_CRYPTO_INCOMPATIBLE_KEY',
  Error,
  (what: string, which: string) => `Incompatible ${what}: ${which}`,
);
export const ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS = defineError(
  'ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS',
  Error,
  (encoding: string, why: string) => `The selected key encoding ${encoding} ${why}.`,
);
export const ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE = defineError(
  'ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE',
  TypeError,
  (actual: string, expected: string) => `Invalid key object type ${actual}, expected ${expected}.`,
);
export const ERR_CRYPTO_INVALID_JWK = defineError(
  'ERR_CRYPTO_INVALID_JWK',
  TypeError,
  () => 'Invalid JWK data',
);
export const ERR_CRYPTO_SIGN_KEY_REQUIRED = defineError(
  'ERR_CRYPTO_SIGN_KEY_REQUIRED',
  Error,
  () => 'No key provided to sign',
);
export const ERR_CRYPTO_ECDH_INVALID_FORMAT = defineError(
  'ERR_CRYPTO_ECDH_INVALID_FORMAT',
  TypeError,
  (format: unknown) => `Invalid ECDH format: ${String(format)}`,
);
export const ERR_CRYPTO_SCRYPT_INVALID_PARAMETER = defineError(
  'ERR_CRYPTO_SCRYPT_INVALID_PARAMETER',
  Error,
  () => 'Invalid scrypt parameter',
);
export const ERR_INCOMPATIBLE_OPTION_PAIR = defineError(
  'ERR_INCOMPATIBLE_OPTION_PAIR',
  TypeError,
  (one: string, other: string) =>
    `Option "${one}" cannot be used in combination with option "${other}"`,
);
export const ERR_MISSING_OPTION = defineError(
  'ERR_MISSING_OPTION',
  TypeError,
  (what: string) => `${what} is required`,
);

export const invalidDigest = (name: string): Error =>
  nativeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);

export const invalidMaskDigest = (name: string): Error =>
  nativeError(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid MGF1 digest: ${name}`);

/** Digests that OpenSSL knows and Node's build of it has switched off. */
export const unsupportedDigest = (): Error =>
  Object.assign(new Error('error:0308010C:digital envelope routines::unsupported'), {
    library: 'digital envelope routines',
    reason: 'unsupported',
    code: 'ERR_OSSL_EVP_UNSUPPORTED',
  });

export const invalidState = (message: string): Error =>
  nativeError(Error, 'ERR_CRYPTO_INVALID_STATE', message);
