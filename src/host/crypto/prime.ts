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
  // Safe primes of four and five bits are there, and the host's search, which sets the highest two bits, never ends.
  if (bits < (safe ? 3 : 2) || (safe && (bits === 4 || bits === 5)))
    throw plainOpensslFault('BITS_TOO_SMALL');
  if (bits > MAX_PRIME_BITS) {
    throw beyondLimit(`Cannot find a prime of ${bits} bits: at most ${MAX_PRIME_BITS} are allowed`);
  }
  if (options.add.length > 0) requireResidue(options);
  requireTime(`a ${safe ? 'safe ' : ''}prime of ${bits} bits`, primeMs(bits, safe), remainingMs);
}

function requireResidue({ bits, safe, add, rem }: PrimeOptions): void {
  const invalid = (name: string) =>
    fault(`invalid options.${name}`, 'ERR_OUT_OF_RANGE', 'RangeError');
  if (bitLength(add) > bits) throw invalid('add');
  if (bitLength(rem) > bits) throw invalid('rem');
  if (rem.length > 0 && toBigInt(add) <= toBigInt(rem)) throw invalid('rem');
  const residue = rem.length > 0 ? toBigInt(rem) : undefined;
  if (canMeet(bits, { safe, add: toBigInt(add), rem: residue })) return;
  throw beyondLimit('Cannot find a prime with this options.add: there are too few candidates');
}

/** Primes there must be at the least, by how many numbers of that size are: with fewer, a search may never end. */
const LEAST_PRIMES = 64;

export interface Residue {
  readonly safe: boolean;
  readonly add: bigint;
  readonly rem: bigint | undefined;
}

/** Whether a search for a prime of `bits` bits that is `rem` modulo `add` can be expected to find one. */
export function canMeet(bits: number, { safe, add, rem }: Residue): boolean {
  // The host looks for the half of a safe prime, among the halves; both of its highest bits are set.
  const step = safe ? add >> 1n : add;
  // What it finds by the half of an odd number is no answer to the whole, and it goes on looking.
  if (step === 0n || (safe && add % 2n !== 0n)) return false;
  const candidates = 2n ** BigInt(Math.max(0, bits - (safe ? 3 : 2))) / step;
  const logarithm = Math.ceil(bits * Math.LN2);
  const rarity = BigInt(logarithm ** 2);
  if (candidates < BigInt(LEAST_PRIMES) * rarity) return false;
  if (!safe) return gcd(add, rem ?? 1n) === 1n && !isPassedOver(add, rem ?? 1n);
  const half = rem === undefined ? 1n : rem >> 1n;
  return gcd(step, half) === 1n && gcd(2n * step, 2n * half + 1n) === 1n;
}

/** The host's search passes over what is 1 modulo one of so many small primes: with such a step it passes over all. */
const LARGEST_SMALL_PRIME = 17_863n;

function isPassedOver(add: bigint, rem: bigint): boolean {
  for (let small = 3n; small <= LARGEST_SMALL_PRIME; small += 2n) {
    if (add % small === 0n && rem % small === 1n) return true;
  }
  return false;
}

function gcd(first: bigint, second: bigint): bigint {
  let [a, b] = [first, second];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
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
