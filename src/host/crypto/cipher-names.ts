/** Ciphers by every name OpenSSL knows them by: how each is made here. */

export type CipherMode =
  | 'cbc'
  | 'cbc-hmac'
  | 'ccm'
  | 'cfb'
  | 'cfb1'
  | 'cfb8'
  | 'ctr'
  | 'des-wrap'
  | 'ecb'
  | 'gcm'
  | 'ocb'
  | 'ofb'
  | 'stream'
  | 'poly1305'
  | 'wrap'
  | 'wrap-pad'
  | 'xts';

export interface CipherKind {
  /** The block cipher below, as Bun names its ECB mode; those of ARIA and Camellia in the same way, and `sm4` and `chacha20`. */
  readonly block: string;
  readonly mode: CipherMode;
  readonly keyBytes: number;
  /** Bytes of the initialization vector that are asked for; modes with a tag take others. */
  readonly ivBytes: number;
}

const ALIASES: Readonly<Record<string, string>> = {
  aes128: 'aes-128-cbc',
  aes192: 'aes-192-cbc',
  aes256: 'aes-256-cbc',
  'aes128-wrap': 'aes-128-wrap',
  'aes192-wrap': 'aes-192-wrap',
  'aes256-wrap': 'aes-256-wrap',
  'des-ede-ecb': 'des-ede',
  'des-ede3-ecb': 'des-ede3',
  aria128: 'aria-128-cbc',
  aria192: 'aria-192-cbc',
  aria256: 'aria-256-cbc',
  camellia128: 'camellia-128-cbc',
  camellia192: 'camellia-192-cbc',
  camellia256: 'camellia-256-cbc',
  des3: 'des-ede3-cbc',
  'des3-wrap': 'des-ede3-wrap',
  'id-smime-alg-cms3deswrap': 'des-ede3-wrap',
  sm4: 'sm4-cbc',
};

/** `id-aes128-GCM` and its like are another spelling of `aes-128-gcm`. */
const ID_SPELLING = /^id-aes(128|192|256)-(ccm|gcm|wrap-pad|wrap)$/;
const AES = /^aes-(128|192|256)-(cbc|ccm|cfb1|cfb8|cfb|ctr|ecb|gcm|ocb|ofb|wrap-pad|wrap|xts)$/;
const AES_HMAC = /^aes-(128|256)-cbc-hmac-sha(1|256)$/;
const ARIA = /^(aria)-(128|192|256)-(cbc|ccm|cfb1|cfb8|cfb|ctr|ecb|gcm|ofb)$/;
const CAMELLIA = /^(camellia)-(128|192|256)-(cbc|cfb1|cfb8|cfb|ctr|ecb|ofb)$/;
const DES = /^des-(ede3?)(?:-(cbc|cfb1|cfb8|cfb|ofb))?$/;
const SM4 = /^sm4-(cbc|cfb|ctr|ecb|ofb)$/;

const IV_BYTES: Partial<Record<CipherMode, number>> = {
  ecb: 0,
  ccm: 12,
  gcm: 12,
  ocb: 12,
  'des-wrap': 0,
  wrap: 8,
  'wrap-pad': 4,
};

/** How a cipher is made, or undefined for one that is not known here. */
export function findCipher(name: string): CipherKind | undefined {
  const lower = name.toLowerCase().replace(ID_SPELLING, 'aes-$1-$2');
  const canonical = ALIASES[lower] ?? lower;
  const aes = AES.exec(canonical);
  if (aes) return aesKind(Number(aes[1]), aes[2] as CipherMode);
  const hmac = AES_HMAC.exec(canonical);
  if (hmac) return aesKind(Number(hmac[1]), 'cbc-hmac');
  const other = ARIA.exec(canonical) ?? CAMELLIA.exec(canonical);
  if (other) return otherKind(other);
  if (canonical === 'des-ede3-wrap') return desKind('ede3', 'des-wrap');
  const des = DES.exec(canonical);
  if (des) return desKind(des[1] ?? '', (des[2] ?? 'ecb') as CipherMode);
  const sm4 = SM4.exec(canonical);
  if (sm4) return withIv('sm4', sm4[1] as CipherMode, 16, 16);
  if (canonical === 'chacha20') return withIv('chacha20', 'stream', 32, 16);
  if (canonical === 'chacha20-poly1305') return withIv('chacha20', 'poly1305', 32, 12);
  return undefined;
}

function otherKind([, family, bits, mode]: RegExpExecArray): CipherKind {
  return withIv(`${family}-${bits}-ecb`, mode as CipherMode, Number(bits) / 8, 16);
}

function aesKind(bits: number, mode: CipherMode): CipherKind | undefined {
  if (mode !== 'xts') return withIv(`aes-${bits}-ecb`, mode, bits / 8, 16);
  return bits === 192 ? undefined : withIv(`aes-${bits}-ecb`, mode, bits / 4, 16);
}

const desKind = (keying: string, mode: CipherMode): CipherKind =>
  withIv(`des-${keying}`, mode, keying === 'ede3' ? 24 : 16, 8);

const withIv = (
  block: string,
  mode: CipherMode,
  keyBytes: number,
  ivBytes: number,
): CipherKind => ({
  block,
  mode,
  keyBytes,
  ivBytes: IV_BYTES[mode] ?? ivBytes,
});
