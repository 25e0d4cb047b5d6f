/** What a cipher is, as `getCipherInfo` tells it. */
import type { CipherFacts } from '../../wire/crypto-calls.ts';
import { type CipherKind, findCipher } from './cipher-names.ts';

/** OpenSSL's numbers, by its names in lower case. */
const NIDS: Readonly<Record<string, number>> = {
  'aes-128-cbc': 419,
  'id-aes128-ccm': 896,
  'aes-128-cfb': 421,
  'aes-128-cfb1': 650,
  'aes-128-cfb8': 653,
  'aes-128-ctr': 904,
  'aes-128-ecb': 418,
  'id-aes128-gcm': 895,
  'aes-128-ocb': 958,
  'aes-128-ofb': 420,
  'aes-128-xts': 913,
  'aes-192-cbc': 423,
  'id-aes192-ccm': 899,
  'aes-192-cfb': 425,
  'aes-192-cfb1': 651,
  'aes-192-cfb8': 654,
  'aes-192-ctr': 905,
  'aes-192-ecb': 422,
  'id-aes192-gcm': 898,
  'aes-192-ocb': 959,
  'aes-192-ofb': 424,
  'aes-256-cbc': 427,
  'id-aes256-ccm': 902,
  'aes-256-cfb': 429,
  'aes-256-cfb1': 652,
  'aes-256-cfb8': 655,
  'aes-256-ctr': 906,
  'aes-256-ecb': 426,
  'id-aes256-gcm': 901,
  'aes-256-ocb': 960,
  'aes-256-ofb': 428,
  'aes-256-xts': 914,
  'id-aes128-wrap': 788,
  'id-aes192-wrap': 789,
  'id-aes256-wrap': 790,
  chacha20: 1019,
  'chacha20-poly1305': 1018,
  'des-ede': 32,
  'des-ede-cbc': 43,
  'des-ede-cfb': 60,
  'des-ede-ofb': 62,
  'des-ede3': 33,
  'des-ede3-cbc': 44,
  'des-ede3-cfb': 61,
  'des-ede3-cfb1': 658,
  'des-ede3-cfb8': 659,
  'des-ede3-ofb': 63,
  'id-aes128-wrap-pad': 897,
  'id-aes192-wrap-pad': 900,
  'id-aes256-wrap-pad': 903,
  'sm4-cbc': 1134,
  'sm4-cfb': 1137,
  'sm4-ctr': 1139,
  'sm4-ecb': 1133,
  'sm4-ofb': 1135,
};

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(NIDS).map(([name, nid]) => [nid, name]),
);

/** OpenSSL's own name: modes with a tag and wrapping have one of another kind. */
function officialName(lower: string, { block, mode }: CipherKind): string {
  const bits = /^aes-(\d+)/.exec(block)?.[1];
  if (bits !== undefined && /^(gcm|ccm|wrap)/.test(mode)) return `id-aes${bits}-${mode}`;
  const base = block.replace(/-ecb$/, '');
  if (mode === 'stream') return 'chacha20';
  if (mode === 'poly1305') return 'chacha20-poly1305';
  const name = `${base}-${mode}`;
  return name in NIDS ? name : base in NIDS ? base : lower;
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
    nid: NIDS[official] ?? 0,
    ...(blockSize > 0 && { blockSize }),
    ...(shownIv > 0 && { ivLength: shownIv }),
    keyLength: kind.keyBytes,
  };
}

function shownMode({ mode }: CipherKind): string {
  if (mode === 'poly1305') return 'stream';
  if (mode === 'wrap-pad') return 'wrap';
  return mode.startsWith('cfb') ? 'cfb' : mode;
}

function blockSizeOf({ block, mode }: CipherKind): number {
  if (mode === 'stream' || mode === 'poly1305') return 0;
  if (mode.startsWith('wrap')) return 8;
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
