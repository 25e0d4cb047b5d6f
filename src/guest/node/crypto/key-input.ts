/** Keys in every form a function takes them. @see Node's lib/internal/crypto/keys.js */
import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { validateObject, validateOneOf, validateString } from '../validate.ts';
import { isBinary, NO_BYTES, requireBytes, textBytes } from './bytes.ts';
import { ERR_CRYPTO_INVALID_JWK, ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE } from './crypto-errors.ts';
import { type KeyEncoding, parseKeyEncoding } from './key-encoding.ts';
import {
  handleOf,
  isKeyObject,
  KeyHandle,
  type KeyObject,
  keyObjects,
  PrivateKeyObject,
  PublicKeyObject,
  SecretKeyObject,
} from './key-object.ts';

/** What a key is wanted for: to use it, or to make a KeyObject. */
type Purpose = 'use-public' | 'use-private' | 'create-public' | 'create-private';

const TYPES = [
  'ArrayBuffer',
  'Buffer',
  'TypedArray',
  'DataView',
  'string',
  'KeyObject',
  'CryptoKey',
];

function typesFor(allowsObjects: boolean, onlyBytes = false): readonly string[] {
  if (onlyBytes) return TYPES.slice(0, 4);
  return allowsObjects ? TYPES : TYPES.slice(0, 5);
}

/** The KeyObject that a value is, or that a CryptoKey has. */
function objectOf(value: unknown): KeyObject | undefined {
  if (isKeyObject(value)) return value;
  return typeof value === 'object' && value !== null ? keyObjects.get(value) : undefined;
}

/** The bytes of a secret key. */
export function prepareSecretKey(key: unknown, encoding?: unknown, onlyBytes = false): Uint8Array {
  const object = onlyBytes ? undefined : objectOf(key);
  if (object) {
    if (object.type !== 'secret') {
      throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(object.type, 'secret');
    }
    return handleOf(object).bytes;
  }
  if (typeof key !== 'string' && !isBinary(key)) {
    throw new ERR_INVALID_ARG_TYPE('key', typesFor(!onlyBytes, onlyBytes), key);
  }
  return requireBytes(key, 'key', encoding);
}

function handleFor(key: KeyObject, purpose: Purpose): KeyHandle {
  if (purpose === 'create-private') {
    throw new ERR_INVALID_ARG_TYPE('key', typesFor(false), key);
  }
  const isPrivateWanted = purpose === 'use-private' || purpose === 'create-public';
  if (isPrivateWanted && key.type !== 'private') {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'private');
  }
  if (key.type === 'secret') {
    throw new ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE(key.type, 'private or public');
  }
  return forPurpose(handleOf(key), purpose);
}

/** A private key where a public one is wanted gives its public half. */
function forPurpose(handle: KeyHandle, purpose: Purpose): KeyHandle {
  if (!handle.isPrivate || purpose === 'use-private') return handle;
  return new KeyHandle('public', callHost('crypto.public-key', {}, handle.bytes));
}

const wantsPublic = (purpose: Purpose): boolean =>
  purpose === 'use-public' || purpose === 'create-public';

const RAW_BYTES: Readonly<Record<string, number>> = {
  Ed25519: 32,
  X25519: 32,
  Ed448: 57,
  X448: 56,
};
const RSA_SECRETS = ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const;

type Jwk = Readonly<Record<string, unknown>>;

/** Takes the fields of a JSON Web Key out of it, as text, once each. */
function takeFields(jwk: Jwk, names: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value = jwk[name];
    validateString(value, `key.${name}`);
    fields[name] = value;
  }
  return fields;
}

/** @throws ERR_CRYPTO_INVALID_JWK and errors of its fields' types */
export function handleFromJwk(jwk: unknown, isPublic: boolean): KeyHandle {
  validateObject(jwk, 'key');
  const given = jwk as Jwk;
  const { kty } = given;
  validateOneOf(kty, 'key.kty', ['RSA', 'EC', 'OKP']);
  const fields = { ...jwkFields(given, kty as string, isPublic), kty: kty as string };
  const bytes = callHost('crypto.import-jwk', { isPrivate: !isPublic, ...fields });
  return new KeyHandle(isPublic ? 'public' : 'private', bytes);
}

