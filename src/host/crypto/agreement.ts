/** Secrets that two parties agree on: Diffie-Hellman, on curves and without. */
import {
  diffieHellman as agreeNative,
  createDiffieHellman,
  createDiffieHellmanGroup,
} from 'node:crypto';
import { x448 } from '@noble/curves/ed448.js';
import { type PointForm, requireCurve } from './curve.ts';
import { readNode, toBigInt, toBytes } from './der.ts';
import { attempt, beyondLimit, fault, opensslFault, translate } from './fault.ts';
import { randomBelow } from './generate.ts';
import { domainOf, ecSecret, type Key, MAX_MODULUS_BITS, power, rawOf, toNative } from './key.ts';

export type CurveOperation = 'generate' | 'check' | 'public' | 'compute' | 'convert';

/** One step of an exchange on a curve. @throws GuestError */
export function stepOnCurve(
  operation: CurveOperation,
  curveName: string,
  form: PointForm,
  [first = NONE, second = NONE]: readonly Uint8Array[],
): Buffer {
  const curve = requireCurve(curveName);
  switch (operation) {
    case 'generate':
      return curve.randomPrivate();
    case 'check':
      if (curve.isPrivate(first)) return curve.padPrivate(first);
      throw fault(
        'Private key is not valid for specified curve.',
        'ERR_CRYPTO_INVALID_KEYTYPE',
        'RangeError',
      );
    case 'public':
      return curve.convert(curve.publicOf(first), form) ?? Buffer.alloc(0);
    case 'compute':
      return curve.shared(first, second);
    case 'convert': {
      const converted = curve.convert(first, form);
      if (converted) return converted;
      throw fault('Failed to convert Buffer to EC_POINT', 'ERR_CRYPTO_OPERATION_FAILED');
    }
  }
}

const NONE = new Uint8Array(0);

/** Largest private numbers for which the arithmetic is done here: Bun takes no prime below. */
const SMALL_PRIME_BYTES = 64;

export interface Group {
  readonly prime: Uint8Array;
  readonly generator: Uint8Array;
}

/** The prime and the generator of a group that has a name. @throws GuestError */
export function namedGroup(name: string): Group {
  const group = attempt(() => createDiffieHellmanGroup(name));
  if (!group) throw fault('Unknown DH group', 'ERR_CRYPTO_UNKNOWN_DH_GROUP');
  return { prime: group.getPrime(), generator: group.getGenerator() };
}

/** @throws GuestError for a prime that is more than the host computes with */
export function requireModulus(prime: Uint8Array): void {
  if (prime.length * 8 > MAX_MODULUS_BITS) {
    throw beyondLimit(
      `Cannot use a number of ${prime.length * 8} bits: at most ${MAX_MODULUS_BITS} are allowed`,
    );
  }
}

/** A private number of the group. */
export function randomSecret({ prime }: Group): Buffer {
  const p = toBigInt(prime);
  return p <= 3n ? Buffer.of(1) : toBytes(randomBelow(p - 1n));
}

/** The public number of a private one. */
export const publicNumber = ({ prime, generator }: Group, secret: Uint8Array): Buffer =>
  toBytes(raise(prime, generator, secret));

/** The shared secret, as long as the prime. @throws GuestError */
export function sharedNumber(prime: Uint8Array, secret: Uint8Array, other: Uint8Array): Buffer {
  requireModulus(other);
  if (toBigInt(other) <= 1n) {
    throw fault('Supplied key is too small', 'ERR_CRYPTO_INVALID_KEYLEN', 'RangeError');
  }
  return toBytes(raise(prime, other, secret), prime.length);
}

function raise(prime: Uint8Array, base: Uint8Array, exponent: Uint8Array): bigint {
  requireModulus(prime);
  requireModulus(exponent);
  requireModulus(base);
  const p = toBigInt(prime);
  if (p === 0n) throw opensslFault('MODULUS_TOO_SMALL');
  const reduced = toBigInt(base) % p;
  const isNative =
    prime.length >= SMALL_PRIME_BYTES && exponent.length <= prime.length && reduced > 1n;
  if (!isNative) return power(reduced, toBigInt(exponent) % (p > 2n ? p - 1n : 1n), p);
  const exchange = createDiffieHellman(Buffer.from(prime), 2);
  exchange.setPrivateKey(Buffer.from(exponent));
  // There are numbers that Bun thinks unfit, such as the last of the group; OpenSSL computes with them.
  const secret = attempt(() => exchange.computeSecret(toBytes(reduced)));
  return secret ? toBigInt(secret) : power(reduced, toBigInt(exponent), p);
}

/** The secret of a private key and another's public one. @throws GuestError */
export function agree(own: Key, other: Key): Buffer {
  try {
    switch (own.type) {
      case 'ec':
        if (!own.curve || own.curve !== other.curve) throw opensslFault('MISMATCHING_DOMAIN');
        return own.curve.shared(ecSecret(own), other.inner);
      case 'x448':
        return Buffer.from(x448.getSharedSecret(rawOf(own), rawOf(other)));
      case 'dh': {
        const { p } = domainOf(own);
        if (toBigInt(p) !== toBigInt(domainOf(other).p)) throw opensslFault('MISMATCHING_DOMAIN');
        const prime = toBytes(toBigInt(p));
        return sharedNumber(prime, readNode(own.inner).value, readNode(other.inner).value);
      }
      default:
        return agreeNative({ privateKey: toNative(own), publicKey: toNative(other) });
    }
  } catch (thrown) {
    throw translate(thrown, 'diffieHellman failed');
  }
}
