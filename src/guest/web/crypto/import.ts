/** `importKey`. @see Node's lib/internal/crypto/{aes,cfrg,ec,mac,rsa,webcrypto}.js */

import { textBytes, textOf, viewOf } from '../../node/crypto/bytes.ts';
import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  handleFromJwk,
} from '../../node/crypto/key-input.ts';
import {
  handleOf,
  KeyHandle,
  PrivateKeyObject,
  PublicKeyObject,
  type SecretKeyObject,
} from '../../node/crypto/key-object.ts';
import { callHost } from '../../prelude/host.ts';
import { DOMException } from '../dom-exception.ts';
import type { Algorithm } from './asked-algorithm.ts';
import { type CryptoKey, makeCryptoKey } from './crypto-key.ts';
import { NAMED_CURVES } from './generate.ts';
import type { Jwk } from './jwk.ts';
import { aesJwkName, requireJwkAlgorithm, requireJwkHash, requireJwkTerms } from './jwk.ts';
import { PAIR_USAGES, requireUsages, secretUsages } from './usages.ts';

export interface Import {
  readonly format: string;
  /** Bytes, or a JSON Web Key where that is the format. */
  readonly data: ArrayBuffer | ArrayBufferView | Jwk;
  readonly algorithm: Algorithm;
  readonly extractable: boolean;
  readonly usages: string[];
}

type AsymmetricKey = PublicKeyObject | PrivateKeyObject;

const invalid = (message: string, cause?: unknown): DOMException =>
  new DOMException(message, cause === undefined ? 'DataError' : { name: 'DataError', cause });

/** What `read` gives; what it throws, as the data's fault. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (thrown) {
    throw thrown instanceof DOMException ? thrown : invalid('Invalid keyData', thrown);
  }
}

const bytesOf = ({ data }: Import): Uint8Array => viewOf(data as ArrayBuffer | ArrayBufferView);

export function importCryptoKey(given: Import): CryptoKey {
  const { name } = given.algorithm;
  if (name.startsWith('AES')) return importAes(given);
  if (name === 'HMAC') return importHmac(given);
  if (name === 'HKDF' || name === 'PBKDF2') return importSource(given);
  return importAsymmetric(given);
}

/** A secret in a JSON Web Key. */
function secretFromJwk(given: Import, use: string): SecretKeyObject {
  requireJwkTerms(given, 'oct', use);
  const { k } = given.data as Jwk;
  if (k === undefined) throw invalid('Invalid keyData');
  return createSecretKey(textBytes(k, 'base64'));
}

function requireAesLength(bits: number): void {
  if (![128, 192, 256].includes(bits)) throw invalid('Invalid key length');
}

function importAes(given: Import): CryptoKey {
  const { format, algorithm, usages, extractable } = given;
  const { name } = algorithm;
  requireUsages(usages, secretUsages(name), 'an AES key');
  if (format !== 'raw' && format !== 'jwk') {
    throw new DOMException(`Unable to import AES key with format ${format}`, 'NotSupportedError');
  }
  if (format === 'raw') requireAesLength(bytesOf(given).length * 8);
  const object = format === 'raw' ? createSecretKey(bytesOf(given)) : secretFromJwk(given, 'enc');
  const length = object.symmetricKeySize * 8;
  requireAesLength(length);
  if (format === 'jwk') requireJwkAlgorithm(given, aesJwkName(name, length));
  return makeCryptoKey(object, { name, length }, usages, extractable);
}

function importHmac(given: Import): CryptoKey {
  const { format, algorithm, usages, extractable } = given;
  requireUsages(usages, secretUsages('HMAC'), 'an HMAC key');
  const { hash = { name: '' } } = algorithm;
  if (format !== 'raw' && format !== 'jwk') {
    throw new DOMException(`Unable to import HMAC key with format ${format}`);
  }
  if (format === 'raw') requireHmacLength(bytesOf(given).length * 8, algorithm.length);
  const object = format === 'raw' ? createSecretKey(bytesOf(given)) : secretFromJwk(given, 'sig');
  if (format === 'jwk') requireJwkAlgorithm(given, `HS${hash.name.slice(4)}`);
  const length = object.symmetricKeySize * 8;
  return makeCryptoKey(object, { name: 'HMAC', hash, length }, usages, extractable);
}

