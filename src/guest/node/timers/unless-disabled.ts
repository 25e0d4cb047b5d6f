/** Exports that stand for globals: what the operator disabled by its name is not to be had by another road. */
import { defineProperty, ownKeys } from '../../prelude/primordials.ts';
import { getSettings } from '../../prelude/settings.ts';

/** @param needs the global that each export needs, where it has another name */
export function unlessDisabled(
  exports: Readonly<Record<string, unknown>>,
  others: PropertyDescriptorMap = {},
  needs: Readonly<Record<string, string>> = {},
): object {
  const module = Object.defineProperties({}, others);
  for (const name of ownKeys(exports) as string[]) {
    const own: { value?: unknown } = { value: exports[name] };
    defineProperty(module, name, {
      enumerable: true,
      configurable: true,
      get: () => (isDisabled(needs[name] ?? name) ? undefined : own.value),
      set: (value: unknown) => {
        own.value = value;
      },
    });
  }
  return module;
}

function isDisabled(name: string): boolean {
  const { disabledGlobals } = getSettings();
  for (let i = 0; i < disabledGlobals.length; i++) if (disabledGlobals[i] === name) return true;
  return false;
}
