/**
 * Searches for primes that the host's own cannot do, or takes minutes for: safe ones, and those of a residue class. It
 * goes up from a random start, has what small primes divide sieved out, and lets the host test the rest.
 */
import { checkPrime, checkPrimeSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { toBigInt } from './der.ts';
import { beyondLimit } from './fault.ts';

/** What is searched: a prime of exactly so many bits that is `rem` modulo `add`; its half, rounded down, is one too if it is `safe`. */
export interface PrimeClass {
  readonly bits: number;
  readonly safe: boolean;
  readonly add: bigint;
  readonly rem: bigint;
  /** Whether its two highest bits are set, and not one alone. */
  readonly isHigh: boolean;
}

/** Numbers of a class that are sieved at once. */
const WINDOW = 1 << 15;
/** Below this are the primes that it is sieved by. */
const SIEVE_LIMIT = 1 << 16;
/** Rounds of Miller and Rabin for what passed one: of so many bits, or of fewer. @see OpenSSL, `bn_mr_min_checks` */
const ROUNDS = 64;
const LARGE_ROUNDS = 128;
const LARGE_BITS = 2048;

let smallPrimes: Uint16Array | undefined;

function oddPrimes(): Uint16Array {
  if (smallPrimes) return smallPrimes;
  const composite = new Uint8Array(SIEVE_LIMIT);
  const found: number[] = [];
  for (let n = 3; n < SIEVE_LIMIT; n += 2) {
    if (composite[n]) continue;
    found.push(n);
    for (let at = n * n; at < SIEVE_LIMIT; at += 2 * n) composite[at] = 1;
  }
  smallPrimes = Uint16Array.from(found);
  return smallPrimes;
}

/** `1 / value` modulo a prime below 2^16, which does not divide it. */
function inverse(value: number, prime: number): number {
  let result = 1;
  let square = value;
  for (let exponent = prime - 2; exponent > 0; exponent >>>= 1) {
    if (exponent & 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
}

/** The least number of the class that is not below `from`. */
function alignedFrom(from: bigint, { add, rem }: PrimeClass): bigint {
  const behind = (((rem - from) % add) + add) % add;
  return from + behind;
}

/** Some numbers of the class, one after the other from `start`, that no small prime divides. */
function* sieved(start: bigint, end: bigint, wanted: PrimeClass): Generator<bigint> {
  const composite = sieve(start, wanted);
  for (let i = 0; i < WINDOW; i++) {
    const candidate = start + BigInt(i) * wanted.add;
    if (candidate >= end) return;
    if (composite[i] === 0) yield candidate;
  }
}

/** Marks what is no such prime among the numbers from `start`. */
function sieve(start: bigint, { add, safe, bits }: PrimeClass): Uint8Array {
  const composite = new Uint8Array(WINDOW);
  // A number of so few bits could be the small prime itself.
  const limit = Math.min(SIEVE_LIMIT, 2 ** Math.max(0, (bits - 3) / 2));
  for (const prime of oddPrimes()) {
    if (prime >= limit) break;
    const step = Number(add % BigInt(prime));
    // What divides the step divides all of the class, or none of it.
    if (step === 0) continue;
    const inverseStep = inverse(step, prime);
    const first = Number(start % BigInt(prime));
    mark(composite, ((prime - first) * inverseStep) % prime, prime);
    if (safe) mark(composite, ((prime + 1 - first) * inverseStep) % prime, prime);
  }
  return composite;
}

function mark(composite: Uint8Array, from: number, step: number): void {
  for (let at = from; at < WINDOW; at += step) composite[at] = 1;
}

/** @throws GuestError when the class has no such prime, or `isLate` says that the time is up */
function* candidates(wanted: PrimeClass, isLate: () => boolean): Generator<bigint> {
  const { bits, add, isHigh } = wanted;
  const end = 1n << BigInt(bits);
  const least = isHigh ? 3n << BigInt(bits - 2) : end >> 1n;
  const span = end - least;
  // All of a small class is gone through, once.
  if (span / add < BigInt(WINDOW)) {
    yield* sieved(alignedFrom(least, wanted), end, wanted);
    throw beyondLimit('Cannot find a prime with these options: there is none');
  }
  for (;;) {
    if (isLate()) throw late(bits);
    const offset = toBigInt(randomBytes(Math.ceil(bits / 8) + 8)) % span;
    for (const candidate of sieved(alignedFrom(least + offset, wanted), end, wanted)) {
      if (isLate()) throw late(bits);
      yield candidate;
    }
  }
}

const late = (bits: number) =>
  beyondLimit(`Cannot find a prime of ${bits} bits: the time for it is over`);

const rounds = (bits: number): number => (bits > LARGE_BITS ? LARGE_ROUNDS : ROUNDS);

const clock = (remainingMs: number): (() => boolean) => {
  const end = performance.now() + remainingMs;
  return () => performance.now() > end;
};

/** @throws GuestError when there is none, or none was found in `remainingMs` */
export function searchPrimeNow(wanted: PrimeClass, remainingMs: number): bigint {
  const isPrime = (number: bigint, checks: number) => checkPrimeSync(number, { checks });
  for (const candidate of candidates(wanted, clock(remainingMs))) {
    const numbers = wanted.safe ? [candidate >> 1n, candidate] : [candidate];
    if (!numbers.every((number) => isPrime(number, 1))) continue;
    if (numbers.every((number) => isPrime(number, rounds(wanted.bits)))) return candidate;
  }
  throw late(wanted.bits);
}

const checkLater = promisify(checkPrime) as (
  candidate: bigint,
  options: { readonly checks: number },
) => Promise<boolean>;

/** As `searchPrimeNow`, with the tests off this thread. */
export async function searchPrimeLater(wanted: PrimeClass, remainingMs: number): Promise<bigint> {
  const { safe, bits } = wanted;
  for (const candidate of candidates(wanted, clock(remainingMs))) {
    const half = safe ? candidate >> 1n : candidate;
    if (!(await checkLater(half, { checks: 1 }))) continue;
    if (safe && !(await checkLater(candidate, { checks: rounds(bits) }))) continue;
    if (await checkLater(half, { checks: rounds(bits) })) return candidate;
  }
  throw late(bits);
}
