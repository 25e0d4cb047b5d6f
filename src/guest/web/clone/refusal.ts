/** How `structuredClone` says no. */
import { nativeError } from '../../node/errors.ts';
import { DOMException } from '../dom-exception.ts';

const functionToString = Function.prototype.toString;
const objectToString = Object.prototype.toString;

export const cannotClone = (message: string): DOMException =>
  new DOMException(message, 'DataCloneError');

/** What has no copy, as V8 names it. */
export function hasNoCopy(value: unknown): DOMException {
  return cannotClone(`${nameOf(value)} could not be cloned.`);
}

/** What cannot be copied, but given away. */
export const isNotGiven = (): Error =>
  nativeError(
    TypeError,
    'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST',
    'Object that needs transfer was found in message but not listed in transferList',
  );

function nameOf(value: unknown): string {
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return Reflect.apply(functionToString, value, []);
  const tag: string = Reflect.apply(objectToString, value, []);
  const maker = (value as { readonly constructor?: unknown }).constructor;
  return typeof maker === 'function' && typeof maker.name === 'string' && maker.name !== ''
    ? `#<${maker.name}>`
    : tag;
}
