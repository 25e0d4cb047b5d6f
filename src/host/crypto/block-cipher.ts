/** Block ciphers without a mode: what the modes that Bun lacks are made of. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { loadSmCrypto } from './late.ts';

/** A block cipher under one key; takes whole blocks, any number of them. */
export interface BlockCipher {
  readonly blockBytes: number;
  encrypt(blocks: Uint8Array): Uint8Array;
  decrypt(blocks: Uint8Array): Uint8Array;
}

/** @param name as Bun names the cipher's ECB mode, or `sm4` */
export function openBlockCipher(name: string, key: Uint8Array): BlockCipher {
  if (name === 'sm4') return openSm4(key);
  // Without padding a cipher in ECB mode has no state: one serves for every call.
  const encipher = createCipheriv(name, key, null).setAutoPadding(false);
  const decipher = createDecipheriv(name, key, null).setAutoPadding(false);
  return {
    blockBytes: name.startsWith('aes') ? 16 : 8,
    encrypt: (blocks) => encipher.update(blocks),
    decrypt: (blocks) => decipher.update(blocks),
  };
}

function openSm4(key: Uint8Array): BlockCipher {
  const { sm4 } = loadSmCrypto();
  const options = { padding: 'none', output: 'array' } as const;
  return {
    blockBytes: 16,
    encrypt: (blocks) => Uint8Array.from(sm4.encrypt([...blocks], [...key], options)),
    decrypt: (blocks) => Uint8Array.from(sm4.decrypt([...blocks], [...key], options)),
  };
}

/** `a` with `b` laid over it by exclusive or; `b` is as long as `a`, or longer. */
export function xor(a: Uint8Array, b: Uint8Array): Uint8Array {
  const out = new Uint8Array(a.length);
  for (let i = 0; i < a.length; i++) out[i] = (a[i] ?? 0) ^ (b[i] ?? 0);
  return out;
}
