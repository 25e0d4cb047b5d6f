/** Keys from passwords and from other keys. */
import { hkdfSync, pbkdf2, pbkdf2Sync, scrypt, scryptSync } from 'node:crypto';
import { promisify } from 'node:util';
import { digestMs, MAX_SCRYPT_BYTES, requirePbkdf2Time, requireTime, scryptMs } from './cost.ts';
import { hmacOf } from './digest.ts';
import { DIGEST_BYTES, findDigest, invalidDigest, requireDigest } from './digest-names.ts';
import { beyondLimit, fault, translate } from './fault.ts';

/** Most bytes derived at once. */
const MAX_OUTPUT_BYTES = 16 * 1024 * 1024;

export interface Pbkdf2Options {
  readonly digest: string;
  readonly iterations: number;
  readonly bytes: number;
  readonly remainingMs: number;
}

/** Digests that Bun derives with itself. */
const isNative = (digest: string): boolean => !/^(sm3|shake|md5-sha1|blake2s)/.test(digest);

/** The digest's canonical name. @throws GuestError */
function requirePbkdf2(options: Pbkdf2Options, salt: Uint8Array): string {
  const digest = requireDerivationDigest(options.digest);
  requireOutput(options.bytes);
  // What is composed holds this thread, however it is asked for.
  const mostMs = isNative(digest) ? Number.POSITIVE_INFINITY : MAX_COMPOSED_MS;
  const remainingMs = Math.min(options.remainingMs, mostMs);
  requirePbkdf2Time({ ...options, digest, saltBytes: salt.length, remainingMs });
  return digest;
}

/** Longest that a derivation with a digest of our own may hold the worker's thread, milliseconds. */
const MAX_COMPOSED_MS = 200;

function requireDerivationDigest(digest: string): string {
  const name = requireDigest(digest, invalidDigest);
  if (name.startsWith('shake')) throw fault('Deriving bits failed');
  return name;
}

function requireOutput(bytes: number): void {
  if (bytes > MAX_OUTPUT_BYTES) {
    throw beyondLimit(`Cannot derive ${bytes} bytes: at most ${MAX_OUTPUT_BYTES} are allowed`);
  }
}

/** @throws GuestError */
export function pbkdf2Now(
  password: Uint8Array,
  salt: Uint8Array,
  options: Pbkdf2Options,
): Uint8Array {
  const digest = requirePbkdf2(options, salt);
  const { iterations, bytes } = options;
  if (bytes === 0) return new Uint8Array(0);
  if (!isNative(digest)) return composedPbkdf2(password, salt, digest, options);
  return pbkdf2Sync(password, salt, iterations, bytes, digest);
}

/** As `pbkdf2Now`, off this thread. */
export async function pbkdf2Later(
  password: Uint8Array,
  salt: Uint8Array,
  options: Pbkdf2Options,
): Promise<Uint8Array> {
  const digest = requirePbkdf2(options, salt);
  const { iterations, bytes } = options;
  if (bytes === 0) return new Uint8Array(0);
  if (!isNative(digest)) return composedPbkdf2(password, salt, digest, options);
  return promisify(pbkdf2)(password, salt, iterations, bytes, digest);
}

/** @see RFC 8018, 5.2 */
function composedPbkdf2(
  password: Uint8Array,
  salt: Uint8Array,
  digest: string,
  { iterations, bytes }: Pbkdf2Options,
): Uint8Array {
  const blocks: Uint8Array[] = [];
  const size = DIGEST_BYTES[digest] ?? 1;
  for (let index = 1; (index - 1) * size < bytes; index++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(index);
    let last = hmacOf(digest, password, salt, number);
    const sum = Uint8Array.from(last);
    for (let turn = 1; turn < iterations; turn++) {
      last = hmacOf(digest, password, last);
      for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) ^ (last[i] ?? 0);
    }
    blocks.push(sum);
  }
  return Buffer.concat(blocks).subarray(0, bytes);
}

export interface ScryptOptions {
  /** `N`, a power of two. */
  readonly cost: number;
  /** `r` */
  readonly blockSize: number;
  /** `p` */
  readonly lanes: number;
  readonly maxBytes: number;
  readonly bytes: number;
  readonly remainingMs: number;
}

