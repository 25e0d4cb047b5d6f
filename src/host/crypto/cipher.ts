/** Ciphers under way: Bun's where it has them, composed of block ciphers where it has not. */
import { createCipheriv, createDecipheriv, getCiphers } from 'node:crypto';
import { openBlockCipher } from './block-cipher.ts';
import { openCcm } from './ccm.ts';
import { openChaCha, openChaChaPoly } from './chacha.ts';
import { type CipherKind, findCipher } from './cipher-names.ts';
import { type Cipher, type CipherOptions, MAX_PIECE_BYTES, unauthentic } from './cipher-port.ts';
import { openDesWrap } from './des-wrap.ts';
import { attempt, opensslFault } from './fault.ts';
import { openFeedback } from './feedback.ts';
import { openGcm } from './gcm.ts';
import { openKeyWrap } from './key-wrap.ts';
import { openOcb } from './ocb.ts';
import { openPaddedBlocks } from './padded-blocks.ts';
import { openWholeBlocks } from './whole-blocks.ts';
import { openXts } from './xts.ts';

const NATIVE: ReadonlySet<string> = new Set(getCiphers());

/** @throws when there is no such cipher here */
export function openCipher(name: string, options: CipherOptions): Cipher {
  const kind = findCipher(name);
  if (!kind) throw opensslFault('DIGEST_UNSUPPORTED');
  const native = nativeName(kind);
  if (NATIVE.has(native)) {
    return kind.mode === 'gcm' ? openNativeGcm(native, options) : openNative(native, options);
  }
  return openComposed(kind, options);
}

const nativeName = ({ block, mode }: CipherKind): string =>
  block.startsWith('des') && mode === 'ecb' ? block : `${block.replace(/-ecb$/, '')}-${mode}`;

function openNative(name: string, { key, iv, decrypts, pads }: CipherOptions): Cipher {
  const open = decrypts ? createDecipheriv : createCipheriv;
  const cipher = open(name, key, iv.length === 0 ? null : iv).setAutoPadding(pads);
  return {
    mostBytes: MAX_PIECE_BYTES,
    update: (data) => cipher.update(data),
    finish: () => cipher.final(),
  };
}

function openNativeGcm(
  name: string,
  { key, iv, decrypts, aad, tag, tagBytes }: CipherOptions,
): Cipher {
  if (decrypts) {
    const decipher = createDecipheriv(name as 'aes-128-gcm', key, iv, { authTagLength: tagBytes });
    if (aad.length > 0) decipher.setAAD(aad);
    return {
      mostBytes: MAX_PIECE_BYTES,
      update: (data) => decipher.update(data),
      finish: (late = tag) => {
        decipher.setAuthTag(late.length > 0 ? late : tag);
        return guarded(() => decipher.final());
      },
    };
  }
  const cipher = createCipheriv(name as 'aes-128-gcm', key, iv);
  if (aad.length > 0) cipher.setAAD(aad);
  return {
    mostBytes: MAX_PIECE_BYTES,
    update: (data) => cipher.update(data),
    finish: () => {
      const rest = cipher.final();
      return Buffer.concat([rest, cipher.getAuthTag().subarray(0, tagBytes)]);
    },
  };
}

function guarded(finish: () => Uint8Array): Uint8Array {
  const rest = attempt(finish);
  // Whatever it was, the data is not what the tag says: Node tells no more either.
  if (!rest) throw unauthentic();
  return rest;
}

function openComposed(kind: CipherKind, options: CipherOptions): Cipher {
  if (kind.mode === 'stream') return openChaCha(options);
  if (kind.mode === 'poly1305') return openChaChaPoly(options);
  if (kind.mode === 'ccm') return openCcm(kind.block, options);
  if (kind.mode === 'des-wrap') return openDesWrap(options);
  if (kind.mode === 'cbc-hmac') return openWholeBlocks(kind.block.replace('ecb', 'cbc'), options);
  if (kind.mode === 'xts') return openXts(kind.block, options);
  const block = openBlockCipher(kind.block, options.key);
  switch (kind.mode) {
    case 'gcm':
      return openGcm(block, options);
    case 'ocb':
      return openOcb(block, options);
    case 'wrap':
    case 'wrap-pad':
      return openKeyWrap(block, kind.mode, options);
    case 'ecb':
    case 'cbc':
      return openPaddedBlocks(block, kind.mode, options);
    default:
      return openFeedback(block, kind.mode, options);
  }
}
