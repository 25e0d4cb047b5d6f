/** Host calls of signatures, of RSA as a cipher, and of certificates. */

import type { CryptoCalls } from '../../wire/crypto-calls.ts';
import { booleanIn, type Claim, integerIn, oneOfIn, textIn } from '../claims.ts';
import type { Handlers, HostRun } from '../host-run.ts';
import {
  belongsTo,
  checkName,
  describeCertificate,
  isIssuedBy,
  isSignedBy,
  publicKeyOf,
  readCertificate,
} from './certificate.ts';
import { translating } from './fault.ts';
import { privateKey, publicKey } from './key-calls.ts';
import { cryptRsa } from './rsa.ts';
import { type SignatureOptions, sign, verify } from './signature.ts';

const NONE = new Uint8Array(0);
const MAX_INT = 2 ** 31 - 1;
const OPERATIONS = [
  'public-encrypt',
  'private-decrypt',
  'private-encrypt',
  'public-decrypt',
] as const;

function signatureOptions(
  claim: Claim<CryptoCalls['crypto.sign']['in']>,
  run: HostRun,
): SignatureOptions {
  const padding = integerIn(claim, 'padding', -MAX_INT - 1, MAX_INT);
  const isSalted = claim.saltLength !== null;
  return {
    algorithm: textIn(claim, 'algorithm'),
    padding: padding < 0 ? undefined : padding,
    saltLength: isSalted ? integerIn(claim, 'saltLength', -MAX_INT - 1, MAX_INT) : undefined,
    encoding: oneOfIn(claim, 'encoding', ['der', 'ieee-p1363']),
    remainingMs: run.remainingMs(),
  };
}

export const SIGNATURE_CALLS: Handlers<
  | 'crypto.sign'
  | 'crypto.verify'
  | 'crypto.rsa'
  | 'crypto.read-certificate'
  | 'crypto.certificate-bytes'
  | 'crypto.check-certificate'
  | 'crypto.match-certificate'
> = {
  'crypto.sign': (claim, [data = NONE, key], run) =>
    sign(data, privateKey(key), signatureOptions(claim, run)),
  'crypto.verify': (claim, [data = NONE, key, signature = NONE], run) =>
    translating(() => verify(data, publicKey(key), signature, signatureOptions(claim, run))),
  'crypto.rsa': (claim, [data = NONE, key = NONE, label = NONE]) => {
    const operation = oneOfIn(claim, 'operation', OPERATIONS);
    const own = operation.startsWith('private') ? privateKey(key) : publicKey(key);
    const padding = integerIn(claim, 'padding', -MAX_INT - 1, MAX_INT);
    return translating(() =>
      cryptRsa(data, own, { operation, padding, hash: textIn(claim, 'hash'), label }),
    );
  },
  'crypto.read-certificate': (_claim, [bytes = NONE]) =>
    translating(() => describeCertificate(readCertificate(bytes))),
  'crypto.certificate-bytes': (claim, [bytes = NONE]) => {
    const certificate = readCertificate(bytes);
    const wanted = oneOfIn(claim, 'of', ['raw', 'public-key']);
    return translating(() => (wanted === 'raw' ? certificate.raw : publicKeyOf(certificate)));
  },
  'crypto.check-certificate': (claim, [bytes = NONE]) => {
    const check = oneOfIn(claim, 'check', ['host', 'email', 'ip']);
    const options = {
      subject: oneOfIn(claim, 'subject', ['default', 'always', 'never']),
      wildcards: booleanIn(claim, 'wildcards'),
      partialWildcards: booleanIn(claim, 'partialWildcards'),
      multiLabelWildcards: booleanIn(claim, 'multiLabelWildcards'),
      singleLabelSubdomains: booleanIn(claim, 'singleLabelSubdomains'),
    };
    const name = textIn(claim, 'name');
    return translating(() => checkName(readCertificate(bytes), check, name, options));
  },
  'crypto.match-certificate': (claim, [bytes = NONE, other = NONE]) => {
    const certificate = readCertificate(bytes);
    const check = oneOfIn(claim, 'check', ['issued', 'private-key', 'signed']);
    return translating(() => {
      if (check === 'issued') return isIssuedBy(certificate, readCertificate(other));
      return check === 'signed'
        ? isSignedBy(certificate, publicKey(other))
        : belongsTo(certificate, privateKey(other));
    });
  },
};
