/** What keys may be used for. */
import { DOMException } from '../dom-exception.ts';

/** Usages of each algorithm's keys. */
interface UsagesOf {
  readonly public: readonly string[];
  readonly private: readonly string[];
}

const SIGN: UsagesOf = { public: ['verify'], private: ['sign'] };
const DERIVE: UsagesOf = { public: [], private: ['deriveKey', 'deriveBits'] };

/** For algorithms with pairs of keys. */
export const PAIR_USAGES: Readonly<Record<string, UsagesOf>> = {
  'RSASSA-PKCS1-v1_5': SIGN,
  'RSA-PSS': SIGN,
  'RSA-OAEP': { public: ['encrypt', 'wrapKey'], private: ['decrypt', 'unwrapKey'] },
  ECDSA: SIGN,
  Ed25519: SIGN,
  Ed448: SIGN,
  ECDH: DERIVE,
  X25519: DERIVE,
  X448: DERIVE,
};

export const secretUsages = (name: string): readonly string[] => {
  if (name === 'HMAC') return ['sign', 'verify'];
  if (name === 'HKDF' || name === 'PBKDF2') return ['deriveKey', 'deriveBits'];
  return name === 'AES-KW'
    ? ['wrapKey', 'unwrapKey']
    : ['wrapKey', 'unwrapKey', 'encrypt', 'decrypt'];
};

/** @param what the key, as in `an AES key` @throws DOMException for a usage beyond `allowed` */
export function requireUsages(
  given: readonly string[],
  allowed: readonly string[],
  what: string,
): void {
  if (given.every((usage) => allowed.includes(usage))) return;
  throw new DOMException(`Unsupported key usage for ${what}`, 'SyntaxError');
}

export const usagesIn = (given: readonly string[], allowed: readonly string[]): string[] =>
  allowed.filter((usage) => given.includes(usage));
