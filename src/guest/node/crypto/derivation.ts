/** `pbkdf2`, `scrypt`, `hkdf`. @see Node's lib/internal/crypto/{pbkdf2,scrypt,hkdf}.js */
import { callHost, callHostLater } from '../../prelude/host.ts';
import { ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE, nativeError } from '../errors.ts';
import {
  validateFunction,
  validateInt32,
  validateInteger,
  validateString,
  validateUint32,
} from '../validate.ts';
import {
  type FastBuffer,
  isBinary,
  requireBytes,
  textBytes,
  toArrayBuffer,
  toBuffer,
  viewOf,
} from './bytes.ts';
import { callBackWith, later } from './callback.ts';
import {
  ERR_CRYPTO_SCRYPT_INVALID_PARAMETER,
  invalidDigest,
  unsupportedDigest,
} from './crypto-errors.ts';
import { type DigestFacts, lookUpDigest } from './digest-lookup.ts';
import { handleOf, isKeyObject } from './key-object.ts';

type Callback = (error: unknown, value?: unknown) => void;

interface Pbkdf2 {
  readonly argument: {
    readonly digest: string;
    readonly iterations: number;
    readonly length: number;
  };
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
}

/** A job of Node's says of a digest it lacks what OpenSSL says, and no more. */
function requireDerivationDigest(name: string): DigestFacts {
  const facts = lookUpDigest(name);
  if (facts.kind === 'known') return facts;
  throw facts.kind === 'legacy' ? new Error(unsupportedDigest().message) : invalidDigest(name);
}

function checkPbkdf2(
  password: unknown,
  salt: unknown,
  iterations: unknown,
  keylen: unknown,
  digest: unknown,
): Pbkdf2 {
  validateString(digest, 'digest');
  const secret = requireBytes(password, 'password');
  const grain = requireBytes(salt, 'salt');
  validateInt32(iterations, 'iterations', 1);
  validateInt32(keylen, 'keylen', 0);
  const argument = { digest, iterations, length: keylen };
  return { argument, password: secret, salt: grain };
}

export function pbkdf2(
  password: unknown,
  salt: unknown,
  iterations: unknown,
  keylen: unknown,
  digest?: unknown,
  callback?: unknown,
): void {
  const isShort = typeof digest === 'function';
  const given = checkPbkdf2(password, salt, iterations, keylen, isShort ? undefined : digest);
  const call = isShort ? digest : callback;
  validateFunction(call, 'callback');
  requireDerivationDigest(given.argument.digest);
  callBackWith(
    callHostLater('crypto.pbkdf2', given.argument, given.password, given.salt),
    (bytes) => (call as Callback)(null, toBuffer(bytes)),
    call as Callback,
  );
}

export function pbkdf2Sync(
  password: unknown,
  salt: unknown,
  iterations: unknown,
  keylen: unknown,
  digest?: unknown,
): FastBuffer {
  const given = checkPbkdf2(password, salt, iterations, keylen, digest);
  requireDerivationDigest(given.argument.digest);
  return toBuffer(callHost('crypto.pbkdf2', given.argument, given.password, given.salt));
}

interface ScryptCosts {
  cost: number;
  blockSize: number;
  lanes: number;
  maxBytes: number;
}

const DEFAULTS: Readonly<ScryptCosts> = {
  cost: 16384,
  blockSize: 8,
  lanes: 1,
  maxBytes: 32 * 1024 * 1024,
};

/** The two names of each cost. */
const COST_NAMES = [
  ['cost', 'N', 'cost'],
  ['blockSize', 'r', 'blockSize'],
  ['lanes', 'p', 'parallelization'],
] as const;

function scryptCosts(options: unknown): ScryptCosts {
  const costs = { ...DEFAULTS };
  if (!options) return costs;
  const given = options as Record<string, unknown>;
  for (const [field, short, long] of COST_NAMES) costs[field] = costOf(given, field, short, long);
  const { maxmem } = given;
  if (maxmem !== undefined) {
    validateInteger(maxmem, 'maxmem', 0);
    costs.maxBytes = maxmem || DEFAULTS.maxBytes;
  }
  return costs;
}

function costOf(
  given: Record<string, unknown>,
  field: keyof ScryptCosts,
  short: string,
  long: string,
): number {
  let cost = DEFAULTS[field];
  const [one, other] = [given[short], given[long]];
  if (one !== undefined) {
    validateUint32(one, short);
    cost = one;
  }
  if (other !== undefined) {
    if (one !== undefined) throw new ERR_CRYPTO_SCRYPT_INVALID_PARAMETER();
    validateUint32(other, long);
    cost = other;
  }
  return cost || DEFAULTS[field];
}

