/** Triple DES key wrap. @see RFC 3217 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { type Cipher, type CipherOptions, MAX_SLOW_PIECE_BYTES } from './cipher-port.ts';
import { fault } from './fault.ts';

const BLOCK = 8;
/** The vector of the outer encryption. */
const OUTER_IV = Buffer.from('4adda22c79e82105', 'hex');

/** All of the data in one update. */
export function openDesWrap({ key, decrypts }: CipherOptions): Cipher {
  return {
    mostBytes: MAX_SLOW_PIECE_BYTES,
    update: (data) => (decrypts ? unwrap(key, data) : wrap(key, data)),
    finish: () => new Uint8Array(0),
  };
}

const impossible = (): Error => fault('Trying to add data in unsupported state');

const checksum = (data: Uint8Array): Buffer =>
  createHash('sha1').update(data).digest().subarray(0, BLOCK);

function encrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const cipher = createCipheriv('des-ede3-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

function decrypt(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Buffer {
  const cipher = createDecipheriv('des-ede3-cbc', key, iv).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

function wrap(key: Uint8Array, data: Uint8Array): Buffer {
  if (data.length % BLOCK !== 0) throw impossible();
  const iv = randomBytes(BLOCK);
  const inner = encrypt(key, iv, Buffer.concat([data, checksum(data)]));
  return encrypt(key, OUTER_IV, Buffer.concat([iv, inner]).reverse());
}

function unwrap(key: Uint8Array, data: Uint8Array): Buffer {
  if (data.length % BLOCK !== 0 || data.length < 3 * BLOCK) throw impossible();
  const inner = decrypt(key, OUTER_IV, data).reverse();
  const plain = decrypt(key, inner.subarray(0, BLOCK), inner.subarray(BLOCK));
  const out = plain.subarray(0, plain.length - BLOCK);
  if (!timingSafeEqual(plain.subarray(out.length), checksum(out))) throw impossible();
  return out;
}
