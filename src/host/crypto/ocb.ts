/** OCB3. @see RFC 7253 */
import { timingSafeEqual } from 'node:crypto';
import {
  type BlockCipher,
  type Cipher,
  type CipherOptions,
  MAX_PIECE_BYTES,
  unauthentic,
} from './cipher-port.ts';
import { xor } from './xor.ts';

const BLOCK = 16;

export function openOcb(block: BlockCipher, options: CipherOptions): Cipher {
  return new Ocb(block, options);
}

class Ocb implements Cipher {
  readonly mostBytes = MAX_PIECE_BYTES;
  readonly #block: BlockCipher;
  readonly #options: CipherOptions;
  readonly #masks: Masks;
  #offset: Uint8Array;
  #checksum: Uint8Array = new Uint8Array(BLOCK);
  /** Data that does not fill a block yet. */
  #rest: Uint8Array = new Uint8Array(0);
  #blocks = 0;

  constructor(block: BlockCipher, options: CipherOptions) {
    this.#block = block;
    this.#options = options;
    this.#masks = new Masks(block);
    this.#offset = firstOffset(block, options.iv, options.tagBytes);
  }

  update(data: Uint8Array): Uint8Array {
    const all = Buffer.concat([this.#rest, data]);
    const whole = all.length - (all.length % BLOCK);
    this.#rest = all.subarray(whole);
    return this.#wholeBlocks(all.subarray(0, whole));
  }

  #wholeBlocks(data: Uint8Array): Uint8Array {
    const { decrypts } = this.#options;
    const offsets = new Uint8Array(data.length);
    for (let at = 0; at < data.length; at += BLOCK) {
      this.#offset = xor(this.#offset, this.#masks.of(++this.#blocks));
      offsets.set(this.#offset, at);
    }
    const masked = xor(data, offsets);
    const out = xor(decrypts ? this.#block.decrypt(masked) : this.#block.encrypt(masked), offsets);
    const plain = decrypts ? out : data;
    for (let at = 0; at < plain.length; at += BLOCK) {
      this.#checksum = xor(this.#checksum, plain.subarray(at, at + BLOCK));
    }
    return out;
  }

  finish(late?: Uint8Array): Uint8Array {
    const out = this.#lastBlock();
    const { decrypts, tagBytes, aad } = this.#options;
    const tag = late && late.length > 0 ? late : this.#options.tag;
    const sum = xor(xor(this.#checksum, this.#offset), this.#masks.dollar);
    const made = xor(this.#block.encrypt(sum), hashAad(this.#block, this.#masks, aad));
    if (!decrypts) return Buffer.concat([out, made.subarray(0, tagBytes)]);
    if (tag.length === 0 || !timingSafeEqual(made.subarray(0, tag.length), tag))
      throw unauthentic();
    return out;
  }

  #lastBlock(): Uint8Array {
    if (this.#rest.length === 0) return new Uint8Array(0);
    this.#offset = xor(this.#offset, this.#masks.star);
    const out = xor(this.#rest, this.#block.encrypt(this.#offset));
    this.#checksum = xor(this.#checksum, padded(this.#options.decrypts ? out : this.#rest));
    return out;
  }
}

/** The masks `L` of the standard. */
class Masks {
  readonly star: Uint8Array;
  readonly dollar: Uint8Array;
  readonly #doubled: Uint8Array[];

  constructor(block: BlockCipher) {
    this.star = block.encrypt(new Uint8Array(BLOCK));
    this.dollar = double(this.star);
    this.#doubled = [double(this.dollar)];
  }

  /** The mask of the block with this number, counted from 1: by its trailing zero bits. */
  of(index: number): Uint8Array {
    const zeros = 31 - Math.clz32(index & -index);
    let mask = this.#doubled.at(-1) ?? this.dollar;
    while (this.#doubled.length <= zeros) {
      mask = double(mask);
      this.#doubled.push(mask);
    }
    return this.#doubled[zeros] ?? mask;
  }
}

function double(block: Uint8Array): Uint8Array {
  const out = new Uint8Array(BLOCK);
  for (let i = 0; i < BLOCK; i++) out[i] = ((block[i] ?? 0) << 1) | ((block[i + 1] ?? 0) >> 7);
  if ((block[0] ?? 0) & 0x80) out[15] = (out[15] ?? 0) ^ 0x87;
  return out;
}

function padded(rest: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK);
  block.set(rest);
  block[rest.length] = 0x80;
  return block;
}

function firstOffset(block: BlockCipher, iv: Uint8Array, tagBytes: number): Uint8Array {
  const nonce = new Uint8Array(BLOCK);
  nonce.set(iv, BLOCK - iv.length);
  nonce[0] = (nonce[0] ?? 0) | (((tagBytes * 8) % 128) << 1);
  nonce[15 - iv.length] = (nonce[15 - iv.length] ?? 0) | 1;
  const bottom = (nonce[15] ?? 0) & 63;
  nonce[15] = (nonce[15] ?? 0) & 0xc0;
  const top = block.encrypt(nonce);
  const stretch = Buffer.concat([top, xor(top.subarray(0, 8), top.subarray(1, 9))]);
  const out = new Uint8Array(BLOCK);
  const bytes = bottom >> 3;
  const bits = bottom & 7;
  for (let i = 0; i < BLOCK; i++) {
    out[i] = ((stretch[i + bytes] ?? 0) << bits) | ((stretch[i + bytes + 1] ?? 0) >> (8 - bits));
  }
  return out;
}

function hashAad(block: BlockCipher, masks: Masks, aad: Uint8Array): Uint8Array {
  let offset: Uint8Array = new Uint8Array(BLOCK);
  let sum: Uint8Array = new Uint8Array(BLOCK);
  let index = 0;
  for (let at = 0; at + BLOCK <= aad.length; at += BLOCK) {
    offset = xor(offset, masks.of(++index));
    sum = xor(sum, block.encrypt(xor(aad.subarray(at, at + BLOCK), offset)));
  }
  const rest = aad.subarray(aad.length - (aad.length % BLOCK));
  if (rest.length === 0) return sum;
  return xor(sum, block.encrypt(xor(padded(rest), xor(offset, masks.star))));
}
