/** `X509Certificate`. @see Node's lib/internal/crypto/x509.js */
import type { CertificateFacts, CertificateNameOptions } from '../../../wire/crypto-calls.ts';
import { callHost } from '../../prelude/host.ts';
import { defineInspected } from '../../web/inspected.ts';
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE } from '../errors.ts';
import { validateBoolean, validateObject, validateString } from '../validate.ts';
import { type FastBuffer, textBytes, toBuffer, viewOf } from './bytes.ts';
import { legacyObject } from './certificate-legacy.ts';
import { handleOf, isKeyObject, KeyHandle, type KeyObject, PublicKeyObject } from './key-object.ts';

const TYPES = ['string', 'Buffer', 'TypedArray', 'DataView'];

export class X509Certificate {
  readonly #bytes: Uint8Array;
  readonly #facts: CertificateFacts;

  constructor(buffer: unknown) {
    const bytes = typeof buffer === 'string' ? textBytes(buffer) : buffer;
    if (!ArrayBuffer.isView(bytes)) throw new ERR_INVALID_ARG_TYPE('buffer', TYPES, buffer);
    this.#bytes = viewOf(bytes).slice();
    this.#facts = callHost('crypto.read-certificate', {}, this.#bytes);
  }

  get subject(): string | undefined {
    return this.#facts.subject ?? undefined;
  }
  get subjectAltName(): string | undefined {
    return this.#facts.subjectAltName ?? undefined;
  }
  get issuer(): string | undefined {
    return this.#facts.issuer ?? undefined;
  }
  get issuerCertificate(): undefined {
    return undefined;
  }
  get infoAccess(): string | undefined {
    return this.#facts.infoAccess ?? undefined;
  }
  get validFrom(): string {
    return this.#facts.validFrom;
  }
  get validTo(): string {
    return this.#facts.validTo;
  }
  get fingerprint(): string {
    return this.#facts.fingerprint;
  }
  get fingerprint256(): string {
    return this.#facts.fingerprint256;
  }
  get fingerprint512(): string {
    return this.#facts.fingerprint512;
  }
  get keyUsage(): readonly string[] | undefined {
    return this.#facts.keyUsage ?? undefined;
  }
  get serialNumber(): string {
    return this.#facts.serialNumber;
  }
  get raw(): FastBuffer {
    return toBuffer(callHost('crypto.certificate-bytes', { of: 'raw' }, this.#bytes));
  }

  get publicKey(): PublicKeyObject {
    const der = callHost('crypto.certificate-bytes', { of: 'public-key' }, this.#bytes);
    return new PublicKeyObject(new KeyHandle('public', der));
  }

  toString(): string {
    return this.#facts.pem;
  }

  toJSON(): string {
    return this.toString();
  }

  get ca(): boolean {
    return this.#facts.ca;
  }

  checkHost(name: unknown, options?: unknown): string | undefined {
    validateString(name, 'name');
    return this.#check('host', name, nameOptions(options));
  }

  checkEmail(email: unknown, options?: unknown): string | undefined {
    validateString(email, 'email');
    return this.#check('email', email, nameOptions(options));
  }

  checkIP(ip: unknown, options?: unknown): string | undefined {
    validateString(ip, 'ip');
    return this.#check('ip', ip, nameOptions(options));
  }

  checkIssued(otherCert: unknown): boolean {
    if (typeof otherCert !== 'object' || otherCert === null || !(#bytes in otherCert)) {
      throw new ERR_INVALID_ARG_TYPE('otherCert', 'X509Certificate', otherCert);
    }
    return this.#matches('issued', otherCert.#bytes);
  }

  checkPrivateKey(pkey: unknown): boolean {
    return this.#matches('private-key', handleOf(requireKey(pkey, 'private')).bytes);
  }

  verify(pkey: unknown): boolean {
    return this.#matches('signed', handleOf(requireKey(pkey, 'public')).bytes);
  }

  toLegacyObject(): object {
    return legacyObject(this.#facts, this.raw, this.publicKey);
  }

  #check(
    check: 'host' | 'email' | 'ip',
    name: string,
    options: CertificateNameOptions,
  ): string | undefined {
    const argument = { check, name, ...options };
    return callHost('crypto.check-certificate', argument, this.#bytes) || undefined;
  }

  #matches(check: 'issued' | 'private-key' | 'signed', other: Uint8Array): boolean {
    return callHost('crypto.match-certificate', { check }, this.#bytes, other);
  }
}

defineInspected(X509Certificate.prototype, 'X509Certificate', [
  'subject',
  'subjectAltName',
  'issuer',
  'infoAccess',
  'validFrom',
  'validTo',
  'fingerprint',
  'fingerprint256',
  'fingerprint512',
  'keyUsage',
  'serialNumber',
]);

function requireKey(pkey: unknown, type: 'private' | 'public'): KeyObject {
  if (!isKeyObject(pkey)) throw new ERR_INVALID_ARG_TYPE('pkey', 'KeyObject', pkey);
  if (pkey.type !== type) throw new ERR_INVALID_ARG_VALUE('pkey', pkey);
  return pkey;
}

interface GivenOptions {
  readonly subject?: unknown;
  readonly wildcards?: unknown;
  readonly partialWildcards?: unknown;
  readonly multiLabelWildcards?: unknown;
  readonly singleLabelSubdomains?: unknown;
}

function nameOptions(options: unknown = {}): CertificateNameOptions {
  validateObject(options, 'options');
  const {
    subject = 'default',
    wildcards = true,
    partialWildcards = true,
    multiLabelWildcards = false,
    singleLabelSubdomains = false,
  } = options as GivenOptions;
  validateString(subject, 'options.subject');
  validateBoolean(wildcards, 'options.wildcards');
  validateBoolean(partialWildcards, 'options.partialWildcards');
  validateBoolean(multiLabelWildcards, 'options.multiLabelWildcards');
  validateBoolean(singleLabelSubdomains, 'options.singleLabelSubdomains');
  if (subject !== 'default' && subject !== 'always' && subject !== 'never') {
    throw new ERR_INVALID_ARG_VALUE('options.subject', subject);
  }
  return {
    subject,
    wildcards,
    partialWildcards,
    multiLabelWildcards,
    singleLabelSubdomains,
  };
}
