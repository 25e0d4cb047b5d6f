/**
 * Promise: a snippet does not see what the operator disabled, by whatever road. Answers `eval`,
 * `Function`, and the constructors of generator and async functions, reached by their names or by
 * climbing `.constructor` from any function.
 * This is policy, not the wall: generated code has no more power than the snippet that made it.
 */

import { defineHidden } from './define.ts';
import { PERMITTED_GLOBALS } from './permits.ts';
import {
  create,
  defineProperty,
  deleteProperty,
  ErrorCtor,
  FunctionCtor,
  getPrototypeOf,
  ownKeys,
  toText,
  world,
} from './primordials.ts';

/** Removes every global that is not on the list of permits. */
export function removeUnpermitted(): void {
  const permitted = create(null) as Record<string, true>;
  for (const name of PERMITTED_GLOBALS) permitted[name] = true;
  for (const key of ownKeys(world)) {
    if (typeof key === 'string' && permitted[key] === undefined) deleteProperty(world, key);
  }
}

/**
 * Nails down what the engine calls to join the parts of a template: it asks `String.prototype.concat`, where
 * the language asks nobody, so that every template in the world would be whatever a snippet puts there.
 */
export function lockTemplates(): void {
  const { prototype } = toText;
  defineProperty(prototype, 'concat', {
    value: prototype.concat,
    writable: false,
    enumerable: false,
    configurable: false,
  });
}

/** The error a snippet meets where policy says no. */
export class SecurityError extends ErrorCtor {}
defineHidden(SecurityError.prototype, 'name', 'SecurityError');

/** Takes the disabled names away; `eval` and `Function` stay, as names that throw. */
export function disable(names: readonly string[]): void {
  for (const name of names) {
    if (name === 'eval') defineHidden(world, 'eval', refusing('eval', 0));
    else if (name === 'Function') disableFunctionConstructors();
    else deleteProperty(world, name);
  }
}

/** One function of each kind, to find the prototype that its constructor hangs on. */
const FUNCTIONS_OF_EACH_KIND = [
  () => {},
  async () => {},
  function* () {},
  async function* () {},
] as const;

function disableFunctionConstructors(): void {
  for (let i = 0; i < FUNCTIONS_OF_EACH_KIND.length; i++) {
    const prototype = getPrototypeOf(FUNCTIONS_OF_EACH_KIND[i] as object) as {
      constructor: { name: string };
    };
    const stand = refusing(prototype.constructor.name, 1);
    // `f instanceof Function` goes by the prototype, so it stays true.
    defineProperty(stand, 'prototype', { value: prototype, writable: false });
    defineProperty(prototype, 'constructor', { value: stand, writable: true, configurable: true });
  }
  defineHidden(world, 'Function', FunctionCtor.prototype.constructor);
}

function refusing(name: string, length: number): object {
  // A declaration, for it must be a constructor as well: an arrow could not be extended.
  function refuse(): never {
    throw new SecurityError(`${name} is disabled: code cannot be made from text here`);
  }
  defineProperty(refuse, 'name', { value: name, configurable: true });
  defineProperty(refuse, 'length', { value: length, configurable: true });
  return refuse;
}
