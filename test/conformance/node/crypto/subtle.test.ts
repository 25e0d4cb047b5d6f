/** The web's `crypto`, held to Node's `webcrypto`. */
import { expect, setDefaultTimeout, test } from 'bun:test';
import { cryptoDifferences, linesOf } from '../../../support/crypto-conformance.ts';

setDefaultTimeout(120_000);

const SETUP = `const { subtle } = crypto.webcrypto; const h = (name) => ({ name, hash: 'SHA-256' });
  const aes = (name, usages, size = 16) => subtle.importKey('raw', B(size), name, true, usages);
  const hmac = (usages) => subtle.importKey('raw', B(16), h('HMAC'), true, usages);
  const der = (key, type) => key.export({ type, format: 'der' });
  const rsa = (name, hash = 'SHA-256', key = 'rsa2') => Promise.all([
    subtle.importKey('pkcs8', der(priv(key), 'pkcs8'), { name, hash }, true, [name === 'RSA-OAEP' ? 'decrypt' : 'sign']),
    subtle.importKey('spki', der(pub(key), 'spki'), { name, hash }, true, [name === 'RSA-OAEP' ? 'encrypt' : 'verify'])]);
  const ec = (name, key = 'ec', curve = 'P-256') => Promise.all([
    subtle.importKey('pkcs8', der(priv(key), 'pkcs8'), { name, namedCurve: curve }, true, name === 'ECDH' ? ['deriveBits', 'deriveKey'] : ['sign']),
    subtle.importKey('spki', der(pub(key), 'spki'), { name, namedCurve: curve }, true, name === 'ECDH' ? [] : ['verify'])]);
  const cfrg = (name, key) => Promise.all([
    subtle.importKey('pkcs8', der(priv(key), 'pkcs8'), name, true, name[0] === 'X' ? ['deriveBits'] : ['sign']),
    subtle.importKey('spki', der(pub(key), 'spki'), name, true, name[0] === 'X' ? [] : ['verify'])]);
  const see = (k) => [k.type, k.extractable, k.algorithm, k.usages, Object.prototype.toString.call(k)];`;

const PLAIN = linesOf(`
  subtle.digest('SHA-1', D)
  subtle.digest('sha-256', D)
  subtle.digest({ name: 'SHA-384' }, new Uint8Array(D).buffer)
  subtle.digest('SHA-512', new Uint16Array([1, 2]))
  subtle.digest('MD5', D)
  subtle.digest('SHA-1')
  subtle.digest('SHA-1', 'text')
  subtle.digest({}, D)
  subtle.digest(5, D)
  crypto.webcrypto.getRandomValues(new Uint8Array(4)).length
  crypto.webcrypto.getRandomValues(new Float32Array(4))
  crypto.webcrypto.getRandomValues(B(4).buffer)
  crypto.webcrypto.getRandomValues(new Uint8Array(65537))
  crypto.webcrypto.getRandomValues()
  crypto.webcrypto.getRandomValues('a')
  crypto.getRandomValues(new Uint8Array(3)).length
  crypto.webcrypto.randomUUID().length
  crypto.subtle === crypto.webcrypto.subtle
  new crypto.webcrypto.constructor()
  new subtle.constructor()
  [Object.prototype.toString.call(crypto.webcrypto), Object.prototype.toString.call(subtle)]
  Object.keys(Object.getPrototypeOf(subtle)).sort()
`);

