/** Key pairs that are made, held to Node's by what can be seen of them. Gap: `dsa` and `dh` by `primeLength` are bounded by time. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const PAIRS = linesOf(`
  'rsa', { modulusLength: 512 }
  'rsa', { modulusLength: 512, publicExponent: 3 }
  'rsa-pss', { modulusLength: 512 }
  'rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha256', saltLength: 20 }
  'rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha256' }
  'rsa-pss', { modulusLength: 512, mgf1HashAlgorithm: 'sha512' }
  'rsa-pss', { modulusLength: 512, saltLength: 10 }
  'ec', { namedCurve: 'P-256' }
  'ec', { namedCurve: 'secp256k1' }
  'ec', { namedCurve: 'brainpoolP384r1' }
  'ec', { namedCurve: 'prime192v1' }
  'ec', { namedCurve: 'P-224' }
  'ed25519', {}
  'ed448', undefined
  'x25519', {}
  'x448', {}
  'dh', { group: 'modp1' }
  'dh', { prime: crypto.getDiffieHellman('modp2').getPrime(), generator: 2 }
`);

const OPTIONS = linesOf(`
  crypto.generateKeyPairSync('ec', { namedCurve: 'secp256r1' })
  crypto.generateKeyPairSync('ec', {})
  crypto.generateKeyPairSync('ec')
  crypto.generateKeyPairSync('ec', { namedCurve: 'P-256', paramEncoding: 'x' })
  crypto.generateKeyPairSync('dh', { group: 'nope' })
  crypto.generateKeyPairSync('dh', {})
  crypto.generateKeyPairSync('dh', { group: 'modp1', prime: B(3) })
  crypto.generateKeyPairSync('dh', { prime: 5 })
  crypto.generateKeyPairSync('dh', { prime: B(3), primeLength: 5 })
  crypto.generateKeyPairSync('rsa', { modulusLength: 100 })
  crypto.generateKeyPairSync('rsa', { modulusLength: 512, publicExponent: 4 })
  crypto.generateKeyPairSync('rsa', { modulusLength: 512, publicExponent: 1 })
  crypto.generateKeyPairSync('rsa', { modulusLength: 'a' })
  crypto.generateKeyPairSync('rsa', { modulusLength: -1 })
  crypto.generateKeyPairSync('rsa', {})
  crypto.generateKeyPairSync('rsa')
  crypto.generateKeyPairSync('rsa', 5)
  crypto.generateKeyPairSync('rsa', { modulusLength: 512, publicExponent: 'a' })
  crypto.generateKeyPairSync('rsa-pss', { modulusLength: 512, hashAlgorithm: 'nope' })
  crypto.generateKeyPairSync('rsa-pss', { modulusLength: 512, hashAlgorithm: 'sha256', mgf1HashAlgorithm: 'nope' })
  crypto.generateKeyPairSync('rsa-pss', { modulusLength: 512, saltLength: -1 })
  crypto.generateKeyPairSync('rsa-pss', { modulusLength: 512, hashAlgorithm: 5 })
  crypto.generateKeyPairSync('nope', {})
  crypto.generateKeyPairSync()
  crypto.generateKeyPairSync(5)
  crypto.generateKeyPairSync('ed25519', { publicKeyEncoding: 5 })
  crypto.generateKeyPairSync('ed25519', { publicKeyEncoding: {} })
  crypto.generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'pkcs1', format: 'pem' } })
  crypto.generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'sec1', format: 'pem' } })
  crypto.generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'nope' } })
  crypto.generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'nope', passphrase: 'a' } })
  crypto.generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', passphrase: 'a' } })
  const k = crypto.generateKeyPairSync('rsa', { modulusLength: 512, publicKeyEncoding: { type: 'pkcs1', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'der' } }); return [k.publicKey.slice(0, 30), Buffer.isBuffer(k.privateKey)]
  const k = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256', publicKeyEncoding: { type: 'spki', format: 'jwk' }, privateKeyEncoding: { format: 'jwk' } }); return [Object.keys(k.publicKey), Object.keys(k.privateKey)]
  const k = crypto.generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a' } }); return [k.publicKey.type, k.privateKey.slice(0, 37)]
  crypto.generateKeyPair('rsa', { modulusLength: 512 })
  crypto.generateKeyPair('nope', {}, () => {})
  crypto.generateKeyPair('ec', { namedCurve: 'nope' }, () => {})
  new Promise((f) => crypto.generateKeyPair('rsa', { modulusLength: 100 }, (...x) => f(x)))
  new Promise((f) => crypto.generateKeyPair('ed25519', (e, p, q) => f([e, p.type, q.type])))
`);

test('pairs of every type, at once and later', async () => {
  const cases = PAIRS.flatMap((pair) => [
    `const { publicKey, privateKey } = crypto.generateKeyPairSync(${pair}); return [publicKey.asymmetricKeyType, privateKey.asymmetricKeyDetails, crypto.createPublicKey(privateKey).equals(publicKey)]`,
    `new Promise((f) => crypto.generateKeyPair(${pair}, (e, p, q) => f([e, p.type, q.type, q.asymmetricKeyDetails, crypto.createPublicKey(q).equals(p)])))`,
  ]);
  expect(await cryptoDifferences(cases)).toEqual([]);
});

test('options, right and wrong', async () => {
  expect(await cryptoDifferences(OPTIONS)).toEqual([]);
});
