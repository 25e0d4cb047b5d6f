/** What a cipher is, as `getCipherInfo` tells it. */
import type { CipherFacts } from '../../wire/crypto-calls.ts';
import { type CipherKind, findCipher } from './cipher-names.ts';
import { CIPHER_NIDS } from './cipher-nids.ts';

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(CIPHER_NIDS).map(([name, nid]) => [nid, name]),
);

/** OpenSSL's own name: modes with a tag and wrapping have one of another kind. */
function officialName(lower: string, { block, mode }: CipherKind): string {
  const bits = /^aes-(\d+)/.exec(block)?.[1];
  if (bits !== undefined && /^(gcm|ccm|wrap)/.test(mode)) return `id-aes${bits}-${mode}`;
  const base = block.replace(/-ecb$/, '');
  if (mode === 'des-wrap') return 'id-smime-alg-cms3deswrap';
  if (mode === 'cbc-hmac') return lower;
  if (mode === 'stream') return 'chacha20';
  if (mode === 'poly1305') return 'chacha20-poly1305';
  const name = `${base}-${mode}`;
  return name in CIPHER_NIDS ? name : base in CIPHER_NIDS ? base : lower;
}

/**
 * @param nameOrNid a cipher's name, or OpenSSL's number of it
 * @param keyLength what the key would have, if that is asked; @param ivLength likewise
 * @returns undefined for one that is not known, or does not take such lengths
 */
export function cipherInfo(
  nameOrNid: string | number,
  keyLength?: number,
  ivLength?: number,
): CipherFacts | undefined {
  const name = typeof nameOrNid === 'number' ? NAMES.get(nameOrNid) : nameOrNid.toLowerCase();
  const kind = name === undefined ? undefined : findCipher(name);
  if (!kind || name === undefined) return undefined;
  if (keyLength !== undefined && keyLength !== kind.keyBytes) return undefined;
  if (ivLength !== undefined && !takesIv(kind, ivLength)) return undefined;
  const official = officialName(name, kind);
  const blockSize = blockSizeOf(kind);
  const shownIv = ivLength ?? kind.ivBytes;
  return {
    mode: shownMode(kind),
    name: official,
    nid: CIPHER_NIDS[official] ?? 0,
    ...(blockSize > 0 && { blockSize }),
    ...(shownIv > 0 && { ivLength: shownIv }),
    keyLength: kind.keyBytes,
  };
}

function shownMode({ mode }: CipherKind): string {
  if (mode === 'poly1305') return 'stream';
  if (mode === 'wrap-pad' || mode === 'des-wrap') return 'wrap';
  if (mode === 'cbc-hmac') return 'cbc';
  return mode.startsWith('cfb') ? 'cfb' : mode;
}

function blockSizeOf({ block, mode }: CipherKind): number {
  if (mode === 'stream' || mode === 'poly1305') return 0;
  if (mode.startsWith('wrap') || mode === 'des-wrap') return 8;
  if (mode === 'cbc-hmac') return 16;
  if (mode === 'ecb' || mode === 'cbc' || mode === 'ocb') return block.startsWith('des') ? 8 : 16;
  return 1;
}

/** Whether a cipher takes an initialization vector of so many bytes; the modes with a tag take several. */
export function takesIv({ mode, ivBytes }: CipherKind, bytes: number): boolean {
  switch (mode) {
    case 'gcm':
      return bytes > 0;
    case 'ccm':
      return bytes >= 7 && bytes <= 13;
    case 'ocb':
      return bytes >= 1 && bytes <= 15;
    default:
      return bytes === ivBytes;
  }
}
