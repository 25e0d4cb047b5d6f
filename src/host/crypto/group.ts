/** Groups for Diffie-Hellman over numbers. */
import { randomBytes } from 'node:crypto';
import { stripZeros, toBigInt, toBytes } from './der.ts';
import { beyondLimit, fault } from './fault.ts';
import { bitLength, MAX_GROUP_BITS } from './key.ts';

export interface Group {
  readonly prime: Uint8Array;
  readonly generator: Uint8Array;
}

/** Bits of each group's prime, and the number that its definition adds. @see RFC 2409, RFC 3526 */
const GROUPS: Readonly<Record<string, readonly [bits: number, added: number]>> = {
  modp1: [768, 149_686],
  modp2: [1024, 129_093],
  modp5: [1536, 741_804],
  modp14: [2048, 124_476],
  modp15: [3072, 1_690_314],
  modp16: [4096, 240_904],
  modp17: [6144, 929_484],
  modp18: [8192, 4_743_158],
};

/**
 * The prime and the generator of a group that has a name. Not asked of Bun, which checks a group whenever it opens one:
 * half a minute for the largest. @throws GuestError
 */
export function namedGroup(name: string): Group {
  const found = Object.hasOwn(GROUPS, name) ? GROUPS[name] : undefined;
  if (!found) throw fault('Unknown DH group', 'ERR_CRYPTO_UNKNOWN_DH_GROUP');
  return { prime: namedPrime(found), generator: Buffer.of(2) };
}

function namedPrime([bits, added]: readonly [bits: number, added: number]): Buffer {
  const size = BigInt(bits);
  // 2^n - 2^(n-64) - 1 + 2^64 * ([2^(n-130) pi] + k)
  const prime =
    2n ** size - 2n ** (size - 64n) - 1n + 2n ** 64n * (scaledPi(bits - 130) + BigInt(added));
  return toBytes(prime);
}

/** Whether a prime is that of a group that has a name, which is known to be safe. */
export function isNamedPrime(prime: Uint8Array): boolean {
  const size = bitLength(prime);
  const found = Object.values(GROUPS).find(([bits]) => bits === size);
  return found !== undefined && namedPrime(found).equals(stripZeros(prime));
}

/** `[2^bits * pi]`, by Machin's formula; some bits more are computed, for what rounding takes away. */
function scaledPi(bits: number): bigint {
  const spare = 32n;
  const one = 1n << (BigInt(bits) + spare);
  return (4n * (4n * arcTangent(5n, one) - arcTangent(239n, one))) >> spare;
}

/** The arc tangent of `1 / inverse`, times `one`. */
function arcTangent(inverse: bigint, one: bigint): bigint {
  let term = one / inverse;
  let sum = term;
  for (let divisor = 3n, sign = -1n; term !== 0n; divisor += 2n, sign = -sign) {
    term /= inverse * inverse;
    sum += (sign * term) / divisor;
  }
  return sum;
}

/** @throws GuestError for a number that is larger than the host computes with */
export function requireModulus(number: Uint8Array): void {
  if (number.length * 8 > MAX_GROUP_BITS) {
    throw beyondLimit(
      `Cannot use a number of ${number.length * 8} bits: at most ${MAX_GROUP_BITS} are allowed`,
    );
  }
}

/** A number from 1 to `most` - 1; the bias of the remainder is below 2^-64. */
export function randomBelow(most: bigint): bigint {
  const bytes = toBytes(most).length + 8;
  return (toBigInt(randomBytes(bytes)) % (most - 1n)) + 1n;
}

/** Bits of a private number, by those of the prime: as many as twice the strength of a group that has a name. @see OpenSSL, RFC 7919 */
const SECRET_BITS: Readonly<Record<number, number>> = {
  1536: 200,
  2048: 225,
  3072: 275,
  4096: 325,
  6144: 375,
  8192: 400,
};

/** A private number of the group. */
export function randomSecret({ prime }: Group): Buffer {
  const p = toBigInt(prime);
  if (p <= 3n) return Buffer.of(1);
  const bits = SECRET_BITS[bitLength(prime)];
  if (bits === undefined || !isNamedPrime(prime)) return toBytes(randomBelow(p - 1n));
  return toBytes(randomBelow(2n ** BigInt(bits)));
}
