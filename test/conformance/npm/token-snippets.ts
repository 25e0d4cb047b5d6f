/** Bodies of snippets in which `m` is a library for ids, tokens or ciphers. */
import { generateKeyPairSync } from 'node:crypto';

const pem = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
} as const;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048, ...pem });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256', ...pem });

/** What each body can mention besides. */
export const KEYS = `const rsa = ${JSON.stringify(rsa)}, ec = ${JSON.stringify(ec)};
  const thrown = (f) => { try { return f() } catch (e) { return [e.name, e.message] } };
  const rejected = async (f) => { try { return await f() } catch (e) { return [e.name, e.code ?? e.message] } };
`;

const SM2_KEY = '128b2fa8bd433c6c068c8d803dff79792a519a55171b1b650c23661d15897263';
const SM4_KEY = '0123456789abcdeffedcba9876543210';

export const TOKEN_SNIPPETS: Readonly<Record<string, readonly string[]>> = {
  uuid: [
    'return [m.NIL, m.MAX, m.v4().length, m.validate(m.v4()), m.version(m.v4())]',
    "return [m.v3('hello.example.com', m.v3.DNS), m.v5('http://example.com/hello', m.v5.URL)]",
    "return m.v5('Hello, World!', '1b671a64-40d5-491e-99b0-da01ff1f3341')",
    'return m.v4({ random: [0x10, 0x91, 0x56, 0xbe, 0xc4, 0xfb, 0xc1, 0xea, 0x71, 0xb4, 0xef, 0xe1, 0x67, 0x1c, 0x58, 0x36] })',
    "const o = { node: Uint8Array.of(1, 35, 69, 103, 137, 171), clockseq: 0x1234, msecs: new Date('2011-11-01').getTime(), nsecs: 5678 }; return [m.v1(o), m.v6(o), m.v1ToV6(m.v1(o)), m.v6ToV1(m.v6(o))]",
    'const o = { random: new Uint8Array(16).fill(7), msecs: 1667924400000, seq: 12345 }; return m.v7(o)',
    "return [...m.parse('6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b')]",
    'return m.stringify(new Uint8Array([110, 192, 189, 127, 17, 192, 67, 218, 151, 94, 42, 138, 217, 235, 174, 11]))',
    "return [m.validate('not a UUID'), m.validate('6ec0bd7f-11c0-43da-975e-2a8ad9ebae0b'), m.version('45637ec4-c85f-11ea-87d0-0242ac130003')]",
    "m.parse('nope')",
    "m.version('nope')",
    'm.stringify(new Uint8Array(16).fill(255), 5)',
    'const b = new Uint8Array(20); m.v4({ random: new Uint8Array(16) }, b, 2); return [...b]',
    'm.v4({}, new Uint8Array(4))',
    'const a = Array.from({ length: 50 }, () => m.v7()); return a.toSorted().join() === a.join()',
  ],
  nanoid: [
    'return [m.nanoid().length, m.nanoid(10).length, m.nanoid(0), /^[\\w-]{21}$/.test(m.nanoid())]',
    "return [m.customAlphabet('1234567890abcdef', 10)().length, /^[ab]{40}$/.test(m.customAlphabet('ab', 40)())]",
    "return m.customAlphabet('abc')(5).length",
    "let seed = 0; return m.customRandom('abcdef', 10, (size) => new Uint8Array(size).map(() => (seed = (seed * 31 + 7) % 256)))()",
    'return [m.urlAlphabet.length, m.random(7).length, Object.keys(m).sort()]',
  ],
  'nanoid/non-secure': [
    "return [m.nanoid().length, m.customAlphabet('xy', 9)(), Object.keys(m).sort()].map((e) => e.length)",
  ],
  'sm-crypto': [
    "return [m.sm3('abc'), m.sm3('你好'), m.sm3([97, 98, 99]), m.sm3('abc', { key: '0a0b0c0d' })]",
    `const e = m.sm4.encrypt('hello world! 我是 juneandgreen.', '${SM4_KEY}'); return [e, m.sm4.decrypt(e, '${SM4_KEY}')]`,
    `const o = { mode: 'cbc', iv: '${SM4_KEY}' }; const e = m.sm4.encrypt('text', '${SM4_KEY}', o); return [e, m.sm4.decrypt(e, '${SM4_KEY}', o), m.sm4.decrypt(e, '${SM4_KEY}', { ...o, output: 'array' })]`,
    `return [m.sm4.encrypt('0123456789abcdef', '${SM4_KEY}', { padding: 'none' }), m.sm4.encrypt([1, 2, 3], '${SM4_KEY}', { output: 'array' })]`,
    "m.sm4.encrypt('x', 'short')",
    `m.sm4.decrypt('00', '${SM4_KEY}', { mode: 'cbc', iv: '1' })`,
    `const k = m.sm2.getPublicKeyFromPrivateKey('${SM2_KEY}'); return [k, m.sm2.compressPublicKeyHex(k), m.sm2.verifyPublicKey(k), m.sm2.verifyPublicKey('04' + '1'.repeat(128)), m.sm2.comparePublicKeyHex(k, m.sm2.compressPublicKeyHex(k))]`,
    'const k = m.sm2.generateKeyPairHex(); return [k.publicKey.length, k.privateKey.length, m.sm2.verifyPublicKey(k.publicKey)]',
    "return m.sm2.generateKeyPairHex('123123123123123', 10)",
    "const k = m.sm2.generateKeyPairHex(); return [0, 1].map((mode) => m.sm2.doDecrypt(m.sm2.doEncrypt('消息 text', k.publicKey, mode), k.privateKey, mode))",
    "const k = m.sm2.generateKeyPairHex(); return ['', 'ff'.repeat(100)].map((c) => thrown(() => m.sm2.doDecrypt(c, k.privateKey, 1)))",
    `const k = '${SM2_KEY}', p = m.sm2.getPublicKeyFromPrivateKey(k); return [{}, { der: true }, { hash: true }, { der: true, hash: true, publicKey: p }, { hash: true, userId: 'testUserId' }].map((o) => { const s = m.sm2.doSignature('abc', k, o); return [m.sm2.doVerifySignature('abc', s, p, o), m.sm2.doVerifySignature('abd', s, p, o)] })`,
    `const k = '${SM2_KEY}', p = m.sm2.getPublicKeyFromPrivateKey(k); const points = [m.sm2.getPoint(), m.sm2.getPoint()]; return m.sm2.doVerifySignature('abc', m.sm2.doSignature('abc', k, { pointPool: points }), p)`,
  ],
  jsonwebtoken: [
    "return m.sign({ foo: 'bar', iat: 1700000000 }, 'shhhhh')",
    "return [256, 384, 512].map((n) => m.sign({ foo: 'bar', iat: 1 }, 'shhhhh', { algorithm: 'HS' + n, noTimestamp: true, keyid: 'k', header: { x: 1 } }))",
    "return ['RS256', 'RS384', 'RS512'].map((algorithm) => m.sign({ foo: 'bar', iat: 1 }, rsa.privateKey, { algorithm }))",
    "return ['PS256', 'PS384', 'PS512'].map((algorithm) => m.verify(m.sign({ foo: 'bar', iat: 1 }, rsa.privateKey, { algorithm }), rsa.publicKey))",
    "return m.verify(m.sign({ foo: 'bar', iat: 1 }, ec.privateKey, { algorithm: 'ES256' }), ec.publicKey, { algorithms: ['ES256'] })",
    "return m.sign({ data: 'foobar', iat: 1000 }, 'secret', { expiresIn: '1h', notBefore: 60, audience: ['a', 'b'], issuer: 'i', subject: 's', jwtid: 'j' })",
    "const t = m.sign({ foo: 'bar', iat: 1000 }, 'k', { expiresIn: 10 }); return [thrown(() => m.verify(t, 'k')), m.verify(t, 'k', { ignoreExpiration: true }), m.verify(t, 'k', { clockTimestamp: 1005 }), thrown(() => m.verify(t, 'wrong'))]",
    "const t = m.sign({ iat: 1000 }, 'k', { notBefore: 10 }); return thrown(() => m.verify(t, 'k', { clockTimestamp: 1001 }))",
    "return ['', 'a.b', 'a.b.c', 'eyJhbGciOiJub25lIn0.e30.', undefined, 5].map((t) => thrown(() => m.verify(t, 'k')))",
    "const t = m.sign({ sub: 'x', iat: 1 }, 'k', { audience: 'urn:foo', issuer: 'urn:i' }); return [{ audience: 'urn:foo' }, { audience: /^urn:f/ }, { audience: 'urn:bar' }, { issuer: ['urn:i'] }, { issuer: 'x' }, { subject: 'y' }, { jwtid: 'z' }, { nonce: 'n' }, { maxAge: '1d' }, { complete: true }, { algorithms: ['RS256'] }].map((o) => thrown(() => m.verify(t, 'k', o)))",
    "const t = m.sign({ foo: 1, iat: 1 }, 'k'); return [m.decode(t), m.decode(t, { complete: true }), m.decode('junk'), m.decode(null)]",
    "return [[{ a: 1 }, ''], ['text', 'k', { expiresIn: 1 }], [{}, 'k', { expiresIn: 'x y' }], [{}, 'k', { algorithm: 'NO' }], [{ exp: 'x' }, 'k'], [{ exp: 1 }, 'k', { expiresIn: 1 }], [{}, rsa.publicKey, { algorithm: 'RS256' }], [{}, 'k', { algorithm: 'ES256' }], [{}, 'k', { nope: 1 }]].map((a) => thrown(() => m.sign(...a)))",
    "return m.verify(m.sign({ a: 1, iat: 1 }, { key: rsa.privateKey, passphrase: '' }, { algorithm: 'RS256' }), rsa.publicKey)",
    "return await new Promise((resolve) => m.sign({ a: 1, iat: 1 }, 'k', { algorithm: 'HS256' }, (error, token) => resolve([error, token])))",
    "const t = m.sign({ a: 1, iat: 1 }, 'k'); return await new Promise((resolve) => m.verify(t, (header, done) => done(null, header.alg === 'HS256' ? 'k' : '?'), (error, payload) => resolve([error, payload])))",
    "return await new Promise((resolve) => m.verify('a.b.c', 'k', (error, payload) => resolve([error.name, error.message, payload === undefined])))",
    "return [new m.JsonWebTokenError('x') instanceof Error, new m.TokenExpiredError('x', new Date(0)).expiredAt, Object.keys(m).sort()]",
    "return m.sign('a text', 'k')",
    "return m.verify(m.sign({ a: '汉字', iat: 1 }, Buffer.from('ffee', 'hex')), Buffer.from('ffee', 'hex'))",
  ],
  jose: [
    "const k = new TextEncoder().encode('cc7e0d44fd473002f1c42167459001140ec6389b7353f8088f4d9a95f2f596f2'); const t = await new m.SignJWT({ 'urn:example:claim': true }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(1669056231).setIssuer('urn:example:issuer').setAudience('urn:example:audience').sign(k); return [t, await m.jwtVerify(t, k, { issuer: 'urn:example:issuer', audience: 'urn:example:audience' })]",
    "const k = new TextEncoder().encode('k'.repeat(32)); const t = await new m.SignJWT({ a: 1 }).setProtectedHeader({ alg: 'HS256' }).setExpirationTime(1000).sign(k); return [await rejected(() => m.jwtVerify(t, k)), await rejected(() => m.jwtVerify(t, new TextEncoder().encode('x'.repeat(32)))), m.decodeJwt(t), m.decodeProtectedHeader(t)]",
    "const k = await m.importPKCS8(rsa.privateKey, 'RS256'), p = await m.importSPKI(rsa.publicKey, 'RS256'); const t = await new m.SignJWT({ a: 1 }).setProtectedHeader({ alg: 'RS256' }).sign(k); return [t, (await m.jwtVerify(t, p)).payload]",
    "const k = await m.importPKCS8(ec.privateKey, 'ES256'), p = await m.importSPKI(ec.publicKey, 'ES256'); const t = await new m.SignJWT({ a: 1 }).setProtectedHeader({ alg: 'ES256' }).sign(k); return (await m.jwtVerify(t, p, { algorithms: ['ES256'] })).payload",
    "const k = await m.importSPKI(ec.publicKey, 'ES256', { extractable: true }); const jwk = await m.exportJWK(k); return [Object.keys(jwk).sort(), (await m.calculateJwkThumbprint(jwk)).length, (await m.exportSPKI(k)).trim()]",
    "const k = m.base64url.decode('zH4NRP1HMALxxCFnRZABFA7GOJtzU_gIj02alfL1lvI'); const t = await new m.EncryptJWT({ a: 1 }).setProtectedHeader({ alg: 'dir', enc: 'A128CBC-HS256' }).encrypt(k); return (await m.jwtDecrypt(t, k)).payload",
    "const k = await m.importPKCS8(rsa.privateKey, 'RSA-OAEP-256'), p = await m.importSPKI(rsa.publicKey, 'RSA-OAEP-256'); const e = await new m.CompactEncrypt(new TextEncoder().encode('secret')).setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }).encrypt(p); return new TextDecoder().decode((await m.compactDecrypt(e, k)).plaintext)",
    "const { publicKey, privateKey } = await m.generateKeyPair('EdDSA'); const s = await new m.CompactSign(new TextEncoder().encode('x')).setProtectedHeader({ alg: 'EdDSA' }).sign(privateKey); return new TextDecoder().decode((await m.compactVerify(s, publicKey)).payload)",
    "const p = await m.importSPKI(rsa.publicKey, 'RS256', { extractable: true }); const set = m.createLocalJWKSet({ keys: [{ ...(await m.exportJWK(p)), alg: 'RS256', kid: 'k' }] }); const t = await new m.SignJWT({ a: 1 }).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(await m.importPKCS8(rsa.privateKey, 'RS256')); return (await m.jwtVerify(t, set)).payload",
    "return [m.base64url.encode('汉'), Object.keys(m.errors).sort(), new m.UnsecuredJWT({ a: 1 }).encode()]",
    "return [await rejected(() => m.importPKCS8('x', 'RS256')), await rejected(() => m.jwtVerify('a.b', new Uint8Array(32))), await rejected(() => m.generateKeyPair('none'))]",
    'return Object.keys(m).sort()',
  ],
};