function checkScrypt(password: unknown, salt: unknown, keylen: unknown, options: unknown) {
  const secret = requireBytes(password, 'password');
  const grain = requireBytes(salt, 'salt');
  validateInt32(keylen, 'keylen', 0);
  const costs = scryptCosts(options);
  return { argument: { ...costs, length: keylen }, password: secret, salt: grain };
}

/** OpenSSL's own bounds, which Node looks at before it starts. */
function requireScryptBounds({ cost, blockSize, lanes, maxBytes }: ScryptCosts): void {
  const invalid = (why: string) =>
    nativeError(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', `Invalid scrypt params${why}`);
  if (cost < 2 || !Number.isInteger(Math.log2(cost))) throw invalid('');
  const bytes = 128 * blockSize * (cost + 2 + lanes);
  const isTooCostly = cost >= 2 ** (16 * blockSize) || blockSize * lanes >= 2 ** 30;
  if (bytes > maxBytes || isTooCostly) {
    throw invalid(': error:030000AC:digital envelope routines::memory limit exceeded');
  }
}

export function scrypt(
  password: unknown,
  salt: unknown,
  keylen: unknown,
  options: unknown,
  callback?: unknown,
): void {
  const isShort = callback === undefined;
  const given = checkScrypt(password, salt, keylen, isShort ? undefined : options);
  const call = isShort ? options : callback;
  validateFunction(call, 'callback');
  requireScryptBounds(given.argument);
  callBackWith(
    callHostLater('crypto.scrypt', given.argument, given.password, given.salt),
    (bytes) => (call as Callback)(null, toBuffer(bytes)),
    call as Callback,
  );
}

export function scryptSync(
  password: unknown,
  salt: unknown,
  keylen: unknown,
  options?: unknown,
): FastBuffer {
  const given = checkScrypt(password, salt, keylen, options);
  requireScryptBounds(given.argument);
  return toBuffer(callHost('crypto.scrypt', given.argument, given.password, given.salt));
}

const KEY_TYPES = ['string', 'SecretKeyObject', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'];
const SOURCE_TYPES = ['string', 'ArrayBuffer', 'TypedArray', 'DataView', 'Buffer'];
const MAX_INFO_BYTES = 1024;
const MAX_LENGTH = 4294967296;

function keyBytes(key: unknown): Uint8Array {
  if (isKeyObject(key)) return handleOf(key).bytes;
  if (typeof key === 'string') return textBytes(key);
  if (!isBinary(key)) throw new ERR_INVALID_ARG_TYPE('ikm', KEY_TYPES, key);
  return viewOf(key);
}

function sourceBytes(value: unknown, name: string): Uint8Array {
  if (typeof value === 'string') return textBytes(value);
  if (!isBinary(value)) throw new ERR_INVALID_ARG_TYPE(name, SOURCE_TYPES, value);
  return viewOf(value);
}

function checkHkdf(digest: unknown, ikm: unknown, salt: unknown, info: unknown, length: unknown) {
  validateString(digest, 'digest');
  const key = keyBytes(ikm);
  const grain = sourceBytes(salt, 'salt');
  const context = sourceBytes(info, 'info');
  validateInteger(length, 'length', 0, MAX_LENGTH);
  if (context.length > MAX_INFO_BYTES) {
    throw new ERR_OUT_OF_RANGE('info', 'must not contain more than 1024 bytes', context.length);
  }
  const { bytes } = requireDerivationDigest(digest);
  if (length > 255 * bytes) {
    throw nativeError(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
  }
  return { argument: { digest, length }, bytes: [key, grain, context] };
}

export function hkdfSync(
  digest: unknown,
  ikm: unknown,
  salt: unknown,
  info: unknown,
  length: unknown,
): ArrayBuffer {
  const given = checkHkdf(digest, ikm, salt, info, length);
  return toArrayBuffer(callHost('crypto.hkdf', given.argument, ...given.bytes));
}

export function hkdf(
  digest: unknown,
  ikm: unknown,
  salt: unknown,
  info: unknown,
  length: unknown,
  callback: unknown,
): void {
  const given = checkHkdf(digest, ikm, salt, info, length);
  validateFunction(callback, 'callback');
  // What the caller changes after this is no longer looked at.
  const bytes = given.bytes.map((each) => each.slice());
  callBackWith(
    later(() => callHost('crypto.hkdf', given.argument, ...bytes)),
    (derived) => (callback as Callback)(null, toArrayBuffer(derived)),
    callback as Callback,
  );
}
