/** The public half of a private key. */
import { createPublicKey } from 'node:crypto';
import { integer, readNode, toBigInt, toBytes } from './der.ts';
import {
  domainOf,
  ecSecret,
  type Key,
  makeKey,
  power,
  rawKey,
  rawOf,
  requireKnownCurve,
  rsaInner,
  rsaNumbers,
  toNative,
} from './key.ts';
import { loadEd448 } from './late.ts';

export function publicOf(key: Key): Key {
  if (!key.isPrivate) return key;
  switch (key.type) {
    case 'rsa':
    case 'rsa-pss': {
      const { n, e } = rsaNumbers(key);
      return makeKey(key.type, false, rsaInner({ n, e, secret: [] }), key.parameters);
    }
    case 'ec': {
      const curve = requireKnownCurve(key.curve);
      return makeKey('ec', false, curve.publicOf(ecSecret(key)), key.parameters, curve);
    }
    case 'dsa':
    case 'dh': {
      const { p, g } = domainOf(key);
      const secret = toBigInt(readNode(key.inner).value);
      const y = power(toBigInt(g), secret, toBigInt(p));
      return makeKey(key.type, false, integer(toBytes(y)), key.parameters);
    }
    case 'ed448':
      return rawKey('ed448', false, loadEd448().ed448.getPublicKey(rawOf(key)));
    case 'x448':
      return rawKey('x448', false, loadEd448().x448.getPublicKey(rawOf(key)));
    case 'ed25519':
    case 'x25519':
      return rawKey(key.type, false, nativePublicOf(key));
  }
}

/** The raw public half of a key that the host computes with itself: the end of its SubjectPublicKeyInfo. */
function nativePublicOf(key: Key): Buffer {
  const spki = createPublicKey(toNative(key)).export({ type: 'spki', format: 'der' });
  return spki.subarray(spki.length - rawOf(key).length);
}
