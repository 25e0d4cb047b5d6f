/** Signatures of every kind of key. */
import {
  privateEncrypt,
  publicDecrypt,
  sign as signNative,
  verify as verifyNative,
} from 'node:crypto';
import { integer, readNode, readNodes, sequence, TAG, toBigInt, toBytes } from './der.ts';
import { digestOf } from './digest.ts';
import { DIGEST_BYTES, invalidDigest, requireDigest } from './digest-names.ts';
import { fault, opensslFault, translate } from './fault.ts';
import { randomBelow } from './group.ts';
import {
  bitLength,
  domainOf,
  ecSecret,
  type Key,
  power,
  rawOf,
  rsaNumbers,
  toNative,
} from './key.ts';
import { requireSignatureTime } from './key-cost.ts';
import { type PssRestriction, pssRestriction } from './key-export.ts';
import { loadEd448 } from './late.ts';

export const PADDING = { pkcs1: 1, none: 3, oaep: 4, pss: 6 } as const;

export interface SignatureOptions {
  /** A digest's name; empty for what the key's type has by default. */
  readonly algorithm: string;
  readonly padding: number | undefined;
  readonly saltLength: number | undefined;
  /** How a pair of numbers is written: as DER, or one after the other. */
  readonly encoding: 'der' | 'ieee-p1363';
  /** How long it may take, milliseconds. */
  readonly remainingMs: number;
}

/** Digests that the host signs with itself on elliptic curves. */
const NATIVE_EC_DIGESTS: ReadonlySet<string> = new Set([
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
]);
/** Digests with which OpenSSL signs by RSA: those that have an identifier for it. */
const RSA_DIGESTS =
  /^(md5|md5-sha1|ripemd160|sha1|sha224|sha256|sha384|sha512|sha512-2\d\d|sha3-\d+)$/;
/** Salt lengths with a meaning of their own. */
const SALT_AS_DIGEST = -1;
const SALT_AUTO = -2;
const LEAST_SALT = -3;

/** @throws GuestError */
export function sign(data: Uint8Array, key: Key, options: SignatureOptions): Buffer {
  const digest = digestFor(key, options);
  requireSignatureTime(key, digest, data.length, options.remainingMs);
  try {
    switch (key.type) {
      case 'rsa':
      case 'rsa-pss':
        return signRsa(data, key, digest, options);
      case 'ec':
        return signEc(data, key, digest, options.encoding);
      case 'dsa':
        return signDsa(digestOf(digest, data), key, options.encoding);
      case 'ed448':
        return Buffer.from(loadEd448().ed448.sign(data, rawOf(key)));
      default:
        return signNative(null, data, toNative(key));
    }
  } catch (thrown) {
    throw translate(thrown, 'Signing failed');
  }
}

/** @throws GuestError for a key or options that cannot be; a signature that is wrong is `false` */
export function verify(
  data: Uint8Array,
  key: Key,
  signature: Uint8Array,
  options: SignatureOptions,
): boolean {
  const digest = digestFor(key, options);
  requireSignatureTime(key, digest, data.length, options.remainingMs);
  switch (key.type) {
    case 'rsa':
    case 'rsa-pss':
      return verifyRsa(data, key, digest, signature, options);
    case 'ec':
      return verifyEc(data, key, digest, signature, options.encoding);
    case 'dsa':
      return verifyDsa(digestOf(digest, data), key, signature, options.encoding);
    case 'ed448':
      return holds(() => loadEd448().ed448.verify(signature, data, rawOf(key)));
    default:
      return holds(() => verifyNative(null, data, toNative(key), signature));
  }
}

/** Whatever is wrong with a signature's form, it is not the data's. */
function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    // A form that cannot be read; OpenSSL too says no more than no.
    return false;
  }
}

