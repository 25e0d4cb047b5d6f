/** Diffie-Hellman of every kind, held to Node's. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const CURVES = linesOf(`
  crypto.createECDH('secp256k1').getPublicKey()
  crypto.createECDH('secp256k1').getPrivateKey()
  crypto.createECDH('secp256k1').computeSecret(B(33, 2))
  const e = crypto.createECDH('prime256v1'); e.generateKeys(); return e.computeSecret(B(10))
  const e = crypto.createECDH('prime256v1'); e.generateKeys(); return e.computeSecret(B(65, 4))
  const e = crypto.createECDH('prime256v1'); e.generateKeys(); return e.computeSecret(5)
  crypto.createECDH('prime256v1').setPrivateKey(B(32, 0))
  crypto.createECDH('prime256v1').setPrivateKey(B(33, 255))
  crypto.createECDH('prime256v1').setPrivateKey('')
  crypto.createECDH('prime256v1').setPublicKey(B(5))
  const e = crypto.createECDH('secp256k1'); e.setPrivateKey('01', 'hex'); return [e.getPrivateKey('hex'), e.getPublicKey('hex'), e.getPublicKey('hex', 'compressed'), e.getPublicKey('hex', 'hybrid'), e.getPublicKey(null, 'compressed')]
  const e = crypto.createECDH('secp256k1'); e.generateKeys(); return e.getPublicKey('hex', 'nope')
  ['secp256k1', 'prime256v1', 'secp384r1', 'secp521r1', 'secp224r1', 'brainpoolP256r1', 'prime192v1', 'secp224k1', 'brainpoolP512r1'].map((c) => { const a = crypto.createECDH(c), b = crypto.createECDH(c); a.setPrivateKey(B(20, 5)); b.setPrivateKey(B(20, 6)); return [a.computeSecret(b.getPublicKey()), a.computeSecret(b.getPublicKey('hex', 'compressed'), 'hex', 'base64')] })
  crypto.createECDH('nope')
  crypto.createECDH('P-256')
  crypto.createECDH(5)
  crypto.createECDH()
  crypto.ECDH.convertKey('0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', 'secp256k1', 'hex', 'hex', 'uncompressed')
  crypto.ECDH.convertKey('0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798', 'secp256k1', 'hex')
  crypto.ECDH.convertKey(B(5), 'secp256k1')
  crypto.ECDH.convertKey(B(5), 'nope')
  crypto.ECDH.convertKey(5, 'secp256k1')
  crypto.createECDH('prime256v1') instanceof crypto.ECDH
  crypto.ECDH('prime256v1').generateKeys('hex').length
`);

const NUMBERS = linesOf(`
  crypto.createDiffieHellman(1)
  crypto.createDiffieHellman(0)
  crypto.createDiffieHellman(-1)
  crypto.createDiffieHellman(1.5)
  crypto.createDiffieHellman('nope').verifyError
  crypto.createDiffieHellman({})
  crypto.createDiffieHellman()
  crypto.createDiffieHellman(Buffer.from([23]), {})
  crypto.createDiffieHellman(Buffer.from('17', 'hex'), 1)
  crypto.createDiffieHellman(Buffer.from('17', 'hex'), 0).verifyError
  crypto.createDiffieHellman('17', 'hex').getPrime('hex')
  crypto.createDiffieHellman('17', 'hex', 5).generateKeys()
  crypto.createDiffieHellman(crypto.getDiffieHellman('modp5').getPrime()).verifyError
  crypto.createDiffieHellman(crypto.getDiffieHellman('modp5').getPrime(), 5).getGenerator('hex')
  crypto.createDiffieHellman(256)
  crypto.getDiffieHellman('nope')
  crypto.createDiffieHellmanGroup('modp14').getPrime('hex')
  [1, 2, 5, 14, 15, 16, 17, 18].map((n) => crypto.getDiffieHellman('modp' + n).getPrime())
  crypto.getDiffieHellman('modp5').getPublicKey()
  crypto.getDiffieHellman('modp5').getPrivateKey()
  crypto.getDiffieHellman('modp5').computeSecret(B(10))
  const d = crypto.getDiffieHellman('modp5'); d.generateKeys(); return d.computeSecret(B(1, 0))
  const d = crypto.getDiffieHellman('modp5'); d.generateKeys(); return d.computeSecret(B(1, 1))
  const d = crypto.getDiffieHellman('modp5'); d.generateKeys(); return [d.setPublicKey, d.verifyError, d.getGenerator('hex')]
  const p = crypto.getDiffieHellman('modp2').getPrime(); const a = crypto.createDiffieHellman(p), b = crypto.createDiffieHellman(p); a.setPrivateKey(B(20, 3)); b.setPrivateKey(B(20, 4)); a.generateKeys(); b.generateKeys(); return [a.getPublicKey('hex'), a.computeSecret(b.getPublicKey('hex'), 'hex', 'hex'), b.computeSecret(a.getPublicKey())]
`);

const KEYS = linesOf(`
  crypto.diffieHellman({ privateKey: priv('x'), publicKey: pub('x2') })
  crypto.diffieHellman({ privateKey: priv('x448'), publicKey: pub('x448') })
  crypto.diffieHellman({ privateKey: priv('dh'), publicKey: pub('dh2') })
  crypto.diffieHellman({ privateKey: priv('ec'), publicKey: pub('ec') })
  crypto.diffieHellman({ privateKey: priv('k1'), publicKey: pub('k1') })
  crypto.diffieHellman({ privateKey: priv('ec'), publicKey: priv('ec') })
  crypto.diffieHellman({ privateKey: priv('ec'), publicKey: pub('x') })
  crypto.diffieHellman({ privateKey: priv('ed'), publicKey: pub('ed') })
  crypto.diffieHellman({ privateKey: priv('ec'), publicKey: pub('ec384') })
  crypto.diffieHellman({ privateKey: pub('ec'), publicKey: pub('ec') })
  crypto.diffieHellman({ privateKey: priv('ec'), publicKey: crypto.createSecretKey(B(1)) })
  crypto.diffieHellman({ privateKey: priv('ec') })
  crypto.diffieHellman({})
  crypto.diffieHellman()
`);

test('secrets of curves, of numbers and of keys', async () => {
  expect(await cryptoDifferences([...CURVES, ...NUMBERS, ...KEYS])).toEqual([]);
});

const RARE =
  `prime192v2 prime192v3 prime239v1 prime239v2 prime239v3 secp112r1 secp128r1 secp160k1 secp160r1 secp160r2
  brainpoolP160t1 brainpoolP192t1 brainpoolP224t1 brainpoolP256t1 brainpoolP320t1 brainpoolP384t1
  brainpoolP512t1`.split(/\s+/);

test('curves that are rare: points, secrets, keys and signatures', async () => {
  const cases = RARE.flatMap((name) => [
    `const e = crypto.createECDH('${name}'); e.setPrivateKey(B(8, 3)); const f = crypto.createECDH('${name}'); f.setPrivateKey(B(9, 5));
     return [e.getPublicKey(), e.getPublicKey('hex', 'compressed'), f.computeSecret(e.getPublicKey(null, 'compressed')), e.getPrivateKey()]`,
    `const { privateKey: k, publicKey: p } = crypto.generateKeyPairSync('ec', { namedCurve: '${name}' }); const s = crypto.sign('sha256', D, { key: k, dsaEncoding: 'ieee-p1363' });
     return [k.asymmetricKeyDetails, p.export({ type: 'spki', format: 'der' }).length, k.export({ type: 'pkcs8', format: 'der' }).length, s.length, crypto.verify('sha256', D, { key: p, dsaEncoding: 'ieee-p1363' }, s)]`,
  ]);
  expect(await cryptoDifferences(cases)).toEqual([]);
});
