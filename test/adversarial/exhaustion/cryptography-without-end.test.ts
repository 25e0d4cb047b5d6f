/**
 * Attack: Derivations, keys, primes and ciphers that would keep the host busy long after the run.
 * Answer: What may be long is estimated first and refused; the rest is done in pieces, few at a time, and ends with its run.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();
const WITH = "const crypto = require('crypto'); const B = (n, v = 1) => Buffer.alloc(n, v);";

const DERIVATIONS: readonly string[] = [
  "return crypto.pbkdf2Sync('a', 'b', 2 ** 31 - 1, 64, 'sha512').length",
  "return crypto.pbkdf2Sync('a', B(1 << 22), 1, 1 << 24, 'sha1').length",
  "return crypto.pbkdf2Sync('a', 'b', 1, 2 ** 31 - 1, 'sha1').length",
  "return crypto.pbkdf2Sync('a', 'b', 1e5, 64, 'sm3').length",
  "for (;;) crypto.pbkdf2Sync('a', 'b', 1e4, 32, 'sha256')",
  "for (let i = 0; i < 1e5; i++) crypto.pbkdf2('a', 'b', 1e5, 64, 'sha512', () => {}); return 1",
  "return Promise.all(Array.from({ length: 99 }, () => new Promise((f) => crypto.pbkdf2('a', 'b', 5e4, 64, 'sha512', f))))",
  "return crypto.scryptSync('a', 'b', 64, { N: 2 ** 20, r: 8, p: 1, maxmem: 2 ** 40 }).length",
  "return crypto.scryptSync('a', 'b', 64, { N: 2, r: 1, p: 2 ** 29, maxmem: 2 ** 52 }).length",
  "return crypto.scryptSync('a', B(1 << 22), 64, { N: 2, r: 1, p: 2 ** 18, maxmem: 2 ** 52 }).length",
  "for (;;) crypto.scryptSync('a', 'b', 64)",
  "for (let i = 0; i < 99; i++) crypto.scrypt('a', 'b', 64, { N: 2 ** 16, maxmem: 2 ** 30 }, () => {}); return 1",
  "return crypto.hkdfSync('sha256', B(1 << 24), B(1 << 24), B(1024), 8160).byteLength",
];

const KEYS: readonly string[] = [
  "return crypto.generateKeyPairSync('rsa', { modulusLength: 16384 }).publicKey.type",
  "return crypto.generateKeyPairSync('rsa', { modulusLength: 4096 }).publicKey.type",
  "return crypto.generateKeyPairSync('rsa', { modulusLength: 4294967295, publicExponent: 4294967295 }).publicKey.type",
  "for (;;) crypto.generateKeyPairSync('rsa', { modulusLength: 1024 })",
  "for (let i = 0; i < 1e5; i++) crypto.generateKeyPair('rsa', { modulusLength: 1024 }, () => {}); return 1",
  "const next = () => crypto.generateKeyPair('rsa', { modulusLength: 1024 }, next); next(); return new Promise(() => {})",
  "for (let i = 0; i < 99; i++) crypto.generateKeyPair('ed25519', () => {}); return new Promise(() => {})",
  "return crypto.generateKeyPairSync('dsa', { modulusLength: 4096, divisorLength: 2 ** 30 }).publicKey.type",
  "return crypto.generateKeyPairSync('dh', { primeLength: 8192 }).publicKey.type",
  "return crypto.generateKeyPairSync('dh', { prime: B(1 << 24), generator: 2 }).publicKey.type",
  'return crypto.createDiffieHellman(8192).getPrime().length',
  'return crypto.createDiffieHellman(B(1 << 24, 255), 2).verifyError',
  "return crypto.createDiffieHellman(crypto.getDiffieHellman('modp18').getPrime(), B(1 << 20)).verifyError",
  "const d = crypto.getDiffieHellman('modp18'); for (;;) d.generateKeys()",
  "const d = crypto.getDiffieHellman('modp16'); d.generateKeys(); for (;;) d.computeSecret(d.getPublicKey())",
  'return crypto.generatePrimeSync(2 ** 31 - 1).byteLength',
  'return crypto.generatePrimeSync(2048, { safe: true }).byteLength',
  'return crypto.generatePrimeSync(512, { add: 2n ** 511n, rem: 3n }).byteLength',
  'return crypto.generatePrimeSync(64, { add: 6n, rem: 3n }).byteLength',
  'for (;;) crypto.generatePrimeSync(256)',
  'for (let i = 0; i < 99; i++) crypto.generatePrime(512, () => {}); return new Promise(() => {})',
  'return crypto.checkPrimeSync(B(1 << 24, 255), { checks: 2 ** 31 - 1 })',
  'return crypto.checkPrimeSync(2n ** 4253n - 1n, { checks: 2 ** 31 - 1 })',
  "return crypto.createPrivateKey('-----BEGIN '.repeat(1e5)).type",
  "return crypto.createPrivateKey({ key: B(1 << 24, 0x30), format: 'der', type: 'pkcs8' }).type",
  "return crypto.createPublicKey({ key: { kty: 'RSA', n: 'A'.repeat(1 << 20), e: 'AQAB' }, format: 'jwk' }).type",
  "const e = crypto.createECDH('secp521r1'); for (;;) e.generateKeys()",
  "const e = crypto.createECDH('brainpoolP512r1'); e.generateKeys(); for (;;) e.computeSecret(e.getPublicKey())",
  "const { privateKey } = crypto.generateKeyPairSync('ed448'); for (;;) crypto.sign(null, 'a', privateKey)",
];

const BYTES: readonly string[] = [
  "const open = []; for (let i = 0; i < 5000; i++) open.push(crypto.createHash('sha256').update(B(70000))); return open.length",
  "const open = []; for (let i = 0; i < 1e5; i++) open.push(crypto.createHash('sha256').update('a')); return open.length",
  "const open = []; for (let i = 0; i < 5000; i++) { const c = crypto.createCipheriv('aes-256-gcm', B(32), B(12)); c.update('a'); open.push(c); } return open.length",
  "const h = crypto.createHash('sha512'); const part = B(1); for (let i = 0; i < 1e7; i++) h.update(part); return h.digest('hex')",
  "const h = crypto.createHash('sm3'); for (;;) h.update(B(1 << 16))",
  "const h = crypto.createHash('sha3-512'); const part = B(1 << 22); for (;;) h.update(part)",
  "let h = crypto.createHash('sha1').update(B(70000)); for (;;) h = h.copy()",
  "return crypto.createHash('shake256', { outputLength: 2 ** 32 - 1 }).digest().length",
  "return crypto.createHash('shake256', { outputLength: 2 ** 31 }).digest('hex').length",
  "const c = crypto.createCipheriv('sm4-cbc', B(16), B(16)); const part = B(1 << 24); for (;;) c.update(part)",
  "const c = crypto.createCipheriv('aes-256-cfb1', B(32), B(16)); const part = B(1 << 24); for (;;) c.update(part)",
  "const c = crypto.createCipheriv('des-ede3-cbc', B(24), B(8)); const part = B(1 << 24); for (;;) c.update(part)",
  "return crypto.createCipheriv('aes256-wrap', B(32), B(8)).update(B(1 << 24)).length",
  "return crypto.createCipheriv('aes-256-ccm', B(32), B(7), { authTagLength: 16 }).update(B(1 << 24)).length",
  'for (;;) crypto.randomBytes(1 << 20)',
  'return crypto.randomBytes(2 ** 31 - 1).length',
  'for (;;) crypto.randomUUID()',
  'for (;;) crypto.randomInt(2 ** 47)',
  'for (let i = 0; i < 1e5; i++) crypto.randomBytes(16, () => { for (;;); }); return new Promise(() => {})',
  "crypto.randomBytes(16, () => { throw new Error('late') }); return new Promise(() => {})",
  "return crypto.webcrypto.subtle.digest('SHA-1', B(1 << 25)).then((d) => d.byteLength)",
  "for (let i = 0; i < 1e5; i++) crypto.webcrypto.subtle.generateKey({ name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-1' }, true, ['sign']); return 1",
];

const withCrypto = (codes: readonly string[]) => codes.map((code) => `${WITH} ${code}`);

test('POST /execute refuses derivations that would outlast the run', async () => {
  await target().survives(withCrypto(DERIVATIONS));
});

test('POST /execute bounds keys, groups and primes', async () => {
  await target().survives(withCrypto(KEYS));
});

test('POST /execute bounds what is open, and what a call takes', async () => {
  await target().survives(withCrypto(BYTES));
});
