/** Whether bytes are those that were meant. @see https://www.w3.org/TR/SRI */
import { requireLate } from '../../prelude/modules.ts';

interface Hash {
  update(bytes: Uint8Array): Hash;
  digest(encoding: 'base64'): string;
}
type CryptoModule = { readonly default: { createHash(algorithm: string): Hash } };

const PART = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?[!-~]*)?$/;

/** Hashes of the strongest kind alone count; where there is none, anything is right. */
export function isIntact(bytes: Uint8Array, integrity: string): boolean {
  const found = integrity
    .split(/[\t\n\f\r ]+/)
    .flatMap((part) => {
      const [, algorithm = '', hash = ''] = PART.exec(part) ?? [];
      return hash === '' ? [] : [{ algorithm, hash: plain(hash) }];
    })
    .sort((a, b) => (a.algorithm < b.algorithm ? 1 : -1));
  const [strongest] = found;
  if (strongest === undefined) return true;
  const { createHash } = (requireLate('node/crypto') as CryptoModule).default;
  const actual = plain(createHash(strongest.algorithm).update(bytes).digest('base64'));
  return found.some(({ algorithm, hash }) => algorithm === strongest.algorithm && hash === actual);
}

const plain = (hash: string): string =>
  hash.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
