/** `structuredClone`. @see https://html.spec.whatwg.org/#structured-cloning */
import { nativeError } from '../node/errors.ts';
import { isArrayBuffer } from '../node/util/types.ts';
import { detach } from './clone/buffers.ts';
import { Cloner } from './clone/cloner.ts';
import { cannotClone } from './clone/refusal.ts';

const wrongType = (message: string) => nativeError(TypeError, 'ERR_INVALID_ARG_TYPE', message);

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/** What `options.transfer` lists. */
function listedBy(options: unknown): Iterable<unknown> {
  if (options === undefined || options === null) return [];
  if (!isObject(options)) {
    throw wrongType('The options argument must be either an object or undefined');
  }
  const { transfer } = options as { readonly transfer?: unknown };
  if (transfer === undefined || transfer === null) return [];
  if (!isObject(transfer)) throw wrongType('Optional transferList argument must be an iterable');
  return Symbol.iterator in transfer ? (transfer as Iterable<unknown>) : [];
}

/** The buffers that are given away with the value. */
function transferredBy(options: unknown): Set<ArrayBuffer> {
  const buffers = new Set<ArrayBuffer>();
  for (const each of listedBy(options)) {
    if (!isArrayBuffer(each)) {
      throw nativeError(
        TypeError,
        'ERR_INVALID_TRANSFER_OBJECT',
        'Found invalid object in transferList',
      );
    }
    const buffer = each as ArrayBuffer;
    if (buffers.has(buffer)) throw cannotClone('Transfer list contains duplicate ArrayBuffer');
    buffers.add(buffer);
  }
  return buffers;
}

/** @throws DOMException DataCloneError for what has no copy: a function, a symbol, a promise */
export function structuredClone(value: unknown = undefined, options: unknown = undefined): unknown {
  // biome-ignore lint/complexity/noArguments: a value that is undefined is one that was given
  if (arguments.length === 0) {
    throw nativeError(TypeError, 'ERR_MISSING_ARGS', 'The value argument must be specified');
  }
  const given = transferredBy(options);
  const copy = new Cloner().copy(value);
  for (const buffer of given) detach(buffer);
  return copy;
}
