/**
 * Promise: the host does nothing for a guest in one go that outlasts the run that asked. What may be
 * long is estimated first, against the time the run has left, and refused when it would not fit.
 *
 * The figures are those of a slow core, three times what `bench/micro/crypto.bench.ts` shows here, so
 * that the estimate errs on the side of no.
 */
import { DIGEST_BYTES } from './digest-names.ts';
import { beyondLimit } from './fault.ts';

/** Nanoseconds of one iteration of PBKDF2 for one block of output, by the digest. */
const PBKDF2_NANOS: Readonly<Record<string, number>> = {
  md5: 900,
  sha1: 800,
  sha224: 900,
  sha256: 900,
  sha384: 1800,
  sha512: 1800,
  'sha512-224': 1800,
  'sha512-256': 1800,
};
/** Those made of JavaScript here, or close to it. */
const SLOW_PBKDF2_NANOS = 60_000;
/** Nanoseconds that scrypt takes for each byte of its table, `128 * N * r`, for one lane. */
const SCRYPT_NANOS_PER_BYTE = 6;
/** Most memory scrypt may take, bytes: N of 2^17 with r of 8, as is advised for passwords, and some room. */
export const MAX_SCRYPT_BYTES = 160 * 1024 * 1024;
/** Milliseconds that a key pair takes nine times out of ten, by the bits of an RSA modulus. */
const RSA_MS: readonly (readonly [bits: number, ms: number])[] = [
  [1024, 60],
  [2048, 500],
  [3072, 2000],
  [4096, 5000],
];
/** Most bits of a prime: a safe one of this size takes some seconds. */
export const MAX_PRIME_BITS = 2048;

/** Nanoseconds to digest a byte of a salt, once for each block of output. */
const SALT_NANOS_PER_BYTE = 12;

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
  return (blocks * (nanos + saltBytes * SALT_NANOS_PER_BYTE)) / 1e6;
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
 * Time of a search for a prime: the chance of hitting one falls with its bits, the price of a test
 * rises with their cube. A safe prime needs two at once.
 */
export function primeMs(bits: number, isSafe: boolean): number {
  const kilobits = bits / 1024;
  const plain = 3 + 150 * kilobits ** 4;
  return isSafe ? 20 + plain * (20 + 120 * kilobits) : plain;
}

/** @param what the operation, as in `pbkdf2 with 10 iterations` @throws GuestError when it would not fit */
export function requireTime(what: string, estimateMs: number, remainingMs: number): void {
  if (estimateMs <= remainingMs) return;
  const needed = Number.isFinite(estimateMs)
    ? `it may take ${Math.ceil(estimateMs)} ms`
    : 'it may take forever';
  throw beyondLimit(
    `Cannot do ${what}: ${needed}, and the run has ${Math.floor(remainingMs)} ms left`,
  );
}

/** @throws GuestError when the derivation would not fit into the run */
export function requirePbkdf2Time(options: Pbkdf2Cost & { readonly remainingMs: number }): void {
  const { iterations, bytes, remainingMs } = options;
  const what = `pbkdf2 with ${iterations} iterations for ${bytes} bytes`;
  requireTime(what, pbkdf2Ms(options), remainingMs);
}