function requireHmacLength(bits: number, wanted: number | undefined): void {
  if (bits === 0 || wanted === 0) throw invalid('Zero-length key is not supported');
  if (wanted !== undefined && wanted !== bits) throw invalid('Invalid key length');
}

/** What keys are derived from. */
function importSource(given: Import): CryptoKey {
  const { format, algorithm, usages, extractable } = given;
  const { name } = algorithm;
  if (extractable) throw new DOMException(`${name} keys are not extractable`, 'SyntaxError');
  requireUsages(usages, secretUsages(name), `a ${name} key`);
  if (format !== 'raw') {
    throw new DOMException(
      `Unable to import ${name} key with format ${format}`,
      'NotSupportedError',
    );
  }
  return makeCryptoKey(createSecretKey(bytesOf(given)), { name }, usages, false);
}

/** How messages speak of a pair's key. */
const wordsFor = (name: string): string =>
  name.startsWith('RSA') ? `an ${name} key` : `a ${name} key`;

function importAsymmetric(given: Import): CryptoKey {
  const { algorithm, usages, extractable } = given;
  const { name } = algorithm;
  if (name.startsWith('EC') && !NAMED_CURVES.includes(algorithm.namedCurve ?? '')) {
    throw new DOMException('Unrecognized namedCurve', 'NotSupportedError');
  }
  const object = readAsymmetric(given);
  const { asymmetricKeyType } = object;
  const wanted = name.startsWith('RSA') ? 'rsa' : name.startsWith('EC') ? 'ec' : name.toLowerCase();
  if (asymmetricKeyType !== wanted) throw invalid('Invalid key type');
  return makeCryptoKey(object, algorithmOf(object, algorithm), usages, extractable);
}

function readAsymmetric(given: Import): AsymmetricKey {
  const { format, algorithm, usages } = given;
  const { name } = algorithm;
  const allowed = PAIR_USAGES[name] ?? { public: [], private: [] };
  const isPublic = format === 'jwk' ? (given.data as Jwk).d === undefined : format !== 'pkcs8';
  const requireAllowed = () =>
    requireUsages(usages, isPublic ? allowed.public : allowed.private, wordsFor(name));
  if (format === 'jwk') return readJwk(given, isPublic, requireAllowed);
  if (format === 'raw' && name.startsWith('RSA')) {
    throw new DOMException(`Unable to import RSA key with format ${format}`, 'NotSupportedError');
  }
  requireAllowed();
  if (format === 'raw') return readRaw(given, bytesOf(given), true);
  const key = bytesOf(given);
  return reading(() =>
    isPublic
      ? createPublicKey({ key, format: 'der', type: 'spki' })
      : createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
  );
}

const RAW_BYTES: Readonly<Record<string, number>> = {
  Ed25519: 32,
  X25519: 32,
  Ed448: 57,
  X448: 56,
};

function readRaw({ algorithm }: Import, raw: Uint8Array, isPublic: boolean): AsymmetricKey {
  const { name, namedCurve = '' } = algorithm;
  const wanted = RAW_BYTES[name];
  if (wanted !== undefined && raw.length !== wanted) {
    throw invalid(`${name} raw keys must be exactly ${wanted}-bytes`);
  }
  const type = wanted === undefined ? 'ec' : name.toLowerCase();
  const bytes = reading(() =>
    callHost('crypto.import-raw', { type, curve: namedCurve, isPrivate: !isPublic }, raw),
  );
  return isPublic
    ? new PublicKeyObject(new KeyHandle('public', bytes))
    : new PrivateKeyObject(new KeyHandle('private', bytes));
}

const CURVE_ALGORITHMS: Readonly<Record<string, string>> = {
  'P-256': 'ES256',
  'P-384': 'ES384',
  'P-521': 'ES512',
};
const RSA_ALGORITHMS: Readonly<Record<string, readonly [prefix: string, sha1: string]>> = {
  'RSASSA-PKCS1-v1_5': ['RS', 'RS1'],
  'RSA-PSS': ['PS', 'PS1'],
  'RSA-OAEP': ['RSA-OAEP-', 'RSA-OAEP'],
};

