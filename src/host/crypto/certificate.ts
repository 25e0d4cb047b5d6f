/** X.509 certificates, read. */
import { createPublicKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { CertificateFacts } from '../../wire/crypto-calls.ts';
import { certificateNames } from './certificate-names.ts';
import { attempt, fault, opensslFault } from './fault.ts';
import { type Key, toNative } from './key.ts';
import { readPem } from './pem.ts';

/** Longest certificate read, in whichever form. */
const MAX_CERTIFICATE_BYTES = 256 * 1024;

/** A certificate in PEM or DER. @throws GuestError */
export function readCertificate(bytes: Uint8Array): X509Certificate {
  if (bytes.length > MAX_CERTIFICATE_BYTES) throw opensslFault('ASN1_TOO_LONG');
  const text = Buffer.from(bytes).toString('latin1');
  if (bytes[0] !== 0x30 && !readPem(text)) throw opensslFault('NO_START_LINE');
  const certificate = attempt(() => new X509Certificate(bytes));
  // What is no DER is looked at as PEM, and is none.
  if (!certificate) throw opensslFault(bytes[0] === 0x30 ? 'NO_START_LINE' : 'ASN1_WRONG_TAG');
  return certificate;
}

export function describeCertificate(certificate: X509Certificate): CertificateFacts {
  return {
    subject: certificate.subject ?? null,
    subjectAltName: certificate.subjectAltName ?? null,
    issuer: certificate.issuer ?? null,
    // OpenSSL's print of it ends without a new line, in this Node.
    infoAccess: certificate.infoAccess?.replace(/\n$/, '') ?? null,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    fingerprint: certificate.fingerprint,
    fingerprint256: certificate.fingerprint256,
    fingerprint512: certificate.fingerprint512,
    keyUsage: certificate.keyUsage ?? null,
    serialNumber: certificate.serialNumber,
    ca: certificate.ca,
    pem: certificate.toString(),
    names: certificateNames(certificate.raw),
  };
}

/** How the names of hosts are compared. */
export interface NameOptions {
  readonly subject: 'default' | 'always' | 'never';
  readonly wildcards: boolean;
  readonly partialWildcards: boolean;
  readonly multiLabelWildcards: boolean;
  readonly singleLabelSubdomains: boolean;
}

/** The name that a certificate is good for, or empty. @throws GuestError for what is no such name */
export function checkName(
  certificate: X509Certificate,
  check: 'host' | 'email' | 'ip',
  name: string,
  options: NameOptions,
): string {
  if (name.includes('\0') || (check === 'ip' && isIP(name) === 0)) {
    throw fault(`Invalid ${check === 'ip' ? 'IP' : 'name'}`, 'ERR_INVALID_ARG_VALUE', 'TypeError');
  }
  // No name is none that a certificate could have.
  if (name === '') return '';
  switch (check) {
    case 'host':
      return certificate.checkHost(name, options) ?? '';
    case 'email':
      return certificate.checkEmail(name, options) ?? '';
    case 'ip':
      return certificate.checkIP(name) ?? '';
  }
}

export const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate): boolean =>
  certificate.checkIssued(issuer);

export const belongsTo = (certificate: X509Certificate, key: Key): boolean =>
  certificate.checkPrivateKey(toNative(key));

export const isSignedBy = (certificate: X509Certificate, key: Key): boolean =>
  certificate.verify(toNative(key));

export const publicKeyOf = (certificate: X509Certificate): Buffer =>
  createPublicKey(certificate.toString()).export({ type: 'spki', format: 'der' });
