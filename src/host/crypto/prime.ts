/** Primes: found and checked within bounds. */
import { checkPrimeSync, generatePrime, generatePrimeSync } from 'node:crypto';
import { LATER_ALLOWANCE, MAX_PRIME_BITS, primeCheckMs, primeMs, requireTime } from './cost.ts';
import { toBigInt, toBytes } from './der.ts';
import { beyondLimit, fault, plainOpensslFault } from './fault.ts';
import { isNamedPrime } from './group.ts';
import { bitLength, MAX_MODULUS_BITS } from './key.ts';
import { type PrimeClass, searchPrimeLater, searchPrimeNow } from './prime-search.ts';

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
  const hasResidue = options.add.length > 0;
  // As OpenSSL has it: of four and five bits it finds safe primes by their residue alone.
  if (bits < 2 || (safe && !hasResidue && bits < 6 && bits !== 3)) {
    throw plainOpensslFault('BITS_TOO_SMALL');
  }
  if (bits > MAX_PRIME_BITS) {
    throw beyondLimit(`Cannot find a prime of ${bits} bits: at most ${MAX_PRIME_BITS} are allowed`);
  }
  if (hasResidue) requireResidue(options);
  requireTime(`a ${safe ? 'safe ' : ''}prime of ${bits} bits`, primeMs(bits, safe), remainingMs);
}

function requireResidue({ bits, add, rem }: PrimeOptions): void {
  const invalid = (name: string) =>
    fault(`invalid options.${name}`, 'ERR_OUT_OF_RANGE', 'RangeError');
  if (bitLength(add) > bits) throw invalid('add');
  if (rem.length === 0) return;
  if (bitLength(rem) > bits || toBigInt(add) <= toBigInt(rem)) throw invalid('rem');
}

/** What is searched here; undefined for any prime, which the host finds soonest itself. */
function classOf({ bits, safe, add, rem }: PrimeOptions): PrimeClass | undefined {
  const step = toBigInt(add);
  if (step === 0n) {
    if (!safe) return undefined;
    // Of three bits there is one alone that is larger than its half: 7.
    return { bits, safe, add: 4n, rem: 3n, isHigh: true };
  }
  const asked = { add: step, rem: rem.length > 0 ? toBigInt(rem) : safe ? 3n : 1n };
  // A prime is odd, and so is half of a safe one.
  const odd = narrowed(asked, 2n, 1n);
  const narrow = odd && safe ? narrowed(odd, 4n, 3n) : odd;
  const isMet =
    narrow &&
    gcd(narrow.add, narrow.rem) === 1n &&
    (!safe || gcd(narrow.add >> 1n, narrow.rem >> 1n) === 1n);
  if (isMet) return { ...narrow, bits, safe, isHigh: false };
  throw beyondLimit('Cannot find a prime with these options: there is none');
}

interface Residue {
  readonly add: bigint;
  readonly rem: bigint;
}

/** The part of a residue class that is `rem` modulo a power of two, too; undefined where there is none. */
function narrowed({ add, rem }: Residue, power: bigint, wanted: bigint): Residue | undefined {
  let step = add;
  while (step % power !== 0n) step *= 2n;
  for (let at = rem; at < rem + step; at += add) {
    if (at % power === wanted) return { add: step, rem: at % step };
  }
  return undefined;
}

function gcd(first: bigint, second: bigint): bigint {
  let [a, b] = [first, second];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}

/** A prime, the largest byte first. @throws GuestError */
export function generatePrimeNow(options: PrimeOptions): Buffer {
  requirePrime(options);
  const wanted = classOf(options);
  const prime = wanted
    ? searchPrimeNow(wanted, options.remainingMs)
    : generatePrimeSync(options.bits, { bigint: true });
  return toBytes(prime, Math.ceil(options.bits / 8));
}

/** As `generatePrimeNow`, off this thread. */
export async function generatePrimeLater(options: PrimeOptions): Promise<Buffer> {
  requirePrime({ ...options, remainingMs: options.remainingMs * LATER_ALLOWANCE });
  const wanted = classOf(options);
  const prime = wanted
    ? await searchPrimeLater(wanted, options.remainingMs)
    : await anyPrimeLater(options.bits);
  return toBytes(prime, Math.ceil(options.bits / 8));
}

function anyPrimeLater(bits: number): Promise<bigint> {
  const { promise, resolve, reject } = Promise.withResolvers<bigint>();
  generatePrime(bits, { bigint: true }, (failed, prime) => {
    if (failed) reject(failed);
    else resolve(prime);
  });
  return promise;
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
  if (isNamedPrime(prime)) return found;
  if (!isPrime(prime, 0, remainingMs / 2)) return found | CHECK.notPrime;
  return isPrime(toBytes((p - 1n) / 2n), 0, remainingMs / 2) ? found : found | CHECK.notSafe;
}
