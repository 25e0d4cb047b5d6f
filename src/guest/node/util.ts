/** `util`. @see https://nodejs.org/api/util.html */

import { TextDecoder, TextEncoder } from '../web/text-codec.ts';
import { wellFormed } from '../web/well-formed.ts';
import { FastBuffer } from './buffer/fast-buffer.ts';
import { ERR_INVALID_ARG_TYPE } from './errors.ts';
import { format, formatWithOptions, inspect } from './inspect/inspect.ts';
import { requireFunction, requireObject, requireString } from './util/arguments.ts';
import { isDeepStrictEqual } from './util/deep-equal.ts';
import { deprecate } from './util/deprecate.ts';
import { legacyChecks } from './util/legacy-checks.ts';
import { MIMEParams } from './util/mime-params.ts';
import { MIMEType } from './util/mime-type.ts';
import { parseArgs } from './util/parse-args.ts';
import { callbackify, promisify } from './util/promisify.ts';
import { stripVTControlCharacters, styleText } from './util/style-text.ts';
import { getSystemErrorMap, getSystemErrorName } from './util/system-errors.ts';
import types from './util/types.ts';
import { validateAbortSignal } from './validate.ts';

/** Old-style inheritance: `ctor` keeps its methods and gains those of `superConstructor`. */
function inherits(ctor: unknown, superConstructor: unknown): void {
  if (ctor === undefined || ctor === null) requireFunction('ctor', ctor);
  if (superConstructor === undefined || superConstructor === null) {
    requireFunction('superCtor', superConstructor);
  }
  const [own, parent] = [Object(ctor) as object, Object(superConstructor) as object];
  const prototype = requireObject('superCtor.prototype', Reflect.get(parent, 'prototype'));
  Object.defineProperty(own, 'super_', { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(Reflect.get(own, 'prototype') as object, prototype);
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

async function aborted(signal: unknown, resource: unknown): Promise<unknown> {
  if (signal === undefined) throw new ERR_INVALID_ARG_TYPE('signal', 'AbortSignal', signal);
  validateAbortSignal(signal, 'signal');
  requireObject('resource', resource);
  const target = signal as EventTargetLike;
  if (target.aborted) return undefined;
  return new Promise((resolve) => target.addEventListener('abort', resolve, { once: true }));
}

interface EventTargetLike {
  readonly aborted: boolean;
  addEventListener(type: string, listener: unknown, options: object): void;
}

const util = {
  MIMEParams,
  MIMEType,
  TextDecoder,
  TextEncoder,
  _extend: extend,
  aborted,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions,
  getSystemErrorMap,
  getSystemErrorName,
  inherits,
  inspect,
  isBuffer: (value: unknown) => value instanceof FastBuffer,
  isDeepStrictEqual,
  parseArgs,
  promisify,
  stripVTControlCharacters: (text: unknown) => stripVTControlCharacters(requireString('str', text)),
  styleText,
  toUSVString,
  types,
  ...legacyChecks,
};

export default util;
