/** Hashes and HMACs, held to Node's. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const DIGESTS =
  `RSA-MD5 RSA-RIPEMD160 RSA-SHA1 RSA-SHA1-2 RSA-SHA224 RSA-SHA256 RSA-SHA3-224 RSA-SHA3-256
  RSA-SHA3-384 RSA-SHA3-512 RSA-SHA384 RSA-SHA512 RSA-SHA512/224 RSA-SHA512/256 RSA-SM3 blake2b512 blake2s256
  id-rsassa-pkcs1-v1_5-with-sha3-224 id-rsassa-pkcs1-v1_5-with-sha3-512 md5 md5-sha1 md5WithRSAEncryption ripemd
  ripemd160 ripemd160WithRSA rmd160 sha1 sha1WithRSAEncryption sha224 sha224WithRSAEncryption sha256
  sha256WithRSAEncryption sha3-224 sha3-256 sha3-384 sha3-512 sha384 sha512 sha512-224 sha512-224WithRSAEncryption
  sha512-256 sha512-256WithRSAEncryption shake128 shake256 sm3 sm3WithRSAEncryption ssl3-md5 ssl3-sha1 SHA256 sha-256
  SHA2-512/256 BLAKE2b512 2.16.840.1.101.3.4.2.1 md4 whirlpool nope sha512/256`.split(/\s+/);

const ENCODINGS =
  `'hex' 'base64' 'base64url' 'latin1' 'binary' 'utf8' 'buffer' undefined null 'nope' 'ucs2' 'ascii'
  5 {} '' 'HEX'`.split(/\s+/);

const DATA = linesOf(`
  '6162','hex'
  '616','hex'
  'zz','hex'
  'YWI=','base64'
  'äö','latin1'
  'äö','utf8'
  'äö','ucs2'
  'äö','nope'
  'äö',5
  Buffer.from('x')
  new Uint16Array([1,2])
  new DataView(new ArrayBuffer(3))
  new ArrayBuffer(3)
  5
  null
  undefined
  {}
  [1]
  new Float64Array(2)
  'a\\ud800'
`);

const LIFE = linesOf(`
  crypto.getHashes()
  const h = crypto.createHash('sha1'); h.digest(); return h.update('a')
  const h = crypto.createHash('sha1'); h.digest(); return h.digest()
  const h = crypto.createHash('sha1'); h.digest(); return h.copy()
  const h = crypto.createHmac('sha1', 'k'); h.digest(); return [h.digest(), h.digest('hex')]
  const h = crypto.createHmac('sha1', 'k'); h.digest(); return h.update('a')
  const h = crypto.createHash('sha1').update('a'); const c = h.copy(); c.update('b'); return [h.digest('hex'), c.digest('hex')]
  const h = crypto.createHash('shake128').update('a'); return [h.copy({ outputLength: 5 }).digest('hex'), h.copy().digest('hex')]
  const h = crypto.createHash('sha256'); for (let i = 0; i < 3000; i++) h.update(B(100, i)); const c = h.copy(); c.update('x'); return [h.digest('hex'), c.digest('hex')]
  crypto.createHash('sha256').update(B(1000000)).update(B(70000, 3)).digest('hex')
  crypto.createHmac('sha256', 'k').update(B(1000000)).update(B(70000, 3)).digest('hex')
  crypto.createHash('shake128', { outputLength: 300000 }).update('a').digest('base64').slice(-50)
  crypto.createHash('sha256', { outputLength: 5 })
  crypto.createHash('sha256', { outputLength: 32 }).digest('hex')
  crypto.createHash('shake256', { outputLength: 0 }).digest('hex')
  crypto.createHash('shake256', { outputLength: 'a' })
  crypto.createHash('shake256', { outputLength: -1 })
  crypto.createHash('shake256', { outputLength: 1.5 })
  crypto.createHash()
  crypto.createHash(null)
  crypto.createHash({})
  crypto.createHmac()
  crypto.createHmac('sha1')
  crypto.createHmac('sha1', null)
  crypto.createHmac('sha1', 5)
  crypto.createHmac('sha1', {})
  crypto.createHmac('sha1', new ArrayBuffer(4)).update('a').digest('hex')
  crypto.createHmac('sha1', '').update('a').digest('hex')
  crypto.createHmac('sha1', B(1000)).update('a').digest('hex')
  crypto.createHmac('sha1', crypto.createSecretKey(B(5))).update('a').digest('hex')
  crypto.createHmac('sha1', pub('ec'))
  crypto.createHmac('sha1', '6162', { encoding: 'hex' }).update('a').digest('hex')
  crypto.createHmac('sha1', 'a', { encoding: 5 })
  crypto.createHmac(5, 'a')
  new crypto.Hash('sha1').update('a').digest('hex')
  crypto.Hash('sha1').update('a').digest('hex')
  crypto.Hmac('sha1', 'k').update('a').digest('hex')
  crypto.createHash('sha1') instanceof crypto.Hash
  crypto.createHmac('sha1', 'a') instanceof crypto.Hmac
  crypto.createHash('sha1').constructor === crypto.Hash
  crypto.Hash.name
  crypto.hash('sha1')
  crypto.hash(5, 'a')
  crypto.hash('sha1', 'a', 5)
  Object.prototype.toString.call(crypto.createHash('sha1'))
`);

test('digests, HMACs and what is derived with them, by every name', async () => {
  const cases = DIGESTS.flatMap((name) => [
    `crypto.createHash('${name}').update('abc').digest('hex')`,
    `crypto.createHmac('${name}', 'key').update('abc').digest('base64')`,
    `crypto.pbkdf2Sync('pw', 'salt', 3, 50, '${name}')`,
    `crypto.hkdfSync('${name}', 'key', 'salt', 'info', 70)`,
    `crypto.hash('${name}', 'abc')`,
  ]);
  expect(await cryptoDifferences(cases)).toEqual([]);
});

test('results in every encoding, of every kind of data', async () => {
  const results = ENCODINGS.flatMap((encoding) => [
    `crypto.createHash('sha1').update('äb').digest(${encoding})`,
    `crypto.createHmac('sha1', 'k').update('äb').digest(${encoding})`,
    `crypto.hash('sha1', 'äb', ${encoding})`,
  ]);
  const data = DATA.flatMap((each) => [
    `crypto.createHash('md5').update(${each}).digest('hex')`,
    `crypto.createHmac('md5', 'k').update(${each}).digest('hex')`,
  ]);
  expect(await cryptoDifferences([...results, ...data])).toEqual([]);
});

const STREAMS = linesOf(`
  new Promise((f) => { const h = crypto.createHash('sha1'); h.on('readable', () => { const d = h.read(); if (d) f(d.toString('hex')); }); h.write('a'); h.end('b') })
  new Promise((f) => { const h = crypto.createHash('sha1'); h.setEncoding('hex'); h.on('data', f); h.end('ab') })
  new Promise((f) => { const h = crypto.createHmac('sha1', 'k'); h.setEncoding('hex'); h.on('data', f); h.end('ab') })
  const s = crypto.createSign('sha256'); s.write('da'); s.end('ta'); return s.sign(PEM.rsa, 'hex')
  const s = crypto.createVerify('sha256'); s.write('da'); s.end('ta'); return s.verify(pub('rsa'), crypto.createSign('sha256').update(D).sign(PEM.rsa))
`);

/** `stream` in these, and in the guest it is loaded after `crypto` and before. */
const AS_STREAMS = linesOf(`
  crypto.createHash('sha1') instanceof require('stream').Transform
  crypto.createHmac('sha1', 'k') instanceof require('stream').Readable
  crypto.createSign('sha1') instanceof require('stream').Writable
  crypto.createSign('sha1') instanceof require('stream').Readable
  crypto.createCipheriv('aes-128-cbc', B(16), B(16)) instanceof require('stream')
  crypto.Hash.prototype instanceof require('stream').Transform
  const h = crypto.createHash('sha1', { highWaterMark: 5 }); return [h.readableHighWaterMark, h.writableHighWaterMark, h.readableFlowing, h.writable, h.destroyed]
  const h = crypto.createHash('sha1'); await require('stream/promises').pipeline(require('stream').Readable.from(['a', 'b']), h); return [h.digest('hex'), h.writableFinished]
  const h = crypto.createHash('sha1'); await require('stream/promises').pipeline(require('stream').Readable.from(['a']), h); return [h.update('b') === h, h.digest('hex')]
  const h = crypto.createHmac('sha1', 'k'); await require('stream/promises').pipeline(require('stream').Readable.from(['a']), h); return h.digest('hex')
  const out = []; for await (const each of require('stream').Readable.from(['a']).pipe(crypto.createHash('sha1'))) out.push(each); return out
  const c = crypto.createCipheriv('aes-128-cbc', B(16), B(16)); const out = []; c.write('ab'); c.end(B(40)); for await (const each of c) out.push(each); return Buffer.concat(out)
  new Promise((f) => { const d = crypto.createDecipheriv('aes-128-cbc', B(16), B(16)); d.on('error', (e) => f(e)); d.end(B(16)) })
  new Promise((f) => { const c = crypto.createCipheriv('aes-128-cbc', B(16), B(16)); let s = ''; c.setEncoding('hex'); c.on('data', (d) => { s += d; }); c.on('end', () => f(s)); c.write('some text'); c.end() })
  const h = crypto.createHash('sha1'); return [h.on('x', () => {}) === h, h.listenerCount('x'), h.emit('x')]
  const { Transform } = require('stream'); const h = crypto.createHash('sha1'); return [Transform.prototype.isPrototypeOf(h), h._readableState.objectMode, h._writableState.decodeStrings]
  const s = crypto.createSign('sha256'); await new Promise((f) => require('stream').Readable.from(['da', 'ta']).pipe(s).on('finish', f)); return s.sign(PEM.rsa, 'hex')
`);

test('what is a stream of Node', async () => {
  expect(await cryptoDifferences(AS_STREAMS)).toEqual([]);
});

test('what is used as a stream', async () => {
  expect(await cryptoDifferences(STREAMS)).toEqual([]);
});

test('a life of a hash, from wrong arguments to after its end', async () => {
  expect(await cryptoDifferences(LIFE)).toEqual([]);
});
