/** Block ciphers without a mode: what the modes that Bun lacks are made of. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { openAria } from './aria.ts';
import { openCamellia } from './camellia.ts';
import type { BlockCipher } from './cipher-port.ts';
import { loadSmCrypto } from './late.ts';

/** @param name as `CipherKind` has it */
export function openBlockCipher(name: string, key: Uint8Array): BlockCipher {
  if (name === 'sm4') return openSm4(key);
  if (name.startsWith('aria')) return openAria(key);
  if (name.startsWith('camellia')) return openCamellia(key);
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