function jwkFields(jwk: Jwk, kty: string, isPublic: boolean): Record<string, string> {
  if (kty === 'RSA') return takeFields(jwk, isPublic ? ['n', 'e'] : ['n', 'e', ...RSA_SECRETS]);
  const { crv = '' } = takeFields(jwk, ['crv']);
  return { crv, ...(kty === 'EC' ? ecFields : okpFields)(jwk, crv, isPublic) };
}

function ecFields(jwk: Jwk, crv: string, isPublic: boolean): Record<string, string> {
  validateOneOf(crv, 'key.crv', ['P-256', 'secp256k1', 'P-384', 'P-521']);
  return takeFields(jwk, isPublic ? ['x', 'y'] : ['x', 'y', 'd']);
}

function okpFields(jwk: Jwk, crv: string, isPublic: boolean): Record<string, string> {
  validateOneOf(crv, 'key.crv', ['Ed25519', 'Ed448', 'X25519', 'X448']);
  const fields = takeFields(jwk, isPublic ? ['x'] : ['x', 'd']);
  const raw = textBytes(fields[isPublic ? 'x' : 'd'] ?? '', 'base64');
  if (raw.length !== RAW_BYTES[crv]) throw new ERR_CRYPTO_INVALID_JWK();
  return fields;
}

interface GivenKey {
  readonly key?: unknown;
  readonly encoding?: unknown;
  readonly format?: unknown;
}

function prepare(key: unknown, purpose: Purpose): KeyHandle {
  const object = objectOf(key);
  if (object) return handleFor(object, purpose);
  if (typeof key === 'string' || isBinary(key)) {
    return readKey(requireBytes(key, 'key'), PLAIN_PEM, purpose);
  }
  if (typeof key === 'object' && key !== null) return prepareOptions(key, purpose);
  throw new ERR_INVALID_ARG_TYPE('key', typesFor(purpose !== 'create-private'), key);
}

const PLAIN_PEM: KeyEncoding = {
  format: 'pem',
  type: undefined,
  cipher: undefined,
  passphrase: undefined,
};

function prepareOptions(options: GivenKey, purpose: Purpose): KeyHandle {
  const { key: data, encoding, format } = options;
  const object = objectOf(data);
  if (object) return handleFor(object, purpose);
  if (format === 'jwk') {
    validateObject(data, 'key.key');
    return handleFromJwk(data, wantsPublic(purpose));
  }
  if (typeof data !== 'string' && !isBinary(data)) {
    throw new ERR_INVALID_ARG_TYPE('key.key', typesFor(purpose !== 'create-private'), data);
  }
  const bytes = requireBytes(data, 'key', encoding);
  return readKey(
    bytes,
    parseKeyEncoding(options, wantsPublic(purpose) ? undefined : false),
    purpose,
  );
}

function readKey(bytes: Uint8Array, encoding: KeyEncoding, purpose: Purpose): KeyHandle {
  const isPublic = wantsPublic(purpose);
  const der = callHost(
    'crypto.import-key',
    {
      format: encoding.format === 'der' ? 'der' : 'pem',
      encoding: encoding.type ?? '',
      wants: isPublic ? 'public' : 'private',
      hasPassphrase: encoding.passphrase !== undefined,
    },
    bytes,
    encoding.passphrase ?? NO_BYTES,
  );
  return new KeyHandle(isPublic ? 'public' : 'private', der);
}

export const preparePrivateKey = (key: unknown): KeyHandle => prepare(key, 'use-private');
export const preparePublicKey = (key: unknown): KeyHandle => prepare(key, 'use-public');

export function createSecretKey(key: unknown, encoding?: unknown): SecretKeyObject {
  const bytes = prepareSecretKey(key, encoding, true);
  return new SecretKeyObject(new KeyHandle('secret', bytes.slice()));
}

export const createPublicKey = (key: unknown): PublicKeyObject =>
  new PublicKeyObject(prepare(key, 'create-public'));

export const createPrivateKey = (key: unknown): PrivateKeyObject =>
  new PrivateKeyObject(prepare(key, 'create-private'));

/** Node checks every argument before OpenSSL reads the key. @param check what must be right before that */
export function readKeyAfter(read: () => KeyHandle, check: () => void): KeyHandle {
  try {
    return read();
  } catch (thrown) {
    if (String((thrown as { code?: unknown }).code).startsWith('ERR_OSSL')) check();
    throw thrown;
  }
}
