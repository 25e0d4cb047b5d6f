/** CCM: all of the data at once, as the mode wants it. @see RFC 3610 */
import { createCipheriv, timingSafeEqual } from 'node:crypto';
import { xor } from './block-cipher.ts';
import { type Cipher, type CipherOptions, MAX_WHOLE_BYTES, unauthentic } from './cipher-port.ts';

/** @param block an AES in ECB mode, as Bun names it */
export function openCcm(block: string, options: CipherOptions): Cipher {
  const { decrypts, tag, tagBytes } = options;
  const aes = block.replace(/-ecb$/, '');
  let made: Uint8Array | undefined;
  let isAuthentic = true;
  return {
    mostBytes: MAX_WHOLE_BYTES,
    update(data) {
      const out = countedMode(aes, options, data);
      made = makeTag(aes, options, decrypts ? out : data, decrypts ? tag.length : tagBytes);
      // What is not authentic is not given out; the end tells of it.
      isAuthentic = !decrypts || (tag.length > 0 && timingSafeEqual(made, tag));
      return isAuthentic ? out : new Uint8Array(0);
    },
    finish(late = tag) {
      if (!isAuthentic) throw unauthentic();
      const last = made ?? makeTag(aes, options, new Uint8Array(0), tagBytes);
      if (!decrypts) return last;
      const isFound =
        made !== undefined || (late.length === tagBytes && timingSafeEqual(last, late));
      if (!isFound) throw unauthentic();
      return new Uint8Array(0);
    },
  };
}

/** The counter block with its counter at `count`, which is 0 or 1. */
function counterBlock(iv: Uint8Array, count: number): Uint8Array {
  const counter = new Uint8Array(16);
  counter[0] = 14 - iv.length;
  counter.set(iv, 1);
  counter[15] = count;
  return counter;
}

function countedMode(aes: string, { key, iv }: CipherOptions, data: Uint8Array): Uint8Array {
  return createCipheriv(`${aes}-ctr`, key, counterBlock(iv, 1)).update(data);
}

function makeTag(
  aes: string,
  options: CipherOptions,
  plain: Uint8Array,
  tagBytes: number,
): Uint8Array {
  const { key, iv } = options;
  const blocks = authenticatedBlocks(options, plain, tagBytes);
  const mac = createCipheriv(`${aes}-cbc`, key, new Uint8Array(16))
    .setAutoPadding(false)
    .update(blocks);
  const mask = createCipheriv(`${aes}-ecb`, key, null)
    .setAutoPadding(false)
    .update(counterBlock(iv, 0));
  return xor(mac.subarray(mac.length - 16), mask).subarray(0, tagBytes);
}

/** What the tag is made of: flags, nonce and length, then the padded AAD, then the padded data. */
function authenticatedBlocks(
  { iv, aad }: CipherOptions,
  plain: Uint8Array,
  tagBytes: number,
): Uint8Array {
  const first = new Uint8Array(16);
  new DataView(first.buffer).setUint32(12, plain.length);
  first[0] = (aad.length > 0 ? 64 : 0) + ((tagBytes - 2) / 2) * 8 + (14 - iv.length);
  first.set(iv, 1);
  return Buffer.concat([first, ...paddedAad(aad), plain, zeroesAfter(plain.length)]);
}

function paddedAad(aad: Uint8Array): Uint8Array[] {
  if (aad.length === 0) return [];
  const length = Buffer.alloc(aad.length < 0xff00 ? 2 : 6);
  if (length.length === 2) length.writeUInt16BE(aad.length);
  else {
    length.writeUInt16BE(0xfffe);
    length.writeUInt32BE(aad.length, 2);
  }
  return [length, aad, zeroesAfter(length.length + aad.length)];
}

const zeroesAfter = (bytes: number): Uint8Array => new Uint8Array((16 - (bytes % 16)) % 16);
