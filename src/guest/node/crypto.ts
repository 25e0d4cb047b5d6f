/** Node's `crypto` module. @see https://nodejs.org/docs/latest-v20.x/api/crypto.html */
import { callHost } from '../prelude/host.ts';
import { crypto as webcrypto } from '../web/crypto.ts';
import { callable } from './crypto/callable.ts';
import { X509Certificate } from './crypto/certificate.ts';
import { Cipheriv, Decipheriv } from './crypto/cipher.ts';
import { getCipherInfo } from './crypto/cipher-setup.ts';
import { constants } from './crypto/constants.ts';
import { hkdf, hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from './crypto/derivation.ts';
import { DiffieHellman, DiffieHellmanGroup, diffieHellman, ECDH } from './crypto/diffie-hellman.ts';
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

const classes = {
  Cipheriv: callable(Cipheriv),
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

/** Seen by their names, and not by who lists them. */
for (const name of ['prng', 'pseudoRandomBytes', 'rng']) {
  Object.defineProperty(cryptoModule, name, {
    value: randomBytes,
    writable: true,
    configurable: true,
  });
}
Object.defineProperties(cryptoModule, {
  fips: { get: describe.getFips, set: describe.setFips },
  constants: { value: constants, enumerable: true },
  webcrypto: { get: () => webcrypto, enumerable: true },
  subtle: { get: () => webcrypto.subtle, enumerable: true },
  getRandomValues: {
    get: () => (array: unknown) => webcrypto.getRandomValues(array),
    enumerable: true,
  },
});

export default cryptoModule;
