/** ChaCha20, and with Poly1305, as streams. @see RFC 8439 */

import { timingSafeEqual } from 'node:crypto';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { chacha20 } from '@noble/ciphers/chacha.js';
import { type Cipher, type CipherOptions, MAX_PIECE_BYTES, unauthentic } from './cipher-port.ts';

const BLOCK = 64;

/** OpenSSL's form: the vector is a counter of 4 bytes, little-endian, and a nonce of 12. */
export function openChaCha({ key, iv }: CipherOptions): Cipher {
  const counter = new DataView(iv.buffer, iv.byteOffset).getUint32(0, true);
  const stream = new KeyStream(key, iv.subarray(4), counter);
  return {
    mostBytes: MAX_PIECE_BYTES,
    update: (data) => stream.apply(data),
    finish: () => new Uint8Array(0),
  };
}

export function openChaChaPoly(options: CipherOptions): Cipher {
  const { key, decrypts, aad, tag, tagBytes } = options;
  const nonce = new Uint8Array(12);
  nonce.set(options.iv, 12 - options.iv.length);
  const stream = new KeyStream(key, nonce, 1);
  const mac = poly1305.create(chacha20(key, nonce, new Uint8Array(BLOCK)).subarray(0, 32));
  const pad = (length: number) => mac.update(new Uint8Array((16 - (length % 16)) % 16));
  mac.update(aad);
  pad(aad.length);
  let bytes = 0;
  const authenticate = (data: Uint8Array) => {
    bytes += data.length;
    mac.update(data);
  };
  const makeTag = (): Uint8Array => {
    pad(bytes);
    const lengths = new DataView(new ArrayBuffer(16));
    lengths.setBigUint64(0, BigInt(aad.length), true);
    lengths.setBigUint64(8, BigInt(bytes), true);
    return mac.update(new Uint8Array(lengths.buffer)).digest();
  };
  return {
    mostBytes: MAX_PIECE_BYTES,
    update(data) {
      if (decrypts) authenticate(data);
      const out = stream.apply(data);
      if (!decrypts) authenticate(out);
      return out;
    },
    finish(late = tag) {
      const wanted = late.length > 0 ? late : tag;
      const made = makeTag();
      if (!decrypts) return made.subarray(0, tagBytes);
      if (wanted.length === 0 || !timingSafeEqual(made.subarray(0, wanted.length), wanted))
        throw unauthentic();
      return new Uint8Array(0);
    },
  };
}

/** A key stream that goes on where it stopped, inside a block too. */
class KeyStream {
  readonly #key: Uint8Array;
  readonly #nonce: Uint8Array;
  /** Number of the block that `#used` counts in. */
  #counter: number;
  /** Bytes of that block that are spent, below `BLOCK`. */
  #used = 0;

  constructor(key: Uint8Array, nonce: Uint8Array, counter: number) {
    this.#key = key;
    this.#nonce = nonce;
    this.#counter = counter;
  }

  apply(data: Uint8Array): Uint8Array {
    const padded = new Uint8Array(this.#used + data.length);
    padded.set(data, this.#used);
    const out = chacha20(this.#key, this.#nonce, padded, undefined, this.#counter).subarray(
      this.#used,
    );
    this.#counter += Math.floor(padded.length / BLOCK);
    this.#used = padded.length % BLOCK;
    return out;
  }
}
