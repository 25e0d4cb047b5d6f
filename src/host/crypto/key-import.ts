/** Keys as they come: PEM, DER, JSON Web Keys, raw bytes. */
import { X509Certificate } from 'node:crypto';
import { findCurve, findCurveByJwkName } from './curve.ts';
import { readNode, readNodes, TAG } from './der.ts';
import { attempt, fault, opensslFault } from './fault.ts';
import { ecPrivate, ecPublic, type Key, type KeyType, makeKey, rawKey, rsaInner } from './key.ts';
import { requireKeyTime } from './key-cost.ts';
import { publicOf } from './key-public.ts';
import { readDsaPrivate, readPkcs1, readPkcs8, readSec1, readSpki } from './key-read.ts';
import { decryptLegacy, decryptPkcs8, isLegacyEncrypted, type PemBlock, readPem } from './pem.ts';

export interface ImportOptions {
  readonly wants: 'private' | 'public';
  /** For DER: what it holds. */
  readonly encoding: string;
  readonly passphrase: Uint8Array | undefined;
  /** How long it may take, the derivation of a password's key before all. */
  readonly remainingMs: number;
}

/** @throws GuestError */
export function importPem(text: string, options: ImportOptions): Key {
  const block = findKey(text, options.wants);
  if (!block) throw opensslFault('KEY_UNSUPPORTED');
  const key = readBlock(block, options);
  if (options.wants === 'private') return requirePrivate(key);
  return publicOf(requireKeyTime(key, options.remainingMs));
}

const isPrivateLabel = (label: string): boolean => label.endsWith('PRIVATE KEY');

/** What else there is in a text, such as the parameters of a curve, is passed over; a public key goes before a private one. */
const findKey = (text: string, wants: ImportOptions['wants']): PemBlock | undefined =>
  (wants === 'public' ? readPem(text, isPublicLabel) : undefined) ?? readPem(text, isPrivateLabel);

const isPublicLabel = (label: string): boolean =>
  label === 'PUBLIC KEY' || label === 'RSA PUBLIC KEY' || label === 'CERTIFICATE';

function readBlock(block: PemBlock, options: ImportOptions): Key {
  const { label, body } = block;
  if (options.wants === 'public') {
    if (label === 'PUBLIC KEY') return readSpki(body);
    if (label === 'RSA PUBLIC KEY') return readPkcs1(body, false);
    if (label === 'CERTIFICATE') return readCertificateKey(body);
  }
  if (label === 'ENCRYPTED PRIVATE KEY') {
    return readPkcs8(decryptPkcs8(body, requirePemPassphrase(options), options.remainingMs));
  }
  const plain = isLegacyEncrypted(block)
    ? decryptLegacy(block, requirePemPassphrase(options))
    : body;
  return orUnsupported(() => readPrivate(label, plain));
}

function readPrivate(label: string, der: Buffer): Key {
  switch (label) {
    case 'PRIVATE KEY':
      return readPkcs8(der);
    case 'RSA PRIVATE KEY':
      return readPkcs1(der, true);
    case 'EC PRIVATE KEY':
      return readSec1(der);
    case 'DSA PRIVATE KEY':
      return readDsaPrivate(der);
    default:
      throw opensslFault('KEY_UNSUPPORTED');
  }
}

function readCertificateKey(der: Buffer): Key {
  // So that bad bytes get the error of their form, which the certificate's own reader does not give.
  readNode(der);
  const spki = attempt(() =>
    new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' }),
  );
  if (!spki) throw opensslFault('KEY_UNSUPPORTED');
  return readSpki(spki);
}

function requirePemPassphrase({ passphrase }: ImportOptions): Uint8Array {
  if (!passphrase) throw opensslFault('NO_PASSPHRASE');
  return passphrase;
}

/** @throws GuestError */
export function importDer(der: Buffer, options: ImportOptions): Key {
  if (der.length === 0) {
    if (options.encoding === 'spki') throw opensslFault('ASN1_TOO_SMALL');
    throw fault(`Failed to read ${options.wants === 'private' ? 'private' : 'asymmetric'} key`);
  }
  const key = readDer(der, options);
  if (options.wants === 'private') return requirePrivate(key);
  return publicOf(requireKeyTime(key, options.remainingMs));
}

function readDer(der: Buffer, options: ImportOptions): Key {
  switch (options.encoding) {
    case 'pkcs8':
      return readPkcs8(plainPkcs8(der, options));
    case 'spki':
      return readSpki(der);
    case 'sec1':
      return orUnsupported(() => readSec1(der));
    default:
      return options.wants === 'public' && readNodes(readNode(der).value).length === 2
        ? readPkcs1(der, false)
        : orUnsupported(() => readPkcs1(der, true));
  }
}

