/** The checks that `util` had before the language had its own; deprecated, and found in old code. */
import types from './types.ts';

export const legacyChecks = {
  isArray: Array.isArray,
  isBoolean: (value: unknown) => typeof value === 'boolean',
  isNull: (value: unknown) => value === null,
  isNullOrUndefined: (value: unknown) => value === null || value === undefined,
  isNumber: (value: unknown) => typeof value === 'number',
  isString: (value: unknown) => typeof value === 'string',
  isSymbol: (value: unknown) => typeof value === 'symbol',
  isUndefined: (value: unknown) => value === undefined,
  isRegExp: types.isRegExp,
  isObject: (value: unknown) => value !== null && typeof value === 'object',
  isDate: types.isDate,
  isError: (value: unknown) => types.isNativeError(value) || value instanceof Error,
  isFunction: (value: unknown) => typeof value === 'function',
  isPrimitive: (value: unknown) =>
    value === null || (typeof value !== 'object' && typeof value !== 'function'),
};
