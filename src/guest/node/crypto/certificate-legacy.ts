/** What `X509Certificate.prototype.toLegacyObject` gives: the object that `tls` has for a certificate. */
import type { CertificateFacts } from '../../../wire/crypto-calls.ts';
import { callHost } from '../../prelude/host.ts';
import { type FastBuffer, textBytes, textOf, toBuffer } from './bytes.ts';
import { exportJwk, handleOf, type PublicKeyObject } from './key-object.ts';

export function legacyObject(
  facts: CertificateFacts,
  raw: FastBuffer,
  publicKey: PublicKeyObject,
): object {
  const { names, subjectAltName, infoAccess, keyUsage } = facts;
  return {
    subject: gathered(names.subject),
    issuer: gathered(names.issuer),
    ...(subjectAltName !== null && { subjectaltname: subjectAltName }),
    ...(infoAccess !== null && { infoAccess: accessesIn(infoAccess) }),
    ca: facts.ca,
    ...keyFields(publicKey),
    valid_from: facts.validFrom,
    valid_to: facts.validTo,
    fingerprint: facts.fingerprint,
    fingerprint256: facts.fingerprint256,
    fingerprint512: facts.fingerprint512,
    ...(keyUsage !== null && { ext_key_usage: keyUsage.slice() }),
    serialNumber: facts.serialNumber,
    raw,
  };
}

type Gathered = Record<string, string | string[]>;

/** Values by their kinds; a kind that comes several times has a list. */
function gathered(pairs: readonly (readonly [kind: string, text: string])[]): Gathered {
  const all: Gathered = Object.create(null);
  for (const [kind, text] of pairs) {
    const before = all[kind];
    if (before === undefined) all[kind] = text;
    else if (typeof before === 'string') all[kind] = [before, text];
    else before.push(text);
  }
  return all;
}

/** The lines of the extension, each a method with a location; a location in quotes is written as in JSON. */
function accessesIn(infoAccess: string): Record<string, string[]> {
  const all: Record<string, string[]> = Object.create(null);
  for (const line of infoAccess.split('\n')) {
    const colon = line.indexOf(':');
    if (colon < 0) continue;
    const kind = line.slice(0, colon);
    const location = line.slice(colon + 1);
    all[kind] ??= [];
    all[kind].push(location.startsWith('"') ? (JSON.parse(location) as string) : location);
  }
  return all;
}

const NIST_CURVES: Readonly<Record<string, string>> = {
  prime192v1: 'P-192',
  secp224r1: 'P-224',
  prime256v1: 'P-256',
  secp384r1: 'P-384',
  secp521r1: 'P-521',
};
/** How many bits the order of a curve has: its name says it. */
const ORDER_BITS = /\d{3}/;

function keyFields(publicKey: PublicKeyObject): object {
  const handle = handleOf(publicKey);
  const { facts } = handle;
  if (facts.type === 'rsa') {
    const { n, e } = exportJwk(handle) as { n: string; e: string };
    return {
      modulus: textOf(textBytes(n, 'base64url'), 'hex').toUpperCase(),
      bits: facts.modulusLength,
      exponent: `0x${textOf(textBytes(e, 'base64url'), 'hex').replace(/^0+/, '')}`,
      pubkey: toBuffer(handle.bytes.slice()),
    };
  }
  if (facts.type !== 'ec') return {};
  const curve = facts.namedCurve ?? '';
  const point = callHost('crypto.export-raw', { isPrivate: false }, handle.bytes);
  return {
    bits: Number(ORDER_BITS.exec(curve)?.[0]),
    pubkey: toBuffer(point),
    asn1Curve: curve,
    ...(NIST_CURVES[curve] !== undefined && { nistCurve: NIST_CURVES[curve] }),
  };
}
