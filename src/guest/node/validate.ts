/** Checks of arguments, as Node's own modules make them: same order, same words. @see Node's lib/internal/validators.js */
import { ERR_INVALID_ARG_TYPE, ERR_INVALID_ARG_VALUE, ERR_OUT_OF_RANGE } from './errors.ts';

export function validateString(value: unknown, name: string): asserts value is string {
  if (typeof value !== 'string') throw new ERR_INVALID_ARG_TYPE(name, 'string', value);
}

export function validateBoolean(value: unknown, name: string): asserts value is boolean {
  if (typeof value !== 'boolean') throw new ERR_INVALID_ARG_TYPE(name, 'boolean', value);
}

export function validateFunction(
  value: unknown,
  name: string,
): asserts value is (...args: never) => unknown {
  if (typeof value !== 'function') throw new ERR_INVALID_ARG_TYPE(name, 'Function', value);
}

function isOutside(value: number, min: number | undefined, max: number | undefined): boolean {
  if (Number.isNaN(value)) return min !== undefined || max !== undefined;
  return (min !== undefined && value < min) || (max !== undefined && value > max);
}

export function validateNumber(
  value: unknown,
  name: string,
  min?: number,
  max?: number,
): asserts value is number {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (!isOutside(value, min, max)) return;
  const bounds: string[] = [];
  if (min !== undefined) bounds.push(`>= ${min}`);
  if (max !== undefined) bounds.push(`<= ${max}`);
  throw new ERR_OUT_OF_RANGE(name, bounds.join(' && '), value);
}

export function validateInteger(
  value: unknown,
  name: string,
  min: number = Number.MIN_SAFE_INTEGER,
  max: number = Number.MAX_SAFE_INTEGER,
): asserts value is number {
  if (typeof value !== 'number') throw new ERR_INVALID_ARG_TYPE(name, 'number', value);
  if (!Number.isInteger(value)) throw new ERR_OUT_OF_RANGE(name, 'an integer', value);
  if (value < min || value > max) {
    throw new ERR_OUT_OF_RANGE(name, `>= ${min} && <= ${max}`, value);
  }
}

export function validateInt32(
  value: unknown,
  name: string,
  min = -2147483648,
  max = 2147483647,
): asserts value is number {
  validateInteger(value, name, min, max);
}

export function validateUint32(
  value: unknown,
  name: string,
  isPositive = false,
): asserts value is number {
  validateInteger(value, name, isPositive ? 1 : 0, 4294967295);
}

export interface ObjectOptions {
  readonly allowsArray?: boolean;
  readonly allowsFunction?: boolean;
  readonly allowsNull?: boolean;
}

export function validateObject(
  value: unknown,
  name: string,
  options: ObjectOptions = {},
): asserts value is object {
  const isAllowed =
    value === null
      ? options.allowsNull === true
      : Array.isArray(value)
        ? options.allowsArray === true
        : typeof value === 'object' ||
          (typeof value === 'function' && options.allowsFunction === true);
  if (!isAllowed) throw new ERR_INVALID_ARG_TYPE(name, 'Object', value);
}

export function validateArray(
  value: unknown,
  name: string,
  minLength = 0,
): asserts value is unknown[] {
  if (!Array.isArray(value)) throw new ERR_INVALID_ARG_TYPE(name, 'Array', value);
  if (value.length < minLength) {
    throw new ERR_INVALID_ARG_VALUE(name, value, `must be longer than ${minLength}`);
  }
}

export function validateOneOf(value: unknown, name: string, allowed: readonly unknown[]): void {
  if (allowed.includes(value)) return;
  const list = allowed.map((each) => (typeof each === 'string' ? `'${each}'` : String(each)));
  throw new ERR_INVALID_ARG_VALUE(name, value, `must be one of: ${list.join(', ')}`);
}

export function validateBuffer(value: unknown, name = 'buffer'): asserts value is ArrayBufferView {
  if (ArrayBuffer.isView(value)) return;
  throw new ERR_INVALID_ARG_TYPE(name, ['Buffer', 'TypedArray', 'DataView'], value);
}

/** What an AbortSignal is known by, whoever made it. */
export function validateAbortSignal(value: unknown, name: string): void {
  if (value === undefined) return;
  if (typeof value === 'object' && value !== null && 'aborted' in value) return;
  throw new ERR_INVALID_ARG_TYPE(name, 'AbortSignal', value);
}
