/** Private keys under a passphrase, held to Node's: which ciphers there are for it, and what is read back. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const CIPHERS =
  `aes-128-cbc aes-192-cbc aes-256-cbc aes-128-ecb aes-256-ecb aes-128-cfb aes-256-ofb aes-128-ctr aes-256-gcm
  aes-256-ccm aes-128-xts des3 des-ede3 des-ede3-ofb camellia-128-cbc camellia-256-cbc aria-128-cbc aria-256-cbc
  sm4-cbc chacha20 nope`.split(/\s+/);

/** The identifiers that are written, and what is read of it again. */
const pkcs8 = (cipher: string): string =>
  `const key = priv('ed'); const der = key.export({ type: 'pkcs8', format: 'der', cipher: '${cipher}', passphrase: 'x' });
   const back = crypto.createPrivateKey({ key: der, format: 'der', type: 'pkcs8', passphrase: 'x' });
   return [der.length, der.subarray(0, 30), der.subarray(56, 76).toString('hex').slice(0, 26), back.equals(key)]`;

const sec1 = (cipher: string): string =>
  `const key = priv('ec'); const pem = key.export({ type: 'sec1', format: 'pem', cipher: '${cipher}', passphrase: 'x' });
   return [pem.split('\\n')[2].split(',')[0], crypto.createPrivateKey({ key: pem, passphrase: 'x' }).equals(key)]`;

test('KeyObject.export encrypts as in Node, with every cipher that it takes', async () => {
  const cases = CIPHERS.map(pkcs8);
  expect(await cryptoDifferences(cases)).toEqual([]);
});

test('KeyObject.export writes encrypted PEM as in Node', async () => {
  const cases = CIPHERS.filter((name) => /cbc|ecb|cfb|ctr|des3|nope/.test(name)).map(sec1);
  expect(await cryptoDifferences(cases)).toEqual([]);
});

test('createPrivateKey passes over what stands before a key', async () => {
  const before =
    '-----BEGIN EC PARAMETERS-----\\nBggqhkjOPQMBBw==\\n-----END EC PARAMETERS-----\\n';
  const cases = [
    `crypto.createPrivateKey('${before}' + PEM.ec).asymmetricKeyType`,
    `crypto.createPublicKey('${before}' + PEM.ec).asymmetricKeyType`,
    `crypto.createPublicKey(PEM.ec + pub('rsa').export({ type: 'spki', format: 'pem' })).asymmetricKeyType`,
    `crypto.createPrivateKey('${before}')`,
    `crypto.createPrivateKey('${before}' + 'text')`,
  ];
  expect(await cryptoDifferences(cases)).toEqual([]);
});
