/**
 * Attack: Keys, data and options for cryptography that lie: proxies, getters that change their mind, buffers that are gone or grow.
 * Answer: Each field is read once, bytes are copied when they are handed over, and the host looks at all of it again.
 */
import { expect, test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();
const WITH = "const crypto = require('crypto'); const B = (n, v = 1) => Buffer.alloc(n, v);";
/** Values that are nothing of what a function wants. */
const VALUES = `[undefined, null, true, 5, -1, NaN, Infinity, 1n, 'x', '', Symbol.iterator, {}, [], () => {},
  new Proxy({}, { get() { throw new Error('no') } }), new Proxy([], {}), Object.create(null), new Date(NaN), /x/,
  { toString() { throw new Error('no') } }, { valueOf() { return {} }, toString() { return {} } }, new Map(), B(0),
  new Uint8Array(new SharedArrayBuffer(8)), new Float64Array(2), { length: 2 ** 53, 0: 1 }, { type: 'secret' },
  { key: { get kty() { throw new Error('no') } }, format: 'jwk' }, { key: B(9), format: 'der', type: 'pkcs8' }]`;

test('POST /execute gives every function of crypto values that are nothing it wants', async () => {
  const code = `${WITH} const values = ${VALUES}; let calls = 0; const names = Object.keys(crypto);
    const skipped = /^(generate|createDiffieHellman$)/;
    for (const name of names) {
      if (typeof crypto[name] !== 'function' || skipped.test(name)) continue;
      for (const one of values) for (const other of values) {
        for (const args of [[one], [one, other], ['sha256', one, other], ['aes-128-cbc', B(16), one, other], [one, one, other, one, other]]) {
          calls++;
          try { const made = crypto[name](...args); for (const each of ['update', 'digest', 'final', 'sign', 'verify']) { try { made[each](other, one) } catch {} } } catch {}
        }
      }
    }
    return calls`;
  const names = (await target().resultOf(`${WITH} return Object.keys(crypto)`)) as string[];
  await target().survives(
    names.map((name) => ({
      code: code.replace('Object.keys(crypto)', JSON.stringify([name])),
      timeoutMs: 1000,
    })),
  );
});

test('POST /execute takes bytes as they are when they are handed over', async () => {
  await target().survives([
    `${WITH} const b = new ArrayBuffer(8, { maxByteLength: 1 << 24 }); const v = new Uint8Array(b); const h = crypto.createHash('sha1'); h.update(v); b.resize(1 << 24); h.update(v); b.resize(0); h.update(v); return h.digest('hex')`,
    `${WITH} const b = new ArrayBuffer(64); const v = new Uint8Array(b); b.transfer(); return crypto.createHash('sha1').update(v).digest('hex')`,
    `${WITH} const v = new Uint8Array(64); const key = { get key() { v.buffer.transfer(); return v }, format: 'der', type: 'pkcs8' }; return crypto.createPrivateKey(key)`,
    `${WITH} const v = new Uint8Array(1 << 20); crypto.randomFill(v, () => {}); v.buffer.transfer(); return new Promise((f) => crypto.randomBytes(1, () => f(1)))`,
    `${WITH} const v = new Uint8Array(64); crypto.randomFill(v, { valueOf() { v.buffer.transfer(); return 1 } }, () => {}); return 1`,
    `${WITH} const v = new Uint8Array(64); Object.defineProperty(v, 'byteLength', { value: 2 ** 40 }); Object.defineProperty(v, 'length', { value: 2 ** 40 }); return crypto.createHmac('sha1', v).update(v).digest('hex')`,
    `${WITH} let n = 0; const o = { get N() { return n++ ? 2 ** 30 : 2 }, get maxmem() { return 2 ** 40 } }; return crypto.scryptSync('a', 'b', 8, o).toString('hex')`,
    `${WITH} let n = 0; const o = { get modulusLength() { return n++ ? 16384 : 512 } }; return crypto.generateKeyPairSync('rsa', o).publicKey.asymmetricKeyDetails.modulusLength`,
    `${WITH} let n = 0; const jwk = { kty: 'OKP', get crv() { return n++ ? 'X448' : 'Ed25519' }, x: 'A'.repeat(43) }; return crypto.createPublicKey({ key: jwk, format: 'jwk' }).asymmetricKeyType`,
    `${WITH} Object.prototype.toJSON = () => ({ id: 1 }); Array.prototype[Symbol.iterator] = null; Uint8Array.prototype.slice = null; try { return crypto.createHash('sha1').update('a').digest('hex') } catch (e) { return e.name }`,
    `${WITH} class Fake extends crypto.KeyObject {}; return new Fake('secret', {})`,
    `${WITH} return crypto.sign('sha256', 'a', Object.create(crypto.createSecretKey(B(4))))`,
  ]);
});

test('require("crypto") shows nothing of the host in what it throws', async () => {
  const seen = await target().resultOf(`${WITH} const texts = [];
    for (const run of [() => crypto.createPrivateKey('x'), () => crypto.createHash('x'), () => crypto.createDecipheriv('aes-128-cbc', B(16), B(16)).final(), () => crypto.publicEncrypt(crypto.generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey, B(99)), () => new crypto.X509Certificate('x')]) {
      try { run() } catch (e) { texts.push(String(e.stack), JSON.stringify(Object.getOwnPropertyNames(e).map((k) => String(e[k])))) }
    }
    return texts.join('\\n')`);
  expect(seen).not.toMatch(/node:|OPENSSL_internal|BoringSSL|\/src\/|\.ts|bun/i);
});
