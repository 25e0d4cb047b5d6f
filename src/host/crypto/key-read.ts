/** Keys read from the forms that hold one: PKCS#8, SubjectPublicKeyInfo, PKCS#1, SEC 1, and OpenSSL's own of DSA. */
import { findCurveByOid } from './curve.ts';
import {
  bitsAt,
  integer,
  oidText,
  readNode,
  readNodes,
  readSequence,
  sequence,
  TAG,
  valueAt,
} from './der.ts';
import { opensslFault } from './fault.ts';
import {
  bitLength,
  domainOf,
  ecPrivate,
  ecPublic,
  KEY_TYPE_OF_OID,
  type Key,
  MAX_GROUP_BITS,
  MAX_MODULUS_BITS,
  makeKey,
  RAW_KEY_BYTES,
  rawOf,
  requireKnownCurve,
  rsaNumbers,
  sec1Secret,
} from './key.ts';

/** Most bytes of a key: a private one of RSA with the largest modulus has 2,400. */
const MAX_KEY_BYTES = 16 * 1024;

function requireKeySize(der: Uint8Array): void {
  if (der.length > MAX_KEY_BYTES) throw unsupported();
}

const unsupported = () => opensslFault('KEY_UNSUPPORTED');

/** @throws GuestError when it is no such key */
export function readPkcs8(der: Buffer): Key {
  requireKeySize(der);
  const parts = readSequence(der);
  valueAt(parts, 0, TAG.integer);
  const { type, parameters, curve } = readAlgorithm(valueAt(parts, 1, TAG.sequence));
  const inner = valueAt(parts, 2, TAG.octets);
  if (type === 'ec') return ecPrivate(requireKnownCurve(curve), sec1Secret(inner));
  const key = makeKey(type, true, inner, parameters);
  check(key);
  return key;
}

/** @throws GuestError when it is no such key */
export function readSpki(der: Buffer): Key {
  requireKeySize(der);
  const parts = readSequence(der);
  const { type, parameters, curve } = readAlgorithm(valueAt(parts, 0, TAG.sequence));
  const inner = bitsAt(parts, 1);
  if (type === 'ec') return ecPublic(requireKnownCurve(curve), inner);
  const key = makeKey(type, false, inner, parameters);
  check(key);
  return key;
}

/** @throws GuestError when it is no such key */
export function readPkcs1(der: Buffer, isPrivate: boolean): Key {
  requireKeySize(der);
  if (readSequence(der).length < (isPrivate ? 9 : 2)) throw unsupported();
  const key = makeKey('rsa', isPrivate, Buffer.from(der), undefined);
  check(key);
  return key;
}

/** @throws GuestError when it is no such key */
export function readSec1(der: Buffer): Key {
  requireKeySize(der);
  const parameters = readSequence(der).find(({ tag }) => tag === 0xa0);
  if (!parameters) throw unsupported();
  const curve = findCurveByOid(oidText(valueAt(readNodes(parameters.value), 0, TAG.oid)));
  return ecPrivate(requireKnownCurve(curve), sec1Secret(der));
}

function readAlgorithm(value: Buffer) {
  const parts = readNodes(value);
  const type = KEY_TYPE_OF_OID.get(oidText(valueAt(parts, 0, TAG.oid)));
  if (!type) throw unsupported();
  const parameters = parts[1]?.tag === TAG.null ? undefined : parts[1];
  const curve =
    type === 'ec' && parameters?.tag === TAG.oid
      ? findCurveByOid(oidText(parameters.value))
      : undefined;
  return { type, parameters, curve };
}

/** A DSAPrivateKey, as OpenSSL wrote it before PKCS#8. @throws GuestError when it is no such key */
export function readDsaPrivate(der: Buffer): Key {
  requireKeySize(der);
  const parts = readSequence(der);
  const at = (index: number) => integer(valueAt(parts, index, TAG.integer));
  const key = makeKey('dsa', true, at(5), readNode(sequence(at(1), at(2), at(3))));
  check(key);
  return key;
}

function check(key: Key): void {
  const raw = RAW_KEY_BYTES[key.type];
  if (raw !== undefined) {
    if (rawOf(key).length !== raw) throw unsupported();
    return;
  }
  if (key.type === 'dsa' || key.type === 'dh') {
    const { p, q, g } = domainOf(key);
    const own = valueAt([readNode(key.inner)], 0, TAG.integer);
    const numbers = q ? [p, q, g, own] : [p, g, own];
    const most = q ? MAX_MODULUS_BITS : MAX_GROUP_BITS;
    if (numbers.some((number) => bitLength(number) > most)) throw unsupported();
    return;
  }
  if (bitLength(rsaNumbers(key).n) > MAX_MODULUS_BITS) throw unsupported();
}
