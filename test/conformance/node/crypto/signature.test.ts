/** Signatures, and RSA as a cipher, held to Node's. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const KEYS = 'rsa ec k1 bp ed ed448 x x448 pss pss0 dsa dh ec384 ec521'.split(' ');
const ALGORITHMS =
  `null 'sha256' 'md5' 'nope' 'shake128' 'sha3-256' 'blake2b512' 'sm3' 'md5-sha1' 'sha512' 'sha1'
  'RSA-SHA384' 'ripemd160' 'sha512-256'`.split(/\s+/);
/** Those whose signatures are the same each time. */
const STEADY = ['rsa', 'ed', 'ed448'];

const casesOf = (key: string): string[] => [
  ...ALGORITHMS.map(
    (algorithm) =>
      `const s = crypto.sign(${algorithm}, D, priv('${key}')); return [crypto.verify(${algorithm}, D, pub('${key}'), s), crypto.verify(${algorithm}, B(3), pub('${key}'), s), ${STEADY.includes(key) ? 's' : 0}]`,
  ),
  `crypto.verify(${key.startsWith('ed') ? null : "'sha256'"}, D, pub('${key}'), Buffer.from('bad'))`,
  `crypto.verify(null, D, pub('${key}'), B(0))`,
  `const s = crypto.createSign('sha256').update('da').update('ta').sign(priv('${key}')); return [crypto.createVerify('sha256').update(D).verify(pub('${key}'), s), crypto.createVerify('sha1').update(D).verify(pub('${key}'), s)]`,
  `crypto.publicEncrypt(pub('${key}'), D).length`,
  `crypto.privateDecrypt(priv('${key}'), B(128)).length`,
];

const TERMS = linesOf(`
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 3 })
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 4 })
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 99 })
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 'a' })
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 1.5 })
  crypto.sign('sha256', D, { key: priv('rsa'), saltLength: 'a' })
  crypto.sign('sha256', D, { key: priv('rsa'), dsaEncoding: 'a' })
  crypto.sign('sha256', D, { key: priv('pss'), padding: 1 })
  crypto.sign('sha256', D, { key: priv('pss'), saltLength: 10 })
  crypto.sign('sha1', D, { key: priv('pss') })
  [-1, -2, -3, 0, 20, 32].map((s) => crypto.verify('sha256', D, { key: pub('rsa'), padding: 6, saltLength: -2 }, crypto.sign('sha256', D, { key: priv('rsa'), padding: 6, saltLength: s })))
  [-1, 20, 32].map((s) => crypto.verify('sha256', D, { key: pub('rsa'), padding: 6, saltLength: s }, crypto.sign('sha256', D, { key: priv('rsa'), padding: 6, saltLength: 20 })))
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 6, saltLength: 200 })
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 6, saltLength: -4 })
  crypto.sign('sha512', D, priv('small'))
  crypto.sign('sha512', D, { key: priv('small'), padding: 6 })
  crypto.sign('sha256', D, { key: priv('rsa'), padding: 6, saltLength: 0 })
  crypto.sign('sha256', D, pub('ec'))
  crypto.sign('sha256', D, crypto.createSecretKey(B(3)))
  crypto.sign('sha256', D)
  crypto.sign('sha256', D, '')
  crypto.sign('sha256', D, 'nokey')
  crypto.sign('sha256', D, 5)
  crypto.sign('sha256', 5, priv('ec'))
  crypto.sign('sha256', 'data', PEM.rsa)
  crypto.sign(5, D, priv('ec'))
  crypto.sign('sha256', D, Buffer.from(PEM.rsa))
  ['ec', 'k1', 'dsa', 'ec521'].map((k) => { const s = crypto.sign('sha256', D, { key: PEM[k], dsaEncoding: 'ieee-p1363' }); return [s.length, crypto.verify('sha256', D, { key: pub(k), dsaEncoding: 'ieee-p1363' }, s)] })
  crypto.verify('sha256', D, { key: pub('ec'), dsaEncoding: 'ieee-p1363' }, B(10))
  crypto.verify('sha256', D, PEM.ec, crypto.sign('sha256', D, PEM.ec))
  crypto.verify('sha256', D, pub('ec'), 'abc')
  crypto.verify('sha256', D, pub('ec'))
  crypto.verify('sha256', 5, pub('ec'), B(4))
  crypto.verify('sha256', D, crypto.createSecretKey(B(3)), B(4))
  new Promise((f) => crypto.sign('sha256', D, priv('rsa'), (...x) => f(x)))
  new Promise((f) => crypto.verify('sha256', D, pub('rsa'), B(128), (...x) => f(x)))
  crypto.sign('sha256', D, priv('rsa'), 5)
`);

