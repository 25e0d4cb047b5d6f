/**
 * Keys in the one form they cross the wall in: PKCS#8 for private keys, SubjectPublicKeyInfo for
 * public ones, both written here, so that equal keys are equal bytes.

 */
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Curve } from './curve.ts';
import {
  bits,
  type DerNode,
  integer,
  nil,
  node,
  octets,
  oid,
  readNode,
  readSequence,
  sequence,
  smallInteger,
  TAG,
  valueAt,
} from './der.ts';
import { opensslFault } from './fault.ts';

export type KeyType =
  | 'rsa'
  | 'rsa-pss'
  | 'dsa'
  | 'ec'
  | 'dh'
  | 'ed25519'
  | 'ed448'
  | 'x25519'
  | 'x448';

/** A key taken apart. */
export interface Key {
  readonly type: KeyType;
  readonly isPrivate: boolean;
  /** The canonical bytes. */
  readonly der: Buffer;
  /** What stands beside the algorithm's identifier. */
  readonly parameters: DerNode | undefined;
  /** The key itself: the inner octets of a private key, the inner bits of a public one. */
  readonly inner: Buffer;
  /** For `ec`. */
  readonly curve: Curve | undefined;
}

const OIDS: Readonly<Record<KeyType, string>> = {
  rsa: '1.2.840.113549.1.1.1',
  'rsa-pss': '1.2.840.113549.1.1.10',
  dsa: '1.2.840.10040.4.1',
  ec: '1.2.840.10045.2.1',
  dh: '1.2.840.113549.1.3.1',
  ed25519: '1.3.101.112',
  ed448: '1.3.101.113',
  x25519: '1.3.101.110',
  x448: '1.3.101.111',
};
export const KEY_TYPE_OF_OID: ReadonlyMap<string, KeyType> = new Map(
  Object.entries(OIDS).map(([type, id]) => [id, type as KeyType]),
);

/** Bytes of a raw key on the curves of RFC 7748 and RFC 8032. */
export const RAW_KEY_BYTES: Partial<Record<KeyType, number>> = {
  ed25519: 32,
  x25519: 32,
  ed448: 57,
  x448: 56,
};

/** Largest modulus taken, bits: work with a larger one outlasts what a run may cost. */
export const MAX_MODULUS_BITS = 4096;
/** Largest prime of a group for Diffie-Hellman, bits: that of the largest that has a name. Its powers are of small numbers. */
export const MAX_GROUP_BITS = 8192;

/** Puts a key together from its parts, which are taken as they are. */
export function makeKey(
  type: KeyType,
  isPrivate: boolean,
  inner: Buffer,
  parameters: DerNode | undefined,
  curve?: Curve,
): Key {
  const shown = type === 'rsa' ? nil() : (parameters?.raw ?? Buffer.alloc(0));
  const algorithm = sequence(oid(OIDS[type]), shown);
  const der = isPrivate
    ? sequence(smallInteger(0), algorithm, octets(inner))
    : sequence(algorithm, bits(inner));
  return { type, isPrivate, der, parameters, inner, curve };
}

const unsupported = () => opensslFault('KEY_UNSUPPORTED');

/** @throws GuestError for a key whose curve is not known here */
export function requireKnownCurve(curve: Curve | undefined): Curve {
  if (!curve) throw unsupported();
  return curve;
}

/** @throws GuestError when the number is no key of the curve */
export function ecPrivate(curve: Curve, secret: Uint8Array): Key {
  if (!curve.isPrivate(secret)) throw unsupported();
  const inner = sec1(curve, secret, false);
  return makeKey('ec', true, inner, readNode(oid(curve.oid)), curve);
}

/** An ECPrivateKey; inside a PKCS#8 it does not repeat the curve. @see RFC 5915 */
export function sec1(curve: Curve, secret: Uint8Array, withCurve: boolean): Buffer {
  return sequence(
    smallInteger(1),
    octets(curve.padPrivate(secret)),
    ...(withCurve ? [node(0xa0, oid(curve.oid))] : []),
    node(0xa1, bits(curve.publicOf(secret))),
  );
}

/** @throws GuestError when the point is not on the curve */
export function ecPublic(curve: Curve, point: Uint8Array): Key {
  const plain = curve.convert(point, 'uncompressed');
  if (!plain) throw unsupported();
  return makeKey('ec', false, plain, readNode(oid(curve.oid)), curve);
}

export const ecSecret = (key: Key): Buffer => sec1Secret(key.inner);

/** The number in an ECPrivateKey. @throws GuestError */
export const sec1Secret = (der: Buffer): Buffer => valueAt(readSequence(der), 1, TAG.octets);

/** A raw key on one of the curves of RFC 7748 and RFC 8032. @throws GuestError when it has another length */
export function rawKey(type: KeyType, isPrivate: boolean, raw: Uint8Array): Key {
  if (raw.length !== RAW_KEY_BYTES[type]) throw unsupported();
  return makeKey(type, isPrivate, isPrivate ? octets(raw) : Buffer.from(raw), undefined);
}

/** The raw bytes of such a key. */
export const rawOf = (key: Key): Buffer =>
  key.isPrivate ? valueAt([readNode(key.inner)], 0, TAG.octets) : key.inner;

/** Bits of a number; looks at its first byte alone, for it may be as long as a guest likes. */
export function bitLength(value: Uint8Array): number {
  const first = value.findIndex((byte) => byte !== 0);
  if (first < 0) return 0;
  return 8 * (value.length - first - 1) + 32 - Math.clz32(value[first] ?? 0);
}

export interface RsaNumbers {
  readonly n: Buffer;
  readonly e: Buffer;
  /** d, p, q, dp, dq, qi of a private key. */
  readonly secret: readonly Buffer[];
}

/** @throws GuestError when the key's inside is none of RSA */
export function rsaNumbers(key: Key): RsaNumbers {
  const parts = readSequence(key.inner);
  const at = (index: number) => valueAt(parts, index, TAG.integer);
  if (!key.isPrivate) return { n: at(0), e: at(1), secret: [] };
  return { n: at(1), e: at(2), secret: [3, 4, 5, 6, 7, 8].map(at) };
}

/** An RSAPrivateKey or RSAPublicKey of its numbers. @see RFC 8017 */
export function rsaInner({ n, e, secret }: RsaNumbers): Buffer {
  if (secret.length === 0) return sequence(integer(n), integer(e));
  return sequence(smallInteger(0), integer(n), integer(e), ...secret.map(integer));
}

export interface Domain {
  readonly p: Buffer;
  readonly g: Buffer;
  /** Order of the subgroup, for DSA. */
  readonly q: Buffer | undefined;
}

/** The numbers that keys of DSA and of Diffie-Hellman share. @throws GuestError when there are none */
export function domainOf(key: Key): Domain {
  if (!key.parameters) throw unsupported();
  const parts = readSequence(key.parameters.raw);
  const at = (index: number) => valueAt(parts, index, TAG.integer);
  return key.type === 'dsa'
    ? { p: at(0), q: at(1), g: at(2) }
    : { p: at(0), g: at(1), q: undefined };
}

export function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** A key of the host's own, for the types that it computes with itself. */
export function toNative(key: Key): KeyObject {
  // To the host a key for PSS alone is like any other of RSA; what it may do is watched here.
  const { der } =
    key.type === 'rsa-pss' ? makeKey('rsa', key.isPrivate, key.inner, undefined) : key;
  return key.isPrivate
    ? createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    : createPublicKey({ key: der, format: 'der', type: 'spki' });
}
