/** Code of modules for a world that was not made with them. */
import type { ModuleText } from '../wire/host-calls.ts';
import { textIn } from './claims.ts';
import { GuestError } from './guest-error.ts';
import type { Handlers } from './host-run.ts';

/** Longest name that an error repeats, UTF-16 units. */
const MAX_NAME = 100;

/** @param tryRead by a name that a snippet may require, or by `#` and its id */
export function moduleCalls(
  tryRead: (name: string) => ModuleText | undefined,
): Handlers<'module.load'> {
  return {
    'module.load'(claim) {
      const name = textIn(claim, 'name');
      const found = tryRead(name);
      if (found) return found;
      throw new GuestError(
        'SecurityError',
        `Cannot require '${name.slice(0, MAX_NAME)}': there is no such module here`,
      );
    },
  };
}
