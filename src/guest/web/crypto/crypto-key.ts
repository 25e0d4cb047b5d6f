/** `CryptoKey`. @see https://w3c.github.io/webcrypto/#cryptokey-interface */
import {
  handleOf,
  type KeyHandle,
  type KeyObject,
  type KeyObjectType,
  keyObjects,
} from '../../node/crypto/key-object.ts';
import { ERR_ILLEGAL_CONSTRUCTOR, ERR_INVALID_THIS } from '../../node/errors.ts';
import type { Algorithm } from './asked-algorithm.ts';
import { type Convert, refuse } from './webidl.ts';

interface Slots {
  readonly keyObject: KeyObject;
  readonly algorithm: Algorithm;
  readonly usages: string[];
  readonly extractable: boolean;
}

const slots = new WeakMap<object, Slots>();

function slotsOf(key: unknown): Slots {
  const own = typeof key === 'object' && key !== null ? slots.get(key) : undefined;
  if (!own) throw new ERR_INVALID_THIS('CryptoKey');
  return own;
}

interface Inspection {
  readonly depth: number | null;
}
type Inspect = (value: unknown, options: Inspection) => string;

export class CryptoKey {
  constructor() {
    throw new ERR_ILLEGAL_CONSTRUCTOR();
  }

  get type(): KeyObjectType {
    return slotsOf(this).keyObject.type;
  }

  get extractable(): boolean {
    return slotsOf(this).extractable;
  }

  get algorithm(): Algorithm {
    return slotsOf(this).algorithm;
  }

  get usages(): string[] {
    return slotsOf(this).usages;
  }
}

for (const name of ['type', 'extractable', 'algorithm', 'usages']) {
  Object.defineProperty(CryptoKey.prototype, name, { enumerable: true });
}
Object.defineProperty(CryptoKey.prototype, Symbol.toStringTag, {
  configurable: true,
  value: 'CryptoKey',
});
Object.defineProperty(CryptoKey.prototype, Symbol.for('nodejs.util.inspect.custom'), {
  configurable: true,
  writable: true,
  value(this: CryptoKey, depth: number, options: Inspection, inspect: Inspect): unknown {
    if (depth < 0) return this;
    const { type, extractable, algorithm, usages } = this;
    const left = options.depth === null ? null : options.depth - 1;
    const shown = inspect({ type, extractable, algorithm, usages }, { ...options, depth: left });
    return `CryptoKey ${shown}`;
  },
});
// A bundle gives classes shorter names.
Object.defineProperty(CryptoKey, 'name', { value: 'CryptoKey', configurable: true });

export function makeCryptoKey(
  keyObject: KeyObject,
  algorithm: Algorithm,
  usages: string[],
  extractable: boolean,
): CryptoKey {
  const key = Object.create(CryptoKey.prototype) as CryptoKey;
  slots.set(key, { keyObject, algorithm, usages, extractable });
  keyObjects.set(key, keyObject);
  return key;
}

export const keyHandleOf = (key: CryptoKey): KeyHandle => handleOf(slotsOf(key).keyObject);

export const toCryptoKey: Convert<CryptoKey> = (value, place) => {
  if (typeof value === 'object' && value !== null && slots.has(value)) return value as CryptoKey;
  throw refuse('is not of type CryptoKey.', place);
};
