/**
 * What `crypto` in a guest asks of its host. Keys cross as the bytes that `src/host/crypto/key.ts`
 * writes: PKCS#8 or SubjectPublicKeyInfo. `-1` stands for a number that was not given, the empty text
 * and empty bytes for others.
 */
export interface CryptoCalls {
  'crypto.random': { readonly in: { readonly size: number }; readonly out: Uint8Array };
  /** A digest as it is called: its canonical name, or how the name fails. */
  'crypto.find-digest': {
    readonly in: { readonly name: string };
    readonly out: {
      readonly name: string;
      readonly bytes: number;
      readonly kind: 'known' | 'legacy' | 'unknown';
    };
  };
  /** Bytes: the data. */
  'crypto.digest': {
    readonly in: { readonly name: string; readonly outputLength: number };
    readonly out: Uint8Array;
  };
  /** Bytes: the key, the data. */
  'crypto.hmac': { readonly in: { readonly name: string }; readonly out: Uint8Array };
  /** Starts a digest whose data comes in parts. Bytes: the key, for an HMAC. */
  'crypto.open-digest': {
    readonly in: { readonly name: string; readonly outputLength: number; readonly keyed: boolean };
    readonly out: number;
  };
  /** Starts a cipher. Bytes: key, initialization vector, authenticated data, tag. */
  'crypto.open-cipher': {
    readonly in: {
      readonly name: string;
      readonly decrypts: boolean;
      readonly pads: boolean;
      readonly tagLength: number;
    };
    readonly out: number;
  };
  /** Adds data to what is under way; a cipher answers with what it gives for it. */
  'crypto.update': { readonly in: { readonly id: number }; readonly out: Uint8Array | undefined };
  /** A copy of a digest under way. */
  'crypto.copy': { readonly in: { readonly id: number }; readonly out: number };
  /** Ends what is under way; an encryption with a tag appends it. Bytes: a tag that came late. */
  'crypto.finish': { readonly in: { readonly id: number }; readonly out: Uint8Array };
  'crypto.cipher-info': {
    readonly in: {
      readonly name: string;
      readonly nid: number;
      readonly keyLength: number;
      readonly ivLength: number;
    };
    readonly out: CipherFacts | null;
  };
  'crypto.names': {
    readonly in: { readonly of: 'ciphers' | 'hashes' | 'curves' };
    readonly out: readonly string[];
  };
  /** Bytes: the key, its passphrase. */
  'crypto.import-key': {
    readonly in: {
      readonly format: 'pem' | 'der';
      readonly encoding: string;
      readonly wants: 'private' | 'public';
      readonly hasPassphrase: boolean;
    };
    readonly out: Uint8Array;
  };
  'crypto.import-jwk': {
    readonly in: { readonly isPrivate: boolean } & Readonly<Partial<Record<JwkField, string>>>;
    readonly out: Uint8Array;
  };
  /** Bytes: a point, or a key as it is. */
  'crypto.import-raw': {
    readonly in: { readonly type: string; readonly curve: string; readonly isPrivate: boolean };
    readonly out: Uint8Array;
  };
  /** Bytes: the key, a passphrase to encrypt it with. */
  'crypto.export-key': {
    readonly in: {
      readonly isPrivate: boolean;
      readonly format: 'pem' | 'der';
      readonly encoding: string;
      readonly cipher: string;
    };
    readonly out: Uint8Array;
  };
  'crypto.export-jwk': { readonly in: KeyKind; readonly out: Readonly<Record<string, string>> };
  'crypto.export-raw': { readonly in: KeyKind; readonly out: Uint8Array };
  'crypto.describe-key': { readonly in: KeyKind; readonly out: KeyFacts };
  'crypto.public-key': { readonly in: Readonly<Record<never, never>>; readonly out: Uint8Array };
  'crypto.generate-key': GenerateKeyCall;
  /** Bytes: the data, the private key. */
  'crypto.sign': { readonly in: SignatureArgument; readonly out: Uint8Array };
  /** Bytes: the data, the public key, the signature. */
  'crypto.verify': { readonly in: SignatureArgument; readonly out: boolean };
  /** Bytes: the data, the key, a label. */
  'crypto.rsa': {
    readonly in: { readonly operation: string; readonly padding: number; readonly hash: string };
    readonly out: Uint8Array;
  };
  /** A step of an exchange on a curve. Bytes: by the operation. */
  'crypto.ecdh': {
    readonly in: { readonly operation: string; readonly curve: string; readonly form: string };
    readonly out: Uint8Array;
  };
  /** A group's prime. */
  'crypto.dh-group': { readonly in: { readonly name: string }; readonly out: Uint8Array };
  /** Bytes: the prime, the generator. */
  'crypto.dh-check': { readonly in: Readonly<Record<never, never>>; readonly out: number };
  /** A private number, or the public one of it. Bytes: the prime, the generator, the private number. */
  'crypto.dh-number': {
    readonly in: { readonly of: 'private' | 'public' };
    readonly out: Uint8Array;
  };
  /** Bytes: the prime, the private number, the other's public one. */
  'crypto.dh-secret': { readonly in: Readonly<Record<never, never>>; readonly out: Uint8Array };
  /** Bytes: a private key, another's public key. */
  'crypto.agree': { readonly in: Readonly<Record<never, never>>; readonly out: Uint8Array };
  'crypto.pbkdf2': Pbkdf2Call;
  'crypto.scrypt': ScryptCall;
  /** Bytes: the key, the salt, the info. */
  'crypto.hkdf': {
    readonly in: { readonly digest: string; readonly length: number };
    readonly out: Uint8Array;
  };
  'crypto.generate-prime': GeneratePrimeCall;
  /** Bytes: the number. */
  'crypto.check-prime': { readonly in: { readonly checks: number }; readonly out: boolean };
  /** Bytes: the certificate in PEM or DER; likewise below. */
  'crypto.read-certificate': {
    readonly in: Readonly<Record<never, never>>;
    readonly out: CertificateFacts;
  };
  'crypto.certificate-bytes': {
    readonly in: { readonly of: 'raw' | 'public-key' };
    readonly out: Uint8Array;
  };
  'crypto.check-certificate': {
    readonly in: {
      readonly check: 'host' | 'email' | 'ip';
      readonly name: string;
    } & CertificateNameOptions;
    readonly out: string;
  };
  /** Bytes: the certificate, then its issuer, a private key, or a public one. */
  'crypto.match-certificate': {
    readonly in: { readonly check: 'issued' | 'private-key' | 'signed' };
    readonly out: boolean;
  };
}

