/** X.509 certificates, read. */
import { createPublicKey, X509Certificate } from 'node:crypto';
import type { CertificateFacts } from '../../wire/crypto-calls.ts';
import { attempt, opensslFault } from './fault.ts';
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
  if (!certificate) throw opensslFault('ASN1_WRONG_TAG');
  return certificate;
}

export function describeCertificate(certificate: X509Certificate): CertificateFacts {
  return {
    subject: certificate.subject ?? null,
    subjectAltName: certificate.subjectAltName ?? null,
    issuer: certificate.issuer ?? null,
    infoAccess: certificate.infoAccess ?? null,
    validFrom: certificate.validFrom,
    validTo: certificate.validTo,
    fingerprint: certificate.fingerprint,
    fingerprint256: certificate.fingerprint256,
    fingerprint512: certificate.fingerprint512,
    keyUsage: certificate.keyUsage ?? null,
    serialNumber: certificate.serialNumber,
    ca: certificate.ca,
    pem: certificate.toString(),
  };
}

/** The name that a certificate is good for, or empty. */
export function checkName(
  certificate: X509Certificate,
  check: 'host' | 'email' | 'ip',
  name: string,
): string {
  switch (check) {
    case 'host':
      return certificate.checkHost(name) ?? '';
    case 'email':
      return certificate.checkEmail(name) ?? '';
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
