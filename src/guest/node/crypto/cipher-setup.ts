/** What must be right about a cipher before it starts. @see Node's src/crypto/crypto_cipher.cc */
import type { CipherFacts } from '../../../wire/crypto-calls.ts';
import { callHost } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, nativeError } from '../errors.ts';
import { validateInt32, validateObject, validateString } from '../validate.ts';
import { NO_BYTES, requireBytes, stringOption } from './bytes.ts';
import { prepareSecretKey } from './key-input.ts';

export interface CipherSetup {
  readonly name: string;
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly mode: CipherMode;
  /** Bytes of the tag; -1: any that its mode takes. */
  readonly tagLength: number;
}

export type CipherMode = 'gcm' | 'ccm' | 'ocb' | 'poly1305' | 'wrap' | 'xts' | 'plain';

/** Known to OpenSSL, but in a provider that Node does not load. */
const LEGACY =
  /^(des|des-(cbc|cfb|cfb1|cfb8|ecb|ofb)|desx.*|rc2.*|rc4.*|bf.*|blowfish|cast.*|idea.*|seed.*)$/i;

const invalidIv = () =>
  nativeError(TypeError, 'ERR_CRYPTO_INVALID_IV', 'Invalid initialization vector');

export const invalidTag = (length: number): Error =>
  nativeError(
    TypeError,
    'ERR_CRYPTO_INVALID_AUTH_TAG',
    `Invalid authentication tag length: ${length}`,
  );

export function uintOption(options: unknown, name: string): number {
  const value = options ? (options as Record<string, unknown>)[name] : undefined;
  if (value === undefined || value === null) return -1;
  if ((value as number) >>> 0 !== value) throw new ERR_INVALID_ARG_VALUE(`options.${name}`, value);
  return value;
}

export const isGcmTag = (length: number): boolean =>
  length === 4 || length === 8 || (length >= 12 && length <= 16);

const known = new Map<string, CipherFacts | null>();

function lookUp(name: string): CipherFacts | null {
  const found = known.get(name);
  if (found !== undefined) return found;
  const facts = name === '' ? null : callHost('crypto.cipher-info', { name, ...UNASKED });
  known.set(name, facts);
  return facts;
}

const UNASKED = { nid: 0, keyLength: -1, ivLength: -1 };

/** @throws in the order and words of Node */
export function setUpCipher(
  cipher: unknown,
  key: unknown,
  iv: unknown,
  options: unknown,
): CipherSetup {
  validateString(cipher, 'cipher');
  const secret = prepareSecretKey(key, stringOption(options, 'encoding'));
  const vector = iv === null ? NO_BYTES : requireBytes(iv, 'iv');
  const asked = uintOption(options, 'authTagLength');
  const facts = requireFacts(cipher);
  const mode = modeOf(facts);
  requireIv(facts, mode, vector);
  const tagLength = requireTagLength(cipher, mode, asked);
  if (secret.length !== facts.keyLength) {
    throw nativeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  }
  if (mode === 'xts') requireTwoKeys(secret);
  return { name: cipher, key: secret.slice(), iv: vector.slice(), mode, tagLength };
}

function requireFacts(cipher: string): CipherFacts {
  const facts = lookUp(cipher);
  if (facts) return facts;
  if (!LEGACY.test(cipher)) {
    throw nativeError(Error, 'ERR_CRYPTO_UNKNOWN_CIPHER', 'Unknown cipher');
  }
  throw opensslError('0308010C', 'digital envelope routines', 'unsupported', 'EVP_UNSUPPORTED');
}

export const opensslError = (
  number: string,
  library: string,
  reason: string,
  code: string,
): Error =>
  Object.assign(new Error(`error:${number}:${library}::${reason}`), {
    library,
    reason,
    code: `ERR_OSSL_${code}`,
  });

function modeOf({ mode, name }: CipherFacts): CipherMode {
  if (name === 'chacha20-poly1305') return 'poly1305';
  if (mode === 'gcm' || mode === 'ccm' || mode === 'ocb' || mode === 'wrap' || mode === 'xts') {
    return mode;
  }
  return 'plain';
}

/** Least and most bytes of an initialization vector, for the modes that take several. */
const IV_BYTES: Partial<Record<CipherMode, readonly [least: number, most: number]>> = {
  gcm: [1, Number.POSITIVE_INFINITY],
  ccm: [7, 13],
  ocb: [1, 15],
  poly1305: [1, 12],
};

function requireIv({ ivLength = 0 }: CipherFacts, mode: CipherMode, iv: Uint8Array): void {
  const [least, most] = IV_BYTES[mode] ?? [ivLength, ivLength];
  if (iv.length < least || iv.length > most) throw invalidIv();
}

/** Bytes of a tag where none was asked for. */
const CHACHA_TAG = 16;
const MAX_TAG = 16;

function requireTagLength(name: string, mode: CipherMode, asked: number): number {
  if (mode === 'gcm') {
    if (asked !== -1 && !isGcmTag(asked)) throw invalidTag(asked);
    return asked;
  }
  if (mode !== 'ccm' && mode !== 'ocb' && mode !== 'poly1305') return -1;
  const length = asked === -1 && mode === 'poly1305' ? CHACHA_TAG : asked;
  if (length === -1) {
    const message = `authTagLength required for ${name}`;
    throw nativeError(TypeError, 'ERR_CRYPTO_INVALID_AUTH_TAG', message);
  }
  if (!isTagLength(mode, length)) throw invalidTag(length);
  return length;
}

const isTagLength = (mode: CipherMode, length: number): boolean =>
  length <= MAX_TAG && (mode !== 'ccm' || isCcmTag(length)) && (mode !== 'poly1305' || length > 0);

const isCcmTag = (length: number): boolean => length >= 4 && length % 2 === 0;

function requireTwoKeys(key: Uint8Array): void {
  const half = key.length / 2;
  if (!key.subarray(0, half).every((byte, index) => byte === key[half + index])) return;
  throw opensslError('1C800095', 'Provider routines', 'xts duplicated keys', 'XTS_DUPLICATED_KEYS');
}

interface InfoOptions {
  readonly keyLength?: unknown;
  readonly ivLength?: unknown;
}

export function getCipherInfo(nameOrNid: unknown, options?: unknown): CipherFacts | undefined {
  if (typeof nameOrNid !== 'string' && typeof nameOrNid !== 'number') {
    throw new ERR_INVALID_ARG_TYPE('nameOrNid', ['string', 'number'], nameOrNid);
  }
  if (typeof nameOrNid === 'number') validateInt32(nameOrNid, 'nameOrNid');
  let { keyLength, ivLength } = { keyLength: -1, ivLength: -1 };
  if (options !== undefined) {
    validateObject(options, 'options');
    const given = options as InfoOptions;
    keyLength = lengthOption(given.keyLength, 'options.keyLength');
    ivLength = lengthOption(given.ivLength, 'options.ivLength');
  }
  if (nameOrNid === '') return undefined;
  const which =
    typeof nameOrNid === 'string' ? { name: nameOrNid, nid: 0 } : { name: '', nid: nameOrNid };
  return callHost('crypto.cipher-info', { ...which, keyLength, ivLength }) ?? undefined;
}

/** No cipher takes a length of this many bytes, nor a negative one. */
const IMPOSSIBLE = 2 ** 31 - 1;

function lengthOption(value: unknown, name: string): number {
  if (value === undefined) return -1;
  validateInt32(value, name);
  return value < 0 ? IMPOSSIBLE : value;
}
