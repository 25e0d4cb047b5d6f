/** `X509Certificate`, held to Node's. Gap: a certificate crosses no `structuredClone`. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { CERTIFICATE } from '../../../support/certificate.ts';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

/** What `certificate()` gives in the cases below; its names have kinds that come twice, and letters beyond ASCII. */
const MAKE = `const certificate = () => new crypto.X509Certificate(${JSON.stringify(CERTIFICATE)}); const c = certificate();`;

const READ = linesOf(`
  Object.getOwnPropertyNames(crypto.X509Certificate.prototype).filter((name) => name !== 'validToDate')
  Object.keys(c)
  c.subject
  c.subjectAltName
  c.issuer
  c.issuerCertificate
  c.infoAccess
  c.validFrom
  c.validTo
  c.fingerprint
  c.fingerprint256
  c.fingerprint512
  c.keyUsage
  c.serialNumber
  c.ca
  c.raw
  c.publicKey.export({ type: 'spki', format: 'der' })
  c.toString()
  JSON.stringify(c)
  c.toLegacyObject()
  Object.getPrototypeOf(c.toLegacyObject().subject)
  require('util').inspect(c)
  require('util').inspect([[[c]]])
`);

const CHECKED = linesOf(`
  ['example.org', 'EXAMPLE.org', 'a.example.org', '', 'localhost', '*.example.org'].map((name) => c.checkHost(name))
  ['default', 'always', 'never'].map((subject) => c.checkHost('example.org', { subject }))
  c.checkHost('a\\0b')
  c.checkHost(1)
  c.checkHost('a', 1)
  c.checkHost('a', null)
  c.checkHost('a', { subject: 1 })
  c.checkHost('a', { subject: 'sometimes' })
  c.checkHost('a', { wildcards: 1 })
  c.checkHost('a', { partialWildcards: null })
  c.checkHost('a', { multiLabelWildcards: '' })
  c.checkHost('a', { singleLabelSubdomains: {} })
  c.checkEmail('a\\0b')
  c.checkEmail('someone@example.org')
  c.checkEmail('')
  c.checkIP('[::]')
  c.checkIP('')
  c.checkIP('127.0.0.1')
  c.checkIP('::1')
  c.checkIssued(c)
  c.checkIssued({})
  c.verify(c.publicKey)
  c.verify('')
  c.checkPrivateKey(priv('ec'))
  c.checkPrivateKey({})
  new crypto.X509Certificate(c.raw).fingerprint
  new crypto.X509Certificate(c.raw.subarray(0, 100))
  new crypto.X509Certificate(Buffer.from([0x30, 0]))
  new crypto.X509Certificate('text')
  new crypto.X509Certificate(1)
`);

test.each([
  ['what it says', READ],
  ['what it is asked', CHECKED],
])('X509Certificate is as in Node: %s', async (_what, cases) => {
  const bodies = cases.map((each) => `${MAKE} return ${each}`);
  expect(await cryptoDifferences(bodies)).toEqual([]);
});