const CLASSES = linesOf(`
  crypto.createSign('nope')
  crypto.createSign()
  crypto.createVerify('nope')
  crypto.createSign('sha256').sign()
  crypto.createSign('sha256').update(5)
  crypto.createSign('sha256').sign(PEM.rsa, 'hex')
  crypto.createSign('RSA-SHA256').update('6162', 'hex').sign(PEM.rsa, 'base64')
  crypto.createVerify('sha256').update('data').verify(pub('rsa'), crypto.createSign('sha256').update('data').sign(PEM.rsa, 'hex'), 'hex')
  crypto.createVerify('sha256').update('data').verify(pub('rsa'), 5)
  crypto.createVerify('sha256').update('data').verify()
  const s = crypto.createSign('sha256').update(D); s.sign(priv('rsa')); return s.sign(priv('rsa'))
  const s = crypto.createSign('sha256').update(D); s.sign(priv('rsa')); return s.update('x')
  crypto.createSign('sha256') instanceof crypto.Sign
  crypto.Sign('sha256').update('a').sign(PEM.rsa, 'hex').length
  crypto.createVerify('sha256').update(D).verify(pub('x'), B(4))
  crypto.createVerify('blake2b512').update(D).verify(pub('rsa'), B(4))
  crypto.createVerify('sha256').update(D).verify({ key: pub('rsa'), padding: 3 }, B(128))
  crypto.createVerify('sha256').update(D).verify({ key: pub('rsa'), padding: 99 }, B(128))
  crypto.createSign('sha1').update(D).sign(priv('pss'))
  crypto.createSign('sha256').update(D).sign({ key: priv('rsa'), padding: 99 })
`);

const RSA = linesOf(`
  crypto.publicEncrypt(pub('rsa'), B(200))
  crypto.publicEncrypt({ key: pub('rsa'), padding: 1 }, B(200))
  crypto.publicEncrypt({ key: pub('rsa'), padding: 3 }, B(20))
  crypto.publicEncrypt({ key: pub('rsa'), padding: 3 }, B(128, 255))
  crypto.publicEncrypt({ key: pub('rsa'), padding: 3 }, B(129))
  crypto.publicEncrypt({ key: pub('rsa'), padding: 3 }, B(128, 1))
  crypto.privateDecrypt({ key: priv('rsa'), padding: 3 }, crypto.publicEncrypt({ key: pub('rsa'), padding: 3 }, B(128, 1)))
  crypto.privateDecrypt(priv('rsa'), B(128))
  crypto.privateDecrypt(priv('rsa'), B(12))
  crypto.privateDecrypt(priv('rsa'), B(129))
  crypto.privateDecrypt({ key: priv('rsa'), padding: 1 }, B(128))
  crypto.publicEncrypt({ key: pub('rsa'), oaepHash: 'nope' }, D)
  crypto.publicEncrypt({ key: pub('rsa'), oaepHash: 5 }, D)
  crypto.publicEncrypt({ key: pub('rsa'), oaepLabel: 5 }, D)
  crypto.publicEncrypt({ key: pub('rsa'), oaepHash: 'sha512' }, D)
  crypto.privateDecrypt({ key: priv('rsa'), oaepHash: 'sha256' }, crypto.publicEncrypt(pub('rsa'), D))
  crypto.privateDecrypt({ key: priv('rsa'), oaepHash: 'sha256', oaepLabel: D }, crypto.publicEncrypt({ key: pub('rsa'), oaepHash: 'sha256', oaepLabel: D }, D))
  crypto.privateDecrypt({ key: priv('rsa2'), oaepHash: 'sha512' }, crypto.publicEncrypt({ key: PEM.rsa2, oaepHash: 'sha512' }, 'text')).toString()
  crypto.privateDecrypt({ key: priv('rsa'), oaepLabel: D }, crypto.publicEncrypt(pub('rsa'), D))
  crypto.privateEncrypt(priv('rsa'), D)
  crypto.privateEncrypt(priv('rsa'), B(200))
  crypto.privateEncrypt({ key: priv('rsa'), padding: 4 }, D)
  crypto.publicDecrypt(pub('rsa'), crypto.privateEncrypt(priv('rsa'), D))
  crypto.publicDecrypt(pub('rsa'), B(128))
  crypto.publicDecrypt(pub('rsa'), B(12))
  crypto.publicDecrypt({ key: pub('rsa'), padding: 4 }, B(128))
  crypto.publicEncrypt({ key: pub('rsa'), padding: 99 }, D)
  crypto.publicEncrypt(pub('rsa'), 5)
  crypto.publicEncrypt(5, D)
  crypto.publicEncrypt()
  crypto.privateDecrypt(pub('rsa'), D)
`);

test('every key with every digest', async () => {
  expect(await cryptoDifferences(KEYS.flatMap(casesOf))).toEqual([]);
});

test('padding, salt, encodings and wrong arguments', async () => {
  expect(await cryptoDifferences([...TERMS, ...CLASSES, ...RSA])).toEqual([]);
});