/** @throws GuestError for a key that does not sign, or not with this digest */
function digestFor(key: Key, { algorithm, saltLength }: SignatureOptions): string {
  const digest = algorithm === '' ? undefined : requireDigest(algorithm, invalidDigest);
  if (key.type === 'x25519' || key.type === 'x448' || key.type === 'dh') {
    throw opensslFault('KEY_OPERATION');
  }
  if (key.type.startsWith('ed')) {
    if (digest !== undefined) throw opensslFault('INVALID_SIGN_DIGEST');
    return '';
  }
  const restriction = pssRestriction(key);
  const name = digest ?? restriction?.hashAlgorithm ?? 'sha256';
  const isRsa = key.type.startsWith('rsa');
  if (isRsa && !RSA_DIGESTS.test(name)) throw opensslFault('DIGEST_NOT_ALLOWED');
  if (restriction) requireAllowed(restriction, name, saltLength);
  return name;
}

function requireAllowed(restriction: PssRestriction, digest: string, salt: number | undefined) {
  if (restriction.hashAlgorithm === digest) return;
  // Where both are wrong, OpenSSL came to the salt first.
  const isSaltTooSmall = salt !== undefined && salt >= 0 && salt < restriction.saltLength;
  throw opensslFault(isSaltTooSmall ? 'PSS_SALT_TOO_SMALL' : 'DIGEST_NOT_ALLOWED');
}

/** The padding in force. @throws GuestError for one that does not sign, or not with this key */
function requirePadding(key: Key, { padding }: SignatureOptions): number {
  const isPssKey = key.type === 'rsa-pss';
  const wanted = padding ?? (isPssKey ? PADDING.pss : PADDING.pkcs1);
  if (wanted === PADDING.none && !isPssKey) throw opensslFault('INVALID_PADDING_MODE');
  if (wanted !== PADDING.pss && (wanted !== PADDING.pkcs1 || isPssKey)) {
    throw opensslFault('UNSUPPORTED_PADDING_MODE');
  }
  return wanted;
}

function signRsa(data: Uint8Array, key: Key, digest: string, options: SignatureOptions): Buffer {
  const native = toNative(key);
  if (requirePadding(key, options) === PADDING.pss) {
    const saltLength = signingSalt(key, digest, options);
    return signNative(digest, data, { key: native, padding: PADDING.pss, saltLength });
  }
  if (digest === 'md5-sha1')
    return privateEncrypt({ key: native, padding: PADDING.pkcs1 }, digestOf(digest, data));
  return signNative(digest, data, native);
}

/** Bytes of salt for a signature. @throws GuestError when the key has no room for them, or wants more */
function signingSalt(key: Key, digest: string, { saltLength }: SignatureOptions): number {
  const restriction = pssRestriction(key);
  const most = Math.ceil((bitLength(rsaNumbers(key).n) - 1) / 8) - (DIGEST_BYTES[digest] ?? 0) - 2;
  const wanted = saltLength ?? restriction?.saltLength ?? SALT_AUTO;
  if (wanted < LEAST_SALT) throw opensslFault('INVALID_SALT_LENGTH');
  const salt = wanted === SALT_AS_DIGEST ? (DIGEST_BYTES[digest] ?? 0) : wanted < 0 ? most : wanted;
  if (restriction && salt < restriction.saltLength) throw opensslFault('PSS_SALT_TOO_SMALL');
  if (salt > most || most < 0) throw opensslFault('DATA_TOO_LARGE_FOR_KEY_SIZE');
  return salt;
}

function verifyRsa(
  data: Uint8Array,
  key: Key,
  digest: string,
  signature: Uint8Array,
  options: SignatureOptions,
): boolean {
  const native = toNative(key);
  if (requirePadding(key, options) === PADDING.pss) {
    const saltLength = options.saltLength ?? SALT_AUTO;
    if (saltLength < LEAST_SALT) throw opensslFault('INVALID_SALT_LENGTH');
    const pss = {
      key: native,
      padding: PADDING.pss,
      saltLength: saltLength === LEAST_SALT ? SALT_AUTO : saltLength,
    };
    return holds(() => verifyNative(digest, data, pss, signature));
  }
  if (digest !== 'md5-sha1') return holds(() => verifyNative(digest, data, native, signature));
  return holds(() =>
    publicDecrypt({ key: native, padding: PADDING.pkcs1 }, signature).equals(
      digestOf(digest, data),
    ),
  );
}

