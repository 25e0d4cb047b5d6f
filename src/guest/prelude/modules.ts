import { SecurityError } from './harden.ts';
import { toText } from './primordials.ts';

/**
 * `require` for a name that the static check could not see, because it was computed.
 * @throws SecurityError always: this world has no modules
 */
export function require(name: unknown): never {
  throw new SecurityError(`Cannot require '${toText(name)}': there is no such module here`);
}
