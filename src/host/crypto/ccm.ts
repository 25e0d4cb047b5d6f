/** CCM: all of the data at once, as the mode wants it. @see RFC 3610 */
import { createCipheriv, timingSafeEqual } from 'node:crypto';
import { openBlockCipher } from './block-cipher.ts';
import {
  type Cipher,
  type CipherOptions,
  MAX_SLOW_WHOLE_BYTES,
  MAX_WHOLE_BYTES,
  unauthentic,
} from './cipher-port.ts';
import { openFeedback } from './feedback.ts';
import { xor } from './xor.ts';

/** @param name the block cipher, as `CipherKind` has it */
export function openCcm(name: string, options: CipherOptions): Cipher {
  const { decrypts, tag, tagBytes } = options;
  const parts = name.startsWith('aes') ? nativeParts(name, options) : composedParts(name, options);
  let made: Uint8Array | undefined;
  let isAuthentic = true;
  return {
    mostBytes: name.startsWith('aes') ? MAX_WHOLE_BYTES : MAX_SLOW_WHOLE_BYTES,
    update(data) {
      const out = parts.crypt(data);
      made = makeTag(parts, options, decrypts ? out : data, decrypts ? tag.length : tagBytes);
      // What is not authentic is not given out; the end tells of it.
      isAuthentic = !decrypts || (tag.length > 0 && timingSafeEqual(made, tag));
      return isAuthentic ? out : new Uint8Array(0);
    },
    finish(late = tag) {
      if (!isAuthentic) throw unauthentic();
      const last = made ?? makeTag(parts, options, new Uint8Array(0), tagBytes);
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

/** What the mode is made of. */
interface Parts {
  /** Lays the key stream over all of the data. */
  crypt(data: Uint8Array): Uint8Array;
  /** The last block of an encryption in CBC mode, with zeros for a vector. */
  chain(blocks: Uint8Array): Uint8Array;
  block(block: Uint8Array): Uint8Array;
}

function nativeParts(name: string, { key, iv }: CipherOptions): Parts {
  const aes = name.replace(/-ecb$/, '');
  const open = (mode: string, vector: Uint8Array | null) =>
    createCipheriv(`${aes}-${mode}`, key, vector).setAutoPadding(false);
  return {
    crypt: (data) => open('ctr', counterBlock(iv, 1)).update(data),
    chain(blocks) {
      const all = open('cbc', new Uint8Array(16)).update(blocks);
      return all.subarray(all.length - 16);
    },
    block: (block) => open('ecb', null).update(block),
  };
}

function composedParts(name: string, options: CipherOptions): Parts {
  const cipher = openBlockCipher(name, options.key);
  const vector = { ...options, iv: counterBlock(options.iv, 1) };
  return {
    crypt: (data) => openFeedback(cipher, 'ctr', vector).update(data),
    chain(blocks) {
      let last: Uint8Array = new Uint8Array(16);
      for (let at = 0; at < blocks.length; at += 16) {
        last = cipher.encrypt(xor(blocks.subarray(at, at + 16), last));
      }
      return last;
    },
    block: (block) => cipher.encrypt(block),
  };
}

function makeTag(
  parts: Parts,
  options: CipherOptions,
  plain: Uint8Array,
  tagBytes: number,
): Uint8Array {
  const mac = parts.chain(authenticatedBlocks(options, plain, tagBytes));
  return xor(mac, parts.block(counterBlock(options.iv, 0))).subarray(0, tagBytes);
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
