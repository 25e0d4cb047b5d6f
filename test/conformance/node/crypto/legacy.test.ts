/** What Node keeps for old programs, held to Node's: ciphers from passwords, signed keys with a challenge, engines. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const CIPHERS = linesOf(`
  const c = crypto.createCipher('aes192', 'a password'); return c.update('some text', 'utf8', 'hex') + c.final('hex')
  const c = crypto.createCipher('aes-128-ecb', B(5)); return c.update('some text', 'utf8', 'hex') + c.final('hex')
  const c = crypto.Cipher('aes-256-ctr', 'x'); return c.update('some text', 'utf8', 'hex') + c.final('hex')
  const c = crypto.createCipher('aes-128-cbc', 'pw'); const d = crypto.createDecipher('aes-128-cbc', 'pw'); return d.update(c.update('abc', 'utf8', 'hex') + c.final('hex'), 'hex', 'utf8') + d.final('utf8')
  const d = crypto.createDecipher('aes-128-cbc', 'other'); d.update(B(16)); return d.final()
  crypto.createCipher('nope', 'x')
  crypto.createCipher(5, 'x')
  crypto.createCipher('aes192', 5)
  crypto.createCipher('aes192')
  [typeof crypto.Cipher, typeof crypto.Decipher, Object.keys(crypto).includes('createCipher')]
`);

const SIGNED =
  'MIIBPzCBqTCBnzANBgkqhkiG9w0BAQEFAAOBjQAwgYkCgYEAxkIQclZvHUMPl8WpVa18DB3GdhOsbllnikwkYzJI4rwPa8gdKjmsL9rSlGflEzvwemsLd+xZ5p+NPpdw8KbHUkl0OWdCs/pMJ+pYRQJGS7jBNb3e4UeloI+6ljQYi6RvLbTxZ4UnJgtFP5pnNH9t8bGYdtHjhwkB3vMK1s3xhz0CAwEAARYFaGVsbG8wDQYJKoZIhvcNAQELBQADgYEAmPesuooBS56DEMJA+GOvIEYpfwBLT62GloCNt7Rr6k9vV759UDLCEPSctaKiFSAyn4oNsrGNDVEuBeU7nTYtinXoX/t80st7qH4GKvyqT/fo6WmGZXeIht8tOd6tzNz5FlmzsQOwQoFnJbyM1mmH9kX+t/SrEnqHTLLr/C8CxSk=';
const FORGED = SIGNED.replace('FaGVsbG8w', 'FaGVsbG9w');

const CERTIFICATES = [
  ...[
    SIGNED,
    FORGED,
    `${SIGNED}\\n`,
    SIGNED.slice(0, 300),
    '',
    'x',
    'MIIB',
    'MIT//////w==',
  ].flatMap((text) =>
    ['verifySpkac', 'exportPublicKey', 'exportChallenge'].map(
      (name) => `crypto.Certificate.${name}('${text}')`,
    ),
  ),
  ...linesOf(`
    crypto.Certificate().verifySpkac(Buffer.from('${SIGNED}'))
    new crypto.Certificate().exportChallenge('${SIGNED}').toString()
    crypto.Certificate.exportChallenge(Buffer.from('${SIGNED}').toString('hex'), 'hex')
    crypto.Certificate.verifySpkac(5)
    crypto.Certificate.exportPublicKey()
    crypto.Certificate.exportChallenge(null)
    crypto.setEngine('x')
    crypto.setEngine(5)
    crypto.setEngine('x', 'y')
    Object.getPrototypeOf(crypto.constants)
  `),
];

test('ciphers from a password', async () => {
  expect(await cryptoDifferences(CIPHERS)).toEqual([]);
});

test('signed keys with a challenge', async () => {
  expect(await cryptoDifferences(CERTIFICATES)).toEqual([]);
});
