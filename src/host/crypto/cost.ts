/**
 * Promise: the host does nothing for a guest in one go that outlasts the run that asked. What may be
 * long is estimated first, against the time the run has left, and refused when it would not fit.
 *
 * The figures are some three times the means that `bun bench/crypto-costs.ts` prints, so that the
 * estimate errs on the side of no.
 */
import { DIGEST_BYTES } from './digest-names.ts';
import { beyondLimit } from './fault.ts';

/** Nanoseconds of one iteration of PBKDF2 for one block of output, by the digest. */
const PBKDF2_NANOS: Readonly<Record<string, number>> = {
  md5: 1000,
  ripemd160: 2000,
  sha1: 900,
  sha224: 900,
  sha256: 900,
  sha384: 2500,
  sha512: 2500,
  'sha512-224': 2500,
  'sha512-256': 2500,
  'sha3-224': 4500,
  'sha3-256': 4500,
  'sha3-384': 4500,
  'sha3-512': 4500,
  blake2b512: 4500,
};
/** Nanoseconds to begin and end a block, whatever its iterations. */
const PBKDF2_BLOCK_NANOS = 10_000;
/** Those made of JavaScript here, or close to it. */
const SLOW_PBKDF2_NANOS = 60_000;
/** Nanoseconds that scrypt takes for each byte of its table, `128 * N * r`, for one lane. */
const SCRYPT_NANOS_PER_BYTE = 10;
/** Most memory scrypt may take, bytes: N of 2^17 with r of 8, as is advised for passwords, and some room. */
export const MAX_SCRYPT_BYTES = 160 * 1024 * 1024;
/** Milliseconds that hardly a key pair takes more than, by the bits of an RSA modulus: a search has luck. */
const RSA_MS: readonly (readonly [bits: number, ms: number])[] = [
  [1024, 150],
  [2048, 800],
  [3072, 2000],
  [4096, 4000],
];
/**
 * How much longer an estimate may be than the time that is left, where the work is off the worker's thread: it then
 * holds nobody up, and the run ends at its deadline all the same.
 */
export const LATER_ALLOWANCE = 3;
/** Most bits of a prime that is searched. */
export const MAX_PRIME_BITS = 2048;

/** Nanoseconds to digest a byte of a salt, once for each block of output. */
const SALT_NANOS_PER_BYTE = 12;

/** Nanoseconds to digest a byte: by the host's own code, and by a library's. */
const DIGEST_NANOS_PER_BYTE = 20;
const SLOW_DIGEST_NANOS_PER_BYTE = 400;
/** Milliseconds of a power with base, exponent and modulus of `MAX_POWER_BITS`. */
const POWER_MS = 300;
const MAX_POWER_BITS = 4096;
/** Milliseconds of a multiplication on a curve of 512 bits, by a library that has its tables to make first. */
const CURVE_MS = 100;

/** How long a digest may take, milliseconds. @param bytes taken in and given out */
export const digestMs = (digest: string, bytes: number): number =>
  (bytes * (digest === 'sm3' ? SLOW_DIGEST_NANOS_PER_BYTE : DIGEST_NANOS_PER_BYTE)) / 1e6;

/** How long a power modulo a number may take, milliseconds. */
export const powerMs = (modulusBits: number, exponentBits: number): number =>
  POWER_MS * (modulusBits / MAX_POWER_BITS) ** 2 * (exponentBits / MAX_POWER_BITS);

/** How long a multiplication on a curve of so many bits may take, milliseconds. */
export const curveMs = (bits: number): number => CURVE_MS * (bits / 512) ** 2;

export interface Pbkdf2Cost {
  /** Canonical name. */
  readonly digest: string;
  readonly iterations: number;
  /** Bytes derived. */
  readonly bytes: number;
  readonly saltBytes: number;
}

/** How long PBKDF2 may take, milliseconds. */
export function pbkdf2Ms({ digest, iterations, bytes, saltBytes }: Pbkdf2Cost): number {
  const blocks = Math.ceil(bytes / (DIGEST_BYTES[digest] ?? 16));
  const nanos = iterations * (PBKDF2_NANOS[digest] ?? SLOW_PBKDF2_NANOS);
  return (blocks * (PBKDF2_BLOCK_NANOS + nanos + saltBytes * SALT_NANOS_PER_BYTE)) / 1e6;
}

export interface ScryptCost {
  /** `N` */
  readonly cost: number;
  /** `r` */
  readonly blockSize: number;
  /** `p` */
  readonly lanes: number;
  readonly bytes: number;
  readonly saltBytes: number;
}

/** How long scrypt may take, milliseconds: its table, and PBKDF2 with one turn before and after. */
export function scryptMs({ cost, blockSize, lanes, bytes, saltBytes }: ScryptCost): number {
  const table = 128 * cost * blockSize * lanes * SCRYPT_NANOS_PER_BYTE;
  const spread = { digest: 'sha256', iterations: 1, bytes: 128 * blockSize * lanes, saltBytes };
  const gathered = { ...spread, bytes, saltBytes: 128 * blockSize * lanes };
  return table / 1e6 + pbkdf2Ms(spread) + pbkdf2Ms(gathered);
}

export function rsaMs(bits: number): number {
  return RSA_MS.find(([most]) => bits <= most)?.[1] ?? Number.POSITIVE_INFINITY;
}

/**
 * Milliseconds that a search for a prime takes: hardly one more, and of a safe one, whose search ends with the time it
 * has, one in three. The chance of hitting one falls with its bits, the price of a test rises with their cube; a safe
 * prime needs two at once.
 */
export function primeMs(bits: number, isSafe: boolean): number {
  return isSafe ? 5 + 350 * (bits / 1024) ** 4.5 : 3 + 600 * (bits / 1024) ** 4;
}

/** Milliseconds that checking a prime may take; what is none is found out at once, nearly always. */
export const primeCheckMs = (bits: number, checks: number): number =>
  250 * (bits / 2048) ** 3 * Math.max(1, checks / 64);

/** @param what the operation, as in `pbkdf2 with 10 iterations` @throws GuestError when it would not fit */
export function requireTime(what: string, estimateMs: number, remainingMs: number): void {
  if (estimateMs <= remainingMs) return;
  const needed = Number.isFinite(estimateMs)
    ? `it may take ${Math.ceil(estimateMs)} ms`
    : 'it may take forever';
  throw beyondLimit(
    `Cannot do ${what}: ${needed}, and there are ${Math.floor(remainingMs)} ms for it`,
  );
}

/** @throws GuestError when the derivation would not fit into the run */
export function requirePbkdf2Time(options: Pbkdf2Cost & { readonly remainingMs: number }): void {
  const { iterations, bytes, remainingMs } = options;
  const what = `pbkdf2 with ${iterations} iterations for ${bytes} bytes`;
  requireTime(what, pbkdf2Ms(options), remainingMs);
}
