/** The web's `crypto`. @see https://w3c.github.io/webcrypto/#crypto-interface */
import { viewOf } from '../node/crypto/bytes.ts';
import { fill, isIntegerArray, makeUuid } from '../node/crypto/random.ts';
import { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } from '../node/errors.ts';
import { CryptoKey } from './crypto/crypto-key.ts';
import { SubtleCrypto, subtle } from './crypto/subtle.ts';
import { requireArguments } from './crypto/webidl.ts';
import { DOMException } from './dom-exception.ts';

const MAX_BYTES = 65_536;

function requireCrypto(self: unknown): void {
  if (self !== crypto) throw new ERR_INVALID_THIS('Crypto');
}

export class Crypto {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get subtle(): SubtleCrypto {
    requireCrypto(this);
    return subtle;
  }

  getRandomValues(...given: unknown[]): unknown {
    requireCrypto(this);
    requireArguments(given.length, 1, "Failed to execute 'getRandomValues' on 'Crypto'");
    const [array] = given;
    if (!isIntegerArray(array)) {
      throw new DOMException(
        'The data argument must be an integer-type TypedArray',
        'TypeMismatchError',
      );
    }
    if (array.byteLength > MAX_BYTES) {
      throw new DOMException('The requested length exceeds 65,536 bytes', 'QuotaExceededError');
    }
    fill(viewOf(array));
    return array;
  }

  randomUUID(): string {
    requireCrypto(this);
    return makeUuid();
  }
}

for (const name of ['subtle', 'getRandomValues', 'randomUUID']) {
  Object.defineProperty(Crypto.prototype, name, { enumerable: true });
}
Object.defineProperty(Crypto.prototype.getRandomValues, 'length', { value: 1 });
Object.defineProperty(Crypto.prototype, Symbol.toStringTag, {
  configurable: true,
  value: 'Crypto',
});
// A bundle gives classes shorter names.
Object.defineProperty(Crypto, 'name', { value: 'Crypto', configurable: true });

export const crypto = Object.create(Crypto.prototype) as Crypto;

export { CryptoKey, SubtleCrypto };
