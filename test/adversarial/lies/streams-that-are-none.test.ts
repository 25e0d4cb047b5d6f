/**
 * Attack: Hashes and ciphers as streams that lie: options that throw, never end or claim gigabytes, a
 * stream's state asked of prototypes and of what is no stream, classes and methods of `stream` replaced
 * before a hash becomes one, a pipe from a hash into itself, keys and certificates whose lengths lie.
 * Answer: A hash becomes a stream by the snippet's own means and on its own time: whatever it does to
 * those, its run fails or ends by its deadline, and what is read from a certificate ends where its bytes do.
 */
import { test } from 'bun:test';
import { shareTarget } from '../../support/attack.ts';

const target = shareTarget();

const CRYPTO = "const crypto = require('crypto');";
const STREAM = `${CRYPTO} const stream = require('stream');`;
const CIPHER = "crypto.createCipheriv('aes-128-cbc', Buffer.alloc(16), Buffer.alloc(16), options)";

const ATTACKS: readonly string[] = [
  `${CRYPTO} return crypto.createHash('sha1', { get highWaterMark() { throw 1; } }).write('a')`,
  `${CRYPTO} return crypto.createHash('sha1', { get highWaterMark() { for (;;); } }).write('a')`,
  `${CRYPTO} return crypto.createHash('sha1', { highWaterMark: 2 ** 53 }).write(Buffer.alloc(4e7))`,
  `${CRYPTO} return crypto.createHash('sha1', new Proxy({}, { ownKeys() { for (;;); } })).read()`,
  `${CRYPTO} const options = { transform() { for (;;); } }; return ${CIPHER}.write('a')`,
  `${CRYPTO} const options = { flush: 5, transform: 'x', objectMode: true }; return ${CIPHER}.end({ length: 2 ** 40 })`,
  `${STREAM} return crypto.Hash.prototype._readableState`,
  `${STREAM} return Reflect.get(crypto.Hash.prototype, '_writableState', new Proxy({}, { get() { for (;;); } })) + ''`,
  `${STREAM} return [crypto.Sign.prototype, {}, null, 5].map((each) => { try { return typeof Reflect.apply(crypto.Hash.prototype.write, each, ['a']); } catch (e) { return e.name; } })`,
  `${CRYPTO} return crypto.Hash.prototype.on('x', () => {}) === undefined`,
  `${CRYPTO} return Reflect.apply(crypto.Hash.prototype.on, {}, ['x', () => {}])`,
  `${CRYPTO} Object.setPrototypeOf(crypto.Hash.prototype, null); return crypto.createHash('sha1').write('a')`,
  `${CRYPTO} Reflect.apply = () => { for (;;); }; return crypto.createHash('sha1').write('a')`,
  `${CRYPTO} Object.defineProperty = () => 1; return crypto.createHash('sha1').write('a')`,
  `${CRYPTO} Object.freeze(Object.getPrototypeOf(Object.getPrototypeOf(crypto.Hash.prototype))); return crypto.createHash('sha1').write('a')`,
  `${STREAM} stream.Transform.prototype.write = function write(x) { return this.write(x); }; return crypto.createHash('sha1').write('a')`,
  `${STREAM} const h = crypto.createHash('sha1'); Object.defineProperty(h, '_readableState', { get() { return h.readable; } }); return h.read()`,
  `${STREAM} const h = crypto.createHash('sha1'); h.pipe(h); h.write('a'); h.end(); return typeof h.read()`,
  `${STREAM} const options = {}; const c = ${CIPHER}; c.on('data', (d) => c.write(d)); c.write(Buffer.alloc(1e5)); await new Promise(() => {})`,
  `${STREAM} await stream.promises.pipeline(async function* () { for (;;) yield Buffer.alloc(1e6); }, crypto.createHash('sha1'))`,
  `${CRYPTO} return crypto.createCipher('aes-256-cbc', Buffer.alloc(3e7)).final('hex')`,
  `${CRYPTO} return crypto.Certificate.exportChallenge(Buffer.from('30847fffffff30847fffffff30847fffffff', 'hex').toString('base64'))`,
  `${CRYPTO} return crypto.Certificate.verifySpkac('MP'.repeat(5e6))`,
  `${CRYPTO} const b = new Uint8Array(new ArrayBuffer(64, { maxByteLength: 64 })); b.buffer.resize(0); return crypto.Certificate.verifySpkac(b)`,
  `const { text } = require('stream/consumers'); return text({ async *[Symbol.asyncIterator]() { for (;;) yield 'x'.repeat(1e5); } })`,
  `const { json } = require('stream/consumers'); return json([{ length: 2 ** 40, buffer: 1 }])`,
];

test('crypto.Hash and its kin as streams that lie end in time, in a known way', async () => {
  await target().survives(ATTACKS);
});