const SECRET = linesOf(`
  aes('AES-CBC', ['encrypt', 'decrypt']).then(see)
  aes('AES-CBC', ['sign'])
  aes('AES-CBC', [])
  aes('AES-CBC', ['encrypt'], 15)
  aes('AES-KW', ['encrypt'])
  const k = await aes('AES-CBC', ['encrypt', 'decrypt']); const e = await subtle.encrypt({ name: 'AES-CBC', iv: B(16) }, k, D); return [e, await subtle.decrypt({ name: 'AES-CBC', iv: B(16) }, k, e)]
  const k = await aes('AES-GCM', ['encrypt', 'decrypt'], 32); const a = { name: 'AES-GCM', iv: B(12), additionalData: D }; const e = await subtle.encrypt(a, k, D); return [e, await subtle.decrypt(a, k, e)]
  const k = await aes('AES-GCM', ['encrypt', 'decrypt']); const a = { name: 'AES-GCM', iv: B(16), tagLength: 96 }; const e = await subtle.encrypt(a, k, B(100000)); return [await subtle.digest('SHA-1', e), (await subtle.decrypt(a, k, e)).byteLength]
  const k = await aes('AES-CTR', ['encrypt', 'decrypt']); const a = { name: 'AES-CTR', counter: B(16, 255), length: 64 }; const e = await subtle.encrypt(a, k, B(100)); return [e, await subtle.decrypt(a, k, e)]
  const k = await aes('AES-CTR', ['encrypt']); return subtle.encrypt({ name: 'AES-CTR', counter: B(16, 255), length: 1 }, k, B(100))
  const k = await aes('AES-CTR', ['encrypt']); return subtle.encrypt({ name: 'AES-CTR', counter: B(16), length: 0 }, k, D)
  const k = await aes('AES-CTR', ['encrypt']); return subtle.encrypt({ name: 'AES-CTR', counter: B(15), length: 8 }, k, D)
  const k = await aes('AES-CBC', ['encrypt']); return subtle.encrypt({ name: 'AES-CBC', iv: B(15) }, k, D)
  const k = await aes('AES-CBC', ['encrypt']); return subtle.encrypt({ name: 'AES-CBC' }, k, D)
  const k = await aes('AES-CBC', ['encrypt']); return subtle.encrypt({ name: 'AES-GCM', iv: B(12) }, k, D)
  const k = await aes('AES-CBC', ['encrypt']); return subtle.decrypt({ name: 'AES-CBC', iv: B(16) }, k, B(16))
  const k = await aes('AES-CBC', ['decrypt']); return subtle.decrypt({ name: 'AES-CBC', iv: B(16) }, k, B(16))
  const k = await aes('AES-GCM', ['decrypt']); return subtle.decrypt({ name: 'AES-GCM', iv: B(12) }, k, B(40))
  const k = await aes('AES-GCM', ['decrypt']); return subtle.decrypt({ name: 'AES-GCM', iv: B(12) }, k, B(4))
  const k = await aes('AES-GCM', ['encrypt']); return subtle.encrypt({ name: 'AES-GCM', iv: B(12), tagLength: 100 }, k, D)
  const k = await aes('AES-GCM', ['encrypt']); return subtle.encrypt({ name: 'AES-GCM', iv: B(12), tagLength: 300 }, k, D)
  const k = await aes('AES-CBC', ['encrypt'], 24); return [await subtle.exportKey('raw', k), await subtle.exportKey('jwk', k)]
  const k = await aes('AES-CBC', ['encrypt']); return subtle.exportKey('spki', k)
  const k = await aes('AES-CBC', ['encrypt']); return subtle.exportKey('nope', k)
  subtle.importKey('raw', B(16), 'AES-CBC', false, ['encrypt']).then((k) => subtle.exportKey('raw', k))
  subtle.importKey('jwk', { kty: 'oct', k: 'AQEBAQEBAQEBAQEBAQEBAQ', alg: 'A128CBC' }, 'AES-CBC', true, ['encrypt']).then(see)
  subtle.importKey('jwk', { kty: 'oct', k: 'AQEBAQEBAQEBAQEBAQEBAQ', alg: 'A256CBC' }, 'AES-CBC', true, ['encrypt'])
  subtle.importKey('jwk', { kty: 'oct', k: 'AQEBAQEBAQEBAQEBAQEBAQ', ext: false }, 'AES-CBC', true, ['encrypt'])
  subtle.importKey('jwk', { kty: 'oct', k: 'AQEBAQEBAQEBAQEBAQEBAQ', key_ops: ['sign'] }, 'AES-CBC', true, ['encrypt'])
  subtle.importKey('jwk', { kty: 'oct', k: 'AQEBAQEBAQEBAQEBAQEBAQ', use: 'sig' }, 'AES-CBC', true, ['encrypt'])
  subtle.importKey('jwk', { kty: 'RSA' }, 'AES-CBC', true, ['encrypt'])
  subtle.importKey('jwk', {}, 'AES-CBC', true, ['encrypt'])
  subtle.importKey('spki', B(16), 'AES-CBC', true, ['encrypt'])
  subtle.importKey('raw', 'text', 'AES-CBC', true, ['encrypt'])
  subtle.importKey('raw', B(16), 'AES-CBC', true, ['nope'])
  subtle.importKey('raw', B(16), 'AES-CBC', true, 'encrypt')
  subtle.importKey('raw', B(16), 'AES-CBC', true, 5)
  subtle.importKey('nope', B(16), 'AES-CBC', true, ['encrypt'])
  subtle.importKey('raw', B(16), 'AES-NOPE', true, ['encrypt'])
  subtle.importKey('raw', B(16))
  hmac(['sign', 'verify']).then(see)
  const k = await hmac(['sign', 'verify']); const s = await subtle.sign('HMAC', k, D); return [s, await subtle.verify('HMAC', k, s, D), await subtle.verify('HMAC', k, s, B(3)), await subtle.verify('HMAC', k, B(3), D)]
  const k = await hmac(['sign']); return subtle.exportKey('jwk', k)
  const k = await hmac(['verify']); return subtle.sign('HMAC', k, D)
  subtle.importKey('raw', B(0), h('HMAC'), true, ['sign'])
  subtle.importKey('raw', B(4), { ...h('HMAC'), length: 16 }, true, ['sign'])
  subtle.importKey('raw', B(4), { name: 'HMAC' }, true, ['sign'])
  subtle.importKey('raw', B(4), { name: 'HMAC', hash: 'MD5' }, true, ['sign'])
  subtle.importKey('pkcs8', B(4), h('HMAC'), true, ['sign'])
  subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, ['encrypt']).then(see)
  subtle.generateKey({ name: 'AES-CBC', length: 100 }, true, ['encrypt'])
  subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, [])
  subtle.generateKey({ name: 'AES-CBC', length: 128 }, true, ['sign'])
  subtle.generateKey({ name: 'AES-CBC' }, true, ['encrypt'])
  subtle.generateKey(h('HMAC'), true, ['sign']).then(see)
  subtle.generateKey({ name: 'HMAC', hash: 'SHA-512', length: 64 }, true, ['sign', 'verify', 'sign']).then(see)
  const kek = await aes('AES-KW', ['wrapKey', 'unwrapKey']); const k = await aes('AES-CBC', ['encrypt']); const w = await subtle.wrapKey('raw', k, kek, 'AES-KW'); return [w, see(await subtle.unwrapKey('raw', w, kek, 'AES-KW', 'AES-CBC', true, ['encrypt']))]
  const kek = await aes('AES-GCM', ['wrapKey', 'unwrapKey']); const k = await hmac(['sign']); const a = { name: 'AES-GCM', iv: B(12) }; const w = await subtle.wrapKey('jwk', k, kek, a); return [w, see(await subtle.unwrapKey('jwk', w, kek, a, h('HMAC'), true, ['sign']))]
  const kek = await aes('AES-KW', ['wrapKey', 'unwrapKey']); const k = await hmac(['sign']); const w = await subtle.wrapKey('jwk', k, kek, 'AES-KW'); return [w, see(await subtle.unwrapKey('jwk', w, kek, 'AES-KW', h('HMAC'), true, ['sign']))]
  const kek = await aes('AES-KW', ['unwrapKey']); return subtle.unwrapKey('raw', B(24), kek, 'AES-KW', 'AES-CBC', true, ['encrypt'])
  const k = await aes('AES-CBC', ['encrypt']); return subtle.wrapKey('raw', k, k, 'AES-KW')
`);

