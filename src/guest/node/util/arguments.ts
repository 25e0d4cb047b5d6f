/** What the functions of `util` ask of their arguments, refused as Node words it. */
import { ERR_INVALID_ARG_TYPE } from '../errors.ts';

export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** @throws ERR_INVALID_ARG_TYPE */
export function requireFunction(name: string, value: unknown): AnyFunction {
  if (typeof value === 'function') return value as AnyFunction;
  throw new ERR_INVALID_ARG_TYPE(name, 'function', value);
}

/** @throws ERR_INVALID_ARG_TYPE */
export function requireObject(name: string, value: unknown): object {
  if (typeof value === 'object' && value !== null) return value;
  throw new ERR_INVALID_ARG_TYPE(name, 'Object', value);
}

/** @throws ERR_INVALID_ARG_TYPE */
export function requireString(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  throw new ERR_INVALID_ARG_TYPE(name, 'string', value);
}