function plainPkcs8(der: Buffer, { passphrase, remainingMs }: ImportOptions): Buffer {
  const outer = attempt(() => readNode(der));
  // OpenSSL reads it as a stream here, and misses what a truncated header promises.
  if (!outer) throw opensslFault('ASN1_NOT_ENOUGH_DATA');
  if (outer.tag !== TAG.sequence) throw opensslFault('ASN1_WRONG_TAG');
  const parts = readNodes(outer.value);
  if (parts[0]?.tag !== TAG.sequence) return der;
  if (!passphrase) {
    throw fault('Passphrase required for encrypted key', 'ERR_MISSING_PASSPHRASE', 'TypeError');
  }
  return decryptPkcs8(der, passphrase, remainingMs);
}

function requirePrivate(key: Key): Key {
  if (!key.isPrivate) throw opensslFault('KEY_UNSUPPORTED');
  return key;
}

/** Where it broke is of no matter: OpenSSL tries every reader it has, and says this of all. */
function orUnsupported(read: () => Key): Key {
  const key = attempt(read);
  if (!key) throw opensslFault('KEY_UNSUPPORTED');
  return key;
}

/** The fields of a JSON Web Key, as text; those that are missing are empty. */
export type JwkFields = Readonly<Record<string, string>>;

const fromBase64 = (fields: JwkFields, name: string): Buffer =>
  Buffer.from(fields[name] ?? '', 'base64url');

const RSA_SECRETS = ['d', 'p', 'q', 'dp', 'dq', 'qi'];
const OKP_TYPES: Readonly<Record<string, KeyType>> = {
  Ed25519: 'ed25519',
  Ed448: 'ed448',
  X25519: 'x25519',
  X448: 'x448',
};

/** @throws GuestError */
export function importJwk(fields: JwkFields, isPrivate: boolean): Key {
  const kty = fields['kty'] ?? '';
  const key = attempt(() => readJwk(kty, fields, isPrivate));
  if (key) return key;
  const what = kty === 'EC' || kty === 'RSA' ? `JWK ${kty} key` : 'JWK data';
  throw fault(`Invalid ${what}`, 'ERR_CRYPTO_INVALID_JWK', 'TypeError');
}

function readJwk(kty: string, fields: JwkFields, isPrivate: boolean): Key | undefined {
  if (kty === 'EC') return importEcJwk(fields, isPrivate);
  if (kty === 'RSA') return importRsaJwk(fields, isPrivate);
  const type = OKP_TYPES[fields['crv'] ?? ''];
  return type && rawKey(type, isPrivate, fromBase64(fields, isPrivate ? 'd' : 'x'));
}

function importEcJwk(fields: JwkFields, isPrivate: boolean): Key {
  const curve = findCurveByJwkName(fields['crv'] ?? '');
  if (!curve) throw opensslFault('KEY_UNSUPPORTED');
  const [x, y] = [fromBase64(fields, 'x'), fromBase64(fields, 'y')];
  if (x.length > curve.fieldBytes || y.length > curve.fieldBytes)
    throw opensslFault('KEY_UNSUPPORTED');
  const point = Buffer.alloc(1 + 2 * curve.fieldBytes);
  point[0] = 4;
  point.set(x, 1 + curve.fieldBytes - x.length);
  point.set(y, 1 + 2 * curve.fieldBytes - y.length);
  const known = ecPublic(curve, point);
  return isPrivate ? ecPrivate(curve, fromBase64(fields, 'd')) : known;
}

function importRsaJwk(fields: JwkFields, isPrivate: boolean): Key {
  const secret = isPrivate ? RSA_SECRETS.map((name) => fromBase64(fields, name)) : [];
  const inner = rsaInner({ n: fromBase64(fields, 'n'), e: fromBase64(fields, 'e'), secret });
  const key = makeKey('rsa', isPrivate, inner, undefined);
  return isPrivate ? readPkcs8(key.der) : readSpki(key.der);
}

/** A key from its raw bytes: a point, or a key of RFC 7748 or RFC 8032. @throws GuestError */
export function importRaw(type: string, curveName: string, isPrivate: boolean, raw: Buffer): Key {
  if (type !== 'ec') return rawKey(type as KeyType, isPrivate, raw);
  const curve = findCurve(curveName);
  if (!curve) throw opensslFault('KEY_UNSUPPORTED');
  return isPrivate ? ecPrivate(curve, raw) : ecPublic(curve, raw);
}
