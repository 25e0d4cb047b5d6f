/** Keys in every form, held to Node's. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const KEYS = 'rsa ec k1 bp ed ed448 x x448 pss pss0 dsa dh ec384 ec521'.split(' ');
const ENCODINGS = ['pkcs1', 'sec1', 'pkcs8', 'spki'];

const formsOf = (key: string): string[] => [
  `const p = priv('${key}'), q = pub('${key}'); return [p.type, q.type, p.asymmetricKeyType, p.asymmetricKeyDetails, q.asymmetricKeyDetails]`,
  `const p = priv('${key}'), q = pub('${key}'); return [p.equals(priv('${key}')), p.equals(q), q.equals(crypto.createPublicKey(p)), JSON.stringify(p)]`,
  `priv('${key}').export({ format: 'jwk' })`,
  `pub('${key}').export({ format: 'jwk' })`,
  `crypto.createPrivateKey({ key: priv('${key}').export({ format: 'jwk' }), format: 'jwk' }).equals(priv('${key}'))`,
  `crypto.createPublicKey({ key: pub('${key}').export({ format: 'jwk' }), format: 'jwk' }).equals(pub('${key}'))`,
  `crypto.createPrivateKey({ key: priv('${key}').export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pw' }), passphrase: 'pw' }).equals(priv('${key}'))`,
  ...ENCODINGS.flatMap((type) => [
    `priv('${key}').export({ type: '${type}', format: 'pem' })`,
    `pub('${key}').export({ type: '${type}', format: 'der' })`,
    `pub('${key}').export({ type: '${type}', format: 'pem' })`,
    `const key = priv('${key}').export({ type: '${type}', format: 'der' }); return crypto.createPrivateKey({ key, format: 'der', type: '${type}' }).equals(priv('${key}'))`,
  ]),
];

const WRONG = linesOf(`
  crypto.createPrivateKey('garbage')
  crypto.createPrivateKey('')
  crypto.createPrivateKey()
  crypto.createPrivateKey(5)
  crypto.createPrivateKey({})
  crypto.createPrivateKey({ key: 5 })
  crypto.createPrivateKey({ key: PEM.ec, format: 'nope' })
  crypto.createPrivateKey({ key: PEM.ec, format: 'der' })
  crypto.createPrivateKey({ key: PEM.ec, format: 'der', type: 'nope' })
  crypto.createPrivateKey({ key: PEM.ec, format: 'der', type: 'spki' })
  crypto.createPrivateKey({ key: B(3), format: 'der', type: 'pkcs8' })
  crypto.createPrivateKey({ key: Buffer.from('abc'), format: 'der', type: 'pkcs8' })
  crypto.createPrivateKey({ key: Buffer.from('abc'), format: 'der', type: 'pkcs1' })
  crypto.createPrivateKey({ key: B(0), format: 'der', type: 'pkcs8' })
  crypto.createPrivateKey({ key: PEM.ec, passphrase: 5 })
  crypto.createPrivateKey(priv('ec'))
  crypto.createPrivateKey({ key: priv('ec') })
  crypto.createPrivateKey('-----BEGIN PRIVATE KEY-----\\nMIIB\\n-----END PRIVATE KEY-----')
  crypto.createPrivateKey(pub('ec').export({ type: 'spki', format: 'pem' }))
  crypto.createPublicKey('garbage')
  crypto.createPublicKey({ key: Buffer.from('abc'), format: 'der', type: 'spki' })
  crypto.createPublicKey({ key: B(0), format: 'der', type: 'spki' })
  crypto.createPublicKey('-----BEGIN PUBLIC KEY-----\\nMIIB\\n-----END PUBLIC KEY-----')
  crypto.createPublicKey(pub('ec'))
  crypto.createPublicKey(crypto.createSecretKey(B(3)))
  crypto.createPublicKey(priv('ec')).type
  crypto.createPublicKey(PEM.ec).type
  crypto.createPublicKey({ key: priv('ec').export({ type: 'sec1', format: 'der' }), format: 'der', type: 'sec1' }).type
  crypto.createPublicKey({ key: priv('ed').export({ type: 'pkcs8', format: 'der' }), format: 'der', type: 'spki' })
  crypto.createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }, format: 'jwk' })
  crypto.createPublicKey({ key: { kty: 'nope' }, format: 'jwk' })
  crypto.createPublicKey({ key: {}, format: 'jwk' })
  crypto.createPublicKey({ key: 'a', format: 'jwk' })
  crypto.createPublicKey({ key: { kty: 'EC', crv: 'P-1' }, format: 'jwk' })
  crypto.createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: 5 }, format: 'jwk' })
  crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: 'AA' }, format: 'jwk' })
  crypto.createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x: 'AA' }, format: 'jwk' })
  crypto.createPublicKey({ key: { kty: 'RSA', n: 'AQAB' }, format: 'jwk' })
`);

const SECRET = linesOf(`
  crypto.createSecretKey(B(3)).export()
  crypto.createSecretKey(B(3)).export({ format: 'jwk' })
  crypto.createSecretKey(B(3)).export({ format: 'nope' })
  crypto.createSecretKey(B(3)).export(5)
  [crypto.createSecretKey(B(3)).type, crypto.createSecretKey(B(3)).symmetricKeySize, crypto.createSecretKey(B(3)).asymmetricKeyType]
  crypto.createSecretKey('6162', 'hex').export()
  crypto.createSecretKey(5)
  crypto.createSecretKey(priv('ec'))
  crypto.createSecretKey('').symmetricKeySize
  crypto.createSecretKey(B(3)).equals(crypto.createSecretKey(B(3)))
  crypto.createSecretKey(B(3)).equals(5)
  crypto.generateKeySync('hmac', { length: 65 }).symmetricKeySize
  crypto.generateKeySync('aes', { length: 256 }).symmetricKeySize
  crypto.generateKeySync('aes', { length: 100 })
  crypto.generateKeySync('hmac', { length: 4 })
  crypto.generateKeySync('hmac')
  crypto.generateKeySync('nope', { length: 5 })
  crypto.generateKeySync(5, {})
  crypto.generateKey('hmac', { length: 64 })
  new Promise((f) => crypto.generateKey('aes', { length: 128 }, (e, k) => f([e, k.symmetricKeySize, k.type])))
`);

const EXPORTS = linesOf(`
  priv('ec').export()
  priv('ec').export({})
  priv('ec').export({ format: 'pem' })
  priv('ec').export({ format: 'pem', type: 'nope' })
  priv('ec').export({ format: 'nope', type: 'pkcs8' })
  priv('ec').export({ format: 'pem', type: 'pkcs8', cipher: 'nope', passphrase: 'a' })
  priv('ec').export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-gcm', passphrase: 'a' })
  priv('ec').export({ format: 'pem', type: 'pkcs8', cipher: 'aes-256-cbc' })
  priv('ec').export({ format: 'pem', type: 'pkcs8', passphrase: 'a' })
  priv('ec').export({ format: 'pem', type: 'pkcs8', cipher: 5, passphrase: 'a' })
  priv('ec').export({ format: 'der', type: 'sec1', cipher: 'aes-256-cbc', passphrase: 'a' })
  priv('ec').export({ format: 'jwk', passphrase: 'a' })
  pub('ec').export()
  new crypto.KeyObject('a')
  new crypto.KeyObject('secret', {})
  crypto.KeyObject.from(5)
  pub('ec') instanceof crypto.KeyObject
  [Object.prototype.toString.call(pub('ec')), pub('ec').constructor.name, priv('ec').constructor.name, crypto.createSecretKey(B(1)).constructor.name]
  crypto.createPrivateKey(priv('rsa').export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pw' }))
  crypto.createPrivateKey({ key: priv('rsa').export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pw' }), passphrase: 'x' })
  crypto.createPrivateKey({ key: priv('rsa').export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'pw' }), passphrase: 'x' })
  crypto.createPrivateKey({ key: priv('rsa').export({ type: 'pkcs1', format: 'pem', cipher: 'des3', passphrase: 'pw' }), passphrase: 'pw' }).equals(priv('rsa'))
  crypto.createPrivateKey({ key: priv('ec').export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'pw' }), passphrase: 'pw' }).equals(priv('ec'))
  crypto.createPrivateKey({ key: priv('rsa').export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: 'pw' }), format: 'der', type: 'pkcs8' })
`);

test('keys of every type in every form, in and out', async () => {
  expect(await cryptoDifferences(KEYS.flatMap(formsOf))).toEqual([]);
});

test('what is no key, and what a key cannot be written as', async () => {
  expect(await cryptoDifferences([...WRONG, ...SECRET, ...EXPORTS])).toEqual([]);
});
