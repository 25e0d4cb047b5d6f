/**
 * A call of each kind that a guest can make of its host, as it may be made: what attacks on all of them start from. It does not
 * compile while a call is missing.
 */
import {
  createHash,
  generateKeyPairSync,
  getDiffieHellman,
  publicEncrypt,
  sign,
} from 'node:crypto';
import type {
  HostCallName,
  HostCalls,
  LaterHostCallName,
  LaterHostCalls,
} from '../../src/wire/host-calls.ts';
import { CERTIFICATE } from './certificate.ts';

export interface ExampleCall<In = object> {
  readonly argument: In;
  readonly bytes?: readonly Uint8Array[];
}

type ExampleCalls = { readonly [K in HostCallName]: ExampleCall<HostCalls[K]['in']> };

const text = (value: string): Uint8Array => Buffer.from(value);
const DATA = text('some data');
const RSA = generateKeyPairSync('rsa', { modulusLength: 1024 });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pkcs8 = { type: 'pkcs8', format: 'der' } as const;
const spki = { type: 'spki', format: 'der' } as const;
const RSA_PRIVATE = RSA.privateKey.export(pkcs8);
const RSA_PUBLIC = RSA.publicKey.export(spki);
const EC_PRIVATE = EC.privateKey.export(pkcs8);
const EC_PUBLIC = EC.publicKey.export(spki);
const JWK = EC.privateKey.export({ format: 'jwk' });
const POINT = EC_PUBLIC.subarray(-65);
const GROUP = getDiffieHellman('modp5');
const PRIME = GROUP.getPrime();
const SECRET = createHash('sha512').update('secret').digest();
const SIGNING = { algorithm: 'sha256', padding: -1, saltLength: null, encoding: 'der' } as const;
const PASSWORD = [text('password'), text('salt')];
const CERTIFICATE_BYTES = text(CERTIFICATE);
const LOCALES = ['de-DE', 'en'];

/** Of `crypto.update`, `crypto.copy` and `crypto.finish`: the digest that `OPENED_FIRST` opened. */
const OPENED = { id: 1 };
export const OPENED_FIRST: HostCallName = 'crypto.open-digest';

