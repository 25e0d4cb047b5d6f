/** Secrets that two parties agree on: Diffie-Hellman, on curves and without. */
import { diffieHellman as agreeNative } from 'node:crypto';
import { powerMs, requireTime } from './cost.ts';
import { type PointForm, requireCurve } from './curve.ts';
import { readNode, toBigInt, toBytes } from './der.ts';
import { fault, opensslFault, translate } from './fault.ts';
import { type Group, requireModulus } from './group.ts';
import { domainOf, ecSecret, type Key, power, rawOf, toNative } from './key.ts';
import { requireKeyTime, stepOnCurveMs } from './key-cost.ts';
import { loadEd448 } from './late.ts';

export type CurveOperation = 'generate' | 'check' | 'public' | 'compute' | 'convert';

/** One step of an exchange on a curve. @throws GuestError */
export function stepOnCurve(
  operation: CurveOperation,
  curveName: string,
  form: PointForm,
  [first = NONE, second = NONE]: readonly Uint8Array[],
  remainingMs: number,
): Buffer {
  const curve = requireCurve(curveName);
  requireTime(`a step on ${curve.name}`, stepOnCurveMs(curve), remainingMs);
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

/** The public number of a private one. */
export const publicNumber = (
  { prime, generator }: Group,
  secret: Uint8Array,
  remainingMs: number,
): Buffer => toBytes(raise(prime, generator, secret, remainingMs));

/** The shared secret, as long as the prime. @throws GuestError */
export function sharedNumber(
  prime: Uint8Array,
  secret: Uint8Array,
  other: Uint8Array,
  remainingMs: number,
): Buffer {
  requireModulus(other);
  if (toBigInt(other) <= 1n) {
    throw fault('Supplied key is too small', 'ERR_CRYPTO_INVALID_KEYLEN', 'RangeError');
  }
  return toBytes(raise(prime, other, secret, remainingMs), prime.length);
}

function raise(
  prime: Uint8Array,
  base: Uint8Array,
  exponent: Uint8Array,
  remainingMs: number,
): bigint {
  requireModulus(prime);
  requireModulus(exponent);
  requireModulus(base);
  const bits = 8 * prime.length;
  requireTime(`this modulo ${bits} bits`, powerMs(bits, 8 * exponent.length), remainingMs);
  const p = toBigInt(prime);
  if (p === 0n) throw opensslFault('MODULUS_TOO_SMALL');
  return power(toBigInt(base), toBigInt(exponent), p);
}

/** The secret of a private key and another's public one. @throws GuestError */
export function agree(own: Key, other: Key, remainingMs: number): Buffer {
  requireKeyTime(own, remainingMs);
  try {
    switch (own.type) {
      case 'ec':
        if (!own.curve || own.curve !== other.curve) throw opensslFault('MISMATCHING_DOMAIN');
        return own.curve.shared(ecSecret(own), other.inner);
      case 'x448':
        return Buffer.from(loadEd448().x448.getSharedSecret(rawOf(own), rawOf(other)));
      case 'dh': {
        const { p } = domainOf(own);
        if (toBigInt(p) !== toBigInt(domainOf(other).p)) throw opensslFault('MISMATCHING_DOMAIN');
        const prime = toBytes(toBigInt(p));
        const [secret, point] = [own, other].map(({ inner }) => readNode(inner).value);
        return sharedNumber(prime, secret ?? NONE, point ?? NONE, remainingMs);
      }
      default:
        return agreeNative({ privateKey: toNative(own), publicKey: toNative(other) });
    }
  } catch (thrown) {
    throw translate(thrown, 'diffieHellman failed');
  }
}
