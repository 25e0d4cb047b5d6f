/** PEM, and the two ways in which a key in it can be encrypted. @see RFC 7468, RFC 1421, RFC 8018 */
import { createHash, pbkdf2Sync, randomBytes } from 'node:crypto';
import { requirePbkdf2Time } from './cost.ts';
import {
  nil,
  octets,
  oid,
  oidText,
  readNode,
  readNodes,
  readSequence,
  sequence,
  smallInteger,
  TAG,
  toBigInt,
  valueAt,
} from './der.ts';
import { attempt, opensslFault } from './fault.ts';
import {
  findKeyCipher,
  requireHeaderCipher,
  requireKeyCipher,
  runKeyCipher,
} from './key-cipher.ts';

export interface PemBlock {
  readonly label: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** Longest text looked at: a certificate with all its names is far below. */
const MAX_PEM_CHARS = 256 * 1024;

const BEGIN = /-----BEGIN ([A-Z0-9 ]{1,40})-----/;

/** The first block in a text of a label that is wanted, if there is one whose body is base64. */
export function readPem(
  text: string,
  isWanted: (label: string) => boolean = () => true,
): PemBlock | undefined {
  if (text.length > MAX_PEM_CHARS) return undefined;
  for (let rest = text; ; ) {
    const found = BEGIN.exec(rest);
    const label = found?.[1];
    if (!found || label === undefined) return undefined;
    const start = found.index + found[0].length;
    const last = `-----END ${label}-----`;
    const end = rest.indexOf(last, start);
    if (end < 0) return undefined;
    if (isWanted(label)) return readBlock(label, rest.slice(start, end));
    rest = rest.slice(end + last.length);
  }
}

function readBlock(label: string, text: string): PemBlock | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon), line.slice(colon + 1).trim());
  }
  const base64 = lines.filter((line) => !line.includes(':')).join('');
  if (base64 === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  return { label, headers, body: Buffer.from(base64, 'base64') };
}

export function writePem(label: string, body: Uint8Array, headers: readonly string[] = []): string {
  const lines =
    Buffer.from(body)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  const head = headers.length === 0 ? '' : `${headers.join('\n')}\n\n`;
  return `-----BEGIN ${label}-----\n${head}${lines.join('\n')}\n-----END ${label}-----\n`;
}

const PRF_DIGESTS: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.7': 'sha1',
  '1.2.840.113549.2.8': 'sha224',
  '1.2.840.113549.2.9': 'sha256',
  '1.2.840.113549.2.10': 'sha384',
  '1.2.840.113549.2.11': 'sha512',
};
const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const HMAC_SHA256 = '1.2.840.113549.2.9';
/** As OpenSSL 3 has them. */
const ITERATIONS = 2048;
const SALT_BYTES = 8;

/** An EncryptedPrivateKeyInfo. @throws GuestError for a cipher that is not known, or not fit for it */
export function encryptPkcs8(der: Uint8Array, cipherName: string, passphrase: Uint8Array): Buffer {
  const cipher = requireKeyCipher(cipherName);
  const salt = randomBytes(SALT_BYTES);
  const iv = randomBytes(cipher.ivBytes);
  const key = pbkdf2Sync(passphrase, salt, ITERATIONS, cipher.keyBytes, 'sha256');
  const encrypted = runKeyCipher(cipher.name, { key, iv, decrypts: false }, der);
  const derivation = sequence(
    oid(PBKDF2),
    sequence(octets(salt), smallInteger(ITERATIONS), sequence(oid(HMAC_SHA256), nil())),
  );
  const scheme = sequence(oid(cipher.oid), iv.length > 0 ? octets(iv) : nil());
  return sequence(sequence(oid(PBES2), sequence(derivation, scheme)), octets(encrypted));
}

/**
 * What an EncryptedPrivateKeyInfo holds.
 * @param remainingMs how long its derivation may take
 * @throws GuestError for a wrong passphrase, or a form that is not known
 */