export const EXAMPLE_CALLS: ExampleCalls = {
  'console.write': { argument: { level: 'info', message: 'a line' } },
  'timer.start': { argument: { id: 1, delayMs: 1e6, repeats: false } },
  'timer.clear': { argument: { id: 1 } },
  'net.close': { argument: { id: 1 } },
  'module.load': { argument: { name: 'dayjs' } },
  'url.parse': { argument: { input: '/a?b=c#d', base: 'https://user:p@example.org:81' } },
  'url.set': { argument: { href: 'https://example.org/', part: 'search', value: 'a=b' } },
  'url.domain': { argument: { domain: 'münchen.example', form: 'ascii' } },
  'text.encoding': { argument: { label: 'gbk' } },
  'text.decode': {
    argument: { label: 'utf-8', isFatal: false, ignoresBom: false, decoder: 1, isLast: true },
    bytes: [DATA],
  },
  'bytes.of': { argument: { text: 'QUJD', form: 'base64' } },
  'bytes.count': { argument: { text: 'caf\u00e9' } },
  'bytes.text': { argument: { form: 'hex' }, bytes: [DATA] },
  'intl.call': {
    argument: {
      service: 'NumberFormat',
      locales: LOCALES,
      options: { style: 'currency', currency: 'EUR' },
      method: 'format',
      args: [1234.5],
    },
  },
  'intl.supportedLocales': {
    argument: { service: 'Collator', locales: LOCALES, options: { localeMatcher: 'lookup' } },
  },
  'intl.canonicalLocales': { argument: { locales: LOCALES } },
  'intl.supportedValues': { argument: { key: 'currency' } },
  'intl.locale': { argument: { tag: 'zh-Hans-CN', options: { calendar: 'chinese' } } },
  'intl.case': { argument: { text: 'istanbul', locales: ['tr'], to: 'upper' } },
  'intl.date': {
    argument: {
      method: 'toLocaleString',
      timeMs: 0,
      locales: LOCALES,
      options: { timeZone: 'Asia/Shanghai' },
    },
  },
  'crypto.random': { argument: { size: 16 } },
  'crypto.find-digest': { argument: { name: 'SHA256' } },
  'crypto.digest': { argument: { name: 'sha256', outputLength: -1 }, bytes: [DATA] },
  'crypto.hmac': { argument: { name: 'sm3' }, bytes: [text('key'), DATA] },
  'crypto.open-digest': {
    argument: { name: 'sha3-512', outputLength: -1, keyed: true },
    bytes: [text('key')],
  },
  'crypto.open-cipher': {
    argument: { name: 'aes-128-ccm', decrypts: true, pads: true, tagLength: 16 },
    bytes: [new Uint8Array(16), new Uint8Array(12), DATA, new Uint8Array(16)],
  },
  'crypto.update': { argument: OPENED, bytes: [DATA] },
  'crypto.copy': { argument: OPENED },
  'crypto.finish': { argument: OPENED, bytes: [] },
  'crypto.cipher-info': {
    argument: { name: 'aes-256-gcm', nid: 0, keyLength: -1, ivLength: 12 },
  },
  'crypto.names': { argument: { of: 'curves' } },
  'crypto.import-key': {
    argument: { format: 'der', encoding: 'pkcs8', wants: 'private', hasPassphrase: true },
    bytes: [EC_PRIVATE, text('passphrase')],
  },
  'crypto.import-jwk': { argument: { isPrivate: true, ...(JWK as Record<'kty', string>) } },
  'crypto.import-raw': {
    argument: { type: 'ec', curve: 'prime256v1', isPrivate: false },
    bytes: [POINT],
  },
  'crypto.export-key': {
    argument: { isPrivate: true, format: 'pem', encoding: 'pkcs8', cipher: 'aes-128-cbc' },
    bytes: [EC_PRIVATE, text('passphrase')],
  },
  'crypto.export-jwk': { argument: { isPrivate: true }, bytes: [EC_PRIVATE] },
  'crypto.export-raw': { argument: { isPrivate: false }, bytes: [EC_PUBLIC] },
  'crypto.describe-key': { argument: { isPrivate: true }, bytes: [RSA_PRIVATE] },
  'crypto.public-key': { argument: {}, bytes: [EC_PRIVATE] },
  'crypto.generate-key': {
    argument: {
      type: 'rsa-pss',
      modulusLength: 512,
      publicExponent: 65_537,
      divisorLength: -1,
      curve: 'brainpoolP160r1',
      hash: 'sha256',
      maskHash: 'sha1',
      saltLength: 20,
      group: '',
      generator: 2,
    },
    bytes: [PRIME],
  },
  'crypto.sign': { argument: SIGNING, bytes: [DATA, EC_PRIVATE] },
  'crypto.verify': {
    argument: SIGNING,
    bytes: [DATA, RSA_PUBLIC, sign('sha256', DATA, RSA.privateKey)],
  },
  'crypto.rsa': {
    argument: { operation: 'private-decrypt', padding: 4, hash: 'sha1' },
    bytes: [publicEncrypt(RSA.publicKey, DATA), RSA_PRIVATE, new Uint8Array(0)],
  },
  'crypto.ecdh': {
    argument: { operation: 'compute', curve: 'prime256v1', form: 'compressed' },
    bytes: [SECRET.subarray(0, 32), POINT],
  },
  'crypto.dh-group': { argument: { name: 'modp14' } },
  'crypto.dh-check': { argument: {}, bytes: [PRIME, Uint8Array.of(2)] },
  'crypto.dh-number': { argument: { of: 'public' }, bytes: [PRIME, Uint8Array.of(2), SECRET] },
  'crypto.dh-secret': { argument: {}, bytes: [PRIME, SECRET, PRIME.subarray(1)] },
  'crypto.agree': { argument: {}, bytes: [EC_PRIVATE, EC_PUBLIC] },
  'crypto.pbkdf2': { argument: { digest: 'sha1', iterations: 10, length: 20 }, bytes: PASSWORD },
  'crypto.scrypt': {
    argument: { cost: 16, blockSize: 8, lanes: 1, maxBytes: 2 ** 20, length: 20 },
    bytes: PASSWORD,
  },
  'crypto.hkdf': { argument: { digest: 'sm3', length: 40 }, bytes: [DATA, ...PASSWORD] },
  'crypto.generate-prime': {
    argument: { bits: 32, safe: false },
    bytes: [Uint8Array.of(12), Uint8Array.of(5)],
  },
  'crypto.check-prime': { argument: { checks: 1 }, bytes: [PRIME] },
  'crypto.read-certificate': { argument: {}, bytes: [CERTIFICATE_BYTES] },
  'crypto.certificate-bytes': { argument: { of: 'raw' }, bytes: [CERTIFICATE_BYTES] },
  'crypto.check-certificate': {
    argument: {
      check: 'host',
      name: 'example.org',
      subject: 'default',
      wildcards: true,
      partialWildcards: true,
      multiLabelWildcards: false,
      singleLabelSubdomains: false,
    },
    bytes: [CERTIFICATE_BYTES],
  },
  'crypto.match-certificate': {
    argument: { check: 'issued' },
    bytes: [CERTIFICATE_BYTES, CERTIFICATE_BYTES],
  },
};

type OnlyLater = Exclude<LaterHostCallName, HostCallName>;

/** What is answered later alone; the address is one that no guard lets pass. */
const ONLY_LATER: { readonly [K in OnlyLater]: ExampleCall<LaterHostCalls[K]['in']> } = {
  'compression.push': {
    argument: { id: 1, format: 'gzip', isDecoder: false, isLast: true },
    bytes: [DATA],
  },
  'net.open': {
    argument: {
      id: 1,
      method: 'POST',
      url: 'http://127.0.0.1:9/',
      headers: 'content-type\ntext/plain',
      redirect: 'follow',
      decodes: true,
      hasBody: true,
    },
    bytes: [DATA],
  },
  'net.read': { argument: { id: 1 } },
};

export const EXAMPLE_LATER_CALLS: Readonly<Record<LaterHostCallName, ExampleCall>> = {
  ...EXAMPLE_CALLS,
  ...ONLY_LATER,
};
