/** Ciphers that keys are encrypted with: those that have an identifier for PBES2, and those of PEM's headers. @see RFC 8018 */
import { openCipher } from './cipher.ts';
import { type CipherKind, findCipher } from './cipher-names.ts';
import { fault, type OpensslReason, opensslFault } from './fault.ts';

export interface KeyCipher {
  readonly name: string;
  readonly oid: string;
  readonly keyBytes: number;
  readonly ivBytes: number;
}

const AES = '2.16.840.1.101.3.4.1';
const ARIA = '1.2.410.200046.1.1';
const CAMELLIA = '1.2.392.200011.61.1.1.1';
const CAMELLIA_MODES = '0.3.4401.5.3.1.9';
const SM4 = '1.2.156.10197.1.104';
const SIZES = [128, 192, 256];

/** Identifiers of a family's modes, by the number that each adds for a size of key. */
const family = (
  name: string,
  root: string,
  modes: Readonly<Record<string, number>>,
  step: number,
): [oid: string, name: string][] =>
  SIZES.flatMap((bits, size) =>
    Object.entries(modes).map(([mode, arc]): [string, string] => [
      `${root}.${arc + step * size}`,
      `${name}-${bits}-${mode}`,
    ]),
  );

const NAMES: ReadonlyMap<string, string> = new Map([
  ...family('aes', AES, { ecb: 1, cbc: 2, ofb: 3, cfb: 4 }, 20),
  ...family('aria', ARIA, { ecb: 1, cbc: 2, cfb: 3, ofb: 4, ctr: 5 }, 5),
  ...family('camellia', CAMELLIA, { cbc: 2 }, 1),
  ...family('camellia', CAMELLIA_MODES, { ecb: 1, ofb: 3, cfb: 4, ctr: 9 }, 20),
  ['1.2.840.113549.3.7', 'des-ede3-cbc'],
  [`${SM4}.1`, 'sm4-ecb'],
  [`${SM4}.2`, 'sm4-cbc'],
  [`${SM4}.3`, 'sm4-ofb'],
  [`${SM4}.4`, 'sm4-cfb'],
  [`${SM4}.7`, 'sm4-ctr'],
]);
const OIDS: ReadonlyMap<string, string> = new Map([...NAMES].map(([oid, name]) => [name, oid]));

/** The cipher of an identifier, if keys can be encrypted with it. */
export function findKeyCipher(oid: string): KeyCipher | undefined {
  const name = NAMES.get(oid);
  const kind = name === undefined ? undefined : findCipher(name);
  if (!kind || name === undefined) return undefined;
  return { name, oid, keyBytes: kind.keyBytes, ivBytes: kind.ivBytes };
}

function requireKind(name: string): CipherKind {
  const kind = findCipher(name);
  if (!kind) throw fault('Unknown cipher', 'ERR_CRYPTO_UNKNOWN_CIPHER');
  return kind;
}

const nameOf = ({ block, mode }: CipherKind): string => `${block.replace(/-ecb$/, '')}-${mode}`;

/** What OpenSSL says of a mode that PBES2 cannot name. */
const REFUSALS: Partial<Record<CipherKind['mode'], OpensslReason>> = {
  ccm: 'UNSUPPORTED_CIPHER',
  xts: 'UNSUPPORTED_CIPHER',
  gcm: 'CIPHER_PARAMETER_ERROR',
  wrap: 'CIPHER_PARAMETER_ERROR',
  'wrap-pad': 'CIPHER_PARAMETER_ERROR',
};

/** A cipher by its name, for PBES2. @throws GuestError for one that is not known, or has no identifier for it */
export function requireKeyCipher(given: string): KeyCipher {
  const kind = requireKind(given);
  // The identifiers do not tell how much of a block each step feeds back.
  const name = nameOf(kind).replace(/cfb[18]$/, 'cfb');
  const found = findKeyCipher(OIDS.get(name) ?? '');
  if (!found) throw opensslFault(REFUSALS[kind.mode] ?? 'CIPHER_HAS_NO_OID');
  return found;
}

/** A cipher by its name, for a PEM header: any with a vector, whose start is the salt. @throws GuestError */
export function requireHeaderCipher(given: string): Omit<KeyCipher, 'oid'> {
  const kind = requireKind(given);
  const isPlain = /^(cbc|cfb|cfb1|cfb8|ctr|ofb)$/.test(kind.mode);
  if (!isPlain) throw opensslFault('PEM_UNSUPPORTED_CIPHER');
  return { name: nameOf(kind), keyBytes: kind.keyBytes, ivBytes: kind.ivBytes };
}

export interface KeyCipherRun {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly decrypts: boolean;
}

const NONE = new Uint8Array(0);

/** All of a key through a cipher. @throws when it does not decrypt */
export function runKeyCipher(name: string, run: KeyCipherRun, data: Uint8Array): Buffer {
  const cipher = openCipher(name, { ...run, pads: true, aad: NONE, tag: NONE, tagBytes: 0 });
  return Buffer.concat([cipher.update(data), cipher.finish()]);
}