/** Those that may take long, done off the worker's thread. */
export interface CryptoLaterCalls {
  'crypto.generate-key': GenerateKeyCall;
  'crypto.pbkdf2': Pbkdf2Call;
  'crypto.scrypt': ScryptCall;
  'crypto.generate-prime': GeneratePrimeCall;
}

export type JwkField = 'kty' | 'crv' | 'x' | 'y' | 'd' | 'n' | 'e' | 'p' | 'q' | 'dp' | 'dq' | 'qi';

interface KeyKind {
  readonly isPrivate: boolean;
}

interface SignatureArgument {
  /** A digest's name; empty for what the key's type has by default. */
  readonly algorithm: string;
  readonly padding: number;
  /** `null` when it was not given: -1 has a meaning. */
  readonly saltLength: number | null;
  readonly encoding: 'der' | 'ieee-p1363';
}

/** Answers with the private key. Bytes: a prime, for Diffie-Hellman. */
interface GenerateKeyCall {
  readonly in: {
    readonly type: string;
    readonly modulusLength: number;
    readonly publicExponent: number;
    readonly divisorLength: number;
    readonly curve: string;
    readonly hash: string;
    readonly maskHash: string;
    readonly saltLength: number;
    readonly group: string;
    readonly generator: number;
  };
  readonly out: Uint8Array;
}

/** Bytes: the password, the salt. */
interface Pbkdf2Call {
  readonly in: { readonly digest: string; readonly iterations: number; readonly length: number };
  readonly out: Uint8Array;
}

/** Bytes: the password, the salt. */
interface ScryptCall {
  readonly in: {
    readonly cost: number;
    readonly blockSize: number;
    readonly lanes: number;
    readonly maxBytes: number;
    readonly length: number;
  };
  readonly out: Uint8Array;
}

/** Bytes: `add`, `rem`. */
interface GeneratePrimeCall {
  readonly in: { readonly bits: number; readonly safe: boolean };
  readonly out: Uint8Array;
}

// Types and no interfaces, for an interface has no index signature and so is no `Json`.

export type CipherFacts = {
  readonly mode: string;
  readonly name: string;
  readonly nid: number;
  readonly blockSize?: number;
  readonly ivLength?: number;
  readonly keyLength: number;
};

/** Numbers that may be large are in decimal. */
export type KeyFacts = {
  readonly type: string;
  readonly modulusLength?: number;
  readonly publicExponent?: string;
  readonly hashAlgorithm?: string;
  readonly mgf1HashAlgorithm?: string;
  readonly saltLength?: number;
  readonly divisorLength?: number;
  readonly namedCurve?: string;
};

export type CertificateFacts = {
  readonly subject: string | null;
  readonly subjectAltName: string | null;
  readonly issuer: string | null;
  readonly infoAccess: string | null;
  readonly validFrom: string;
  readonly validTo: string;
  readonly fingerprint: string;
  readonly fingerprint256: string;
  readonly fingerprint512: string;
  readonly keyUsage: readonly string[] | null;
  readonly serialNumber: string;
  readonly ca: boolean;
  readonly pem: string;
  /** Every attribute of its names, in their order. */
  readonly names: Readonly<
    Record<'subject' | 'issuer', readonly (readonly [kind: string, text: string])[]>
  >;
};

/** How the names of hosts and of mailboxes are compared. */
export type CertificateNameOptions = {
  /** Whether the subject's common name counts where there are alternative names, or where there are none. */
  readonly subject: 'default' | 'always' | 'never';
  readonly wildcards: boolean;
  readonly partialWildcards: boolean;
  readonly multiLabelWildcards: boolean;
  readonly singleLabelSubdomains: boolean;
};
