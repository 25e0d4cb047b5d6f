/** GCM over a block cipher that Bun lacks. @see NIST SP 800-38D */
import { timingSafeEqual } from 'node:crypto';
import { ghash } from '@noble/ciphers/_polyval.js';
import {
  type BlockCipher,
  type Cipher,
  type CipherOptions,
  MAX_SLOW_PIECE_BYTES,
  unauthentic,
} from './cipher-port.ts';

const BLOCK = 16;

/** @param block one whose blocks have 16 bytes */
export function openGcm(block: BlockCipher, options: CipherOptions): Cipher {
  const { iv, decrypts, aad, tag, tagBytes } = options;
  const hashKey = block.encrypt(new Uint8Array(BLOCK));
  const counter = firstCounter(hashKey, iv);
  const mask = block.encrypt(counter);
  const hash = new PaddedHash(hashKey);
  hash.update(aad);
  hash.pad();
  const keys = new KeyStream(block, counter);
  let bytes = 0;
  const authenticate = (data: Uint8Array) => {
    bytes += data.length;
    hash.update(data);
  };
  const makeTag = (): Uint8Array => {
    hash.pad();
    hash.update(lengthsOf(aad.length, bytes));
    const made = hash.digest();
    return made.map((byte, i) => byte ^ (mask[i] ?? 0));
  };
  return {
    mostBytes: MAX_SLOW_PIECE_BYTES,
    update(data) {
      if (decrypts) authenticate(data);
      const out = keys.apply(data);
      if (!decrypts) authenticate(out);
      return out;
    },
    finish(late = tag) {
      const made = makeTag();
      if (!decrypts) return made.subarray(0, tagBytes);
      const wanted = late.length > 0 ? late : tag;
      if (wanted.length === 0 || !timingSafeEqual(made.subarray(0, wanted.length), wanted))
        throw unauthentic();
      return new Uint8Array(0);
    },
  };
}

function firstCounter(hashKey: Uint8Array, iv: Uint8Array): Uint8Array {
  if (iv.length === 12) {
    const counter = new Uint8Array(BLOCK);
    counter.set(iv);
    counter[15] = 1;
    return counter;
  }
  const hash = new PaddedHash(hashKey);
  hash.update(iv);
  hash.pad();
  hash.update(lengthsOf(0, iv.length));
  return hash.digest();
}

function lengthsOf(first: number, second: number): Uint8Array {
  const lengths = new DataView(new ArrayBuffer(BLOCK));
  lengths.setBigUint64(0, 8n * BigInt(first));
  lengths.setBigUint64(8, 8n * BigInt(second));
  return new Uint8Array(lengths.buffer);
}

/** GHASH that takes data in pieces of any size: the library's own pads each to a block. */
class PaddedHash {
  readonly #hash: ReturnType<typeof ghash.create>;
  readonly #rest = new Uint8Array(BLOCK);
  #restBytes = 0;

  constructor(key: Uint8Array) {
    this.#hash = ghash.create(key);
  }

  update(data: Uint8Array): void {
    let at = 0;
    if (this.#restBytes > 0) {
      at = Math.min(data.length, BLOCK - this.#restBytes);
      this.#rest.set(data.subarray(0, at), this.#restBytes);
      this.#restBytes += at;
      if (this.#restBytes === BLOCK) this.pad();
    }
    const whole = at + BLOCK * Math.floor((data.length - at) / BLOCK);
    if (whole > at) this.#hash.update(Uint8Array.from(data.subarray(at, whole)));
    if (whole < data.length) {
      this.#rest.set(data.subarray(whole));
      this.#restBytes = data.length - whole;
    }
  }

  /** Fills the last block with zeros. */
  pad(): void {
    if (this.#restBytes > 0) this.#hash.update(this.#rest.slice(0, this.#restBytes));
    this.#restBytes = 0;
  }

  digest(): Uint8Array {
    return this.#hash.digest();
  }
}

/** Counts in the last four bytes alone, from one past the first counter. */
class KeyStream {
  readonly #block: BlockCipher;
  readonly #counter: Uint8Array;
  #keys: Uint8Array = new Uint8Array(0);
  #used = BLOCK;

  constructor(block: BlockCipher, first: Uint8Array) {
    this.#block = block;
    this.#counter = first.slice();
  }

  apply(data: Uint8Array): Uint8Array {
    const out = new Uint8Array(data.length);
    for (let i = 0; i < data.length; i++) {
      if (this.#used === BLOCK) this.#next();
      out[i] = (data[i] ?? 0) ^ (this.#keys[this.#used++] ?? 0);
    }
    return out;
  }

  #next(): void {
    const last = new DataView(this.#counter.buffer);
    last.setUint32(12, (last.getUint32(12) + 1) >>> 0);
    this.#keys = this.#block.encrypt(this.#counter);
    this.#used = 0;
  }
}
