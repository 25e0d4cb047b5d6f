/** Primes: found and checked within bounds. */
import { checkPrimeSync, generatePrime, generatePrimeSync } from 'node:crypto';
import { LATER_ALLOWANCE, MAX_PRIME_BITS, primeCheckMs, primeMs, requireTime } from './cost.ts';
import { toBigInt, toBytes } from './der.ts';
import { beyondLimit, fault, plainOpensslFault } from './fault.ts';
import { bitLength, MAX_MODULUS_BITS } from './key.ts';

export interface PrimeOptions {
  readonly bits: number;
  readonly safe: boolean;
  /** The prime is `rem` modulo `add`; empty: any. */
  readonly add: Uint8Array;
  readonly rem: Uint8Array;
  readonly remainingMs: number;
}

/** @throws GuestError */
function requirePrime(options: PrimeOptions): void {
  const { bits, safe, remainingMs } = options;
  if (bits < (safe ? 3 : 2)) throw plainOpensslFault('BITS_TOO_SMALL');
  if (options.add.length > 0) requireResidue(options);
  if (bits > MAX_PRIME_BITS) {
    throw beyondLimit(`Cannot find a prime of ${bits} bits: at most ${MAX_PRIME_BITS} are allowed`);
  }
  requireTime(`a ${safe ? 'safe ' : ''}prime of ${bits} bits`, primeMs(bits, safe), remainingMs);
}

function requireResidue({ bits, add, rem }: PrimeOptions): void {
  const invalid = (name: string) =>
    fault(`invalid options.${name}`, 'ERR_OUT_OF_RANGE', 'RangeError');
  if (bitLength(add) > bits) throw invalid('add');
  if (bitLength(rem) > bits) throw invalid('rem');
  if (rem.length > 0 && toBigInt(add) <= toBigInt(rem)) throw invalid('rem');
  if (canMeet(bits, toBigInt(add), rem.length > 0 ? toBigInt(rem) : 1n)) return;
  throw beyondLimit('Cannot find a prime with this options.add: there are too few candidates');
}

/** Candidates there must be at the least: with fewer, a search may never end. */
const LEAST_CANDIDATES = 2n ** 10n;

function canMeet(bits: number, add: bigint, rem: bigint): boolean {
  if (add === 0n || gcd(add, rem) !== 1n) return false;
  return 2n ** BigInt(bits - 1) / add >= LEAST_CANDIDATES;
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}

function searchOptions({ safe, add, rem }: PrimeOptions) {
  return {
    safe,
    bigint: true as const,
    ...(add.length > 0 && { add: toBigInt(add) }),
    ...(rem.length > 0 && { rem: toBigInt(rem) }),
  };
}

/** A prime, the largest byte first. @throws GuestError */
export function generatePrimeNow(options: PrimeOptions): Buffer {
  requirePrime(options);
  return toBytes(
    generatePrimeSync(options.bits, searchOptions(options)),
    Math.ceil(options.bits / 8),
  );
}

/** As `generatePrimeNow`, off this thread. */
export async function generatePrimeLater(options: PrimeOptions): Promise<Buffer> {
  requirePrime({ ...options, remainingMs: options.remainingMs * LATER_ALLOWANCE });
  const { promise, resolve, reject } = Promise.withResolvers<bigint>();
  generatePrime(options.bits, searchOptions(options), (failed, prime) => {
    if (failed) reject(failed);
    else resolve(prime);
  });
  return toBytes(await promise, Math.ceil(options.bits / 8));
}

/** Most rounds of a check; the chance to be wrong is below 2^-128 well before. */
const MAX_CHECKS = 256;

/** @throws GuestError for a number that is too large to check */
export function isPrime(candidate: Uint8Array, checks: number, remainingMs: number): boolean {
  const bits = bitLength(candidate);
  if (bits > MAX_MODULUS_BITS) {
    throw beyondLimit(
      `Cannot check a number of ${bits} bits: at most ${MAX_MODULUS_BITS} are allowed`,
    );
  }
  requireTime(`a check of ${bits} bits`, primeCheckMs(bits, checks), remainingMs);
  return checkPrimeSync(toBigInt(candidate), { checks: Math.min(checks, MAX_CHECKS) });
}

/** Bits of what is wrong with a group. @see OpenSSL include/openssl/dh.h, `DH_CHECK_*` */
const CHECK = { notPrime: 1, notSafe: 2, badGenerator: 8, tooSmall: 128 } as const;
const LEAST_DH_BITS = 512;

/** What OpenSSL's `DH_check` has against a group; 0: nothing. */
export function checkGroup(prime: Uint8Array, generator: Uint8Array, remainingMs: number): number {
  const p = toBigInt(prime);
  const g = toBigInt(generator);
  let found = 0;
  if (g <= 1n || g >= p - 1n) found |= CHECK.badGenerator;
  if (bitLength(prime) < LEAST_DH_BITS) found |= CHECK.tooSmall;
  if (!isPrime(prime, 0, remainingMs / 2)) return found | CHECK.notPrime;
  return isPrime(toBytes((p - 1n) / 2n), 0, remainingMs / 2) ? found : found | CHECK.notSafe;
}
