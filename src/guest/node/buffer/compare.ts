/** `compare` and `equals`. @see Node's lib/buffer.js */
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';
import { validateInteger } from '../validate.ts';
import { isUint8Array } from './bytes.ts';
import { MAX_LENGTH } from './fast-buffer.ts';

export function requireUint8Array(value: unknown, name: string): asserts value is Uint8Array {
  if (isUint8Array(value)) return;
  throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'Uint8Array'], value);
}

/** -1, 0 or 1: the order of the bytes, then of the lengths. */
export function compareBytes(one: Uint8Array, other: Uint8Array): number {
  const { length: oneLength } = one;
  const { length: otherLength } = other;
  const common = Math.min(oneLength, otherLength);
  for (let i = 0; i < common; i++) {
    const left = one[i] as number;
    const right = other[i] as number;
    if (left !== right) return left < right ? -1 : 1;
  }
  if (oneLength === otherLength) return 0;
  return oneLength < otherLength ? -1 : 1;
}

/** An index that was given, checked; or what stands for none. */
function indexIn(value: unknown, name: string, standard: number, most = MAX_LENGTH): number {
  if (value === undefined) return standard;
  validateInteger(value, name, 0, most);
  return value;
}

export const compareMethods = {
  equals(this: Uint8Array, otherBuffer: unknown): boolean {
    requireUint8Array(otherBuffer, 'otherBuffer');
    if (this === otherBuffer) return true;
    if (!isUint8Array(this)) throw new TypeError('this is not a typed array.');
    return this.byteLength === otherBuffer.byteLength && compareBytes(this, otherBuffer) === 0;
  },

  compare(
    this: Uint8Array,
    target: unknown,
    targetStart?: unknown,
    targetEnd?: unknown,
    sourceStart?: unknown,
    sourceEnd?: unknown,
  ): number {
    requireUint8Array(target, 'target');
    const from = indexIn(targetStart, 'targetStart', 0);
    const to = indexIn(targetEnd, 'targetEnd', target.length, target.length);
    const ownFrom = indexIn(sourceStart, 'sourceStart', 0);
    const ownTo = indexIn(sourceEnd, 'sourceEnd', this.length, this.length);
    if (ownFrom >= ownTo) return from >= to ? 0 : -1;
    if (from >= to) return 1;
    return compareBytes(spanOf(this, ownFrom, ownTo), spanOf(target, from, to));
  },
};

function spanOf(bytes: Uint8Array, start: number, end: number): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
}