function signEc(
  data: Uint8Array,
  key: Key,
  digest: string,
  encoding: SignatureOptions['encoding'],
): Buffer {
  const { curve } = key;
  if (!curve) throw opensslFault('KEY_OPERATION');
  if (curve.isNative && NATIVE_EC_DIGESTS.has(digest)) {
    return signNative(digest, data, { key: toNative(key), dsaEncoding: encoding });
  }
  const format = encoding === 'der' ? 'der' : 'compact';
  const options = { prehash: false, lowS: false, format } as const;
  return Buffer.from(curve.math.sign(digestOf(digest, data), ecSecret(key), options));
}

function verifyEc(
  data: Uint8Array,
  key: Key,
  digest: string,
  signature: Uint8Array,
  encoding: SignatureOptions['encoding'],
): boolean {
  const { curve } = key;
  if (!curve) throw opensslFault('KEY_OPERATION');
  if (curve.isNative && NATIVE_EC_DIGESTS.has(digest)) {
    const native = { key: toNative(key), dsaEncoding: encoding };
    return holds(() => verifyNative(digest, data, native, signature));
  }
  const format = encoding === 'der' ? 'der' : 'compact';
  const options = { prehash: false, lowS: false, format } as const;
  return holds(() => curve.math.verify(signature, digestOf(digest, data), key.inner, options));
}

/** The leftmost bits of a digest, as many as the order has. @see FIPS 186-4, 4.6 */
function truncated(digest: Uint8Array, q: bigint): bigint {
  const spare = digest.length * 8 - q.toString(2).length;
  const value = toBigInt(digest);
  return spare > 0 ? value >> BigInt(spare) : value;
}

function signDsa(digest: Uint8Array, key: Key, encoding: SignatureOptions['encoding']): Buffer {
  const [p, q, g] = dsaDomain(key);
  const secret = toBigInt(readNode(key.inner).value);
  const z = truncated(digest, q);
  // A domain that is none may have no signature at all.
  for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts++) {
    const k = randomBelow(q);
    const r = power(g, k, p) % q;
    const s = (power(k, q - 2n, q) * (z + secret * r)) % q;
    if (r === 0n || s === 0n) continue;
    const bytes = toBytes(q).length;
    return encoding === 'der'
      ? sequence(integer(toBytes(r)), integer(toBytes(s)))
      : Buffer.concat([toBytes(r, bytes), toBytes(s, bytes)]);
  }
  throw fault('Signing failed');
}

/** Of a domain that is one, hardly a signature in 2^160 needs a second. */
const MAX_ATTEMPTS = 2;

function dsaDomain(key: Key): [p: bigint, q: bigint, g: bigint] {
  const { p, q, g } = domainOf(key);
  return [toBigInt(p), toBigInt(q ?? Buffer.of(1)), toBigInt(g)];
}

function verifyDsa(
  digest: Uint8Array,
  key: Key,
  signature: Uint8Array,
  encoding: SignatureOptions['encoding'],
): boolean {
  const [p, q, g] = dsaDomain(key);
  return holds(() => {
    const [r, s] = readPair(Buffer.from(signature), encoding, toBytes(q).length);
    if (r <= 0n || s <= 0n || r >= q || s >= q) return false;
    const w = power(s, q - 2n, q);
    const left = power(g, (truncated(digest, q) * w) % q, p);
    const right = power(toBigInt(readNode(key.inner).value), (r * w) % q, p);
    return ((left * right) % p) % q === r;
  });
}

function readPair(signature: Buffer, encoding: string, bytes: number): [bigint, bigint] {
  if (encoding !== 'der') {
    if (signature.length !== 2 * bytes) return [0n, 0n];
    return [toBigInt(signature.subarray(0, bytes)), toBigInt(signature.subarray(bytes))];
  }
  const [r, s] = readNodes(readNode(signature).value);
  if (r?.tag !== TAG.integer || s?.tag !== TAG.integer) return [0n, 0n];
  return [toBigInt(r.value), toBigInt(s.value)];
}
