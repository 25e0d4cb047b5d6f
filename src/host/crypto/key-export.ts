/** Keys as they go: PEM, DER, JSON Web Keys, and what they are. */
import type { KeyFacts } from '../../wire/crypto-calls.ts';
import { oidText, readNode, readNodes, TAG, toBigInt } from './der.ts';
import { findDigest } from './digest-names.ts';
import { fault } from './fault.ts';
import { bitLength, domainOf, ecSecret, type Key, rawOf, rsaNumbers, sec1 } from './key.ts';
import { publicOf } from './key-public.ts';
import { encryptLegacy, encryptPkcs8, writePem } from './pem.ts';

export interface ExportOptions {
  readonly format: 'pem' | 'der';
  readonly encoding: 'pkcs1' | 'pkcs8' | 'spki' | 'sec1';
  /** Empty for a key that is not encrypted. */
  readonly cipher: string;
  readonly passphrase: Uint8Array;
}

/** @throws GuestError for a cipher that is not fit for it */
export function exportKey(key: Key, options: ExportOptions): Buffer {
  const { format, encoding, cipher, passphrase } = options;
  const der = encodeAs(key, encoding);
  const label = labelOf(key, encoding);
  if (cipher !== '' && encoding === 'pkcs8') {
    const encrypted = encryptPkcs8(der, cipher, passphrase);
    return format === 'der' ? encrypted : Buffer.from(writePem('ENCRYPTED PRIVATE KEY', encrypted));
  }
  if (format === 'der') return der;
  return Buffer.from(
    cipher === '' ? writePem(label, der) : encryptLegacy(label, der, cipher, passphrase),
  );
}

function encodeAs(key: Key, encoding: ExportOptions['encoding']): Buffer {
  if (encoding === 'pkcs1') return key.inner;
  if (encoding === 'sec1' && key.curve) return sec1(key.curve, ecSecret(key), true);
  return key.der;
}

function labelOf(key: Key, encoding: ExportOptions['encoding']): string {
  const kind = key.isPrivate ? 'PRIVATE KEY' : 'PUBLIC KEY';
  if (encoding === 'pkcs1') return `RSA ${kind}`;
  return encoding === 'sec1' ? `EC ${kind}` : kind;
}

const OKP_CURVES: Readonly<Record<string, string>> = {
  ed25519: 'Ed25519',
  ed448: 'Ed448',
  x25519: 'X25519',
  x448: 'X448',
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/** @throws GuestError for a type of key that has no such form */
export function exportJwk(key: Key): Record<string, string> {
  if (key.type === 'rsa') return exportRsaJwk(key);
  if (key.type === 'ec') return exportEcJwk(key);
  const crv = OKP_CURVES[key.type];
  if (crv === undefined) {
    throw fault('Unsupported JWK Key Type.', 'ERR_CRYPTO_JWK_UNSUPPORTED_KEY_TYPE');
  }
  const x = base64(rawOf(publicOf(key)));
  return key.isPrivate ? { crv, d: base64(rawOf(key)), x, kty: 'OKP' } : { crv, x, kty: 'OKP' };
}

function exportRsaJwk(key: Key): Record<string, string> {
  const { n, e, secret } = rsaNumbers(key);
  const plain = (bytes: Buffer) => base64(bytes[0] === 0 ? bytes.subarray(1) : bytes);
  const jwk: Record<string, string> = { kty: 'RSA', n: plain(n), e: plain(e) };
  for (const [index, name] of ['d', 'p', 'q', 'dp', 'dq', 'qi'].entries()) {
    const part = secret[index];
    if (part) jwk[name] = plain(part);
  }
  return jwk;
}

function exportEcJwk(key: Key): Record<string, string> {
  const { curve } = key;
  if (curve?.jwkName === undefined) {
    throw fault(`Unsupported JWK EC curve: ${curve?.name}.`, 'ERR_CRYPTO_JWK_UNSUPPORTED_CURVE');
  }
  const point = publicOf(key).inner;
  const jwk: Record<string, string> = {
    kty: 'EC',
    x: base64(point.subarray(1, 1 + curve.fieldBytes)),
    y: base64(point.subarray(1 + curve.fieldBytes)),
    crv: curve.jwkName,
  };
  if (key.isPrivate) jwk['d'] = base64(ecSecret(key));
  return jwk;
}

/** What a key says of itself. */
export function describeKey(key: Key): KeyFacts {
  const { type } = key;
  if (type === 'ec') return { type, namedCurve: key.curve?.name ?? '' };
  if (type === 'dsa') {
    const { p, q } = domainOf(key);
    return { type, modulusLength: bitLength(p), divisorLength: bitLength(q ?? Buffer.alloc(0)) };
  }
  if (type !== 'rsa' && type !== 'rsa-pss') return { type };
  const { n, e } = rsaNumbers(key);
  const numbers = { type, modulusLength: bitLength(n), publicExponent: String(toBigInt(e)) };
  const restriction = pssRestriction(key);
  return restriction ? { ...numbers, ...restriction } : numbers;
}

export interface PssRestriction {
  readonly hashAlgorithm: string;
  readonly mgf1HashAlgorithm: string;
  readonly saltLength: number;
}

/** What a key for PSS alone may be used with; undefined when it is free. @see RFC 4055, 3.1 */
export function pssRestriction(key: Key): PssRestriction | undefined {
  if (key.type !== 'rsa-pss' || !key.parameters) return undefined;
  const parts = readNodes(key.parameters.value);
  const part = (tag: number) => parts.find((each) => each.tag === tag)?.value;
  const [hash, mask, salt] = [part(0xa0), part(0xa1), part(0xa2)];
  const maskHash = mask && readNodes(readNode(mask).value)[1];
  return {
    hashAlgorithm: hash ? digestName(readNode(hash).value) : 'sha1',
    mgf1HashAlgorithm: maskHash ? digestName(maskHash.value) : 'sha1',
    saltLength: salt ? Number(toBigInt(readNode(salt).value)) : 20,
  };
}

function digestName(algorithm: Buffer): string {
  const [id] = readNodes(algorithm);
  const found = findDigest(id?.tag === TAG.oid ? oidText(id.value) : '');
  return found.kind === 'known' ? found.name : '';
}
