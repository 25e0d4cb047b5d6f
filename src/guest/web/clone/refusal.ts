/** How `structuredClone` says no. */
import { DOMException } from '../dom-exception.ts';

const functionToString = Function.prototype.toString;
const objectToString = Object.prototype.toString;

export const cannotClone = (message: string): DOMException =>
  new DOMException(message, 'DataCloneError');

/** What has no copy, as V8 names it. */
export function hasNoCopy(value: unknown): DOMException {
  return cannotClone(`${nameOf(value)} could not be cloned.`);
}

function nameOf(value: unknown): string {
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'function') return Reflect.apply(functionToString, value, []);
  const tag: string = Reflect.apply(objectToString, value, []);
  const maker = (value as { readonly constructor?: unknown }).constructor;
  return typeof maker === 'function' && typeof maker.name === 'string' && maker.name !== ''
    ? `#<${maker.name}>`
    : tag;
}