const PAIRS = linesOf(`
  rsa('RSASSA-PKCS1-v1_5').then((k) => k.map(see))
  const [p, q] = await rsa('RSASSA-PKCS1-v1_5'); const s = await subtle.sign('RSASSA-PKCS1-v1_5', p, D); return [s, await subtle.verify('RSASSA-PKCS1-v1_5', q, s, D), await subtle.verify('RSASSA-PKCS1-v1_5', q, B(3), D)]
  const [p, q] = await rsa('RSA-PSS', 'SHA-384'); const a = { name: 'RSA-PSS', saltLength: 20 }; const s = await subtle.sign(a, p, D); return [s.byteLength, await subtle.verify(a, q, s, D), await subtle.verify({ ...a, saltLength: 21 }, q, s, D)]
  const [p] = await rsa('RSA-PSS'); return subtle.sign({ name: 'RSA-PSS', saltLength: 1000 }, p, D)
  const [p] = await rsa('RSA-PSS'); return subtle.sign('RSA-PSS', p, D)
  const [p, q] = await rsa('RSA-OAEP', 'SHA-1'); const e = await subtle.encrypt({ name: 'RSA-OAEP', label: D }, q, D); return [e.byteLength, await subtle.decrypt({ name: 'RSA-OAEP', label: D }, p, e)]
  const [p] = await rsa('RSA-OAEP'); return subtle.decrypt('RSA-OAEP', p, B(256))
  const [, q] = await rsa('RSA-OAEP'); return subtle.encrypt('RSA-OAEP', q, B(250))
  const [p, q] = await rsa('RSA-OAEP'); return [await subtle.exportKey('jwk', p), await subtle.exportKey('jwk', q), await subtle.exportKey('spki', q), (await subtle.exportKey('pkcs8', p)).byteLength]
  const [p, q] = await rsa('RSA-PSS', 'SHA-1'); return [(await subtle.exportKey('jwk', q)).alg, await subtle.exportKey('spki', p)]
  const [, q] = await rsa('RSA-PSS'); return subtle.exportKey('raw', q)
  const [, q] = await rsa('RSA-PSS'); return subtle.sign({ name: 'RSA-PSS', saltLength: 1 }, q, D)
  const [, q] = await rsa('RSA-PSS'); return see(await subtle.importKey('jwk', await subtle.exportKey('jwk', q), h('RSA-PSS'), true, ['verify']))
  const [, q] = await rsa('RSA-PSS'); return subtle.importKey('jwk', await subtle.exportKey('jwk', q), { name: 'RSA-PSS', hash: 'SHA-1' }, true, ['verify'])
  subtle.importKey('spki', B(4), h('RSA-PSS'), true, ['verify'])
  subtle.importKey('spki', der(pub('ec'), 'spki'), h('RSA-PSS'), true, ['verify'])
  subtle.importKey('raw', B(4), h('RSA-PSS'), true, ['verify'])
  subtle.importKey('spki', der(pub('rsa'), 'spki'), h('RSA-PSS'), true, ['sign'])
  ec('ECDSA').then((k) => k.map(see))
  const [p, q] = await ec('ECDSA'); const a = { name: 'ECDSA', hash: 'SHA-256' }; const s = await subtle.sign(a, p, D); return [s.byteLength, await subtle.verify(a, q, s, D), await subtle.verify(a, q, B(4), D)]
  const [p, q] = await ec('ECDSA', 'ec521', 'P-521'); const a = { name: 'ECDSA', hash: 'SHA-512' }; const s = await subtle.sign(a, p, D); return [s.byteLength, await subtle.verify(a, q, s, D)]
  const [p, q] = await ec('ECDSA'); return [await subtle.exportKey('jwk', p), await subtle.exportKey('raw', q), await subtle.exportKey('pkcs8', p)]
  const [, q] = await ec('ECDSA'); return see(await subtle.importKey('raw', await subtle.exportKey('raw', q), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']))
  const [p] = await ec('ECDSA'); return see(await subtle.importKey('jwk', await subtle.exportKey('jwk', p), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']))
  const [p] = await ec('ECDSA'); return subtle.importKey('jwk', await subtle.exportKey('jwk', p), { name: 'ECDSA', namedCurve: 'P-384' }, true, ['sign'])
  subtle.importKey('spki', der(pub('ec'), 'spki'), { name: 'ECDSA', namedCurve: 'P-384' }, true, ['verify'])
  subtle.importKey('spki', der(pub('ec'), 'spki'), { name: 'ECDSA', namedCurve: 'nope' }, true, ['verify'])
  subtle.importKey('raw', B(5), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])
  const [p, q] = await ec('ECDH'); return [await subtle.deriveBits({ name: 'ECDH', public: q }, p, 128), await subtle.deriveBits({ name: 'ECDH', public: q }, p, null), await subtle.deriveBits({ name: 'ECDH', public: q }, p, 13)]
  const [p, q] = await ec('ECDH'); return subtle.deriveBits({ name: 'ECDH', public: q }, p, 512)
  const [p, q] = await ec('ECDH'); return see(await subtle.deriveKey({ name: 'ECDH', public: q }, p, { name: 'AES-GCM', length: 256 }, true, ['encrypt']))
  const [p, q] = await ec('ECDH'); return see(await subtle.deriveKey({ name: 'ECDH', public: q }, p, { name: 'HMAC', hash: 'SHA-256', length: 128 }, true, ['sign']))
  const [p] = await ec('ECDH'); return subtle.deriveBits({ name: 'ECDH', public: p }, p, 8)
  const [p] = await ec('ECDH'); return subtle.deriveBits({ name: 'ECDH', public: 5 }, p, 8)
  const [p] = await ec('ECDH'); const [, q] = await ec('ECDH', 'ec384', 'P-384'); return subtle.deriveBits({ name: 'ECDH', public: q }, p, 8)
  cfrg('Ed25519', 'ed').then((k) => k.map(see))
  const [p, q] = await cfrg('Ed25519', 'ed'); const s = await subtle.sign('Ed25519', p, D); return [s, await subtle.verify('Ed25519', q, s, D), await subtle.verify('Ed25519', q, s, B(3))]
  const [p, q] = await cfrg('Ed448', 'ed448'); const s = await subtle.sign('Ed448', p, D); return [s, await subtle.verify('Ed448', q, s, D)]
  const [p, q] = await cfrg('Ed25519', 'ed'); return [await subtle.exportKey('jwk', p), await subtle.exportKey('raw', q), await subtle.exportKey('pkcs8', p)]
  const [p, q] = await cfrg('X25519', 'x'); return [await subtle.deriveBits({ name: 'X25519', public: q }, p, 256), await subtle.exportKey('jwk', q)]
  const [p, q] = await cfrg('X448', 'x448'); return subtle.deriveBits({ name: 'X448', public: q }, p)
  subtle.importKey('raw', B(31), 'Ed25519', true, ['verify'])
  const [p] = await cfrg('Ed25519', 'ed'); return see(await subtle.importKey('jwk', await subtle.exportKey('jwk', p), 'Ed25519', true, ['sign']))
  subtle.generateKey({ name: 'RSA-OAEP', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-1' }, false, ['encrypt', 'decrypt']).then((k) => [see(k.publicKey), see(k.privateKey)])
  subtle.generateKey({ name: 'RSA-PSS', modulusLength: 100, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-1' }, false, ['sign'])
  subtle.generateKey({ name: 'RSA-PSS', modulusLength: 1024, publicExponent: [1, 0, 1], hash: 'SHA-1' }, false, ['sign'])
  subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']).then((k) => [see(k.publicKey), see(k.privateKey)])
  subtle.generateKey({ name: 'ECDSA', namedCurve: 'nope' }, true, ['sign', 'verify'])
  subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify'])
  subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['encrypt'])
  subtle.generateKey('Ed25519', true, ['sign', 'verify']).then((k) => [see(k.publicKey), see(k.privateKey)])
  subtle.generateKey('X25519', true, ['deriveBits']).then((k) => [see(k.publicKey), see(k.privateKey)])
  subtle.importKey('raw', D, 'PBKDF2', false, ['deriveBits']).then(see)
  subtle.importKey('raw', D, 'PBKDF2', true, ['deriveBits'])
  subtle.importKey('jwk', { kty: 'oct', k: 'AA' }, 'PBKDF2', false, ['deriveBits'])
  const k = await subtle.importKey('raw', D, 'PBKDF2', false, ['deriveBits', 'deriveKey']); const a = { name: 'PBKDF2', hash: 'SHA-256', salt: D, iterations: 1000 }; return [await subtle.deriveBits(a, k, 128), await subtle.exportKey('raw', await subtle.deriveKey(a, k, { name: 'AES-CBC', length: 256 }, true, ['encrypt']))]
  const k = await subtle.importKey('raw', D, 'PBKDF2', false, ['deriveBits']); const a = { name: 'PBKDF2', hash: 'SHA-256', salt: D, iterations: 0 }; return subtle.deriveBits(a, k, 128)
  const k = await subtle.importKey('raw', D, 'PBKDF2', false, ['deriveBits']); const a = { name: 'PBKDF2', hash: 'SHA-256', salt: D, iterations: 1 }; return subtle.deriveBits(a, k, 7)
  const k = await subtle.importKey('raw', D, 'HKDF', false, ['deriveBits', 'deriveKey']); const a = { name: 'HKDF', hash: 'SHA-256', salt: D, info: D }; return [await subtle.deriveBits(a, k, 128), see(await subtle.deriveKey(a, k, h('HMAC'), true, ['sign']))]
  const k = await subtle.importKey('raw', D, 'HKDF', false, ['deriveBits']); const a = { name: 'HKDF', hash: 'SHA-256', salt: D, info: D }; return subtle.deriveKey(a, k, h('HMAC'), true, ['sign'])
  const k = await subtle.importKey('raw', D, 'HKDF', false, ['deriveBits']); return subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: D }, k, 8)
  const k = await aes('AES-CBC', ['encrypt']); const o = crypto.KeyObject.from(k); return [o.type, o.export(), crypto.createHmac('sha1', k).update('a').digest('hex')]
  const [p] = await rsa('RSASSA-PKCS1-v1_5'); return [crypto.createPublicKey(p).type, crypto.sign('sha256', D, p)]
  new (await aes('AES-CBC', ['encrypt'])).constructor()
  Object.keys(await aes('AES-CBC', ['encrypt']))
`);

const cases = (lines: readonly string[]) =>
  lines.map(
    (line) => `const _ = 0; ${SETUP} ${line.startsWith('const ') ? line : `return ${line}`}`,
  );

test('digests, random values, and what is there', async () => {
  expect(await cryptoDifferences(cases(PLAIN))).toEqual([]);
});

test('secret keys', async () => {
  expect(await cryptoDifferences(cases(SECRET))).toEqual([]);
});

test('pairs of keys, and derived keys', async () => {
  expect(await cryptoDifferences(cases(PAIRS))).toEqual([]);
});
