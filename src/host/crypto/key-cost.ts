/** How long work with a key may take where the host does it in JavaScript: curves that its own code lacks, and powers of large numbers. */
import { curveMs, digestMs, powerMs, requireTime } from './cost.ts';
import type { Curve } from './curve.ts';
import { readNode } from './der.ts';
import { bitLength, domainOf, type Key } from './key.ts';

/** Bits of the curve of Ed448 and X448. */
const GOLDILOCKS_BITS = 448;
/** Powers that a signature of DSA takes, and its check: the inverse is one too. */
const DSA_POWERS = 4;

export const stepOnCurveMs = (curve: Curve): number =>
  curve.isNative ? 0 : curveMs(8 * curve.fieldBytes);

/** Milliseconds that one operation with a key may take; nothing for what the host has code of its own for. */
export function keyMs(key: Key): number {
  switch (key.type) {
    case 'ec':
      return key.curve ? 2 * stepOnCurveMs(key.curve) : 0;
    case 'ed448':
    case 'x448':
      return 2 * curveMs(GOLDILOCKS_BITS);
    case 'dsa': {
      const { p, q } = domainOf(key);
      return DSA_POWERS * powerMs(bitLength(p), q ? bitLength(q) : bitLength(p));
    }
    case 'dh': {
      const { p } = domainOf(key);
      return powerMs(bitLength(p), key.isPrivate ? bitLength(readNode(key.inner).value) : 0);
    }
    default:
      return 0;
  }
}

/** @throws GuestError when an operation with the key would not fit into the run */
export function requireKeyTime(key: Key, remainingMs: number): Key {
  requireTime(`this with a key of type ${key.type}`, keyMs(key), remainingMs);
  return key;
}

/** @throws GuestError when a signature of so much data would not fit into the run */
export function requireSignatureTime(key: Key, digest: string, bytes: number, remainingMs: number) {
  // Ed448 takes all of the data twice, by code of its library.
  const dataMs = digestMs(key.type === 'ed448' ? 'sm3' : digest, bytes);
  requireTime(`a signature of ${bytes} bytes`, keyMs(key) + dataMs, remainingMs);
}
