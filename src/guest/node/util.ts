/** `util`. @see https://nodejs.org/api/util.html */

import { wellFormed } from '../web/well-formed.ts';
import { format, formatWithOptions, inspect } from './inspect/inspect.ts';
import { requireFunction, requireObject, requireString } from './util/arguments.ts';
import { isDeepStrictEqual } from './util/deep-equal.ts';
import { legacyChecks } from './util/legacy-checks.ts';
import { callbackify, promisify } from './util/promisify.ts';
import { stripVTControlCharacters, styleText } from './util/style-text.ts';
import types from './util/types.ts';

/** Old-style inheritance: `ctor` keeps its methods and gains those of `superConstructor`. */
function inherits(ctor: unknown, superConstructor: unknown): void {
  const own = requireFunction('ctor', ctor);
  const parent = requireFunction('superCtor', superConstructor);
  const prototype = requireObject('superCtor.prototype', Reflect.get(parent, 'prototype'));
  Object.defineProperty(own, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(Reflect.get(own, 'prototype') as object, prototype);
}

/** Nobody reads a snippet's warnings: the function itself, unchanged. */
function deprecate<T>(fn: T): T {
  return requireFunction('fn', fn) as T;
}

/** No section is ever switched on: there is no environment to name one. */
function debuglog() {
  return Object.assign(() => {}, { enabled: false });
}

/** Lone surrogates become U+FFFD. */
function toUSVString(text: unknown): string {
  return wellFormed(String(text));
}

/** `Object.assign` for own enumerable properties of a plain source; returns the target. */
function extend(target: object, source: unknown): object {
  return source !== null && typeof source === 'object' ? Object.assign(target, source) : target;
}

async function aborted(signal: EventTargetLike, resource: unknown): Promise<void> {
  requireObject('signal', signal);
  requireObject('resource', resource);
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

interface EventTargetLike {
  readonly aborted: boolean;
  addEventListener(type: string, listener: unknown, options: object): void;
}

const util = {
  _extend: extend,
  aborted,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  inherits,
  inspect,
  isDeepStrictEqual,
  promisify,
  stripVTControlCharacters: (text: unknown) => stripVTControlCharacters(requireString('str', text)),
  styleText,
  toUSVString,
  types,
  ...legacyChecks,
};

export default util;
