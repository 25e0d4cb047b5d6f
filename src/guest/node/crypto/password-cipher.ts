/** `Cipher` and `Decipher`, which make their key of a password: Node 20 still has them, and warns of them. */
import { callHost } from '../../prelude/host.ts';
import { validateString } from '../validate.ts';
import { requireBytes } from './bytes.ts';
import { Cipheriv, Decipheriv } from './cipher.ts';
import { getCipherInfo } from './cipher-setup.ts';

/** Key and initialization vector as OpenSSL's `EVP_BytesToKey` makes them: by MD5, once, without a salt. */
function keyAndIv(cipher: unknown, password: unknown): [key: Uint8Array, iv: Uint8Array | null] {
  validateString(cipher, 'cipher');
  const secret = requireBytes(password, 'password');
  const { keyLength = 0, ivLength = 0 } = getCipherInfo(cipher) ?? {};
  const made: number[] = [];
  let last = new Uint8Array(0);
  while (made.length < keyLength + ivLength) {
    const text = new Uint8Array(last.length + secret.length);
    text.set(last);
    text.set(secret, last.length);
    last = callHost('crypto.digest', { name: 'md5', outputLength: -1 }, text).slice();
    made.push(...last);
  }
  const iv = ivLength === 0 ? null : Uint8Array.from(made.slice(keyLength, keyLength + ivLength));
  return [Uint8Array.from(made.slice(0, keyLength)), iv];
}

export class Cipher extends Cipheriv {
  constructor(cipher: unknown, password: unknown, options?: unknown) {
    const [key, iv] = keyAndIv(cipher, password);
    super(cipher, key, iv, options);
  }
}

export class Decipher extends Decipheriv {
  constructor(cipher: unknown, password: unknown, options?: unknown) {
    const [key, iv] = keyAndIv(cipher, password);
    super(cipher, key, iv, options);
  }
}