/** The `alg` that a JSON Web Key of the algorithm bears, if there is one. */
export function jwkAlgorithm({ name, hash, namedCurve = '' }: Algorithm): string | undefined {
  const rsa = RSA_ALGORITHMS[name];
  if (rsa) return hash?.name === 'SHA-1' ? rsa[1] : `${rsa[0]}${hash?.name.slice(4)}`;
  if (name === 'ECDSA') return CURVE_ALGORITHMS[namedCurve];
  return name.startsWith('Ed') ? name : undefined;
}

const isEdAlgorithm = ({ alg }: Jwk, name: string): boolean =>
  name.startsWith('Ed') && (alg === name || alg === 'EdDSA');

/** The `kty` of an algorithm's JSON Web Keys. */
function jwkKind(name: string): string {
  if (name.startsWith('RSA')) return 'RSA';
  return name.startsWith('EC') ? 'EC' : 'OKP';
}

function requireJwkCurve({ crv }: Jwk, kind: string, { name, namedCurve }: Algorithm): void {
  if (kind === 'EC' && crv !== namedCurve) {
    throw invalid('JWK "crv" does not match the requested algorithm');
  }
  if (kind === 'OKP' && crv !== name) {
    throw invalid('JWK "crv" Parameter and algorithm name mismatch');
  }
}

function readJwk(given: Import, isPublic: boolean, requireAllowed: () => void): AsymmetricKey {
  const { algorithm } = given;
  const { name } = algorithm;
  const jwk = given.data as Jwk;
  const kind = jwkKind(name);
  if (!jwk.kty) throw invalid('Invalid keyData');
  if (jwk.kty !== kind) throw invalid('Invalid JWK "kty" Parameter');
  requireJwkCurve(jwk, kind, algorithm);
  if (kind !== 'OKP') requireAllowed();
  const isForSecrets = name === 'RSA-OAEP' || name === 'ECDH' || name.startsWith('X');
  requireJwkTerms(given, kind, isForSecrets ? 'enc' : 'sig');
  requireAlgorithmOf(given, jwk);
  if (kind !== 'OKP') return reading(() => keyFromJwk(jwk, isPublic));
  if (!isPublic && jwk.x === undefined) throw invalid('Invalid JWK');
  requireAllowed();
  return reading(() => okpFromJwk(given, jwk, isPublic));
}

function requireAlgorithmOf(given: Import, jwk: Jwk): void {
  const { name, hash } = given.algorithm;
  if (name.startsWith('RSA')) {
    requireJwkHash(given, hash?.name ?? '');
    return;
  }
  const wanted = jwkAlgorithm(given.algorithm);
  if (wanted !== undefined && !isEdAlgorithm(jwk, name)) requireJwkAlgorithm(given, wanted);
}

function keyFromJwk(jwk: Jwk, isPublic: boolean): AsymmetricKey {
  const handle = handleFromJwk(jwk, isPublic);
  return isPublic ? new PublicKeyObject(handle) : new PrivateKeyObject(handle);
}

function okpFromJwk(given: Import, jwk: Jwk, isPublic: boolean): AsymmetricKey {
  const shared = readRaw(given, textBytes(jwk.x ?? '', 'base64'), true);
  if (isPublic) return shared;
  const own = readRaw(given, textBytes(jwk.d ?? '', 'base64'), false);
  if (!createPublicKey(own).equals(shared)) throw invalid('Invalid keyData');
  return own;
}

const CURVE_NAMES: Readonly<Record<string, string>> = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
};

function algorithmOf(object: AsymmetricKey, { name, hash, namedCurve }: Algorithm): Algorithm {
  const { facts } = handleOf(object);
  if (facts.type === 'ec') {
    if (CURVE_NAMES[namedCurve ?? ''] !== facts.namedCurve) throw invalid('Named curve mismatch');
    return { name, namedCurve: namedCurve ?? '' };
  }
  if (facts.type !== 'rsa' || !hash) return { name };
  const hex = BigInt(facts.publicExponent ?? '0').toString(16);
  const publicExponent = new Uint8Array(textBytes(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex'));
  return { name, modulusLength: facts.modulusLength ?? 0, publicExponent, hash };
}

export const textOfBytes = (bytes: Uint8Array): string => textOf(bytes, 'utf8');
