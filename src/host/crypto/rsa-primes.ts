/** Keys of RSA made of primes that were found one by one: for sizes that the host's own generator does not have. */
import { generatePrime, generatePrimeSync } from 'node:crypto';
import { toBytes } from './der.ts';
import { fault } from './fault.ts';
import { type Key, makeKey, rsaInner } from './key.ts';

export interface RsaSize {
  readonly modulusBits: number;
  readonly exponent: number;
}

/** Most primes that are looked at: with an exponent of 3 every second one is no use. */
const MAX_PRIMES = 64;

/** The two highest bits of each prime are set, so that their product has all of its bits. */
const primeBits = (bits: number): [number, number] => [Math.ceil(bits / 2), Math.floor(bits / 2)];

/** @throws GuestError */
export function rsaOfOddSize({ modulusBits, exponent }: RsaSize): Key {
  const e = BigInt(exponent);
  const primes: bigint[] = [];
  for (let i = 0; i < MAX_PRIMES && primes.length < 2; i++) {
    const bits = primeBits(modulusBits)[primes.length] ?? 0;
    const prime = generatePrimeSync(bits, { bigint: true });
    if (isFit(prime, e, primes)) primes.push(prime);
  }
  return keyOf(primes, e);
}

/** As `rsaOfOddSize`, off this thread. */
export async function rsaOfOddSizeLater({ modulusBits, exponent }: RsaSize): Promise<Key> {
  const e = BigInt(exponent);
  const primes: bigint[] = [];
  for (let i = 0; i < MAX_PRIMES && primes.length < 2; i++) {
    const prime = await primeLater(primeBits(modulusBits)[primes.length] ?? 0);
    if (isFit(prime, e, primes)) primes.push(prime);
  }
  return keyOf(primes, e);
}

function primeLater(bits: number): Promise<bigint> {
  const { promise, resolve, reject } = Promise.withResolvers<bigint>();
  generatePrime(bits, { bigint: true }, (failed, prime) => {
    if (failed) reject(failed);
    else resolve(prime);
  });
  return promise;
}

const isFit = (prime: bigint, e: bigint, others: readonly bigint[]): boolean =>
  !others.includes(prime) && inverse(e, prime - 1n) !== undefined;

function keyOf([first, second]: readonly bigint[], e: bigint): Key {
  if (first === undefined || second === undefined) {
    throw fault('Cannot generate a key: no primes were found that fit its exponent');
  }
  const [p, q] = first > second ? [first, second] : [second, first];
  const d = required(inverse(e, leastCommonMultiple(p - 1n, q - 1n)));
  const secret = [d, p, q, d % (p - 1n), d % (q - 1n), required(inverse(q, p))];
  const inner = rsaInner({
    n: toBytes(p * q),
    e: toBytes(e),
    secret: secret.map((x) => toBytes(x)),
  });
  return makeKey('rsa', true, inner, undefined);
}

function required(value: bigint | undefined): bigint {
  if (value === undefined) throw new Error('Cannot invert: what was checked to be a unit is none');
  return value;
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

/** `1 / value` modulo `modulus`; undefined where there is none. */
function inverse(value: bigint, modulus: bigint): bigint | undefined {
  let [low, high] = [value % modulus, modulus];
  let [x, y] = [1n, 0n];
  while (low !== 0n) {
    const times = high / low;
    [low, high] = [high - times * low, low];
    [x, y] = [y - times * x, x];
  }
  return high === 1n ? ((y % modulus) + modulus) % modulus : undefined;
}
