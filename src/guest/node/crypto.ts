/** Node's `crypto` module. @see https://nodejs.org/docs/latest-v20.x/api/crypto.html */
import { callHost } from '../prelude/host.ts';
import { crypto as webcrypto } from '../web/crypto.ts';
import { diffieHellman } from './crypto/agreement.ts';
import { callable } from './crypto/callable.ts';
import { X509Certificate } from './crypto/certificate.ts';
import { Cipheriv, Decipheriv } from './crypto/cipher.ts';
import { getCipherInfo } from './crypto/cipher-setup.ts';
import { constants } from './crypto/constants.ts';
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from './crypto/derivation.ts';
import { DiffieHellman, DiffieHellmanGroup } from './crypto/diffie-hellman.ts';
import { ECDH } from './crypto/ecdh.ts';
import {
  generateKey,
  generateKeyPair,
  generateKeyPairSync,
  generateKeySync,
} from './crypto/generate-key.ts';
import { Hash, Hmac, hash } from './crypto/hash.ts';
import { createPrivateKey, createPublicKey, createSecretKey } from './crypto/key-input.ts';
import { KeyObject } from './crypto/key-object.ts';
import { curveNames } from './crypto/named-groups.ts';
import { Cipher, Decipher } from './crypto/password-cipher.ts';
import { checkPrime, checkPrimeSync, generatePrime, generatePrimeSync } from './crypto/prime.ts';
import {
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  timingSafeEqual,
} from './crypto/random.ts';
import { privateDecrypt, privateEncrypt, publicDecrypt, publicEncrypt } from './crypto/rsa.ts';
import { Sign, sign, Verify, verify } from './crypto/sign.ts';
import { Certificate } from './crypto/spkac.ts';
import { nativeError } from './errors.ts';
import { validateNumber, validateString } from './validate.ts';

const classes = {
  Certificate: callable(Certificate),
  Cipher: callable(Cipher),
  Cipheriv: callable(Cipheriv),
  Decipher: callable(Decipher),
  Decipheriv: callable(Decipheriv),
  DiffieHellman: callable(DiffieHellman),
  DiffieHellmanGroup: callable(DiffieHellmanGroup),
  ECDH: callable(ECDH),
  Hash: callable(Hash),
  Hmac: callable(Hmac),
  KeyObject,
  Sign: callable(Sign),
  Verify: callable(Verify),
  X509Certificate,
};

const create = {
  createCipheriv: (cipher: unknown, key: unknown, iv: unknown, options?: unknown) =>
    new Cipheriv(cipher, key, iv, options),
  createDecipheriv: (cipher: unknown, key: unknown, iv: unknown, options?: unknown) =>
    new Decipheriv(cipher, key, iv, options),
  createDiffieHellman: (
    sizeOrKey: unknown,
    keyEncoding?: unknown,
    generator?: unknown,
    generatorEncoding?: unknown,
  ) => new DiffieHellman(sizeOrKey, keyEncoding, generator, generatorEncoding),
  createDiffieHellmanGroup: (name: unknown) => new DiffieHellmanGroup(name),
  getDiffieHellman: (name: unknown) => new DiffieHellmanGroup(name),
  createECDH: (curve: unknown) => new ECDH(curve),
  createHash: (algorithm: unknown, options?: unknown) => new Hash(algorithm, options),
  createHmac: (hmac: unknown, key: unknown, options?: unknown) => new Hmac(hmac, key, options),
  createSign: (algorithm: unknown, options?: unknown) => new Sign(algorithm, options),
  createVerify: (algorithm: unknown, options?: unknown) => new Verify(algorithm, options),
  createPrivateKey,
  createPublicKey,
  createSecretKey,
};

const describe = {
  getCipherInfo,
  getCiphers: () => [...callHost('crypto.names', { of: 'ciphers' })],
  getCurves: () => [...curveNames()],
  getHashes: () => [...callHost('crypto.names', { of: 'hashes' })],
  getFips: () => 0,
  setFips(value: unknown): void {
    if (!value) return;
    const error = new Error('Cannot set FIPS mode in a non-FIPS build.');
    throw Object.assign(error, { code: 'ERR_CRYPTO_FIPS_UNAVAILABLE' });
  },
  setEngine(id: unknown, flags?: unknown): void {
    validateString(id, 'id');
    if (flags !== undefined) validateNumber(flags, 'flags');
    throw nativeError(Error, 'ERR_CRYPTO_ENGINE_UNKNOWN', `Engine "${id}" was not found`);
  },
  secureHeapUsed: () => ({ total: 0, used: 0, utilization: 0, min: 0 }),
};

const cryptoModule = {
  ...classes,
  ...create,
  ...describe,
  checkPrime,
  checkPrimeSync,
  diffieHellman,
  generateKey,
  generateKeyPair,
  generateKeyPairSync,
  generateKeySync,
  generatePrime,
  generatePrimeSync,
  hash,
  hkdf,
  hkdfSync,
  pbkdf2,
  pbkdf2Sync,
  privateDecrypt,
  privateEncrypt,
  publicDecrypt,
  publicEncrypt,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID,
  scrypt,
  scryptSync,
  sign,
  timingSafeEqual,
  verify,
};

// A bundle gives classes and functions shorter names; these are seen.
for (const [name, value] of Object.entries(cryptoModule)) {
  if (typeof value === 'function') Object.defineProperty(value, 'name', { value: name });
}

function define(name: string, value: unknown): void {
  Object.defineProperty(cryptoModule, name, { value, writable: true, configurable: true });
}

/** Seen by their names, and not by who lists them. */
for (const name of ['prng', 'pseudoRandomBytes', 'rng']) {
  define(name, randomBytes);
}
define('createCipher', (cipher: unknown, password: unknown, options?: unknown) =>
  Reflect.construct(Cipher, [cipher, password, options]),
);
define('createDecipher', (cipher: unknown, password: unknown, options?: unknown) =>
  Reflect.construct(Decipher, [cipher, password, options]),
);
Object.defineProperties(cryptoModule, {
  fips: { get: describe.getFips, set: describe.setFips },
  constants: { value: Object.assign(Object.create(null), constants), enumerable: true },
  webcrypto: { get: () => webcrypto, enumerable: true },
  subtle: { get: () => webcrypto.subtle, enumerable: true },
  getRandomValues: {
    get: () => (array: unknown) => webcrypto.getRandomValues(array),
    enumerable: true,
  },
});

export default cryptoModule;
