/** Derived keys, random values and primes, held to Node's. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const DERIVED = linesOf(`
  crypto.pbkdf2Sync('a', 'b', 1, 8)
  crypto.pbkdf2Sync('a', 'b', 0, 8, 'sha1')
  crypto.pbkdf2Sync('a', 'b', 1.5, 8, 'sha1')
  crypto.pbkdf2Sync('a', 'b', '1', 8, 'sha1')
  crypto.pbkdf2Sync('a', 'b', 1, -1, 'sha1')
  crypto.pbkdf2Sync('a', 'b', 1, 0, 'sha1')
  crypto.pbkdf2Sync(1, 'b', 1, 8, 'sha1')
  crypto.pbkdf2Sync('a', 1, 1, 8, 'sha1')
  crypto.pbkdf2Sync('a', 'b', 1, 2 ** 31, 'sha1')
  crypto.pbkdf2Sync('password', 'salt', 4096, 20, 'sha1')
  crypto.pbkdf2Sync(B(3), new Uint8Array(4), 10, 20, 'SHA512')
  crypto.pbkdf2('a', 'b', 1, 8, 'sha1')
  crypto.pbkdf2('a', 'b', 1, 8, 'nope', () => {})
  crypto.pbkdf2('a', 'b', 1, 8, () => {})
  new Promise((f) => crypto.pbkdf2('a', 'b', 1000, 20, 'sha256', (...x) => f(x)))
  crypto.scryptSync('password', 'NaCl', 64, { N: 1024, r: 8, p: 16 })
  crypto.scryptSync('', '', 64, { N: 16, r: 1, p: 1 })
  crypto.scryptSync('a', 'b', 16)
  crypto.scryptSync('a', 'b', 16, { cost: 1024, blockSize: 4, parallelization: 2 })
  crypto.scryptSync('a', 'b', 16, { N: 1024, cost: 1024 })
  crypto.scryptSync('a', 'b', 16, { N: 3 })
  crypto.scryptSync('a', 'b', 16, { N: 1 })
  crypto.scryptSync('a', 'b', 16, { N: -1 })
  crypto.scryptSync('a', 'b', 16, { N: 'a' })
  crypto.scryptSync('a', 'b', 16, { N: 2 ** 20 })
  crypto.scryptSync('a', 'b', 16, { p: 2 ** 30 })
  crypto.scryptSync('a', 'b', 16, { maxmem: 10 })
  crypto.scryptSync('a', 'b', 16, { maxmem: -1 })
  crypto.scryptSync('a', 'b', 16, { maxmem: 'a' })
  crypto.scryptSync('a', 'b', 0)
  crypto.scryptSync('a', 'b', -1)
  crypto.scryptSync('a', 'b', 1.5)
  crypto.scryptSync('a', 'b')
  crypto.scryptSync('a', null, 5)
  crypto.scryptSync('a', 'b', 16, null)
  crypto.scryptSync('a', 'b', 16, { N: 0, r: 0, p: 0, maxmem: 0 })
  crypto.scrypt('a', 'b', 16)
  crypto.scrypt('a', 'b', 16, { N: 3 }, () => {})
  new Promise((f) => crypto.scrypt('a', 'b', 16, (...x) => f(x)))
  new Promise((f) => crypto.scrypt('a', 'b', 16, { N: 256 }, (...x) => f(x)))
  crypto.hkdfSync('sha256', 'a', 'b', 'c', 255 * 32 + 1)
  crypto.hkdfSync('sha256', 'a', 'b', 'c', 0)
  crypto.hkdfSync('sha256', '', '', '', 5)
  crypto.hkdfSync('sha256', 'a', 'b', B(1025), 5)
  crypto.hkdfSync('sha256', 5, 'b', 'c', 5)
  crypto.hkdfSync('sha256', 'a', 5, 'c', 5)
  crypto.hkdfSync('sha256', 'a', 'b', null, 5)
  crypto.hkdfSync('sha256', 'a', 'b', 'c')
  crypto.hkdfSync('sha256', 'a', 'b', 'c', -1)
  crypto.hkdfSync(5, 'a', 'b', 'c', 5)
  crypto.hkdfSync('sha512', crypto.createSecretKey(B(4)), B(3), new ArrayBuffer(2), 42)
  new Promise((f) => crypto.hkdf('sha512', 'key', 'salt', 'info', 64, (...x) => f(x)))
  crypto.hkdf('sha512', 'key', 'salt', 'info', 64)
`);

const RANDOM = linesOf(`
  crypto.randomBytes(-1)
  crypto.randomBytes('a')
  crypto.randomBytes(2 ** 31)
  crypto.randomBytes(NaN)
  crypto.randomBytes()
  crypto.randomBytes(5, 5)
  crypto.randomBytes(0)
  crypto.randomBytes(10).length
  new Promise((f) => crypto.randomBytes(7, (e, b) => f([e, b.length, Buffer.isBuffer(b)])))
  crypto.randomFillSync('a')
  crypto.randomFillSync(B(5), 6)
  crypto.randomFillSync(B(5), -1)
  crypto.randomFillSync(B(5), 1, 5)
  crypto.randomFillSync(B(5), 'a')
  crypto.randomFillSync(B(5, 0), 5).equals(B(5, 0))
  const b = B(20, 0); return [crypto.randomFillSync(b, 10) === b, b.subarray(0, 10)]
  crypto.randomFillSync(new Uint32Array(4)).length
  crypto.randomFillSync(new ArrayBuffer(4)).byteLength
  crypto.randomFillSync(new Uint32Array(4), 2, 3)
  crypto.randomFill(B(5))
  crypto.randomFill('a', () => {})
  new Promise((f) => crypto.randomFill(B(5), (e, b) => f([e, b.length])))
  new Promise((f) => crypto.randomFill(B(5, 0), 2, 2, (e, b) => f([e, b[0], b[4]])))
  crypto.randomInt(5) < 5
  crypto.randomInt(3, 4)
  crypto.randomInt(4, 3)
  crypto.randomInt(0)
  crypto.randomInt('a')
  crypto.randomInt(1.5)
  crypto.randomInt(0, 2 ** 48)
  crypto.randomInt(2 ** 48)
  crypto.randomInt(1, 5, 5)
  crypto.randomInt()
  crypto.randomInt(NaN, 4)
  new Promise((f) => crypto.randomInt(3, 4, (...x) => f(x)))
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())
  crypto.randomUUID(5)
  crypto.randomUUID({ disableEntropyCache: 5 })
  crypto.randomUUID({ disableEntropyCache: true }).length
  crypto.timingSafeEqual(B(3), B(3))
  crypto.timingSafeEqual(B(3), B(3, 2))
  crypto.timingSafeEqual(B(3), B(4))
  crypto.timingSafeEqual('a', B(4))
  crypto.timingSafeEqual(B(4), 'a')
  crypto.timingSafeEqual(new Uint16Array([1]), new DataView(new ArrayBuffer(2)))
  crypto.timingSafeEqual(new ArrayBuffer(2), B(2, 0))
`);

const PRIMES = linesOf(`
  crypto.generatePrimeSync(1)
  crypto.generatePrimeSync(0)
  crypto.generatePrimeSync('a')
  crypto.generatePrimeSync(2).byteLength
  crypto.generatePrimeSync(3, { safe: true, bigint: true })
  crypto.generatePrimeSync(32, { bigint: true, add: 12n, rem: 11n }) % 12n
  crypto.generatePrimeSync(8, { add: 3n, rem: 4n })
  crypto.generatePrimeSync(3, { add: 16n })
  crypto.generatePrimeSync(8, { safe: 5 })
  crypto.generatePrimeSync(8, { bigint: 5 })
  crypto.generatePrimeSync(8, { add: 5 })
  crypto.generatePrimeSync(8, { add: -5n })
  crypto.generatePrimeSync(8, 5)
  crypto.checkPrimeSync(crypto.generatePrimeSync(128))
  [0n, 1n, 2n, 3n, 4n, 561n, 7919n, 2n ** 127n - 1n].map((x) => crypto.checkPrimeSync(x))
  crypto.checkPrimeSync(-1n)
  crypto.checkPrimeSync(5)
  crypto.checkPrimeSync('5')
  crypto.checkPrimeSync(Buffer.from([7]))
  crypto.checkPrimeSync(new ArrayBuffer(0))
  crypto.checkPrimeSync(7n, { checks: 3e9 })
  crypto.checkPrimeSync(7n, { checks: 'a' })
  crypto.checkPrimeSync(7n, 5)
  crypto.checkPrime(7n)
  new Promise((f) => crypto.checkPrime(7n, (...x) => f(x)))
  new Promise((f) => crypto.checkPrime(8n, { checks: 10 }, (...x) => f(x)))
  new Promise((f) => crypto.generatePrime(64, { bigint: true }, (e, p) => f([e, crypto.checkPrimeSync(p)])))
  crypto.generatePrime(64)
`);

const REST = linesOf(`
  crypto.getFips()
  crypto.setFips(false)
  crypto.secureHeapUsed()
  Object.keys(crypto.constants)
  crypto.constants.RSA_PKCS1_PSS_PADDING
  crypto.rng === crypto.randomBytes
  crypto.pseudoRandomBytes(4).length
`);

test('derived keys', async () => {
  expect(await cryptoDifferences(DERIVED)).toEqual([]);
});

test('random values and comparisons', async () => {
  expect(await cryptoDifferences([...RANDOM, ...REST])).toEqual([]);
});

test('primes', async () => {
  expect(await cryptoDifferences(PRIMES)).toEqual([]);
});
