/** Algorithms: which there are, for what, and with which parameters. @see https://w3c.github.io/webcrypto/#algorithm-normalization-normalize-an-algorithm */

import { viewOf } from '../../node/crypto/bytes.ts';
import { DOMException } from '../dom-exception.ts';
import type { Algorithm } from './asked-algorithm.ts';
import { toCryptoKey } from './crypto-key.ts';
import {
  type Convert,
  type Member,
  type Place,
  toAlgorithm,
  toBytes,
  toDictionary,
  toInteger,
  toText,
  toUint8Array,
} from './webidl.ts';

export type Operation =
  | 'digest'
  | 'generateKey'
  | 'sign'
  | 'verify'
  | 'importKey'
  | 'deriveBits'
  | 'encrypt'
  | 'decrypt'
  | 'get key length'
  | 'wrapKey'
  | 'unwrapKey';

const NAME: Member = { key: 'name', convert: toText, isRequired: true };
const HASH: Member = { key: 'hash', convert: toAlgorithm, isRequired: true };
const CURVE: Member = { key: 'namedCurve', convert: toText, isRequired: true };
const required = (key: string, convert: Convert<unknown>): Member => ({
  key,
  convert,
  isRequired: true,
});
const optional = (key: string, convert: Convert<unknown>): Member => ({ key, convert });

/** Members of each dictionary of parameters, besides the name. */
const DICTIONARIES = {
  RsaHashedKeyGenParams: [
    required('modulusLength', toInteger(32)),
    required('publicExponent', toUint8Array),
    HASH,
  ],
  RsaHashedImportParams: [HASH],
  EcKeyGenParams: [CURVE],
  EcKeyImportParams: [CURVE],
  AesKeyGenParams: [required('length', toInteger(16))],
  AesDerivedKeyParams: [required('length', toInteger(16))],
  HmacKeyGenParams: [HASH, optional('length', toInteger(32))],
  HmacImportParams: [HASH, optional('length', toInteger(32))],
  RsaPssParams: [required('saltLength', toInteger(32))],
  RsaOaepParams: [optional('label', toBytes)],
  EcdsaParams: [HASH],
  HkdfParams: [HASH, required('salt', toBytes), required('info', toBytes)],
  Pbkdf2Params: [HASH, required('iterations', toInteger(32)), required('salt', toBytes)],
  AesCbcParams: [required('iv', toBytes)],
  AesGcmParams: [
    required('iv', toBytes),
    optional('tagLength', toInteger(8)),
    optional('additionalData', toBytes),
  ],
  AesCtrParams: [required('counter', toBytes), required('length', toInteger(8))],
  EcdhKeyDeriveParams: [required('public', toCryptoKey)],
  Ed448Params: [optional('context', toBytes)],
} as const satisfies Record<string, readonly Member[]>;

type DictionaryName = keyof typeof DICTIONARIES;

/** Parameters that are copied when they are taken: what a caller changes later has no effect. */
const COPIED = ['iv', 'additionalData', 'label', 'context', 'salt', 'info'];

const of = (names: string, dictionary: DictionaryName | null) =>
  Object.fromEntries(names.split(' ').map((name) => [name, dictionary]));

const RSA_NAMES = 'RSASSA-PKCS1-v1_5 RSA-PSS RSA-OAEP';
const AES_NAMES = 'AES-CTR AES-CBC AES-GCM AES-KW';
const CIPHERS = {
  'RSA-OAEP': 'RsaOaepParams',
  'AES-CBC': 'AesCbcParams',
  'AES-GCM': 'AesGcmParams',
  'AES-CTR': 'AesCtrParams',
} as const;
const SIGNERS = {
  ...of('RSASSA-PKCS1-v1_5 HMAC Ed25519', null),
  'RSA-PSS': 'RsaPssParams',
  ECDSA: 'EcdsaParams',
  Ed448: 'Ed448Params',
} as const;

const SUPPORTED: Readonly<Record<Operation, Readonly<Record<string, DictionaryName | null>>>> = {
  digest: of('SHA-1 SHA-256 SHA-384 SHA-512', null),
  generateKey: {
    ...of(RSA_NAMES, 'RsaHashedKeyGenParams'),
    ...of('ECDSA ECDH', 'EcKeyGenParams'),
    ...of(AES_NAMES, 'AesKeyGenParams'),
    HMAC: 'HmacKeyGenParams',
    ...of('Ed25519 X25519 X448 Ed448', null),
  },
  sign: SIGNERS,
  verify: SIGNERS,
  importKey: {
    ...of(RSA_NAMES, 'RsaHashedImportParams'),
    ...of('ECDSA ECDH', 'EcKeyImportParams'),
    HMAC: 'HmacImportParams',
    ...of(`HKDF PBKDF2 ${AES_NAMES} Ed25519 X25519 X448 Ed448`, null),
  },
  deriveBits: {
    HKDF: 'HkdfParams',
    PBKDF2: 'Pbkdf2Params',
    ...of('ECDH X25519 X448', 'EcdhKeyDeriveParams'),
  },
  encrypt: CIPHERS,
  decrypt: CIPHERS,
  'get key length': {
    ...of(AES_NAMES, 'AesDerivedKeyParams'),
    HMAC: 'HmacImportParams',
    ...of('HKDF PBKDF2', null),
  },
  wrapKey: of('AES-KW', null),
  unwrapKey: of('AES-KW', null),
};

const PLACE: Place = { prefix: 'Failed to normalize algorithm', context: 'passed algorithm' };
const toNamed = toDictionary('Algorithm', [NAME]);

/** @throws DOMException for an algorithm that is not there, or not for this operation */
export function normalizeAlgorithm(algorithm: unknown, operation: Operation): Algorithm {
  const given = typeof algorithm === 'string' ? { name: algorithm } : algorithm;
  const asked = (toNamed(given, PLACE)['name'] as string).toUpperCase();
  const known = SUPPORTED[operation];
  const name = Object.keys(known).find((each) => each.toUpperCase() === asked);
  if (name === undefined) {
    throw new DOMException('Unrecognized algorithm name', 'NotSupportedError');
  }
  const dictionary = known[name];
  return dictionary ? { ...parametersOf(given, dictionary), name } : { name };
}

function parametersOf(given: unknown, dictionary: DictionaryName): Record<string, unknown> {
  const members = [NAME, ...DICTIONARIES[dictionary]];
  const parameters = toDictionary(dictionary, members)(given, PLACE);
  for (const key of COPIED) {
    const value = parameters[key];
    if (value) parameters[key] = viewOf(value as ArrayBuffer | ArrayBufferView).slice();
  }
  if (parameters['hash'] !== undefined) {
    parameters['hash'] = normalizeAlgorithm(parameters['hash'], 'digest');
  }
  return parameters;
}

/** A digest's name as the host has it. */
export const nodeDigest = ({ hash }: Algorithm): string =>
  (hash?.name ?? '').replace('-', '').toLowerCase();

/** What an operation ends with when the host refuses; the reason is its cause. */
export const operationFailed = (cause: unknown): DOMException =>
  new DOMException('The operation failed for an operation-specific reason', {
    name: 'OperationError',
    cause,
  });
