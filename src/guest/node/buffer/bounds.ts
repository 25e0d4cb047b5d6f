/** Where a number may be read and written, refused as Node refuses it. @see Node's lib/internal/buffer.js */
import { ERR_BUFFER_OUT_OF_BOUNDS, ERR_INVALID_ARG_TYPE, ERR_OUT_OF_RANGE } from '../errors.ts';

/** @throws always: `value` is no integer from `least` to `most` */
export function refusePlace(value: unknown, most: number, name = 'offset', least = 0): never {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (Math.floor(value) !== value) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (most < 0) throw new ERR_BUFFER_OUT_OF_BOUNDS();
  throw new ERR_OUT_OF_RANGE(name, `>= ${least} and <= ${most}`, value);
}

/** How many bytes a number of variable width may have. */
const MOST_BYTES = 6;

export function isByteCount(value: unknown): value is number {
  return value === 1 || value === 2 || value === 3 || value === 4 || value === 5 || value === 6;
}

/** @throws always: `value` is no integer from 1 to 6 */
export function refuseByteCount(value: unknown): never {
  refusePlace(value, MOST_BYTES, 'byteLength', 1);
}

/** @throws unless all of `count` bytes from `offset` on are there */
export function requirePlace(bytes: Uint8Array, offset: unknown, count: number): void {
  if (typeof offset !== 'number') throw new ERR_INVALID_ARG_TYPE('offset', 'number', offset);
  if (bytes[offset] === undefined || bytes[offset + count - 1] === undefined) {
    refusePlace(offset, bytes.length - count);
  }
}

/** `0` to `2 ** 32`, or more, in the words that Node has for each width. */
function rangeText(bytes: number, isSigned: boolean, suffix: string): string {
  const bits = bytes * 8;
  const two = `2${suffix} ** `;
  if (bytes > 4) {
    if (!isSigned) return `>= 0${suffix} and < ${two}${bits}${suffix}`;
    return `>= -(${two}${bits - 1}${suffix}) and < ${two}${bits - 1}${suffix}`;
  }
  const least = isSigned ? -(2 ** (bits - 1)) : 0;
  return `>= ${least} and <= ${least + 2 ** bits - 1}`;
}

/** @throws always: `value` does not fit into so many bytes */
export function refuseValue(value: unknown, bytes: number, isSigned: boolean): never {
  const suffix = bytes === 8 ? 'n' : '';
  throw new ERR_OUT_OF_RANGE('value', rangeText(bytes, isSigned, suffix), value);
}
