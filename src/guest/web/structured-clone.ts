/** `structuredClone`, by `@ungap/structured-clone`: every kind of built-in, and cycles. @see https://html.spec.whatwg.org/#structured-cloning */
import clone from '@ungap/structured-clone';
import { DOMException } from './dom-exception.ts';

/** @throws DOMException DataCloneError for what has no copy: a function, a symbol, a promise */
export function structuredClone(value: unknown): unknown {
  try {
    return clone(value);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
    throw new DOMException('The value could not be cloned', { name: 'DataCloneError', cause });
  }
}