/** @throws GuestError */
function requireScrypt(options: ScryptOptions, salt: Uint8Array): void {
  const { cost, blockSize, lanes, maxBytes, bytes, remainingMs } = options;
  const invalid = (why = '') =>
    fault(`Invalid scrypt params${why}`, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'RangeError');
  if (cost < 2 || !Number.isInteger(Math.log2(cost))) throw invalid();
  const table = 128 * blockSize * (cost + 2);
  const total = table + 128 * blockSize * lanes;
  const isTooCostly = cost >= 2 ** (16 * blockSize) || blockSize * lanes >= 2 ** 30;
  if (total > maxBytes || isTooCostly) {
    throw invalid(': error:030000AC:digital envelope routines::memory limit exceeded');
  }
  requireOutput(bytes);
  if (total > MAX_SCRYPT_BYTES) {
    throw beyondLimit(
      `Cannot do scrypt with ${total} bytes of memory: at most ${MAX_SCRYPT_BYTES} are allowed`,
    );
  }
  requireTime(
    `scrypt with N ${cost}, r ${blockSize}, p ${lanes}`,
    scryptMs({ cost, blockSize, lanes, bytes, saltBytes: salt.length }),
    remainingMs,
  );
}

const scryptParameters = ({ cost, blockSize, lanes, maxBytes }: ScryptOptions) => ({
  N: cost,
  r: blockSize,
  p: lanes,
  maxmem: maxBytes,
});

/** @throws GuestError */
export function scryptNow(
  password: Uint8Array,
  salt: Uint8Array,
  options: ScryptOptions,
): Uint8Array {
  requireScrypt(options, salt);
  if (options.bytes === 0) return new Uint8Array(0);
  return scryptSync(password, salt, options.bytes, scryptParameters(options));
}

/** As `scryptNow`, off this thread. */
export async function scryptLater(
  password: Uint8Array,
  salt: Uint8Array,
  options: ScryptOptions,
): Promise<Uint8Array> {
  requireScrypt(options, salt);
  if (options.bytes === 0) return new Uint8Array(0);
  const derive = promisify(scrypt) as (
    password: Uint8Array,
    salt: Uint8Array,
    bytes: number,
    parameters: object,
  ) => Promise<Buffer>;
  return derive(password, salt, options.bytes, scryptParameters(options));
}

/** @see RFC 5869 @throws GuestError */
export function hkdf(
  digest: string,
  key: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  bytes: number,
  remainingMs: number,
): Uint8Array {
  const found = findDigest(digest);
  const name =
    found.kind === 'legacy'
      ? requireDigest(digest, invalidDigest)
      : requireDerivationDigest(digest);
  const size = DIGEST_BYTES[name] ?? 0;
  if (bytes > 255 * size)
    throw fault('Invalid key length', 'ERR_CRYPTO_INVALID_KEYLEN', 'RangeError');
  if (bytes === 0) return new Uint8Array(0);
  const isComposed = /^(sm3|blake2)/.test(name);
  const taken = key.length + salt.length + (bytes / size) * (info.length + 4 * size);
  const mostMs = isComposed ? Math.min(remainingMs, MAX_COMPOSED_MS) : remainingMs;
  requireTime(`hkdf for ${bytes} bytes`, digestMs(name, taken), mostMs);
  if (!isComposed) {
    try {
      return new Uint8Array(hkdfSync(name, key, salt, info, bytes));
    } catch (thrown) {
      throw translate(thrown, 'Deriving bits failed');
    }
  }
  return composedHkdf(name, key, salt, info, bytes);
}

function composedHkdf(
  name: string,
  key: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  bytes: number,
): Uint8Array {
  const size = DIGEST_BYTES[name] ?? 1;
  const extracted = hmacOf(name, salt.length > 0 ? salt : new Uint8Array(size), key);
  let last: Uint8Array = new Uint8Array(0);
  const blocks: Uint8Array[] = [];
  for (let index = 1; (index - 1) * size < bytes; index++) {
    last = hmacOf(name, extracted, last, info, Uint8Array.of(index));
    blocks.push(last);
  }
  return Buffer.concat(blocks).subarray(0, bytes);
}