export function decryptPkcs8(der: Buffer, passphrase: Uint8Array, remainingMs: number): Buffer {
  const [algorithm, encrypted] = readSequence(der);
  if (!algorithm || encrypted?.tag !== TAG.octets) throw opensslFault('KEY_UNSUPPORTED');
  const [scheme, parameters] = readNodes(algorithm.value);
  if (!scheme || !parameters || oidText(scheme.value) !== PBES2)
    throw opensslFault('KEY_UNSUPPORTED');
  const [derivation, encryption] = readSequence(parameters.raw);
  if (!derivation || !encryption) throw opensslFault('KEY_UNSUPPORTED');
  const [cipherOid, iv] = readNodes(encryption.value);
  const cipher = findKeyCipher(oidText(cipherOid?.value ?? Buffer.alloc(0)));
  const vector = iv?.tag === TAG.octets ? iv.value : Buffer.alloc(0);
  if (vector.length !== cipher?.ivBytes) throw opensslFault('KEY_UNSUPPORTED');
  const key = deriveKey(derivation.raw, passphrase, cipher.keyBytes, remainingMs);
  return decrypt(cipher.name, key, vector, encrypted.value);
}

function deriveKey(
  der: Buffer,
  passphrase: Uint8Array,
  keyBytes: number,
  remainingMs: number,
): Buffer {
  const parts = readSequence(der);
  if (oidText(valueAt(parts, 0, TAG.oid)) !== PBKDF2) throw opensslFault('KEY_UNSUPPORTED');
  const [salt, count, ...rest] = readNodes(valueAt(parts, 1, TAG.sequence));
  const prf = rest.find(({ tag }) => tag === TAG.sequence);
  const digest = prf ? PRF_DIGESTS[oidText(readNode(prf.value).value)] : 'sha1';
  const iterations = Number(toBigInt(count?.value ?? Buffer.alloc(0)));
  if (salt?.tag !== TAG.octets || digest === undefined || iterations < 1) {
    throw opensslFault('KEY_UNSUPPORTED');
  }
  requirePbkdf2Time({
    digest,
    iterations,
    bytes: keyBytes,
    saltBytes: salt.value.length,
    remainingMs,
  });
  return pbkdf2Sync(passphrase, salt.value, iterations, keyBytes, digest);
}

function decrypt(cipher: string, key: Buffer, iv: Buffer, data: Buffer): Buffer {
  const plain = attempt(() => runKeyCipher(cipher, { key, iv, decrypts: true }, data));
  // A wrong passphrase, in nearly every case: OpenSSL says the same of all.
  if (!plain) throw opensslFault('BAD_DECRYPT');
  return plain;
}

/** A PEM block with an encrypted body, in the way of RFC 1421. */
export function encryptLegacy(
  label: string,
  der: Uint8Array,
  cipherName: string,
  passphrase: Uint8Array,
): string {
  const cipher = requireHeaderCipher(cipherName);
  const iv = randomBytes(cipher.ivBytes);
  const key = legacyKey(passphrase, iv, cipher.keyBytes);
  const body = runKeyCipher(cipher.name, { key, iv, decrypts: false }, der);
  const info = `DEK-Info: ${cipher.name.toUpperCase()},${iv.toString('hex').toUpperCase()}`;
  return writePem(label, body, ['Proc-Type: 4,ENCRYPTED', info]);
}

export const isLegacyEncrypted = ({ headers }: PemBlock): boolean =>
  headers.get('Proc-Type')?.includes('ENCRYPTED') === true;

/** @throws GuestError */
export function decryptLegacy({ headers, body }: PemBlock, passphrase: Uint8Array): Buffer {
  const [name = '', hex = ''] = (headers.get('DEK-Info') ?? '').split(',');
  const cipher = requireHeaderCipher(name);
  const iv = Buffer.from(hex, 'hex');
  if (iv.length !== cipher.ivBytes) throw opensslFault('KEY_UNSUPPORTED');
  return decrypt(cipher.name, legacyKey(passphrase, iv, cipher.keyBytes), iv, body);
}

/** OpenSSL's `EVP_BytesToKey` with MD5 and one iteration; the vector's start is the salt. */
function legacyKey(passphrase: Uint8Array, iv: Uint8Array, bytes: number): Buffer {
  let block = Buffer.alloc(0);
  let key = Buffer.alloc(0);
  while (key.length < bytes) {
    block = createHash('md5').update(block).update(passphrase).update(iv.subarray(0, 8)).digest();
    key = Buffer.concat([key, block]);
  }
  return key.subarray(0, bytes);
}
