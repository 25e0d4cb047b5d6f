/**
 * The ciphers of TLS that are CBC with HMAC, as they are without a record to authenticate: CBC over whole blocks, each
 * given out at once, and nothing padded.
 */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type Cipher, type CipherOptions, MAX_PIECE_BYTES } from './cipher-port.ts';
import { fault } from './fault.ts';

const BLOCK = 16;

/** @param name the cipher's own, without HMAC */
export function openWholeBlocks(name: string, { key, iv, decrypts }: CipherOptions): Cipher {
  const open = decrypts ? createDecipheriv : createCipheriv;
  const cipher = open(name, key, iv).setAutoPadding(false);
  return {
    mostBytes: MAX_PIECE_BYTES,
    update(data) {
      if (data.length % BLOCK !== 0) throw fault('Trying to add data in unsupported state');
      return cipher.update(data);
    },
    finish: () => new Uint8Array(0),
  };
}
