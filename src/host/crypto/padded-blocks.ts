/** ECB and CBC with PKCS#7 padding, for block ciphers that Bun lacks. */
import {
  type BlockCipher,
  type Cipher,
  type CipherOptions,
  MAX_SLOW_PIECE_BYTES,
} from './cipher-port.ts';
import { opensslFault } from './fault.ts';
import { xor } from './xor.ts';

export function openPaddedBlocks(
  block: BlockCipher,
  mode: 'ecb' | 'cbc',
  options: CipherOptions,
): Cipher {
  const { decrypts, pads } = options;
  const { blockBytes } = block;
  const chain = decrypts
    ? openDecryption(block, mode, options.iv)
    : openEncryption(block, mode, options.iv);
  let rest: Uint8Array = new Uint8Array(0);
  return {
    mostBytes: MAX_SLOW_PIECE_BYTES,
    update(data) {
      const all = Buffer.concat([rest, data]);
      let whole = all.length - (all.length % blockBytes);
      // The last block of a decryption is kept back: it may be nothing but padding.
      if (decrypts && pads && whole === all.length && whole > 0) whole -= blockBytes;
      rest = all.subarray(whole);
      return chain(all.subarray(0, whole));
    },
    finish() {
      if (!pads) {
        if (rest.length > 0) throw opensslFault('WRONG_FINAL_BLOCK_LENGTH');
        return rest;
      }
      if (!decrypts) return chain(pad(rest, blockBytes));
      if (rest.length !== blockBytes) throw opensslFault('WRONG_FINAL_BLOCK_LENGTH');
      return unpad(chain(rest), blockBytes);
    },
  };
}

type Chain = (data: Uint8Array) => Uint8Array;

function openEncryption(block: BlockCipher, mode: 'ecb' | 'cbc', iv: Uint8Array): Chain {
  if (mode === 'ecb') return (data) => (data.length === 0 ? data : block.encrypt(data));
  let last = iv;
  return (data) => {
    const out = new Uint8Array(data.length);
    for (let at = 0; at < data.length; at += block.blockBytes) {
      last = block.encrypt(xor(data.subarray(at, at + block.blockBytes), last));
      out.set(last, at);
    }
    return out;
  };
}

function openDecryption(block: BlockCipher, mode: 'ecb' | 'cbc', iv: Uint8Array): Chain {
  if (mode === 'ecb') return (data) => (data.length === 0 ? data : block.decrypt(data));
  let last = iv;
  return (data) => {
    if (data.length === 0) return data;
    const chained = Buffer.concat([last, data]);
    last = data.slice(data.length - block.blockBytes);
    return xor(block.decrypt(data), chained);
  };
}

function pad(rest: Uint8Array, blockBytes: number): Uint8Array {
  const out = new Uint8Array(blockBytes).fill(blockBytes - rest.length);
  out.set(rest);
  return out;
}

function unpad(block: Uint8Array, blockBytes: number): Uint8Array {
  const count = block.at(-1) ?? 0;
  const isPadding = count > 0 && count <= blockBytes;
  if (!isPadding || !block.subarray(blockBytes - count).every((byte) => byte === count)) {
    throw opensslFault('BAD_DECRYPT');
  }
  return block.subarray(0, blockBytes - count);
}
