/** `Error.captureStackTrace`, which V8 has and the engine has not: a stack for what is no error, or not yet. */
import {
  defineProperty,
  ErrorCtor,
  stringIndexOf,
  stringSlice,
  TypeErrorCtor,
} from '../prelude/primordials.ts';

/** @param target gets a `stack` of frames from here on, as the engine writes them */
function captureStackTrace(target: unknown): void {
  if ((typeof target !== 'object' || target === null) && typeof target !== 'function') {
    throw new TypeErrorCtor('Invalid argument');
  }
  const stack = new ErrorCtor().stack ?? '';
  // Its first line is this function's own.
  const value = stringSlice(stack, stringIndexOf(stack, '\n') + 1);
  const property = { __proto__: null, value, writable: true, configurable: true };
  defineProperty(target, 'stack', property as PropertyDescriptor);
}

defineProperty(ErrorCtor, 'captureStackTrace', {
  value: captureStackTrace,
  writable: true,
  configurable: true,
});
