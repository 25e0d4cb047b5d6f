/** Every digest by every name OpenSSL knows it by, lower case. */
import { fault, opensslFault } from './fault.ts';

/** Canonical name → its other names. @see OpenSSL providers/implementations/include/prov/names.h */
const ALIASES: Readonly<Record<string, string>> = {
  md5: 'rsa-md5 md5withrsaencryption ssl3-md5 1.2.840.113549.2.5',
  'md5-sha1': '',
  ripemd160: 'ripemd rmd160 ripemd-160 rsa-ripemd160 ripemd160withrsa 1.3.36.3.2.1',
  sha1: 'sha-1 rsa-sha1 rsa-sha1-2 sha1withrsaencryption ssl3-sha1 1.3.14.3.2.26',
  sha224: 'sha-224 sha2-224 rsa-sha224 sha224withrsaencryption 2.16.840.1.101.3.4.2.4',
  sha256: 'sha-256 sha2-256 rsa-sha256 sha256withrsaencryption 2.16.840.1.101.3.4.2.1',
  sha384: 'sha-384 sha2-384 rsa-sha384 sha384withrsaencryption 2.16.840.1.101.3.4.2.2',
  sha512: 'sha-512 sha2-512 rsa-sha512 sha512withrsaencryption 2.16.840.1.101.3.4.2.3',
  'sha512-224':
    'sha-512/224 sha2-512/224 rsa-sha512/224 sha512-224withrsaencryption 2.16.840.1.101.3.4.2.5',
  'sha512-256':
    'sha-512/256 sha2-512/256 rsa-sha512/256 sha512-256withrsaencryption 2.16.840.1.101.3.4.2.6',
  'sha3-224': 'rsa-sha3-224 id-rsassa-pkcs1-v1_5-with-sha3-224 2.16.840.1.101.3.4.2.7',
  'sha3-256': 'rsa-sha3-256 id-rsassa-pkcs1-v1_5-with-sha3-256 2.16.840.1.101.3.4.2.8',
  'sha3-384': 'rsa-sha3-384 id-rsassa-pkcs1-v1_5-with-sha3-384 2.16.840.1.101.3.4.2.9',
  'sha3-512': 'rsa-sha3-512 id-rsassa-pkcs1-v1_5-with-sha3-512 2.16.840.1.101.3.4.2.10',
  shake128: 'shake-128 2.16.840.1.101.3.4.2.11',
  shake256: 'shake-256 2.16.840.1.101.3.4.2.12',
  blake2b512: 'blake2b-512 1.3.6.1.4.1.1722.12.2.1.16',
  blake2s256: 'blake2s-256 1.3.6.1.4.1.1722.12.2.2.8',
  sm3: 'rsa-sm3 sm3withrsaencryption 1.2.156.10197.1.401',
};

const CANONICAL: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIASES).flatMap(([name, others]) =>
    [name, ...others.split(' ')].filter(Boolean).map((alias) => [alias, name] as const),
  ),
);

/** Known to OpenSSL, but in a provider that Node does not load. */
const LEGACY: ReadonlySet<string> = new Set([
  'md4',
  'rsa-md4',
  'md4withrsaencryption',
  'whirlpool',
  'mdc2',
  'rsa-mdc2',
]);

export type DigestName =
  | { readonly kind: 'known'; readonly name: string }
  | { readonly kind: 'legacy' | 'unknown' };

/** Looks a digest up by any of its names, in any case. */
export function findDigest(name: string): DigestName {
  const lower = name.toLowerCase();
  const canonical = CANONICAL.get(lower);
  if (canonical !== undefined) return { kind: 'known', name: canonical };
  return { kind: LEGACY.has(lower) ? 'legacy' : 'unknown' };
}

/** Bytes that a digest gives, by its canonical name; for those of a free length, what Node gives unasked. */
export const DIGEST_BYTES: Readonly<Record<string, number>> = {
  md5: 16,
  'md5-sha1': 36,
  ripemd160: 20,
  sha1: 20,
  sha224: 28,
  sha256: 32,
  sha384: 48,
  sha512: 64,
  'sha512-224': 28,
  'sha512-256': 32,
  'sha3-224': 28,
  'sha3-256': 32,
  'sha3-384': 48,
  'sha3-512': 64,
  shake128: 16,
  shake256: 32,
  blake2b512: 64,
  blake2s256: 32,
  sm3: 32,
};

/** Bytes of a digest's input block, which HMAC pads its key to. */
export function digestBlockBytes(name: string): number {
  const rates: Readonly<Record<string, number>> = {
    'sha3-224': 144,
    'sha3-256': 136,
    'sha3-384': 104,
    'sha3-512': 72,
    shake128: 168,
    shake256: 136,
  };
  const rate = rates[name];
  if (rate !== undefined) return rate;
  return ['sha384', 'sha512', 'sha512-224', 'sha512-256', 'blake2b512'].includes(name) ? 128 : 64;
}

/** A digest's identifier, and the bytes it gives; by its canonical name. */
export function digestOid(name: string): { readonly oid: string; readonly bytes: number } {
  const found = ALIASES[name]?.split(' ').find((alias) => /^\d/.test(alias));
  return { oid: found ?? '', bytes: DIGEST_BYTES[name] ?? 0 };
}

/**
 * The canonical name of a digest.
 * @throws what `whenUnknown` makes, for a name that OpenSSL does not know
 */
export function requireDigest(name: string, whenUnknown: (name: string) => Error): string {
  const found = findDigest(name);
  if (found.kind === 'known') return found.name;
  throw found.kind === 'legacy' ? opensslFault('DIGEST_UNSUPPORTED') : whenUnknown(name);
}

export const invalidDigest = (name: string): Error =>
  fault(`Invalid digest: ${name}`, 'ERR_CRYPTO_INVALID_DIGEST', 'TypeError');
