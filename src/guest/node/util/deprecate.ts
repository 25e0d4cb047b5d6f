/** `util.deprecate`: who listens to `process` is told once, by code, that a function is not to be used. */
import { apply, construct, setPrototypeOf } from '../../prelude/primordials.ts';
import { validateString } from '../validate.ts';
import { hasListener, makeWarning, warn } from '../warnings.ts';
import { requireFunction } from './arguments.ts';

type AnyFunction = (...args: unknown[]) => unknown;

const told = new Set<unknown>();

/** @throws ERR_INVALID_ARG_TYPE */
export function deprecate(fn: unknown, message?: unknown, code?: unknown): AnyFunction {
  const wrapped = requireFunction('fn', fn) as AnyFunction;
  if (code !== undefined) validateString(code, 'code');
  let isTold = false;
  const tellOnce = () => {
    if (isTold || !hasListener()) return;
    isTold = true;
    if (code !== undefined && told.has(code)) return;
    told.add(code);
    const fields = code === undefined ? {} : { code };
    warn(makeWarning(String(message), 'DeprecationWarning', fields));
  };
  // A declaration, for what is deprecated may be a constructor.
  function deprecated(this: unknown, ...args: unknown[]): unknown {
    tellOnce();
    return new.target === undefined
      ? apply(wrapped, this, args)
      : construct(wrapped, args, new.target);
  }
  setPrototypeOf(deprecated, wrapped);
  if (wrapped.prototype) deprecated.prototype = wrapped.prototype;
  return deprecated;
}
